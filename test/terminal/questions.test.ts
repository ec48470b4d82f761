import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { agree } from '../support/at-terminal.ts';
import type { Desk } from '../support/run-tousu.ts';
import { registration, unitDesk } from '../support/run-unit.ts';
import { Terminal } from '../support/tmux.ts';

/** A desk with a case that went these steps. */
async function deskWith(...steps: readonly (readonly string[])[]): Promise<Desk> {
  const desk = await unitDesk();
  await desk.ok(registration());
  for (const words of steps) await desk.ok(words);
  return desk;
}

const assigned = ['assign', '0101', '--dept', '工程部'];
const valid = 'investigate 0101 --by 赵强 --method other --findings 查明 --verdict valid'.split(' ');
const proposed = 'resolve propose 0101 --by 赵强 --plan 更换'.split(' ');
const accepted = 'resolve answer 0101 --accept'.split(' ');
const completed = 'resolve complete 0101 --by 赵强 --result 已换 --replied phone'.split(' ');
const approved = 'approve 0101 --as leader --by 陈国栋 --opinion 同意'.split(' ');
const passed = 'review 0101 --pass --by 刘敏'.split(' ');

test('1.2.4, 4.3.4 an invalid verdict is asked for its ground and reason', async () => {
  const desk = await deskWith(assigned);
  const terminal = await Terminal.start(desk, ['investigate']);
  await terminal.choose('哪一件', '', '2023100101');
  await terminal.choose('调查人', '赵', '赵强');
  await terminal.fillIn('调查情况', '计费无误');
  await terminal.choose('调查方式', '2', '资料查阅');
  await terminal.choose('判定', '2', '无效');
  await terminal.choose('无效属于哪一种', '2', '误解');
  await terminal.fillIn('判为无效或改判的原因', '误解阶梯气价');
  await agree(terminal);
  expect((await terminal.end()).screen).toContain('已判定无效');
});

test('a rule that refuses asks for another answer, and nothing typed is lost', async () => {
  const desk = await deskWith(assigned);
  const terminal = await Terminal.start(desk, ['investigate', '0101'], { columns: 80, lines: 50 });
  await terminal.choose('调查人', '', '赵强');
  await terminal.fillIn('调查情况', '阀门被人动过');
  await terminal.choose('调查方式', '3', '现场勘察');
  await terminal.choose('判定', '2', '无效');
  await terminal.choose('无效属于哪一种', '3', '客户方过错');
  await terminal.fillIn('判为无效或改判的原因', '自行改管');
  await terminal.waitFor('? 以上对吗');
  await terminal.press('Enter');
  await terminal.waitFor('依据: 条款 1.2.4(3)');
  await terminal.choose('以上对吗', '2', '更改或补充');
  await terminal.choose('改哪一项', '判定', '判定');
  await terminal.choose('判定', '3', '还没有查清，以后再判');
  await agree(terminal);
  const { status, screen } = await terminal.end();
  expect(status).toBe(0);
  expect(screen).toContain('已登记调查');
  expect(await desk.json(['show', '0101'])).toMatchObject({ verdict: null, status: 'investigating' });
});

test('section 3: a change of the verdict is asked for its reason', async () => {
  const invalid =
    'investigate 0101 --by 赵强 --method other --findings 查明 --verdict invalid --ground 2 --reason 误解'.split(
      ' ',
    );
  const desk = await deskWith(assigned, invalid);
  const words = 'investigate 0101 --by 赵强 --method other --verdict valid'.split(' ');
  const terminal = await Terminal.start(desk, words, { columns: 80, lines: 50 });
  await terminal.fillIn('调查情况', '新情况');
  await terminal.fillIn('查明的原因');
  await agree(terminal);
  await terminal.fillIn('判为无效或改判的原因', '补充了证据');
  await agree(terminal);
  expect((await terminal.end()).screen).toContain('已判定有效');
});

