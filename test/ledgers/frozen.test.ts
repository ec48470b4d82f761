// A journal of every released version lies here and is replayed for ever: what was once recorded is always understood.
// See README.md for how to freeze one.

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { JournalEvent } from '../../src/domain/case/events.ts';
import { complaintJson } from '../../src/documents/case/complaint-json.ts';
import { verifyLedger } from '../../src/services/care/verify.ts';
import { getComplaint } from '../../src/store/complaints.ts';
import { type Db, insert, type RowOf } from '../../src/store/db.ts';
import { listRows } from '../../src/store/inspection.ts';
import type { JournalRow } from '../../src/store/journal.ts';
import { ledgerTables } from '../../src/store/ledger-events.ts';
import { fillTables } from '../../src/store/rebuild.ts';
import { engineFor } from '../../src/store/engine.ts';
import { openLedger, schema } from '../support/open-ledger.ts';
import { everyEvent, everyEventOfHeadquarters, everyEventOfMove } from '../support/every-event.ts';
import { deferReferences } from '../support/raw-ledger.ts';
import { type Desk, emptyDesk } from '../support/run-tousu.ts';

/** Every type that was ever released: a type that is renamed or taken away does not compile here. */
const types: Readonly<Record<JournalEvent['type'], true>> = {
  registered: true,
  imported: true,
  assigned: true,
  investigated: true,
  solution_proposed: true,
  solution_answered: true,
  answer_attempted: true,
  promise_moved: true,
  completed: true,
  concluded: true,
  replied: true,
  explained: true,
  opinion_given: true,
  review_passed: true,
  review_returned: true,
  review_supplemented: true,
  reminded: true,
  callback_failed: true,
  called_back: true,
  feedback_given: true,
  closed: true,
  reopened: true,
  voided: true,
  amended: true,
  noted: true,
  file_attached: true,
  measure_added: true,
  measure_done: true,
  penalty_decided: true,
  undone: true,
  ledger_created: true,
  department_added: true,
  department_retired: true,
  department_renamed: true,
  person_added: true,
  person_retired: true,
  person_roles_set: true,
  person_moved: true,
  person_renamed: true,
  person_phone_set: true,
  setting_changed: true,
  ledger_imported: true,
  report_finalised: true,
  personal_data_revealed: true,
  ledger_restored: true,
  personal_data_purged: true,
  paper_made: true,
  notices_sent: true,
  unit_collected: true,
  ledger_received: true,
  ledger_moved: true,
};

/** What a ledger said: its cases in the words of the contract, and the tables of the ledger itself. */
interface State {
  readonly cases: Readonly<Record<string, object>>;
  readonly tables: Readonly<Record<string, readonly RowOf[]>>;
}

const AS_OF = '2024-01-01T00:00:00+08:00';
const folder = import.meta.dirname;

const linesOf = (version: string): readonly JournalRow[] =>
  readFileSync(join(folder, `${version}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as JournalRow);

/** The next step is left out: what comes next is today's rules' to say. */
async function stateOf(db: Db): Promise<State> {
  const cases: Record<string, object> = {};
  for (const { no } of await db.all<{ no: string }>('SELECT no FROM complaint ORDER BY numbered_on, sequence')) {
    const { nextStep: _, ...said } = complaintJson(await getComplaint(db, no), AS_OF);
    cases[no] = said;
  }
  const tables: Record<string, readonly RowOf[]> = {};
  for (const table of Object.keys(ledgerTables)) tables[table] = await listRows(db, table);
  return { cases, tables };
}

/** What a row of a journal has in these columns that was frozen before they were there. */
const beforePersonalParts = { personal: null, personal_salt: null, personal_digest: null } as const;

/** Makes the tables of an empty ledger from this journal, which it is given. */
async function fill(db: Db, address: string, rows: readonly JournalRow[]): Promise<void> {
  // Notices name cases, and cases name departments.
  await deferReferences(db, address);
  for (const row of rows) await insert(db, 'journal', { ...beforePersonalParts, ...row });
  await fillTables(db, () => {});
}

const FREEZE = process.env.FREEZE;

/** What only some ledgers record, by what is behind the version. */
const ledgersOf: Readonly<Record<string, () => Promise<Desk>>> = {
  headquarters: everyEventOfHeadquarters,
  moved: everyEventOfMove,
};

beforeAll(async () => {
  if (FREEZE === undefined) return;
  const [journal, state] = [join(folder, `${FREEZE}.jsonl`), join(folder, `${FREEZE}.state.json`)];
  if (existsSync(journal)) throw new Error(`${journal} is frozen: a released journal never changes`);
  const [, kind = ''] = /-([a-z]+)$/.exec(FREEZE) ?? [];
  const desk = await (ledgersOf[kind] ?? everyEvent)();
  const ledger = await openLedger(desk.ledger);
  const rows = await ledger.all<JournalRow>('SELECT * FROM journal ORDER BY seq');
  writeFileSync(journal, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  writeFileSync(state, `${JSON.stringify(await stateOf(ledger), null, 1)}\n`);
  await ledger.close();
}, 300_000);

const versions = [
  ...new Set([...readdirSync(folder), ...(FREEZE ? [`${FREEZE}.jsonl`] : [])]),
].flatMap((name) => (name.endsWith('.jsonl') ? [name.slice(0, -'.jsonl'.length)] : []));

test('the frozen journals have an event of every type there is', () => {
  const frozen = new Set<string>(versions.flatMap(linesOf).map(({ type }) => type));
  expect([...frozen].sort()).toEqual(Object.keys(types).sort());
});

describe.each(versions)('the journal of %s', (version) => {
  test('makes the state it made then, and today finds nothing wrong with it', async () => {
    const state = JSON.parse(readFileSync(join(folder, `${version}.state.json`), 'utf8')) as State;
    const { ledger: address } = emptyDesk();
    await (await engineFor(address)).create(address, schema, async () => {});
    const ledger = await openLedger(address);
    await ledger.transaction((db) => fill(db, address, linesOf(version)));
    expect(await stateOf(ledger)).toMatchObject(state);
    const { findings } = await verifyLedger(ledger, () => 'intact');
    expect(findings).toEqual([]);
    await ledger.close();
  });
});
