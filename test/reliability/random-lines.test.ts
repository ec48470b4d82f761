// Whatever is typed: an answer or a refusal in the clerk's words, never a defect (exit 1), never a hang, and the ledger
// holds. The long form (npm run test:reliability) types ten thousand lines.

import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { commandLines } from '../support/command-lines.ts';
import { fullDesk } from '../support/full-case.ts';
import { runMany } from '../support/run-many.ts';

const LINES = process.env.TOUSU_RELIABILITY === 'long' ? 10_000 : 400;
const BATCH = 200;
test(
  `${LINES} random command lines`,
  async () => {
    const desk = await fullDesk();
    const lines = fc.sample(await commandLines(), { numRuns: LINES, seed: 20231001 });
    const seen = new Map<number, number>();
    for (let from = 0; from < lines.length; from += BATCH) {
      const batch = lines.slice(from, from + BATCH);
      const { exits, output } = await runMany(desk.folder, batch, { TOUSU_LEDGER: desk.ledger });
      const crashed = batch.filter((_line, i) => ![0, 2, 3, 4, 5, 10].includes(exits[i] ?? -1));
      if (crashed.length > 0) process.stdout.write(output);
      expect(crashed).toEqual([]);
      for (const exit of exits) seen.set(exit, (seen.get(exit) ?? 0) + 1);
    }
    await desk.ok(['verify']);
    expect(seen.get(0)).toBeGreaterThan(LINES / 50);
    process.stdout.write(
      `${LINES} lines; by exit code ${JSON.stringify([...seen].sort(([a], [b]) => a - b))}\n`,
    );
  },
  LINES * 500,
);
