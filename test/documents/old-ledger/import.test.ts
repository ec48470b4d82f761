import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { wholeOf } from '../../support/raw-ledger.ts';
import type { Desk } from '../../support/run-tousu.ts';
import { registration, unitDesk } from '../../support/run-unit.ts';
import { anOpenRow, aRow, type CellOf, workbookOf } from './a-workbook.ts';

type Rows = readonly Readonly<Record<string, CellOf>>[];

/** A desk with these rows in a file 旧台账.xlsx beside its ledger. */
async function deskWith(rows: Rows): Promise<Desk> {
  const desk = await unitDesk();
  await putFile(desk, rows);
  return desk;
}

const putFile = async (desk: Desk, rows: Rows): Promise<void> =>
  copyFileSync(await workbookOf(rows), join(desk.folder, '旧台账.xlsx'));

const importing = ['import', '旧台账.xlsx'];
const verified = (desk: Desk) => desk.json(['verify']);

describe('all rows or none', () => {
  const bad: Rows = [
    aRow(),
    aRow({ 登记编号: '2023100101' }),
    aRow({ 登记编号: 'TS-3', 受理时间: '去年', 投诉方式: '来店' }),
    anOpenRow({ 登记编号: '2023100104', 投诉人要求: null, 电话: null }),
    aRow({ 登记编号: '2023100105', 办结时间: '2023-09-30', 责任部门: '工程布' }),
    anOpenRow({ 登记编号: '2023100106', 受理时间: '2999-01-01' }),
    aRow({ 登记编号: '2023100107', 判定: '无效', 处理结果: null, 责任部门: null, 转办时间: null }),
  ];

  test.each([['--dry-run'], ['--force']])(
    '%s: every bad cell with its reason, and nothing is recorded',
    async (how) => {
      const desk = await deskWith(bad);
      const before = wholeOf(desk.ledger);
      const { exit, code, message, details } = await desk.refusal([...importing, how]);
      expect([exit, code]).toEqual([2, 'import.rejected']);
      const cells = (details?.cells ?? []) as { row: number; cell: string; column: string; reason: string }[];
      expect(cells.map(({ row, column, reason }) => `${row} ${column}: ${reason}`)).toEqual([
        '3 登记编号: 与第 2 行的编号相同',
        '4 受理时间: “去年”不是日期，写成 2023-10-01 9:30、2023年10月1日 或 2023/10/1',
        '4 登记编号: “TS-3”不是受理日期加当日序号（如 2023100102）；别的编号写在“来源编号”栏',
        '5 电话: 电话和其他联系方式都没有填写（条款 4.2.2）；匿名投诉的，投诉人写“匿名”',
        '5 投诉人要求: 没有填写（条款 4.2.2）；没有提出要求的写“未提出”',
        '6 办结时间: 2023-09-30 00:00 早于受理时间（2023-10-01 09:30）',
        '6 责任部门: 没有“工程布”这个部门，是不是“工程部”；确有此部门的，先 tousu dept add 工程布',
        '7 受理时间: 2999-01-01 00:00 还没有到（条款 1.2.2）',
        '8 无效情形: 判定无效须写明是七种情形的哪一种（条款 1.2.4）',
        '8 判定理由: 判定无效须写明理由（条款 4.3.4）',
        '8 责任部门: 没有填写：状态是“已归档”的投诉须有这一栏',
      ]);
      expect(details?.rows).toEqual([3, 4, 5, 6, 7, 8]);
      expect(cells[0]).toMatchObject({ cell: 'A3', value: '2023100101' });
      expect(message).toContain('第 5 行 F5 电话：电话和其他联系方式都没有填写');
      expect(wholeOf(desk.ledger)).toEqual(before);
    },
  );

  test('--dry-run of a good file says what would come, and records nothing', async () => {
    const desk = await deskWith([aRow(), anOpenRow({ 登记编号: '2023100102', 责任部门: '市场发展部' })]);
    expect(await desk.json([...importing, '--dry-run'])).toMatchObject({
      dryRun: true,
      imported: 2,
      skipped: 0,
      departments: ['市场发展部'],
    });
    expect(await desk.json(['list', '--all'])).toMatchObject({ total: 0 });
  });
});