test('4.3.7(1) nobody accepts by an Enter too many; a promise is asked for its day; resolve NO offers the step that is due', async () => {
  const desk = await deskWith(assigned, valid, proposed);
  const terminal = await Terminal.start(desk, ['resolve', '0101']);
  await terminal.waitFor('? 结果');
  await terminal.press('Enter');
  await terminal.waitFor('按数字或 ↑↓ 选一项');
  await terminal.choose('结果', '1', '投诉人接受方案');
  await terminal.fillIn('不能按期办结的外界因素', '道路开挖须审批');
  await terminal.waitFor('? 与投诉人商定的办结日期');
  await terminal.press('Enter');
  await terminal.waitFor('不能不写');
  await terminal.fillIn('与投诉人商定的办结日期', '2099-01-01');
  await agree(terminal);
  expect((await terminal.end()).screen).toContain('投诉人已接受方案');
});

test('a solution that is refused is asked for the reason', async () => {
  const desk = await deskWith(assigned, valid, proposed);
  const terminal = await Terminal.start(desk, ['resolve', 'answer', '0101']);
  await terminal.choose('结果', '2', '不接受');
  await terminal.fillIn('不接受的原因', '要求换新表');
  await agree(terminal);
  expect((await terminal.end()).screen).toContain('投诉人不接受方案');
});

test.each([
  ['undo', '撤回的原因', '2023100101 李强，撤回“转办”（2023-10-01 10:00）'],
  ['void', '作废的原因', '2023100101  李强  138****1234  楼道里有燃气味  调查中'],
])('%s says of which case, and what, before it is agreed to', async (word, question, about) => {
  const desk = await deskWith([...assigned, '--at', '2023-10-01 10:00']);
  const terminal = await Terminal.start(desk, [word, '01']);
  await terminal.fillIn(question, '录错');
  await terminal.offered('以上对吗');
  expect(await terminal.screen()).toContain(about);
});

test('undo withdraws what it showed, or shows what came meanwhile', async () => {
  const desk = await deskWith(['note', '0101', '打错了', '--at', '2023-10-01 09:40']);
  const terminal = await Terminal.start(desk, ['undo', '01']);
  await terminal.fillIn('撤回的原因', '录错');
  await terminal.offered('以上对吗');
  await desk.ok([...assigned, '--at', '2023-10-01 10:00']);
  await terminal.press('Enter');
  await terminal.waitFor('撤回“转办”（2023-10-01 10:00）', '不能撤回“备注”');
  expect(await desk.json(['show', '0101'])).toMatchObject({ status: 'investigating' });
  await agree(terminal);
  expect((await terminal.end()).screen).toContain('已撤回“转办”');
  expect(await desk.json(['show', '0101'])).toMatchObject({ status: 'registered', notes: [{}] });
});

test('4.3.8(4) who is dissatisfied is asked why, and whether to be contacted again', async () => {
  const desk = await deskWith(assigned, valid, proposed, accepted, completed, approved, passed);
  await desk.ok(['staff', 'add', '周敏', '--dept', '客户服务部', '--role', 'caller']);
  const terminal = await Terminal.start(desk, ['callback', '0101']);
  const callers = await terminal.offered('回访人');
  expect(callers).toContain('李娜');
  expect(callers).not.toContain('赵强');
  await terminal.choose('回访人', '李', '李娜');
  await terminal.choose('投诉是否已处理', '2', '否');
  await terminal.choose('处理时效性', '3', '一般');
  await terminal.choose('是否满意', '4', '不满意');
  await terminal.fillIn('未处理的原因', '没有换表');
  await terminal.choose('是否需要再次联系解决', '1', '是');
  await terminal.fillIn('意见及建议');
  await agree(terminal);
  expect((await terminal.end()).status).toBe(0);
  expect(await desk.json(['show', '0101'])).toMatchObject({ status: 'solving', round: 2 });
});

