// How a conversation goes on, back and elsewhere; what it never assumes.

import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { agree } from '../support/at-terminal.ts';
import type { Desk } from '../support/run-tousu.ts';
import { registration, unitDesk } from '../support/run-unit.ts';
import { Terminal } from '../support/tmux.ts';

async function deskWith(...steps: readonly string[]): Promise<Desk> {
  const desk = await unitDesk();
  await desk.ok(registration());
  for (const words of steps) await desk.ok(words.split(' '));
  return desk;
}

const assigned = 'assign 0101 --dept 工程部';
const valid = 'investigate 0101 --by 赵强 --method other --findings 查明 --verdict valid';
const proposed = 'resolve propose 0101 --by 赵强 --plan 更换';
const accepted = 'resolve answer 0101 --accept';
const completed =
  'resolve complete 0101 --by 赵强 --result 已换新表 --replied phone --accountability 通报批评 --corrective 更换 --preventive 复核';

test('Esc, or ← where nothing is typed, goes back through the whole conversation; what was answered stands there', async () => {
  const desk = await unitDesk();
  const terminal = await Terminal.start(desk, ['register']);
  await terminal.choose('投诉方式', '1', '来访');
  await terminal.fillIn('投诉人姓名', '李强');
  await terminal.typeWhole('投诉人电话', '13800001234');
  await terminal.fillIn('投诉内容', '没有回音');
  await terminal.fillIn('投诉人要求', '答复');
  await terminal.choose('投诉类别', '8', '其他');
  await terminal.waitFor('? 以上对吗');
  for (const [key, question] of [
    ['Escape', '投诉类别：'],
    ['Left', '投诉人要求'],
    ['Escape', '投诉内容'],
    ['Escape', '投诉人电话'],
    ['Escape', '投诉人姓名'],
    ['Escape', '投诉方式：'],
  ] as const) {
    await terminal.press(key);
    await terminal.waitFor((screen) => (screen.split('? ').at(-1) ?? '').startsWith(question));
  }
  // Forward again: Enter keeps what was answered.
  for (const question of ['投诉方式', '投诉人姓名', '投诉人电话', '投诉内容', '投诉人要求', '投诉类别'])
    await terminal.fillIn(question);
  const summary = await terminal.waitFor('? 以上对吗');
  for (const words of ['来访', '李强', '13800001234', '没有回音', '答复', '其他'])
    expect(summary).toContain(words);
  await agree(terminal);
  expect((await terminal.end()).status).toBe(0);
});

test('Esc at the first question leaves, and nothing is recorded', async () => {
  const desk = await unitDesk();
  const terminal = await Terminal.start(desk, ['register']);
  await terminal.waitFor('? 投诉方式');
  await terminal.press('Escape');
  expect((await terminal.end()).status).toBe(130);
});

test('lines that a terminal pastes without a mark stay one answer', async () => {
  const desk = await deskWith();
  const terminal = await Terminal.start(desk, ['note', '0101']);
  await terminal.waitFor('? 备注内容');
  await terminal.pasteUnmarked('第一行\r第二行\r\r第四行\r');
  await terminal.waitFor('第一行⏎第二行⏎⏎第四行');
  await terminal.press('Enter');
  await agree(terminal);
  expect((await terminal.end()).status).toBe(0);
  expect(await desk.json(['show', '0101'])).toMatchObject({
    notes: [expect.objectContaining({ text: '第一行\n第二行\n\n第四行' })],
  });
});

test('the case is found before anything is asked, and stands above every question', async () => {
  const desk = await deskWith();
  await desk.ok(registration({ name: '郭芳', phone: '13900008888', at: '2022-10-01 09:00' }));
  const wrong = await Terminal.start(desk, ['assign', '99999']);
  const refused = await wrong.end();
  expect(refused.status).toBe(4);
  expect(refused.screen).not.toContain('? ');

  const terminal = await Terminal.start(desk, ['assign', '01']);
  await terminal.waitFor('? “01”有 2 件，是哪一件');
  await terminal.press('Enter');
  await terminal.waitFor('按数字或 ↑↓ 选一项');
  await terminal.choose('“01”有 2 件，是哪一件', '郭芳', '郭芳');
  const heading = /2022100101 {2}郭芳 {2}139\*{4}8888 {2}楼道里有燃气味 {2}待转办 {2}已超/;
  await terminal.waitFor((screen) => heading.test(screen) && screen.includes('? 责任部门'));
  await terminal.choose('责任部门', '工程', '工程部');
  await terminal.waitFor('? 以上对吗', heading);
});

test.each(['郭芳', '8888'])('a case is called %s', async (called) => {
  const desk = await deskWith();
  await desk.ok(registration({ name: '郭芳', phone: '13900008888', at: '2022-10-01 09:00' }));
  const terminal = await Terminal.start(desk, ['assign', called]);
  await terminal.waitFor('? 责任部门', '2022100101  郭芳');
});

