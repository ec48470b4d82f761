// 2.1.3 What is to be done and by when, in the words to type: never a step that would be refused.

import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Desk } from '../support/run-tousu.ts';
import { registration, unitDesk } from '../support/run-unit.ts';

type Item = { readonly no: string; readonly step: string; readonly [field: string]: unknown };

const itemsOf = async (desk: Desk, ...words: readonly string[]): Promise<readonly Item[]> =>
  (await desk.json<{ items: readonly Item[] }>(['todo', ...words])).items;

const todo = async (desk: Desk): Promise<readonly string[]> =>
  (await itemsOf(desk)).map(({ no, step }) => `${step} ${no}`);

interface Due {
  readonly overdue: readonly Item[];
  readonly dueSoon: readonly Item[];
}

/** What `overdue --exit-code` ends with, and the kinds of what it lists. */
async function overdue(desk: Desk, at: string) {
  const { status, stdout } = await desk.run(['overdue', '--exit-code', '--at', at, '--json']);
  const due = JSON.parse(stdout) as Due;
  return { status, overdue: due.overdue, dueSoon: due.dueSoon.map(({ kind }) => kind) };
}

const say = async (desk: Desk, lines: readonly string[]): Promise<void> => {
  for (const line of lines) await desk.ok(line.split(' '));
};

const valid = [
  'assign 01 --dept 工程部 --by 刘敏 --at 2023-10-01T10:00',
  'investigate 01 --by 赵强 --method other --findings 查明 --cause 无人复核 --verdict valid --at 2023-10-01T11:00',
  'resolve propose 01 --by 赵强 --plan 更换 --at 2023-10-01T12:00',
  'resolve answer 01 --accept --at 2023-10-01T13:00',
];
const completed = (replied: string) =>
  `resolve complete 01 --by 赵强 --result 已换 --accountability 通报批评 --corrective 更换 --preventive 复核 --replied ${replied} --at 2023-10-01T14:00`;
const filed = [
  'approve 01 --as leader --by 陈国栋 --opinion 同意 --at 2023-10-01T15:00',
  'review 01 --pass --caller 李娜 --by 刘敏 --at 2023-10-01T16:00',
  'callback 01 --by 李娜 --method phone --handled yes --timeliness 1 --satisfaction 1 --at 2023-10-01T17:00',
  'close 01 --by 刘敏 --at 2023-10-01T18:00',
];

test('4.3.7(1) headquarters waits for a report once somebody is responsible', async () => {
  const desk = await unitDesk();
  await desk.ok(registration({ source: '管理总部' }));
  expect(await todo(desk)).toEqual(['assign 2023100101']);
  await desk.ok(['assign', '0101', '--dept', '工程部']);
  expect(await todo(desk)).toEqual(['feedback 2023100101', 'investigate 2023100101']);
});

test('4.1.2 a leak stands before a journalist, and both before what is due earlier', async () => {
  const desk = await unitDesk();
  await desk.ok(registration());
  await desk.ok(registration({ kind: 'media', at: '2023-10-02 08:00' }));
  await desk.ok(registration({ category: 'leak_safety', at: '2023-10-03 08:00' }));
  await desk.ok(registration({ category: 'leak_safety', kind: 'media', at: '2023-10-04 08:00' }));
  const marked = ['急★2023100401', '急2023100301', '★2023100201', '2023100101'];
  for (const word of ['todo', 'list', 'overdue']) {
    const rows = (await desk.ok([word, '--at', '2023-10-05'])).trim().split('\n');
    expect([...new Set(rows.map((row) => row.split('\t')[0]))]).toEqual(marked);
  }
});

describe('a measure that is planned', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await unitDesk();
    await desk.ok(registration());
    await say(desk, [
      ...valid,
      completed('phone'),
      'measure add 01 --kind preventive --text 每季度抽查 --owner 赵强 --due 2023-10-20 --at 2023-10-01T14:30',
      ...filed,
    ]);
  });

  test('4.1.1 stays after the close, and is overdue after its day', async () => {
    const item = {
      no: '2023100101',
      step: 'measure done',
      owedBy: '赵强',
      department: '工程部',
      dueAt: '2023-10-20T23:59:59+08:00',
      priority: false,
    };
    expect(await itemsOf(desk, '--at', '2023-10-20')).toEqual([{ ...item, overdue: false }]);
    expect(await itemsOf(desk, '--at', '2023-10-21 00:00')).toEqual([{ ...item, overdue: true }]);
    expect(await desk.ok(['todo', '--at', '2023-10-20'])).toContain('tousu measure done 2023100101 3');
  });

  test('4.1.1 `overdue` names it, as due soon on its day and with exit code 10 from the next', async () => {
    expect(await overdue(desk, '2023-10-19 23:59:58')).toEqual({ status: 0, overdue: [], dueSoon: [] });
    expect(await overdue(desk, '2023-10-20 23:59:59')).toEqual({
      status: 0,
      overdue: [],
      dueSoon: ['measure'],
    });
    expect(await overdue(desk, '2023-10-21 00:00')).toEqual({
      status: 10,
      overdue: [
        {
          no: '2023100101',
          kind: 'measure',
          dueAt: '2023-10-20T23:59:59+08:00',
          owedBy: '赵强',
          department: '工程部',
          priority: false,
          status: 'closed',
          complainant: '李强',
        },
      ],
      dueSoon: [],
    });
    expect(await desk.ok(['overdue', '--at', '2023-10-21 00:00'])).toBe(
      '2023100101\t措施 3\t赵强\t工程部\t2023-10-20 23:59\t已超 1 分钟\n',
    );
  });

  test('4.1.1 and is gone once it is done', async () => {
    const done = desk.copy();
    await done.ok(['measure', 'done', '01', '3', '--at', '2023-10-21 09:00']);
    expect(await todo(done)).toEqual([]);
    expect(await overdue(done, '2023-10-22')).toEqual({ status: 0, overdue: [], dueSoon: [] });
  });
});