test('who is not reached has no survey', async () => {
  const desk = await deskWith(assigned, valid, proposed, accepted, completed, approved, passed);
  const terminal = await Terminal.start(desk, ['callback', '0101', '--by', '李娜', '--method', 'phone']);
  await terminal.choose('投诉是否已处理', '3', '没有联系上');
  await terminal.fillIn('没有联系上的情况', '无人接听');
  await agree(terminal);
  expect((await terminal.end()).screen).toContain('没有联系上');
});

test('amend asks what to correct', async () => {
  const desk = await deskWith();
  const terminal = await Terminal.start(desk, ['amend', '0101']);
  await terminal.waitFor('? 更正哪几项');
  await terminal.type('3');
  await terminal.waitFor('◉ 3 投诉人姓名');
  await terminal.press('Enter');
  await terminal.fillIn('投诉人姓名', '李强生');
  await terminal.fillIn('更正的原因', '听错');
  await agree(terminal);
  expect((await terminal.end()).screen).toContain('已更正');
});

test('long text is written in an editor where she asks for it', async () => {
  const desk = await deskWith();
  const editor = join(desk.folder, '我的 编辑器.mjs');
  writeFileSync(
    editor,
    "import { writeFileSync } from 'node:fs'; writeFileSync(process.argv[3], process.argv[2]);",
  );
  const note = await Terminal.start(desk, ['note', '0101'], undefined, {
    // Words and quotes as a shell would take them, but nothing that one would do.
    EDITOR: `"${process.execPath}" '${editor}' '@第一行\n第二行$(touch shell)'`,
  });
  await note.fillIn('备注内容', '@');
  await agree(note);
  expect((await note.end()).status).toBe(0);
  expect(await desk.json(['show', '0101'])).toMatchObject({
    notes: [expect.objectContaining({ text: '@第一行\n第二行$(touch shell)' })],
  });
  expect(existsSync(join(desk.folder, 'shell'))).toBe(false);
});

test('an editor that comes back at once, as its window is another program: waited for', async () => {
  const desk = await deskWith();
  const paths = join(desk.folder, 'file');
  const terminal = await Terminal.start(desk, ['note', '0101'], undefined, {
    EDITOR: `sh -c 'printf %s "$1" > "$0"' '${paths}'`,
  });
  await terminal.fillIn('备注内容', '@');
  await terminal.waitFor('? 编辑器里没有改动，还开着吗');
  writeFileSync(readFileSync(paths, 'utf8'), '又来电催问');
  await terminal.press('Enter');
  await agree(terminal);
  expect((await terminal.end()).status).toBe(0);
  expect(await desk.json(['show', '0101'])).toMatchObject({
    notes: [expect.objectContaining({ text: '又来电催问' })],
  });
});

test('a command line that says everything is recorded at once', async () => {
  const desk = await unitDesk();
  const terminal = await Terminal.start(desk, registration());
  const { status, screen } = await terminal.end();
  expect(status).toBe(0);
  expect(screen).not.toContain('?');
});

test.each([['--no-input'], ['--json']])('with %s nothing is asked', async (option) => {
  const desk = await unitDesk();
  const { status, screen } = await (await Terminal.start(desk, ['register', option])).end();
  expect(status).toBe(2);
  expect(screen).toContain('--channel');
  expect(screen).not.toContain('? ');
});

test('4.3.8(1) whoever may sign a waiver is offered, the general manager too', async () => {
  const desk = await deskWith(assigned, valid, proposed, accepted, completed, approved, passed);
  await desk.ok(['staff', 'add', '郭振华', '--dept', '经理室', '--role', 'general_manager']);
  const terminal = await Terminal.start(desk, ['close', '0101', '--waive-callback', '联系不上']);
  const leaders = await terminal.offered('批准免回访的领导');
  expect(leaders).toContain('陈国栋');
  expect(leaders).toContain('郭振华');
  expect(leaders).not.toContain('李娜');
});

