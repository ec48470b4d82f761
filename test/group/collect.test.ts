// Headquarters' own journal keeps what each unit sent: the anchor that a branch's chain lacks.

import { beforeAll, expect, test } from '@jest/globals';
import { addCase, branch, headquarters, sendLedger, sendReport } from '../support/group-desks.ts';
import { rowsIn } from '../support/raw-ledger.ts';
import type { Desk } from '../support/run-tousu.ts';

interface Collected {
  readonly collected: readonly string[];
  readonly units: readonly { readonly unit: string; readonly changed: readonly object[] }[];
  readonly missing: readonly Record<string, unknown>[];
  readonly differ: readonly { source: string; differences: readonly { words: string }[] }[];
}

let whole: Desk;
let open: Desk;
beforeAll(async () => {
  [whole, open] = await Promise.all([
    branch('xiuwu', '修武燃气公司', { cases: 2 }),
    branch('wenxian', '温县燃气公司', { cases: 2, open: 1 }),
  ]);
}, 120_000);

async function outcome(desk: Desk, command: 'collect' | 'rollup', ...sources: readonly string[]) {
  const { status, stdout, stderr } = await desk.run([command, '2023-10', ...sources, '--json']);
  if (stdout === '') throw new Error(stderr);
  return { exit: status, ...(JSON.parse(stdout) as Collected) };
}

const words = ({ differ }: Collected): readonly string[] =>
  differ.flatMap(({ differences }) => differences.map((each) => each.words));

/** Headquarters that has got the month of both: of one its ledger, of the other its workbook. */
async function collectedFrom(): Promise<Desk> {
  const desk = await headquarters();
  await sendLedger(whole, desk, 'xiuwu.db');
  await sendReport(open, desk, 'wenxian.xlsx');
  expect(await outcome(desk, 'collect', 'xiuwu.db', 'wenxian.xlsx')).toMatchObject({
    exit: 0,
    collected: ['wenxian', 'xiuwu'],
  });
  return desk;
}

const entriesIn = (desk: Desk) =>
  rowsIn<{ subject: string; data: string }>(
    desk.ledger,
    "SELECT subject, data FROM journal WHERE type = 'unit_collected' ORDER BY seq",
  ).map(({ subject, data }) => ({ subject, ...(JSON.parse(data) as Record<string, unknown>) }));