test.each(['估抄', '8888', '郭芳'])('the list of cases finds one by %s', async (typed) => {
  const desk = await deskWith();
  await desk.ok(registration({ name: '郭芳', phone: '13900008888', content: '抄表员估抄' }));
  const terminal = await Terminal.start(desk, ['assign']);
  await terminal.choose('哪一件', typed, '郭芳');
  await terminal.waitFor('? 责任部门');
});

test('110 a step that has not its turn is refused before anything is asked', async () => {
  const desk = await deskWith(assigned);
  const { status, screen } = await (await Terminal.start(desk, ['callback', '李强'])).end();
  expect(status).toBe(3);
  expect(screen).toContain('现在是“调查中”，不能回访');
  expect(screen).not.toContain('? ');
  expect(existsSync(desk.drafts) ? readdirSync(desk.drafts) : []).toEqual([]);
});

test('1.2.4, 4.3.8 neither verdict nor survey is preset', async () => {
  const desk = await deskWith(assigned);
  const terminal = await Terminal.start(desk, ['investigate', '0101']);
  await terminal.choose('调查人', '', '赵强');
  await terminal.fillIn('调查情况', '查过');
  await terminal.choose('调查方式', '3', '现场勘察');
  await terminal.waitFor('? 判定');
  await terminal.press('Enter');
  await terminal.waitFor('按数字或 ↑↓ 选一项');
  await terminal.choose('判定', '2', '无效');
  await terminal.waitFor('? 无效属于哪一种');
});

test('what a rule demands is asked for, also where every required option was typed', async () => {
  const desk = await deskWith(assigned);
  const words = 'investigate 0101 --by 赵强 --method other --findings 查过 --verdict 无效'.split(' ');
  const terminal = await Terminal.start(desk, words);
  await terminal.choose('无效属于哪一种', '2', '误解');
  await terminal.fillIn('判为无效或改判的原因', '误解阶梯气价');
  await agree(terminal);
  expect((await terminal.end()).screen).toContain('已判定无效');

  const rejudged = 'investigate 0101 --by 赵强 --method other --findings 再查 --verdict 有效'.split(' ');
  const again = await Terminal.start(desk, rejudged, { columns: 80, lines: 40 });
  await again.fillIn('判为无效或改判的原因', '查到新情况');
  await again.fillIn('查明的原因');
  await agree(again);
  expect((await again.end()).screen).toContain('已判定有效');
});

test('a word that is nobody does not become somebody unasked', async () => {
  const desk = await deskWith(assigned);
  const terminal = await Terminal.start(desk, ['investigate', '0101'], { columns: 80, lines: 40 });
  await terminal.choose('调查人', '已修好', '“已修好”（人员名录中没有）');
  await terminal.choose('名录中没有“已修好”', '1', '重选');
  await terminal.choose('调查人', '赵小强', '“赵小强”（人员名录中没有）');
  await terminal.choose('名录中没有“赵小强”', '2', '是“赵强”');
  await terminal.fillIn('调查情况', '查过');
  await terminal.waitFor('? 调查方式', '赵强');
});

test('a person and a department are added from the list', async () => {
  const desk = await deskWith();
  const terminal = await Terminal.start(desk, ['assign', '0101']);
  await terminal.choose('责任部门', '管网部', '新增部门“管网部”');
  await agree(terminal);
  expect((await terminal.end()).screen).toContain('已转办管网部');
  const next = await Terminal.start(desk, ['investigate', '0101'], { columns: 80, lines: 40 });
  await next.choose('调查人', '吴工', '“吴工”（人员名录中没有）');
  await next.choose('名录中没有“吴工”', '新增', '新增到人员名录');
  await next.choose('“吴工”在哪个部门', '管网', '管网部');
  await next.waitFor('? 调查情况');
  expect(await desk.ok(['staff', 'list'])).toMatch(/吴工.*管网部/);
});

test('a mobile number that lacks a digit is asked about', async () => {
  const desk = await unitDesk();
  const terminal = await Terminal.start(desk, ['register', '--channel', 'phone', '--name', '李强']);
  await terminal.fillIn('投诉人电话', '1380001234');
  await terminal.choose('手机号码 11 位，这里只有 10 位，确定吗', '1', '重写');
  await terminal.waitFor('? 投诉人电话： 1380001234');
  await terminal.fillIn('投诉人电话');
  await terminal.choose('手机号码 11 位，这里只有 10 位，确定吗', '2', '没有错');
  await terminal.waitFor('? 投诉内容');
});

test('at the phone number the earlier cases stand there: the same matter is a note on its case', async () => {
  const desk = await unitDesk();
  await desk.ok([
    'register',
    '--channel',
    'phone',
    '--demand',
    '上门',
    '李强',
    '13800001234',
    '灶具打不着火',
  ]);
  const terminal = await Terminal.start(desk, ['register', '李强', '13800001234']);
  await terminal.choose('这个电话 90 天内投诉过 1 件', '1', '同一件，加备注');
  await terminal.fillIn('备注内容', '又来电催');
  await agree(terminal);
  expect((await terminal.end()).status).toBe(0);
  const { items } = await desk.json<{ items: { no: string }[] }>(['list', '--all']);
  expect(items).toHaveLength(1);
  expect(await desk.json(['show', '李强'])).toMatchObject({
    category: 'other',
    notes: [expect.objectContaining({ text: '又来电催' })],
  });
});

