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
