// kill -9 while a ledger of the program before is brought to this version: it is the old one or the new one, and goes on.

import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { sqlite } from '../../src/store/sqlite/engine.ts';
import { registerMany } from '../support/many-cases.ts';
import { makeOlder } from '../support/older-ledger.ts';
import { rowsIn } from '../support/raw-ledger.ts';
import { runTousu, start } from '../support/run-tousu.ts';
import { unitDesk } from '../support/run-unit.ts';

const KILLS = process.env.TOUSU_RELIABILITY === 'long' ? 100 : 8;
const CASES = 2000;

/** Runs `list` and kills it after `delay` ms; without one it runs to its end. Milliseconds that it took. */
function list(folder: string, delay?: number): Promise<number> {
  const began = performance.now();
  const child = start(['list'], folder, { TOUSU_LEDGER: join(folder, 'ledger.db') });
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

test(
  `${KILLS} kills`,
  async () => {
    const desk = await unitDesk();
    await registerMany(desk.ledger, CASES);
    makeOlder(desk.ledger, 2);
    const olderIn = (name: string): string => {
      const folder = join(desk.folder, name);
      mkdirSync(folder);
      copyFileSync(desk.ledger, join(folder, 'ledger.db'));
      return folder;
    };
    const whole = await list(olderIn('whole'));
    const seen = new Set<number>();
    for (let i = 0; i < KILLS; i++) {
      const folder = olderIn(`killed-${i}`);
      const ledger = join(folder, 'ledger.db');
      await list(folder, (whole * (i + 1)) / (KILLS + 1));
      const [{ user_version: version } = { user_version: 0 }] = rowsIn<{ user_version: number }>(
        ledger,
        'PRAGMA user_version',
      );
      seen.add(version);
      const cases = rowsIn(ledger, 'SELECT no FROM complaint').length;
      expect({ version, cases }).toEqual(
        version === 2 ? { version, cases: 0 } : { version: sqlite.version, cases: CASES },
      );
      const { status } = await runTousu(['verify'], folder, { env: { TOUSU_LEDGER: ledger } });
      expect(status).toBe(0);
      expect(readdirSync(folder).filter((name) => name !== 'ledger.db')).toHaveLength(1);
    }
    expect(seen).toContain(2);
  },
  KILLS * 60_000,
);
