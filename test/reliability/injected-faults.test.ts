// Any single call of a command to its files is refused by the system, once or from then on: the command records wholly,
// or is refused in the clerk's words and records nothing; the ledger holds, and what was there is there. The long form
// (npm run test:reliability) tries every call.

import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { type Contents, contentsOf, ledgersIn } from '../support/folder-contents.ts';
import { fullDesk } from '../support/full-case.ts';
import { type Fault, faultsOf, runWith } from '../support/injected-faults.ts';
import { inspectLedger } from '../support/inspect-ledger.ts';
import { chance } from '../support/recording-commands.ts';
import { type Desk, emptyDesk, type Run } from '../support/run-tousu.ts';
import { registration, unitDesk } from '../support/run-unit.ts';
import { runTraced, testWithStrace } from '../support/strace.ts';

const long = process.env.TOUSU_RELIABILITY === 'long';

interface FaultyCommand {
  prepare(): Promise<Desk>;
  words(folder: string): readonly string[];
  /** Exit codes beside 0 and 5: what is wrong with a file that was named is told as such. */
  readonly exits?: readonly number[];
  /** Its last step is to sync a name: where just that fails it is done, and refused because nobody can vouch for it. */
  readonly endsWithName?: boolean;
}

const commands: Readonly<Record<string, FaultyCommand>> = {
  register: { prepare: unitDesk, words: () => registration() },
  attach: {
    prepare: async () => {
      const desk = await unitDesk();
      await desk.ok(registration());
      writeFileSync(join(desk.folder, '照片.jpg'), 'x'.repeat(20_000));
      return desk;
    },
    words: (folder) => ['attach', '01', join(folder, '照片.jpg'), '--kind', 'evidence'],
    exits: [2, 4],
  },
  init: { prepare: async () => emptyDesk(), words: () => ['init', '--unit', '修武燃气公司'] },
  backup: { prepare: fullDesk, words: () => ['backup'] },
  restore: {
    prepare: async () => {
      const desk = await fullDesk();
      await desk.ok(['backup', join(desk.folder, 'b')]);
      await desk.ok(['note', '01', '备份之后']);
      return desk;
    },
    words: (folder) => ['restore', ledgersIn(folder).map((path) => join(folder, path))[0] ?? ''],
    exits: [4],
    endsWithName: true,
  },
  'report --final': {
    prepare: async () => {
      const desk = await unitDesk();
      await desk.ok(registration());
      return desk;
    },
    words: (folder) => ['report', '2023-10', '--final', '-o', join(folder, '十月.csv')],
    exits: [2, 4],
    endsWithName: true,
  },
};

/** The last call of each kind to each file: when it fails, all may be done already. */
const lastOfEach = (faults: readonly Fault[]): readonly Fault[] => [
  ...new Map(
    faults
      .filter(({ error, lasting }) => /^(EIO|EACCES)$/.test(error) && !lasting)
      .toSorted((a, b) => a.nth - b.nth)
      .map((fault) => [`${fault.call} ${fault.error} ${fault.file}`, fault]),
  ).values(),
];

/** Everything that lies there, backups too. */
function copyOf(desk: Desk): Desk {
  const other = emptyDesk();
  cpSync(desk.folder, other.folder, { recursive: true });
  return other;
}

/** What is wrong with how the command took it. */
async function judge(
  { exits = [], endsWithName = false }: FaultyCommand,
  { folder }: Desk,
  before: Contents,
  run: Run,
): Promise<readonly string[]> {
  const after = contentsOf(folder);
  const problems: string[] = [];
  const told = run.stderr.replaceAll(folder, '');
  if (run.status === 0) {
    if (run.stdout === '') problems.push('no answer');
  } else {
    const mayBeDone = endsWithName && told.startsWith('错误: 磁盘读写出错');
    if (before.get('ledger.db') !== after.get('ledger.db') && !mayBeDone)
      problems.push('refused, but recorded');
    if (![5, ...exits].some((exit) => exit === run.status)) problems.push(`exit ${run.status}`);
    if (run.stdout !== '') problems.push('refused, but answered');
    if (!/^错误: .*\n(.*\n)*建议: /.test(told)) problems.push('not in the words of a refusal');
  }
  if (/Error|SQLITE|\bE[A-Z]{3,}|node:|^ +at /m.test(told)) problems.push('not in Chinese');
  for (const path of ledgersIn(folder)) {
    const { problems: found } = await inspectLedger(join(folder, path));
    problems.push(...found.map((problem) => `${path}: ${problem}`));
  }
  for (const path of before.keys()) if (!after.has(path)) problems.push(`${path} is gone`);
  return problems.length > 0 ? [...problems, run.stderr] : [];
}

testWithStrace('a disk that does not answer', async () => {
  const desk = await unitDesk();
  const silent = ['-e', 'trace=fsync,fdatasync', '-e', 'inject=fsync,fdatasync:error=EIO'];
  const { status, stdout, stderr } = await runTraced(desk, [...registration(), '--json'], silent);
  expect({ status, stdout }).toEqual({ status: 5, stdout: '' });
  expect(JSON.parse(stderr).error).toMatchObject({ code: 'ledger.io_error' });
  expect(await desk.json(['list', '--all'])).toMatchObject({ total: 0 });
});

testWithStrace.each(Object.entries(commands))(
  '%s',
  async (name, command) => {
    const { prepare, words } = command;
    const desk = await prepare();
    const before = contentsOf(desk.folder);
    const dry = copyOf(desk);
    const faults = await faultsOf(dry, words(dry.folder));
    const dice = chance(20231001);
    const chosen: readonly Fault[] = long
      ? faults
      : [...Array.from({ length: 4 }, () => dice.oneOf(faults)), ...lastOfEach(faults)];
    const exitsSeen = new Map<number | null, number>();
    let missed = 0;
    const problems: unknown[] = [];
    for (const fault of chosen) {
      const copy = copyOf(desk);
      const { hit, ...run } = await runWith(copy, words(copy.folder), fault);
      if (!hit) {
        missed++;
        continue;
      }
      exitsSeen.set(run.status, (exitsSeen.get(run.status) ?? 0) + 1);
      const found = await judge(command, copy, before, run);
      if (found.length > 0) problems.push({ fault, found });
    }
    process.stdout.write(
      `faults, ${name}: ${chosen.length} of ${faults.length}, ${missed} missed; by exit code ${JSON.stringify([...exitsSeen])}\n`,
    );
    expect(problems).toEqual([]);
    expect(missed).toBeLessThan(chosen.length / 4 + 1);
  },
  1_800_000,
);
