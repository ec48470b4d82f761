// Reads every file under src and says what no linter can: see purity.mjs.

import { readdirSync, readFileSync } from 'node:fs';
import { crowdedFolders, violations } from './purity.mjs';

const src = new URL('../src/', import.meta.url);
const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts'))
  .sort();
if (files.length === 0) throw new Error('no sources found');

const problems = [
  ...files.flatMap((file) => violations(file, readFileSync(new URL(file, src), 'utf8'))),
  ...crowdedFolders(files),
];
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
