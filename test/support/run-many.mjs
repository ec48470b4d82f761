// Runs the built program many times in one process, each time from its first line: the words stand in the file that is
// named, a JSON array a line; behind each run goes a line `{exit}` to descriptor 3. Started by test/reliability.

import { readFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';

const { load } = createRequire(import.meta.url)('../../bin/tousu.js');

for (const line of readFileSync(process.argv[2], 'utf8').split('\n').filter(Boolean)) {
  const exit = await load('main.cjs').main(JSON.parse(line));
  writeSync(3, `${JSON.stringify({ exit })}\n`);
}
