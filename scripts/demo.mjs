// npm run demo: a month of a branch office, played through the real commands into a ledger in a temporary folder.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const program = join(root, 'bin', 'tousu.js');
/** The office on the evening of the last day. */
const evening = '2023-10-31 18:00:00';

// A new folder of mkdtemp is the user's alone (0700): the ledger holds names and phone numbers.
const folder = mkdtempSync(join(tmpdir(), 'tousu-demo-'));
const ledger = join(folder, 'ledger.db');
const workbook = join(folder, '投诉管理月度统计分析表_2023-10.xlsx');

playMonth();
print('\n待办（2023-10-31 18:00）', ['todo', '--at', evening]);
print('\n本月', ['report', '2023-10', '-o', workbook, '--at', evening]);
console.log(`
台账  ${ledger}
月表  ${workbook}

接着看看：
  ${command('show 1101')}
  ${command('list --month 2023-10')}
  ${command('overdue --at "2023-10-31 18:00"')}
  ${command('stats --from 2023-10-01 --to 2023-10-31 --by breach')}
  ${command('verify')}
看完删去整个文件夹即可：${folder}`);

/** The sample month: each line is a command and how it ends; some are refused, as they should be. */
function playMonth() {
  const lines = readFileSync(join(root, 'test', 'sample', '2023-10.jsonl'), 'utf8')
    .trim()
    .split('\n');
  let refused = 0;
  lines.forEach((line, i) => {
    const { run, expect } = JSON.parse(line);
    const { status, stderr } = tousu(run);
    if (status !== expect.exit) stop(run, status, stderr);
    if (status !== 0) refused += 1;
    progress(i + 1, lines.length);
  });
  console.error(`已录入一个月：${lines.length} 条命令，其中 ${refused} 条按规定被拒绝`);
}

/** One line that is rewritten on a terminal, a line for every quarter elsewhere. */
function progress(done, all) {
  if (process.stderr.isTTY)
    process.stderr.write(`\r正在录入 2023 年 10 月的投诉 ${done}/${all}${done === all ? '\n' : ''}`);
  else if (done % Math.ceil(all / 4) === 0) console.error(`正在录入 2023 年 10 月的投诉 ${done}/${all}`);
}

function print(title, words) {
  console.log(title);
  const { status } = tousu(words, 'inherit');
  if (status !== 0) process.exit(status ?? 1);
}

function tousu(words, stdio = 'pipe') {
  return spawnSync(process.execPath, [program, ...words, '--ledger', ledger], {
    encoding: 'utf8',
    stdio: ['ignore', stdio, stdio],
  });
}

function stop(words, status, stderr) {
  console.error(`\n没有料到的结果（退出码 ${status}）：tousu ${words.join(' ')}\n${stderr}`);
  process.exit(1);
}

function command(words) {
  const path = ledger.includes(' ') ? `"${ledger}"` : ledger;
  return `node bin/tousu.js --ledger ${path} ${words}`;
}