/** What the row of an invalid case says otherwise. */
const invalid = {
  判定: '无效',
  无效情形: '误解',
  判定理由: '表正常',
  办结时间: null,
  处理结果: null,
  回访时间: null,
  客户是否满意: null,
  解释内容: '已说明',
};

describe('what is imported', () => {
  test('a closed case is closed, with its dates and clocks; an open one is gone on with', async () => {
    const desk = await deskWith([
      aRow({ 要求反馈天数: 0, 超期环节: '反馈', 投诉原因: '阀门老化', 受理人: null }),
      anOpenRow({ 登记编号: '2023100102' }),
    ]);
    await desk.ok(importing);
    const closed = await desk.json<
      Record<string, unknown> & { deadlines: { kind: string; state: string }[] }
    >(['show', '2023100101']);
    expect(closed).toMatchObject({
      status: 'closed',
      round: 1,
      acceptor: '未记载',
      cause: '阀门老化',
      nextStep: null,
      acceptedAt: '2023-10-01T09:30:00+08:00',
      assignment: { department: '工程部', at: '2023-10-01T10:00:00+08:00', by: '未记载' },
      verdict: { valid: true, at: '2023-10-01T15:00:00+08:00' },
      completion: { at: '2023-10-02T16:20:00+08:00', result: '已更换阀门' },
      callbacks: [{ at: '2023-10-03T15:00:00+08:00', satisfaction: 'satisfied' }],
      closure: { at: '2023-10-04T10:00:00+08:00', waiver: null },
    });
    expect(closed.deadlines.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'assign met',
      'resolve met',
      'response overdue',
    ]);
    const assigned = await desk.json(['assign', '0102', '--dept', '工程部', '--at', '2023-10-01 11:00']);
    expect(assigned).toMatchObject({ status: 'investigating' });
    expect(await verified(desk)).toMatchObject({ ok: true, cases: 2 });
  });

  test('the way of the case stands in its time line, from the investigation to the filing', async () => {
    const desk = await deskWith([aRow({ 调查人: '赵强', 调查情况: '阀门漏气', 主管领导意见: '同意' })]);
    await desk.ok(importing);
    const page = await desk.ok(['show', '2023100101']);
    for (const said of ['调查（赵强）：阀门漏气', '主管领导意见', '回访（', '：满意', '归档（'])
      expect(page).toContain(said);
  });

  test('a case is not imported beyond the state its row says it is in', async () => {
    const row = (状态: string) => aRow({ 登记编号: '2023100103', 归档时间: null, 状态 });
    for (const state of ['待转办', '调查中']) {
      const desk = await deskWith([row(state)]);
      expect(await desk.refusal(importing)).toMatchObject({ exit: 2, code: 'import.rejected' });
    }
  });

  test('4.3.8 what the row does not say of a callback is not known', async () => {
    const desk = await deskWith([aRow()]);
    await desk.ok(importing);
    expect(await desk.json(['show', '01'])).toMatchObject({
      callbacks: [{ satisfaction: 'satisfied', handled: null, timeliness: null }],
    });
  });

  test('4.3.7(1), 4.3.7(2): in time or late by the dates given', async () => {
    const desk = await deskWith([
      aRow({ 办结时间: '2023-10-04 23:59:59', 回访时间: '2023-10-05', 归档时间: '2023-10-06' }),
      aRow({
        登记编号: '2023100102',
        办结时间: '2023-10-05',
        回访时间: '2023-10-06',
        归档时间: '2023-10-07',
      }),
      aRow({ 登记编号: '2023100103', ...invalid, 解释时间: '2023-10-02 20:00' }),
      aRow({ 登记编号: '2023100104', ...invalid, 解释时间: '2023-10-03 08:00' }),
    ]);
    await desk.ok(importing);
    expect(await desk.json(['report', '2023-10'])).toMatchObject({
      total: 4,
      valid: 2,
      invalid: 2,
      inTime: 2,
      calledBack: 2,
      satisfied: 2,
      provisional: false,
    });
  });

  test('what the row of a case with a history hides is neither kept nor missed', async () => {
    const desk = await deskWith([
      // Given to 抄表收费部 first, whenever that was.
      aRow({ 此前转办: '抄表收费部', 转办时间: '2023-10-02 09:00', 判定时间: null }),
      aRow({ 登记编号: '2023100102', 转办时间: '2023-10-02 09:00', 判定时间: null }),
      aRow({
        登记编号: '2023100103',
        处理轮次: 2,
        按时办结: '是',
        办结时间: '2023-10-20 10:00',
        解决方案: '换阀门',
        投诉人认可: '是',
        答复时间: '2023-10-12 10:00',
        外界因素: '缺货',
        承诺办结日期: '2023-10-18',
        回访时间: '2023-10-21',
        归档时间: '2023-10-22',
      }),
    ]);
    await desk.ok(importing);
    const clocks = async (no: string) => {
      const { deadlines } = await desk.json<{
        deadlines: { kind: string; round: number; state: string }[];
      }>(['show', no]);
      return deadlines.map(({ kind, round, state }) => `${kind} ${round} ${state}`).slice(0, 3);
    };
    expect(await clocks('0101')).toEqual(['assign 1 cancelled', 'resolve 1 met']);
    expect(await clocks('0102')).toEqual(['assign 1 late', 'resolve 1 met']);
    expect(await clocks('0103')).toEqual(['assign 1 met', 'resolve 1 met', 'promise 2 late']);
    expect(await desk.json(['report', '2023-10'])).toMatchObject({ total: 3, inTime: 3 });
    expect(await verified(desk)).toMatchObject({ ok: true });
  });

  test('an imported invalid case can be judged anew and gone on with to the end of a promise', async () => {
    const desk = await deskWith([aRow({ ...invalid, 解释时间: '2023-10-02 20:00' })]);
    await desk.ok(importing);
    const judged = ['--findings', '表快', '--verdict', 'valid', '--reason', '复检不合格'];
    await desk.ok(['investigate', '0101', '--by', '赵强', '--method', 'documents', ...judged]);
    await desk.ok(['resolve', 'propose', '0101', '--by', '赵强', '--plan', '换表']);
    const promise = ['--external-factor', '缺货', '--promised', '2999-12-31'];
    expect(await desk.json(['resolve', 'answer', '0101', '--accept', ...promise])).toMatchObject({
      status: 'executing',
      warnings: [{ code: 'deadline_missed' }, { code: 'far_promise' }],
    });
  });

  test.each<[string, Readonly<Record<string, CellOf>>, string]>([
    ['registered', {}, 'registered'],
    ['given to a department', { 责任部门: '工程部' }, 'investigating'],
    ['judged', { 责任部门: '工程部', 判定: '有效' }, 'solving'],
    [
      'carried out',
      { 责任部门: '工程部', 判定: '有效', 办结时间: '2023-10-02', 处理结果: '好' },
      'completed',
    ],
    ['voided', { 作废时间: '2023-10-02', 作废原因: '重复' }, 'voided'],
    ['as it says itself', { 责任部门: '工程部', 判定: '有效', 状态: '执行中' }, 'executing'],
  ])('a case that was %s', async (_name, changed, status) => {
    const desk = await deskWith([anOpenRow(changed)]);
    await desk.ok(importing);
    expect(await desk.json(['show', '2023100101'])).toMatchObject({ status });
    expect(await verified(desk)).toMatchObject({ ok: true });
  });

  test('what is said of a handling that is not done is kept as a note', async () => {
    const desk = await deskWith([
      anOpenRow({ 责任部门: '工程部', 处理结果: '处理中，等待配件', 备注: '催过' }),
    ]);
    await desk.ok(importing);
    expect(await desk.json(['show', '2023100101'])).toMatchObject({
      status: 'investigating',
      completion: null,
      notes: [{ text: '催过' }, { text: '处理中，等待配件' }],
    });
  });

  test('it came as it is: nothing of it is withdrawn', async () => {
    const desk = await deskWith([anOpenRow()]);
    await desk.ok(importing);
    expect(await desk.refusal(['undo', '0101', '--reason', '误'])).toMatchObject({
      code: 'state.not_allowed',
    });
  });
});

