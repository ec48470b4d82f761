import { existsSync, readdirSync, statSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { agree, fillInRegistration } from '../support/at-terminal.ts';
import { unitDesk } from '../support/run-unit.ts';
import { Terminal } from '../support/tmux.ts';

test('a registration with questions only', async () => {
  const desk = await unitDesk();
  const terminal = await Terminal.start(desk, ['register']);
  await fillInRegistration(terminal);
  const summary = await terminal.waitFor('以上对吗');
  for (const line of [
    '投诉方式    来电',
    '投诉人姓名  李强',
    '投诉类别    维修（从内容推测，不对请更改）',
    '受理人      王芳',
    '受理时间    现在',
  ])
    expect(summary).toContain(line);
  await agree(terminal);
  const { status, screen } = await terminal.end();
  expect(status).toBe(0);
  expect(screen).toMatch(/\d{10} 已登记。下一步: 转办（对接人），/);
  // The commonest registration, beside free text: the phone's eleven digits, which need no Enter, and Enter five times.
  expect(readdirSync(desk.drafts)).toEqual([]);
  expect(terminal.keystrokes).toBe('李强'.length + 11 + '报修两天没人来'.length + '尽快上门'.length + 5);
  const { items } = await desk.json<{ items: { complainant: string; category: string }[] }>(['list']);
  expect(items).toEqual([expect.objectContaining({ complainant: '李强', category: 'repair' })]);
});

test('4.1.2 a leak: the emergency line at once, then when the repair crew was told; what is still to be told has its command', async () => {
  const desk = await unitDesk();
  await desk.ok(['config', 'set', 'unit.emergency', '0391-7177119']);
  const given = ['--channel', 'phone', '--name', '周福来', '--phone', '13500004567', '--demand', '马上来人'];
  const told = await Terminal.start(desk, ['register', ...given]);
  await told.fillIn('投诉内容', '厨房有燃气味');
  await told.waitFor('先打抢险电话 0391-7177119', '? 转告抢险的时间（还没有转告就回车）');
  await told.fillIn('转告抢险的时间', '今天');
  await agree(told);
  expect((await told.end()).screen).not.toContain('转告抢险后');
  const { stderr } = await desk.run([
    'register',
    ...given,
    '--content',
    '楼道漏气',
    '--category',
    'leak_safety',
  ]);
  expect(stderr).toMatch(/转告抢险后: tousu amend \d{8}02 --emergency-at 时间 --reason 补记转告/);
});

test('only what is missing is asked for, and everything can be corrected before it is recorded', async () => {
  const desk = await unitDesk();
  const given = ['--channel', 'phone', '--name', '李强', '--content', '没有回音', '--demand', '查漏'];
  const terminal = await Terminal.start(desk, ['register', ...given], { columns: 80, lines: 40 });
  await terminal.typeWhole('投诉人电话', '13800001234');
  await terminal.choose('投诉类别', '8', '其他');
  await terminal.choose('以上对吗', '2', '更改或补充');
  await terminal.choose('改哪一项', '来源', '来源');
  await terminal.choose('来源', '政府', '政府热线');
  await terminal.choose('以上对吗', '2', '更改或补充');
  await terminal.choose('改哪一项', '受理时间', '受理时间');
  await terminal.waitFor('? 受理时间');
  await terminal.type('2023。10。1');
  await terminal.press('Enter');
  await terminal.waitFor('受理时间：“2023。10。1”不是时间。写成 2023-10-01 09:30');
  for (let i = 0; i < '2023。10。1'.length; i++) await terminal.press('BSpace');
  await terminal.type('２０２３-１０-０１　０９：３０');
  await terminal.press('Enter');
  await terminal.waitFor('受理时间    2023-10-01 09:30');
  await agree(terminal);
  const { status, screen } = await terminal.end();
  expect(status).toBe(0);
  expect(screen).toContain('2023100101 已登记');
  const complaint = await desk.json(['show', '2023100101']);
  expect(complaint).toMatchObject({ source: 'government_hotline', priority: true });
});

test('what cannot be is refused at once, with the right form; full-width digits are digits', async () => {
  const desk = await unitDesk();
  const terminal = await Terminal.start(desk, ['register', '--channel', 'phone']);
  await terminal.fillIn('投诉人姓名', '张👨‍👩‍👧秀英');
  await terminal.waitFor('? 投诉人电话');
  await terminal.type('没有');
  await terminal.press('Enter');
  await terminal.waitFor('投诉人电话：“没有”不是电话号码。写成 13800001234');
  await terminal.press('BSpace');
  await terminal.press('BSpace');
  await terminal.typeWhole('投诉人电话', '１３８００００１２３４');
  await terminal.waitFor('? 投诉内容');
  await terminal.press('Enter');
  await terminal.waitFor('不能不写');
  await terminal.paste('第一行\r\n\t第二行\n\n');
  await terminal.waitFor('第一行⏎ 第二行');
  await terminal.press('Enter');
  await terminal.fillIn('投诉人要求');
  await terminal.choose('投诉类别', '8', '其他');
  await agree(terminal);
  expect((await terminal.end()).status).toBe(0);
  const { items } = await desk.json<{ items: { no: string }[] }>(['list']);
  expect(await desk.json(['show', items[0]?.no ?? ''])).toMatchObject({
    complainant: { name: '张👨‍👩‍👧秀英', phone: '13800001234' },
    content: '第一行\n 第二行',
    demand: '未提出',
  });
});

test('who has no telephone leaves another contact; who gives no name needs none', async () => {
  const desk = await unitDesk();
  const common = ['register', '--channel', 'visit', '--content', '没有回音', '--demand', '答复'];
  const named = await Terminal.start(desk, common);
  await named.fillIn('投诉人姓名', '李强');
  await named.fillIn('投诉人电话');
  await named.waitFor('? 其他联系方式');
  await named.press('Enter');
  await named.waitFor('不能不写');
  await named.fillIn('其他联系方式', '微信 liqiang');
  await named.choose('投诉类别', '8', '其他');
  await agree(named);
  expect((await named.end()).status).toBe(0);

  const anonymous = await Terminal.start(desk, common);
  await anonymous.fillIn('投诉人姓名', '匿名');
  await anonymous.choose('投诉类别', '8', '其他');
  await agree(anonymous);
  expect((await anonymous.end()).status).toBe(0);
  expect(await desk.json(['list'])).toMatchObject({ total: 2 });
});

test('Ctrl-C writes nothing and keeps a draft that only its owner can read; the next run goes on with it', async () => {
  const desk = await unitDesk();
  const first = await Terminal.start(desk, ['register']);
  await first.choose('投诉方式', '1', '来访');
  await first.fillIn('投诉人姓名', '李强');
  await first.waitFor('? 投诉人电话');
  await first.press('C-c');
  const broken = await first.end();
  expect(broken.status).toBe(130);
  expect(broken.screen).toContain('填过的内容已留作草稿');
  expect(await desk.json(['list'])).toMatchObject({ total: 0 });
  const folder = desk.drafts;
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(readdirSync(folder)).toEqual(['register.json']);
  expect(statSync(`${folder}/register.json`).mode & 0o777).toBe(0o600);

  const second = await Terminal.start(desk, ['register']);
  await second.choose('没有登记完的有 1 份，接着填哪一份', '', '李强');
  await second.typeWhole('投诉人电话', '13800001234');
  await second.fillIn('投诉内容', '报修没人来');
  await second.fillIn('投诉人要求');
  await second.waitFor('以上对吗', '投诉方式    来访');
  await agree(second);
  expect((await second.end()).status).toBe(0);
  expect(existsSync(`${folder}/register.json`)).toBe(false);
});

test('Ctrl-Z stops nothing: the questions go on', async () => {
  const terminal = await Terminal.start(await unitDesk(), ['register']);
  await terminal.choose('投诉方式', '', '来电');
  await terminal.waitFor('? 投诉人姓名');
  await terminal.press('C-z');
  await terminal.fillIn('投诉人姓名', '李强');
  await terminal.waitFor('? 投诉人电话');
});

test('a draft can be thrown away; without an answer none is kept; Ctrl-D breaks off too', async () => {
  const desk = await unitDesk();
  const first = await Terminal.start(desk, ['register']);
  await first.choose('投诉方式', '', '来电');
  await first.waitFor('? 投诉人姓名');
  await first.press('C-d');
  expect((await first.end()).status).toBe(130);
  const second = await Terminal.start(desk, ['register']);
  await second.choose('没有登记完的有 1 份，接着填哪一份', '丢掉', '有不要了的，丢掉');
  await second.waitFor('? 丢掉哪几份');
  await second.press('Space');
  await second.waitFor('◉ 1');
  await second.press('Enter');
  await second.waitFor('? 投诉方式');
  await second.press('C-c');
  const { status, screen } = await second.end();
  expect(status).toBe(130);
  expect(screen).not.toContain('草稿');
  expect(readdirSync(desk.drafts)).toEqual([]);
});
