import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { UNKNOWN_HEADING, writePublishedLedger } from '../import/a-published-ledger.ts';
import { unitDesk } from '../support/run-unit.ts';
import { Terminal } from '../support/tmux.ts';

const screen = { columns: 120, lines: 40 };

test('a ledger of 600 cases comes in by the questions, and what was answered is not asked again', async () => {
  const desk = await unitDesk();
  const file = await writePublishedLedger(desk.folder);
  const terminal = await Terminal.start(desk, ['import', file], screen);
  const samples = [0, 1, 2].map((i) => `第 ${i} 件：表走得快`).join('、');
  await terminal.choose(`“${UNKNOWN_HEADING}”栏是什么（如 ${samples}）`, '投诉内容', '投诉内容');
  await terminal.choose('600 件没有本系统的编号', '', '按受理日期');
  await terminal.waitFor('核对通过，可以导入 600 件');
  await terminal.choose('导入这 600 件', '', '导入');
  expect((await terminal.end()).screen).toContain('已导入 600 件');
  expect(await desk.json(['report', '2023-06'])).toMatchObject({ total: 50, inTime: 40, satisfied: 24 });

  const again = await Terminal.start(desk, ['import', file, '--number'], screen);
  const { screen: last } = await again.end();
  expect(last).not.toContain('栏是什么');
  expect(last).toContain('600 件以前已经导入');
}, 300_000);

test('who does not agree has imported nothing', async () => {
  const desk = await unitDesk();
  const files = new URL('../import/files/', import.meta.url).pathname;
  const terminal = await Terminal.start(desk, ['import', `${files}footer.xlsx`], screen);
  await terminal.choose('导入这 2 件', '2', '不导入');
  expect((await terminal.end()).screen).toContain('没有导入');
  expect(await desk.json(['list', '--all'])).toMatchObject({ total: 0 });
}, 180_000);

test('a year that nothing says is asked for once on a terminal, and refused elsewhere', async () => {
  const desk = await unitDesk();
  const rows = [
    '登记编号,受理时间,投诉方式,投诉人,电话,投诉内容,投诉人要求,责任部门',
    '1,3月5日,来电,李强,13800001234,表走得快,核查,工程部',
    '2,3月6日,来电,王敏,13800001235,表不走,换表,工程部',
  ];
  writeFileSync(join(desk.folder, '旧台账.csv'), rows.join('\n'));
  const terminal = await Terminal.start(desk, ['import', '旧台账.csv', '--number'], screen);
  await terminal.waitFor('“3月5日”等 2 处没有写年份，是哪一年');
  await terminal.type('2099');
  await terminal.press('Enter');
  await terminal.waitFor('写 1990 到');
  for (let i = 0; i < 4; i += 1) await terminal.press('BSpace');
  await terminal.type('2022');
  await terminal.press('Enter');
  await terminal.waitFor('“3月5日”：“3月5日”没有写年份 → 2022 年');
  await terminal.choose('导入这 2 件', '', '导入');
  expect((await terminal.end()).screen).toContain('已导入 2 件');
  const { items } = await desk.json<{ items: { no: string }[] }>(['list', '--all']);
  expect(items.map(({ no }) => no).sort()).toEqual(['2022030501', '2022030601']);

  const checked = await Terminal.start(desk, ['import', '旧台账.csv', '--number', '--dry-run'], screen);
  await checked.waitFor('是哪一年');
  await checked.type('2022年');
  await checked.press('Enter');
  expect((await checked.end()).screen).toContain('另有 2 件以前已经导入');

  const refused = await desk.refusal(['import', '旧台账.csv', '--number']);
  expect(refused.message).toContain('把年份写在表名、表题里');
}, 180_000);