test('4.3.2 who must not investigate is not offered: the respondent, and who recused himself', async () => {
  const desk = await deskWith([...'assign 0101 --dept 工程部 --recuse 刘敏'.split(' ')]);
  await desk.ok(['amend', '0101', '--respondent', '赵强', '--reason', '补录']);
  const terminal = await Terminal.start(desk, ['investigate', '0101']);
  const people = await terminal.offered('调查人');
  expect(people).toContain('王芳');
  expect(people).not.toContain('赵强');
  expect(people).not.toContain('刘敏');
});

test('4.3.8(2) what headquarters accepted, only a person of headquarters is offered to call back', async () => {
  const desk = await unitDesk();
  await desk.ok(['staff', 'add', '何总', '--dept', '管理总部', '--role', 'caller']);
  await desk.ok([...registration({ by: '何总' })]);
  for (const words of [assigned, valid, proposed, accepted, completed, approved, passed])
    await desk.ok(words);
  const terminal = await Terminal.start(desk, ['callback', '0101']);
  await terminal.waitFor('? 投诉是否已处理', '回访人：何总（只有这一位）');
});

test('the forms: a filled one or an empty one', async () => {
  const desk = await deskWith();
  const terminal = await Terminal.start(desk, ['form']);
  await terminal.choose('打印哪一种', '2', '空白的登记表');
  expect((await terminal.end()).screen).toContain('投诉登记表_空白.docx');
});

test('a purge is agreed to by typing how many cases go', async () => {
  const desk = await deskWith(['void', '0101', '--reason', '重复登记', '--at', '2023-10-01 10:00']);
  await desk.ok(['config', 'set', 'policy.retentionMonths', '12', '--reason', '试行']);
  const terminal = await Terminal.start(desk, ['purge']);
  await terminal.waitFor('要清除就键入件数');
  await terminal.type('2');
  await terminal.press('Enter');
  await terminal.waitFor('是 1 件');
  await terminal.press('BSpace');
  await terminal.fillIn('要清除就键入件数', '1');
  const { status, screen } = await terminal.end();
  expect({
    status,
    name: (await desk.json<{ complainant: { name: string } }>(['show', '0101'])).complainant.name,
  }).toEqual({
    status: 0,
    name: '（已清除）',
  });
  expect(screen).toContain('已清除 1 件');
});

test('4.3.6 a penalty asks what it is for, in words', async () => {
  const desk = await deskWith();
  const terminal = await Terminal.start(desk, ['penalty', '0101']);
  await terminal.waitFor('? 为什么处罚', /1 误了时限\n.*2 造成不良影响/);
  await terminal.choose('为什么处罚', '2', '造成不良影响');
  await terminal.fillIn('造成的不良影响', '媒体曝光');
  await terminal.choose('责任人', '赵', '赵强');
  await terminal.fillIn('处罚决定', '通报批评');
  await agree(terminal);
  expect((await terminal.end()).screen).toContain('已登记对赵强的处罚');
});

test.each([
  ['a narrow screen', 50, /^\d{10} {2}李强 {2}138\*{4}1234 {2}待转办 {2}已超 19 天$/m],
  ['a usual one', 80, /^\d{10} {2}李强 {2}138\*{4}1234 {2}楼道.* {2}待转办 {2}已超 19 天 \d+ 小时$/m],
])('on %s the heading keeps to its line, and says the delay', async (_what, columns, heading) => {
  const desk = await unitDesk();
  // Accepted so long ago that its day of assignment ended 19 days and some hours ago.
  const accepted = new Date(Date.now() + 8 * 3_600_000 - 20 * 86_400_000).toISOString().slice(0, 10);
  await desk.ok(registration({ at: `${accepted} 00:00` }));
  const terminal = await Terminal.start(desk, ['assign', '李强'], { columns, lines: 20 });
  await terminal.waitFor('? 责任部门', heading);
});