describe('numbers', () => {
  test('are kept and never given out again; gaps that came with them are known to verify', async () => {
    const desk = await deskWith([
      anOpenRow({ 登记编号: '2023100103' }),
      anOpenRow({ 登记编号: '20231001100' }),
      anOpenRow({ 登记编号: '2023100202', 受理时间: '2023-10-02' }),
    ]);
    await desk.ok(importing);
    expect(await verified(desk)).toMatchObject({ ok: true, cases: 3 });
    expect(await desk.json(registration())).toMatchObject({ no: '20231001101' });
    await putFile(desk, [anOpenRow({ 登记编号: '2023100201', 受理时间: '2023-10-02' })]);
    await desk.ok(importing);
    expect(await desk.json(registration({ at: '2023-10-02 09:00' }))).toMatchObject({ no: '2023100203' });
    expect(await verified(desk)).toMatchObject({ ok: true, cases: 6 });
  });

  test('the second import of the same file changes nothing', async () => {
    const desk = await deskWith([aRow(), anOpenRow({ 登记编号: '2023100102' })]);
    await desk.ok(importing);
    await desk.ok(['config', 'set', 'policy.resolveDays', '5', '--reason=试行']);
    const before = wholeOf(desk.ledger);
    expect(await desk.json(importing)).toMatchObject({ imported: 0, skipped: 2 });
    expect(wholeOf(desk.ledger)).toEqual(before);
  });

  test('a case that stands in the file twice is told where numbers are given', async () => {
    const desk = await deskWith([
      anOpenRow({ 登记编号: '1' }),
      anOpenRow({ 登记编号: '2', 投诉内容: '另一件事' }),
      anOpenRow({ 登记编号: '3', 受理时间: '2023-10-01 16:00' }),
    ]);
    const { doubtful } = (await desk.json([...importing, '--number', '--dry-run'])) as {
      readonly doubtful: readonly { readonly cell: string; readonly reason: string }[];
    };
    expect(doubtful).toMatchObject([{ cell: 'A4', reason: '日期、投诉人、电话、内容都与第 2 行相同' }]);
  });

  test('where the day cannot be read, the number that it would give is not called wrong as well', async () => {
    const desk = await deskWith([anOpenRow({ 登记编号: '1', 受理时间: '上旬' })]);
    const { details } = await desk.refusal([...importing, '--number']);
    expect(details?.cells).toMatchObject([{ column: '受理时间' }]);
  });

  test('another content under a number that is there is a bad row', async () => {
    const desk = await deskWith([aRow({ 登记编号: '2023100102' })]);
    await desk.ok(importing);
    await desk.ok(registration({ at: '2023-10-03 09:00' }));
    await putFile(desk, [
      aRow({ 登记编号: '2023100102', 投诉内容: '另一件事' }),
      anOpenRow({ 登记编号: '2023100301' }),
    ]);
    const { details } = await desk.refusal(importing);
    expect(details?.cells).toMatchObject([
      { row: 2, reason: '台账里已有这个编号，内容与这一行不同' },
      { row: 3, reason: '台账里已有这个编号，是直接登记的' },
    ]);
  });
});

test('a file that is not there, and no file at all', async () => {
  const desk = await unitDesk();
  expect(await desk.refusal(['import', '没有.xlsx'])).toMatchObject({ exit: 4, code: 'not_found.file' });
  expect(await desk.refusal(['import'])).toMatchObject({ exit: 2, code: 'usage.missing' });
});