test('figures, origin and check code stand in the journal, which verifies; the same again is no entry', async () => {
  const desk = await collectedFrom();
  const [head] = rowsIn<{ seq: number; hash: string }>(
    whole.ledger,
    'SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1',
  );
  const [first] = rowsIn<{ hash: string }>(whole.ledger, 'SELECT hash FROM journal WHERE seq = 1');
  expect(entriesIn(desk)).toEqual([
    expect.objectContaining({
      subject: 'unit:wenxian',
      month: '2023-10',
      source: { file: 'wenxian.xlsx', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    }),
    expect.objectContaining({
      subject: 'unit:xiuwu',
      name: '修武燃气公司',
      origin: first?.hash,
      head,
      figures: expect.objectContaining({ total: 2, timelinessRate: 1 }),
      source: { file: 'xiuwu.db', sha256: null },
    }),
  ]);
  expect(await outcome(desk, 'collect', '.')).toMatchObject({ exit: 0, collected: [] });
  expect(entriesIn(desk)).toHaveLength(2);
  expect(await desk.ok(['verify'])).toMatch(/^核对无误/);
});

test('its own ledger is counted where it is named, and never kept in itself', async () => {
  const desk = await headquarters();
  await sendLedger(whole, desk, 'xiuwu.db');
  const { units, collected } = await outcome(desk, 'collect', desk.ledger, 'xiuwu.db');
  expect([units.map(({ unit }) => unit), collected]).toEqual([['hq', 'xiuwu'], ['xiuwu']]);
});

test('in the ledger of a branch it is refused, and nothing is recorded', async () => {
  const desk = whole.copy();
  await sendLedger(open, desk, 'wenxian.db');
  const { exit, code } = await desk.refusal(['collect', '2023-10', 'wenxian.db']);
  expect([exit, code]).toEqual([3, 'rule.not_headquarters']);
  expect(entriesIn(desk)).toEqual([]);
});

test('provisional figures go on: what changed is told, and it is no difference', async () => {
  const desk = await collectedFrom();
  const later = open.copy();
  await addCase(later, 3, { filed: true });
  await sendLedger(later, desk, 'wenxian.db');
  const { exit, units } = await outcome(desk, 'collect', 'wenxian.db', 'xiuwu.db');
  expect(exit).toBe(0);
  expect(units.find(({ unit }) => unit === 'wenxian')?.changed).toContainEqual({
    figure: 'total',
    was: 2,
    is: 3,
  });
  expect(entriesIn(desk)).toHaveLength(3);
});

test('figures that were whole and are others now: named and kept, and from then on those count', async () => {
  const desk = await collectedFrom();
  const later = whole.copy();
  await addCase(later, 3, { filed: true });
  await sendLedger(later, desk, 'xiuwu.db');
  const before = await outcome(desk, 'rollup', 'xiuwu.db', 'wenxian.xlsx');
  expect(before.exit).toBe(5);
  expect(words(before)).toContain('投诉总次数 3，收过的是 2');
  expect(await outcome(desk, 'collect', 'xiuwu.db', 'wenxian.xlsx')).toMatchObject({
    exit: 5,
    collected: ['xiuwu'],
  });
  expect(await outcome(desk, 'rollup', 'xiuwu.db', 'wenxian.xlsx')).toMatchObject({ exit: 0, differ: [] });
});

test('a ledger cut back behind what was collected is named, and not collected', async () => {
  const desk = await headquarters();
  const later = whole.copy();
  await addCase(later, 3, { filed: true });
  await sendLedger(later, desk, 'xiuwu.db');
  await outcome(desk, 'collect', 'xiuwu.db');
  await sendLedger(whole, desk, 'xiuwu.db');
  const after = await outcome(desk, 'collect', 'xiuwu.db');
  expect([after.exit, after.collected]).toEqual([5, []]);
  expect(words(after)).toEqual([expect.stringContaining('是旧的一份，或流水被截短')]);
});

test('a journal that was written anew from a point before what was collected', async () => {
  const desk = await headquarters();
  const [honest, forger] = [whole.copy(), whole.copy()];
  await addCase(honest, 3, { filed: true });
  await sendLedger(honest, desk, 'xiuwu.db');
  await outcome(desk, 'collect', 'xiuwu.db');
  await forger.ok(['amend', '2023100501', '--content', '另一件事', '--reason', '录错']);
  for (const n of [3, 4]) await addCase(forger, n, { filed: true });
  await sendLedger(forger, desk, 'xiuwu.db');
  const after = await outcome(desk, 'collect', 'xiuwu.db');
  expect([after.exit, after.collected]).toEqual([5, []]);
  expect(words(after)).toEqual([expect.stringContaining('流水被改写')]);
});

test('another ledger in the place of the one that was collected, as a ledger and as a workbook', async () => {
  const desk = await collectedFrom();
  const another = await branch('xiuwu', '修武燃气公司', { cases: 2 });
  await sendLedger(another, desk, 'xiuwu.db');
  await sendReport(another, desk, 'xiuwu.xlsx');
  for (const source of ['xiuwu.db', 'xiuwu.xlsx']) {
    const after = await outcome(desk, 'collect', source, 'wenxian.xlsx');
    expect([after.exit, after.collected]).toEqual([5, []]);
    expect(words(after)).toEqual(['不是收过的 2023-10 的数的那一本台账：第 1 条流水就不同']);
  }
  // With the honest one beside it that one counts.
  await sendLedger(whole, desk, 'honest.db');
  const both = await outcome(desk, 'collect', 'xiuwu.db', 'honest.db', 'wenxian.xlsx');
  expect(both.units.map(({ unit }) => unit)).toEqual(['wenxian', 'xiuwu']);
  expect([both.exit, both.differ.map(({ source }) => source)]).toEqual([5, ['xiuwu.db']]);
});

test('who was collected before and is not there now is missing', async () => {
  const desk = await collectedFrom();
  const { exit, missing } = await outcome(desk, 'rollup', 'xiuwu.db');
  expect(exit).toBe(4);
  expect(missing).toEqual([
    { unit: 'wenxian', name: '温县燃气公司', source: null, reason: '以前收过，这次没有' },
  ]);
});

test('two at once: each unit once, and the journal verifies', async () => {
  const desk = await headquarters();
  await sendLedger(whole, desk, 'xiuwu.db');
  await sendReport(open, desk, 'wenxian.xlsx');
  const runs = await Promise.all([1, 2, 3].map(() => outcome(desk, 'collect', '.')));
  expect(runs.map(({ exit }) => exit)).toEqual([0, 0, 0]);
  expect(runs.flatMap(({ collected }) => collected).toSorted()).toEqual(['wenxian', 'xiuwu']);
  expect(entriesIn(desk)).toHaveLength(2);
  expect(await desk.ok(['verify'])).toMatch(/^核对无误/);
});
