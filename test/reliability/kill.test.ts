// kill -9 at any moment of any recording command: what was acknowledged stays, what was not is whole or not there.
// The long form (npm run test:reliability) kills a thousand times.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { Complaint } from '../../src/domain/case/complaint.ts';
import { findComplaint } from '../../src/store/complaints.ts';
import { inspectLedger } from '../support/inspect-ledger.ts';
import { openLedger } from '../support/open-ledger.ts';
import { type Chance, chance, recordingCommand } from '../support/recording-commands.ts';
import { type Desk, start } from '../support/run-tousu.ts';
import { unitDesk } from '../support/run-unit.ts';

const KILLS = process.env.TOUSU_RELIABILITY === 'long' ? 1000 : 60;
const AT_A_TIME = 3;
const BATCH = 20;

/** Runs the words as operator `id` and kills them after `delay` ms. True: the answer was there before. */
function runAndKill(desk: Desk, words: readonly string[], id: string, delay: number) {
  const child = start([...words, '--json'], desk.folder, { TOUSU_LEDGER: desk.ledger, TOUSU_USER: id });
  const timer = setTimeout(() => child.kill('SIGKILL'), delay);
  let answer = '';
  child.stdout.on('data', (bytes: Buffer) => {
    answer += bytes.toString('utf8');
  });
  return new Promise<{ readonly acknowledged: boolean; readonly killed: boolean }>((resolve) => {
    child.on('close', (_status, signal) => {
      clearTimeout(timer);
      resolve({ acknowledged: answer.endsWith('}\n'), killed: signal === 'SIGKILL' });
    });
  });
}

/** A case, one of those a clerk would have at hand. */
async function anyCase(desk: Desk, dice: Chance): Promise<Complaint | undefined> {
  const ledger = await openLedger(desk.ledger);
  try {
    const rows = await ledger.all<{ no: string }>('SELECT no FROM complaint ORDER BY no DESC LIMIT 8');
    const row = rows.length > 0 ? dice.oneOf(rows) : undefined;
    return row && (await findComplaint(ledger, row.no));
  } finally {
    await ledger.close();
  }
}

test(
  `${KILLS} kills`,
  async () => {
    const dice = chance(20231001);
    const desk = await unitDesk();
    writeFileSync(join(desk.folder, '材料.txt'), 'x'.repeat(300_000));
    const acknowledged = new Set<string>();
    let [kills, runs, longest] = [0, 0, 400];
    while (kills < KILLS) {
      for (let i = 0; i < BATCH; i += AT_A_TIME) {
        await Promise.all(
          Array.from({ length: AT_A_TIME }, async () => {
            const id = `操作员${runs++}`;
            const words = recordingCommand(await anyCase(desk, dice), dice, id);
            const delay = dice.below(Math.ceil(longest));
            const ended = await runAndKill(desk, words, id, delay);
            if (ended.acknowledged) acknowledged.add(id);
            if (ended.killed) kills++;
            // Most kills are to fall into the work, not before the program starts or after its end.
            longest = Math.max(60, longest * (ended.killed ? 1.03 : 0.98));
          }),
        );
      }
      const { problems, rows } = await inspectLedger(desk.ledger);
      expect(problems).toEqual([]);
      const operators = rows.map(({ operator }) => operator);
      const recorded = new Set(operators);
      expect([...acknowledged].filter((id) => !recorded.has(id))).toEqual([]);
      const once = operators.filter((operator) => operator.startsWith('操作员'));
      expect(once).toHaveLength(new Set(once).size);
    }
    const types = new Set((await inspectLedger(desk.ledger)).rows.map(({ type }) => type));
    expect(acknowledged.size).toBeGreaterThan(KILLS / 10);
    expect(types.size).toBeGreaterThan(10);
    process.stdout.write(
      `${kills} kills in ${runs} runs; ${acknowledged.size} acknowledged, none lost; ${types.size} kinds of entries\n`,
    );
  },
  KILLS * 2_000,
);
