// 4.3.6 The register of decisions, and the word `penalty` that records one and lists them.

import { beforeAll, expect, test } from '@jest/globals';
import type { Desk, Json } from '../support/run-tousu.ts';
import { registration, unitDesk } from '../support/run-unit.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await unitDesk();
  await desk.ok(registration());
  await desk.ok(['assign', '01', '--dept', '工程部', '--at', '2023-10-02 08:00']);
  await desk.ok(registration({ at: '2023-10-01 10:00' }));
  for (const line of [
    // An option before the number: what stands behind it is none of the group's words.
    'penalty --deadline assign 01 --person 刘敏 --decision 通报批评 --at 2023-11-03T09:00',
    'penalty 02 --effect 媒体曝光 --person 赵强 --decision 扣绩效 --at 2023-10-31T23:59:59',
    'penalty 02 --effect 态度生硬 --person 刘敏 --decision 谈话 --at 2023-10-31T10:00',
    'penalty 01 --effect 再次延误 --person 刘敏 --decision 扣绩效 --at 2023-10-31T12:00',
  ])
    await desk.ok(line.split(' '));
});

const items = async (...words: readonly string[]): Promise<readonly Json[]> =>
  (await desk.json<{ items: readonly Json[] }>(['penalty', 'list', ...words])).items;

test('4.3.6 by the month of the decision, then by person and time', async () => {
  expect(await items()).toEqual([
    {
      no: '2023100102',
      person: '刘敏',
      deadline: null,
      effect: '态度生硬',
      decision: '谈话',
      at: '2023-10-31T10:00:00+08:00',
    },
    expect.objectContaining({ no: '2023100101', person: '刘敏', effect: '再次延误' }),
    expect.objectContaining({ no: '2023100102', person: '赵强', effect: '媒体曝光' }),
    {
      no: '2023100101',
      person: '刘敏',
      deadline: 'assign',
      effect: null,
      decision: '通报批评',
      at: '2023-11-03T09:00:00+08:00',
    },
  ]);
});

test('4.3.6 of one month: to its last second, and not a second more', async () => {
  expect((await items('--month', '2023-10')).map(({ decision }) => decision)).toEqual([
    '谈话',
    '扣绩效',
    '扣绩效',
  ]);
  expect(await items('--month', '2023-12')).toEqual([]);
  expect(await desk.ok(['penalty', 'list', '--month', '2023-11'])).toBe(
    '刘敏\t2023-11-03 09:00\t2023100101\t转办超期\t通报批评\n',
  );
});

test('a decision that was withdrawn stands no longer in it; one of a voided case does', async () => {
  const later = desk.copy();
  await later.ok(['undo', '01', '--reason', '未生效']);
  await later.ok(['void', '02', '--reason', '重复']);
  const { items: left } = await later.json<{ items: readonly Json[] }>(['penalty', 'list']);
  expect(left.map(({ no, decision }) => [no, decision])).toEqual([
    ['2023100102', '谈话'],
    ['2023100102', '扣绩效'],
    ['2023100101', '通报批评'],
  ]);
});

test.each([
  [['penalty'], 'usage.missing'],
  [['penalty', '01', '--person', '刘敏', '--decision', '通报'], 'usage.missing'],
  [['penalty', 'lst'], 'usage.invalid'],
  [['penalty', 'constructor'], 'usage.missing'],
  [['dept', 'constructor'], 'usage.invalid'],
])('%j is refused', async (words, code) => {
  expect(await desk.refusal(words)).toMatchObject({ exit: 2, code });
});

test('the help of the word tells both', async () => {
  for (const words of [
    ['help', 'penalty'],
    ['penalty', '--help'],
  ]) {
    const page = await desk.ok(words);
    expect(page).toContain('用法：tousu penalty <登记编号> [选项]');
    expect(page).toContain('--decision <文字>');
    expect(page).toMatch(/另有：\n {2}tousu penalty list {2}列出 {2}列出处罚决定\n$/);
  }
  expect(await desk.ok(['help', 'penalty', 'list'])).toContain('用法：tousu penalty list [选项]');
});
