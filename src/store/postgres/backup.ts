import type pg from 'pg';
import { copyRows } from '../copy-rows.ts';
import type { Engine, Ledger, Upgrade } from '../db.ts';
import { dropDraft } from '../files/private-files.ts';
import { listStoredFiles } from '../inspection.ts';
import { getHead } from '../journal.ts';
import { writeLedger } from '../sqlite/create.ts';
import { refusing as refusingFile } from '../sqlite/faults.ts';
import { openCopy } from '../sqlite/open.ts';
import { APPLICATION } from '../version.ts';
import { addressOfUnit, parseAddress } from './address.ts';
import { connect } from './connect.ts';
import { commitAll, refusing } from './faults.ts';
import { ledger, type Opened } from './ledger.ts';
import { openForeign, refuseWithoutUnit } from './open.ts';
import { freeKeptName, renewTables } from './renew.ts';
import { strangersIn } from './strangers.ts';
import { VERSION } from './version.ts';

/** Copies the tables of one moment into a ledger in a file; see Engine.copyOut. The attachments stay where they are. */
export const copyLedger: Engine['copyOut'] = async (address, draft, upgrade) => {
  const source = await openForeign(address, draft, upgrade);
  const writing = { draft, file: draft, schema: upgrade.schema(), journalMode: 'DELETE' };
  try {
    await refusingFile(draft, () =>
      source.snapshot((db) =>
        writeLedger(writing, (copy) =>
          copy.transaction(async (into) => copyRows(db, into, (await getHead(db)).seq)),
        ),
      ),
    );
  } catch (error) {
    dropDraft(draft);
    throw error;
  } finally {
    await source.close();
  }
};

/**
 * Puts the copy, with the attachments that lie beside it, in the place of the unit's ledger, in one transaction; see
 * Engine.replace.
 */
export const replaceLedger: Engine['replace'] = async (address, draft, { stamp, schema }, prepare) => {
  refuseWithoutUnit(address);
  const unit = parseAddress(address).unit ?? '';
  const client = await connect(address);
  try {
    await refusing(address, () => client.query('BEGIN'));
    const { operator, isThere, isReadable } = await refusing(address, () => standingOf(client, unit));
    const opened: Opened = { address, version: VERSION, operator, schema };
    const old = isReadable && (await strangersIn(client, unit)) === 0;
    await prepare(old ? ledger(client, opened, { within: true }) : undefined, operator);
    const kept = isThere ? await refusing(address, () => freeKeptName(client, unit, stamp)) : null;
    await onCopy(draft, schema, (copy) =>
      refusing(address, () => renewTables(client, { opened, unit, kept }, (fresh) => takeIn(copy, fresh))),
    );
    await commitAll(client, address);
    return kept === null ? null : addressOfUnit(address, kept);
  } finally {
    await client.end().catch(() => {});
  }
};

async function onCopy(draft: string, schema: Upgrade['schema'], work: (copy: Ledger) => Promise<void>) {
  const copy = await openCopy(draft, { schema, progress: () => {} });
  try {
    await work(copy);
  } finally {
    await copy.close();
  }
}

interface Standing {
  readonly operator: string;
  /** There is a schema of that name. */
  readonly isThere: boolean;
  /** It has what is read of a ledger that is replaced. */
  readonly isReadable: boolean;
}

/** Takes the lock of the unit, and looks at what there is. */
async function standingOf(client: pg.Client, unit: string): Promise<Standing> {
  await client.query('SELECT pg_advisory_xact_lock($1, hashtext($2))', [APPLICATION, unit]);
  const { rows } = await client.query<Standing>(
    `SELECT session_user AS operator, to_regnamespace(quote_ident($1)) IS NOT NULL AS "isThere",
            to_regclass('journal') IS NOT NULL AND to_regclass('daily_sequence') IS NOT NULL AS "isReadable"`,
    [unit],
  );
  return rows[0] as Standing;
}

async function takeIn(copy: Ledger, fresh: Ledger): Promise<void> {
  await copyRows(copy, fresh, (await getHead(copy)).seq);
  for (const file of await listStoredFiles(copy)) {
    // The copy was verified: what it lacks is what a purge took.
    if ((await copy.files.state(file, { thorough: false })) !== 'missing')
      await fresh.files.copyFrom(copy.files, file.sha256);
  }
}