test('4.3.7(1) the reply comes next while it is owed, by the time of the work', async () => {
  const desk = await unitDesk();
  await desk.ok(registration());
  await say(desk, [...valid, completed('later')]);
  const at = ['--at', '2023-10-01 14:00'];
  expect(await itemsOf(desk, ...at)).toMatchObject([
    { step: 'resolve reply', owedBy: '责任部门', dueAt: '2023-10-04T23:59:59+08:00' },
  ]);
  expect(await desk.ok(['todo', ...at])).not.toContain('内部时限');
  await desk.ok(['resolve', 'reply', '01', '--method', 'phone', '--at', '2023-10-01 14:10']);
  expect(await todo(desk)).toEqual(['approve 2023100101']);
});

test('4.3.6 the office’s own limits are named as such, and count as overdue', async () => {
  const desk = await unitDesk();
  await desk.ok(registration());
  await say(desk, [...valid, completed('phone')]);
  const words = ['--at', '2023-10-03'];
  expect(await desk.ok(['todo', ...words])).toBe(
    '2023100101\t领导意见\t主管领导\t工程部\t今天 23:59 前（内部时限）\ttousu approve 2023100101\n',
  );
  expect(await desk.ok(['list', ...words])).toContain('今天 23:59 前（内部时限）');
  expect(await desk.ok(['overdue', ...words])).toContain('\t审批（内部时限）\t');
  expect(await overdue(desk, '2023-10-04 00:00')).toMatchObject({
    status: 10,
    overdue: [{ kind: 'approve', owedBy: '主管领导' }],
  });
});

test('2.1.3 who is named stands beside the role: the acceptor, the caller of the review', async () => {
  const desk = await unitDesk();
  await desk.ok(registration());
  await say(desk, valid.slice(0, 3));
  expect(await desk.ok(['todo'])).toContain('\t受理人 王芳\t');
  await say(desk, [...valid.slice(3), completed('phone'), ...filed.slice(0, 2)]);
  expect(await desk.ok(['todo'])).toContain('\t回访人 李娜\t');
  expect(await itemsOf(desk)).toMatchObject([{ step: 'callback', owedBy: '回访人' }]);
});

describe('what waits for somebody', () => {
  let desk: Desk;
  const numbers = async (words: readonly string[], user = '王芳'): Promise<readonly string[]> => {
    const { stdout } = await desk.run([...words, '--json'], { env: { TOUSU_USER: user } });
    return (JSON.parse(stdout) as { items: readonly Item[] }).items.map(({ no }) => no);
  };
  beforeAll(async () => {
    desk = await unitDesk();
    await desk.ok(registration());
    await desk.ok(registration({ at: '2023-10-01 10:00' }));
    await say(desk, ['assign 02 --dept 工程部 --by 刘敏 --at 2023-10-01T11:00']);
  });

  test.each([
    ['the liaison: what is to be passed on', '刘敏', ['2023100101']],
    ['of the responsible department: what it has to do', '赵强', ['2023100102']],
    ['who owes nothing', '李娜', []],
  ])('%s', async (_name, person, expected) => {
    for (const word of ['list', 'todo']) {
      expect(await numbers([word, '--person', person])).toEqual(expected);
      expect(await numbers([word, '--mine'], person)).toEqual(expected);
    }
  });

  test('of a person that nobody knows, nothing is said to wait', async () => {
    expect(await desk.refusal(['todo', '--person', '赵强强'])).toMatchObject({
      exit: 4,
      code: 'not_found.person',
    });
    expect(await desk.refusal(['list', '--mine', '--person', '赵强'])).toMatchObject({
      code: 'usage.invalid',
    });
  });

  test('overdue has a line a case, whatever of it is late', async () => {
    const lines = (await desk.ok(['overdue', '--at', '2023-10-09 09:00'])).trimEnd().split('\n');
    expect(lines.map((line) => line.split('\t').slice(0, 2))).toEqual([
      ['2023100101', '转办、办结'],
      ['2023100102', '办结、反馈'],
    ]);
  });
});
