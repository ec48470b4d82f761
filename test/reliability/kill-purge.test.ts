// kill -9 while a ledger is purged, and a purge beside others that read and write: the cases are whole or blank, nothing
// acknowledged is lost, and when the last purge has answered, nothing of them is left.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { getComplaint } from '../../src/store/complaints.ts';
import { inspectLedger } from '../support/inspect-ledger.ts';
import { openLedger } from '../support/open-ledger.ts';
import { holdReading } from '../support/raw-ledger.ts';
import { chance } from '../support/recording-commands.ts';
import { type Desk, start } from '../support/run-tousu.ts';
import { registration, unitDesk } from '../support/run-unit.ts';

const long = process.env.TOUSU_RELIABILITY === 'long';
const KILLS = long ? 100 : 6;
const ROUNDS = long ? 20 : 2;
const CASES = 12;

let ready: Desk;

/** A desk with so many voided cases of 诸葛孔明, each with a file of its own, and one of another that is open. */
beforeAll(async () => {
  ready = await unitDesk();
  await ready.ok(['config', 'set', 'policy.retentionMonths', '12', '--reason', '试行']);
  for (let i = 1; i <= CASES; i++) {
    const no = `20231001${String(i).padStart(2, '0')}`;
    writeFileSync(join(ready.folder, `${i}.txt`), `诸葛孔明的照片 ${i}`);
    await ready.ok(
      registration({ name: '诸葛孔明', phone: '13912345678', content: '诸葛孔明来电'.repeat(200) }),
    );
    await ready.ok(['attach', no, `${i}.txt`, '--kind', 'evidence', '--at', '2023-10-01 10:00']);
    await ready.ok(['void', no, '--reason', '重复', '--at', '2023-10-02 10:00']);
  }
  await ready.ok(registration({ name: '周建国', at: '2023-10-02 10:00' }));
}, 300_000);

/** A fresh copy of it, without the files that were attached. */
const copyOf = (): Desk => ready.copy();

const everythingIn = (desk: Desk): string =>
  readdirSync(desk.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
const NAME = Buffer.from('诸葛孔明').toString('latin1');

/** How many of the cases still say who complained. */
async function namedIn(desk: Desk): Promise<number> {
  const ledger = await openLedger(desk.ledger);
  try {
    const rows = await ledger.all<{ no: string }>("SELECT no FROM complaint WHERE status = 'voided'");
    const names = await Promise.all(rows.map(async ({ no }) => (await getComplaint(ledger, no)).name));
    return names.filter((name) => name === '诸葛孔明').length;
  } finally {
    await ledger.close();
  }
}

/** Runs the words and kills them after `delay` ms; without one to their end. What came, and how long it took. */
function run(desk: Desk, words: readonly string[], delay?: number) {
  const began = performance.now();
  const child = start(words, desk.folder, { TOUSU_LEDGER: desk.ledger });
  const timer = delay === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), delay);
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes: Buffer) => {
      said += bytes.toString('utf8');
    });
  return new Promise<{ readonly status: number | null; readonly took: number; readonly said: string }>(
    (resolve) => {
      child.on('close', (status) => {
        clearTimeout(timer);
        resolve({ status, took: performance.now() - began, said });
      });
    },
  );
}

const PURGE = ['purge', '--yes', String(CASES)];

test(
  `${KILLS} kills`,
  async () => {
    const whole = copyOf();
    const { took, status } = await run(whole, PURGE);
    expect({ status, left: everythingIn(whole).includes(NAME) }).toEqual({ status: 0, left: false });
    const seen = new Set<number>();
    for (let i = 0; i < KILLS; i++) {
      const desk = copyOf();
      await run(desk, PURGE, took * (0.3 + (0.7 * (i + 1)) / (KILLS + 1)));
      const named = await namedIn(desk);
      seen.add(named);
      expect([0, CASES]).toContain(named);
      const missing = (await inspectLedger(desk.ledger)).problems;
      expect(missing).toEqual([]);
      // Where nothing is due any more, the next run finishes what the killed one began.
      expect((await run(desk, named === 0 ? ['purge'] : PURGE)).status).toBe(0);
      expect((await inspectLedger(desk.ledger)).problems).toEqual([]);
      expect(everythingIn(desk).includes(NAME)).toBe(false);
    }
    if (long) expect(seen).toEqual(new Set([0, CASES]));
  },
  KILLS * 60_000,
);

test(
  `${ROUNDS} purges beside others that read and write`,
  async () => {
    const dice = chance(20231001);
    for (let round = 0; round < ROUNDS; round++) {
      const desk = copyOf();
      writeFileSync(join(desk.folder, 'same.txt'), `诸葛孔明的照片 ${1 + dice.below(CASES)}`);
      const end = await holdReading(desk.ledger);
      const letGo = setTimeout(end, dice.below(12_000));
      const others = [
        ...Array.from({ length: 4 }, (_, i) => run(desk, ['note', '2023100201', `第 ${i} 次来电`])),
        run(desk, ['attach', '2023100201', 'same.txt', '--kind', 'evidence']),
        run(desk, ['list', '--all']),
        run(desk, ['verify']),
        run(desk, ['backup']),
      ];
      const purge = await run(desk, PURGE);
      const answers = await Promise.all(others);
      expect(purge.said).toContain(`已清除 ${CASES} 件`);
      expect([0, 5]).toContain(purge.status);
      // Only for a lock is anybody refused, never for what a purge does.
      for (const { status, said } of answers) if (status !== 0) expect(said).toMatch(/等了 10 秒|核对不通过/);
      expect(answers.filter(({ said }) => said.includes('核对不通过'))).toEqual([]);
      clearTimeout(letGo);
      await end();
      const { problems, rows } = await inspectLedger(desk.ledger);
      expect(problems).toEqual([]);
      const acknowledged = answers.slice(0, 4).filter(({ status }) => status === 0).length;
      expect(rows.filter(({ type }) => type === 'noted')).toHaveLength(acknowledged);
      expect(await namedIn(desk)).toBe(0);
      // The same file, attached anew to the open case, is the only one that stays.
      const last = await run(desk, ['purge']);
      const attached = answers[4]?.status === 0 ? 1 : 0;
      expect(readdirSync(join(desk.folder, 'attachments'))).toHaveLength(attached);
      expect(last.status).toBe(/backups/.test(last.said) ? 5 : 0);
    }
  },
  ROUNDS * 120_000,
);
