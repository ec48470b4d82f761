// Runs the built program many times in one process, each time from its first line: the words stand in the file that is
// named, a JSON array a line; behind each run goes a line `{exit}` to descriptor 3. Started by test/reliability.

import { readFileSync, writeSync } from 'node:fs';

const lines = readFileSync(process.argv[2], 'utf8').split('\n').filter(Boolean);
for (const [run, line] of lines.entries()) {
  process.argv.splice(2, process.argv.length, ...JSON.parse(line));
  process.exitCode = undefined;
  await import(`../../dist/main.js?run=${run}`);
  writeSync(3, `${JSON.stringify({ exit: process.exitCode ?? 0 })}\n`);
}