test('one line for the quick hand: name, phone and words by their place', async () => {
  const desk = await unitDesk();
  const terminal = await Terminal.start(desk, ['register', '李强', '13800001234', '灶具', '打不着火']);
  await terminal.choose('投诉方式', '', '来电');
  await terminal.fillIn('投诉人要求');
  await terminal.waitFor('? 以上对吗', '维修（从内容推测');
  await agree(terminal);
  expect((await terminal.end()).status).toBe(0);
  expect(await desk.json(['show', '李强'])).toMatchObject({
    content: '灶具 打不着火',
    complainant: { phone: '13800001234' },
  });
});

test('the values of a withdrawn step are the defaults of the next try', async () => {
  const desk = await deskWith(assigned, valid, proposed, accepted, completed, 'undo 0101 --reason 录错');
  const terminal = await Terminal.start(desk, ['resolve', 'complete', '0101'], { columns: 80, lines: 40 });
  await terminal.fillIn('办结人');
  await terminal.waitFor('? 处理结果（写长文：@ 回车）： 已换新表');
  await terminal.fillIn('处理结果');
  await terminal.fillIn('怎样把结果回复投诉人的');
  await terminal.fillIn('投诉原因');
  for (const question of ['责任人处理', '已完成的整改措施', '已完成的整改措施，第 2 条', '已采取的预防措施'])
    await terminal.fillIn(question);
  await terminal.fillIn('已采取的预防措施，第 2 条');
  await agree(terminal);
  expect((await terminal.end()).status).toBe(0);
  expect(await desk.json(['show', '0101'])).toMatchObject({
    completion: { result: '已换新表', accountability: '通报批评' },
  });
});

test('amend shows what there is, offers it to be changed, and shows old and new', async () => {
  const desk = await deskWith();
  const terminal = await Terminal.start(desk, ['amend', '0101'], { columns: 80, lines: 40 });
  await terminal.waitFor('5 投诉人电话：13800001234');
  await terminal.type('5');
  await terminal.waitFor('◉ 5');
  await terminal.press('Enter');
  await terminal.waitFor('? 投诉人电话： 13800001234');
  await terminal.press('BSpace');
  await terminal.typeWhole('投诉人电话', '5');
  await terminal.fillIn('更正的原因', '听错');
  await terminal.waitFor('? 以上对吗', '13800001234 → 13800001235');
});

test('amend: what she empties is taken back, where that may be', async () => {
  const desk = await deskWith();
  await desk.ok(['amend', '0101', '--respondent', '赵强', '--reason', '补录']);
  const terminal = await Terminal.start(desk, ['amend', '0101'], { columns: 80, lines: 40 });
  await terminal.waitFor('5 投诉人电话：13800001234');
  await terminal.type('5');
  await terminal.waitFor('◉ 5');
  await terminal.type('7');
  await terminal.waitFor('◉ 7');
  await terminal.press('Enter');
  await terminal.waitFor('? 投诉人电话： 13800001234');
  await terminal.press('C-u');
  await terminal.press('Enter');
  await terminal.waitFor('不能不写');
  await terminal.typeWhole('投诉人电话', '13800001235');
  await terminal.waitFor('? 投诉对象（清空就是去掉）： 赵强');
  await terminal.press('C-u');
  await terminal.press('Enter');
  await terminal.fillIn('更正的原因', '不是他');
  await terminal.waitFor('? 以上对吗', /去掉填过的 +投诉对象/);
  await agree(terminal);
  expect((await terminal.end()).status).toBe(0);
  expect(await desk.json(['show', '0101'])).toMatchObject({
    respondent: null,
    complainant: { phone: '13800001235' },
  });
});

test('where one person alone may do a step, nobody is asked who', async () => {
  const desk = await deskWith(assigned, valid, proposed, accepted, completed);
  await desk.ok('approve 0101 --as leader --by 陈国栋 --opinion 同意'.split(' '));
  const terminal = await Terminal.start(desk, ['review', '0101', '--pass']);
  await terminal.waitFor('经办人：刘敏（只有这一位）');
});

test('standard phrases are chosen with ↓, those of the category first, and can be changed', async () => {
  const desk = await unitDesk();
  await desk.ok([...registration({ category: 'repair' })]);
  await desk.ok(assigned.split(' '));
  const terminal = await Terminal.start(desk, ['investigate', '0101', '--by', '赵强']);
  await terminal.waitFor('? 调查情况');
  await terminal.press('Down');
  await terminal.choose('常用语', '1', '到场查看，灶具电池耗尽');
  await terminal.waitFor('? 调查情况（写长文：@ 回车）： 到场查看，灶具电池耗尽，点不着火');
});
