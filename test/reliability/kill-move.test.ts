// kill -9 while a ledger moves: there is never a second one that takes entries, and the same command brings it to its end.

import { existsSync, readdirSync } from 'node:fs';
import { beforeAll, expect, test } from '@jest/globals';
import { fullDesk } from '../support/full-case.ts';
import { registerMany } from '../support/many-cases.ts';
import { rowsIn } from '../support/raw-ledger.ts';
import { type Desk, emptyDesk, start } from '../support/run-tousu.ts';
import { runTraced, testWithStrace } from '../support/strace.ts';

const KILLS = process.env.TOUSU_RELIABILITY === 'long' ? 100 : 8;
const CASES = 300;
/** Microseconds. */
const HELD_UP = 10_000_000;

let ready: Desk;
let entries: number;
beforeAll(async () => {
  ready = await fullDesk();
  await registerMany(ready.ledger, CASES);
  entries = rowsIn(ready.ledger, 'SELECT seq FROM journal').length;
}, 120_000);

interface Pair {
  readonly old: Desk;
  readonly there: Desk;
  readonly words: readonly string[];
}

function pair(): Pair {
  const [old, there] = [ready.copy(), emptyDesk()];
  return { old, there, words: ['move', '--to', there.ledger] };
}

/** Runs the move and kills it after `delay` ms; without one it runs to its end. Milliseconds that it took. */
function moving({ old, words }: Pair, delay?: number): Promise<number> {
  const began = performance.now();
  const child = start(words, old.folder, { TOUSU_LEDGER: old.ledger });
  const timer = delay === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), delay);
  child.stdout.resume();
  child.stderr.resume();
  return new Promise((resolve) => {
    child.on('close', () => {
      clearTimeout(timer);
      resolve(performance.now() - began);
    });
  });
}

const isClosed = ({ ledger }: Desk): boolean =>
  rowsIn<{ type: string }>(ledger, 'SELECT type FROM journal ORDER BY seq DESC LIMIT 1')[0]?.type ===
  'ledger_moved';

/** The state that a kill left, once nothing is found wrong with it; it is brought to its end by the same command. */
async function broughtToItsEnd({ old, there, words }: Pair): Promise<string> {
  const [closed, moved] = [isClosed(old), existsSync(there.ledger)];
  // The one thing that must never be.
  expect([closed, moved]).not.toEqual([false, true]);
  expect(await old.json(['verify'])).toMatchObject({ ok: true, entries: closed ? entries + 1 : entries });
  const { status, stderr } = await old.run([...words, '--json']);
  expect([status, status === 0 ? '' : JSON.parse(stderr).error.code]).toEqual(
    moved ? [5, 'ledger.moved'] : [0, ''],
  );
  expect(isClosed(old)).toBe(true);
  expect(await there.json(['verify'])).toMatchObject({ ok: true, entries: entries + 1, cases: CASES + 2 });
  await there.ok(['note', '2023100102', '接着办']);
  return moved ? 'moved' : closed ? 'closed' : 'open';
}

test(
  `${KILLS} kills`,
  async () => {
    const whole = await moving(pair());
    const seen = new Set<string>();
    for (let i = 0; i < KILLS; i++) {
      const each = pair();
      await moving(each, whole * (0.4 + (0.6 * (i + 1)) / (KILLS + 1)));
      seen.add(await broughtToItsEnd(each));
    }
    expect(seen).toContain('open');
  },
  KILLS * 60_000,
);

/** The number of the process that writes the new ledger. */
function writerIn({ folder }: Desk): number | undefined {
  const [, pid] = /^ledger\.db\.(\d+)-[^.]+\.new$/m.exec(readdirSync(folder).join('\n')) ?? [];
  return pid === undefined ? undefined : Number(pid);
}

// The call by which the new ledger gets its name is held up: until then the old one is closed for good.
testWithStrace(
  'between the closing of the old one and the naming of the new',
  async () => {
    const each = pair();
    const calls = '?link,?linkat';
    const held = ['-e', `trace=${calls}`, '-e', `inject=${calls}:delay_enter=${HELD_UP}`];
    const traced = runTraced(each.old, each.words, held);
    while (!isClosed(each.old)) await new Promise((resolve) => setTimeout(resolve, 50));
    process.kill(writerIn(each.there) ?? Number.NaN, 'SIGKILL');
    await traced;
    expect([isClosed(each.old), existsSync(each.there.ledger)]).toEqual([true, false]);
    expect(await each.old.refusal(['note', '2023100102', '没有了'])).toMatchObject({ code: 'ledger.moved' });
    expect(await broughtToItsEnd(each)).toBe('closed');
  },
  120_000,
);
