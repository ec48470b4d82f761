// Whatever the umask: every file the program makes is for its owner alone, 0600, every folder 0700, while it is written
// as well as afterwards. That holds for the files somebody names with -o, too: what is in them is no less personal. The
// long form (npm run test:reliability) tries more masks.

import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { edit } from '../../src/cli/questions/editor.ts';
import { placeOf } from '../../src/store/engine.ts';
import { openDraft } from '../../src/store/files/drafts.ts';
import { makeOlder } from '../support/older-ledger.ts';
import { openLedger } from '../support/open-ledger.ts';
import { type Desk, emptyDesk } from '../support/run-tousu.ts';
import { registration, unitDesk } from '../support/run-unit.ts';
import { runTraced, stringsIn, testWithStrace } from '../support/strace.ts';

const masks = process.env.TOUSU_RELIABILITY === 'long' ? [0o000, 0o022, 0o077, 0o277, 0o777] : [0o000, 0o777];
const byName = masks.map((mask) => [mask.toString(8).padStart(3, '0'), mask] as const);

const usual = process.umask();
afterEach(() => {
  process.umask(usual);
});

/** All that an office makes: ledger, attachment, backup, papers, and whatever they need on the way. */
const commands: readonly (readonly string[])[] = [
  ['init', '--unit', '修武燃气公司'],
  ['init', '--unit', '修武燃气公司', '--ledger', '新/台账/ledger.db'],
  registration(),
  ['attach', '01', '来件/照片.jpg', '--kind', 'evidence'],
  ['backup'],
  ['export', '--all', '-o', '台账.xlsx'],
  ['export', '--all', '-o', '台账.csv', '--reveal'],
  ['report', '2023-10', '-o', '月报.xlsx', '--final'],
  ['report', '2023-10', '-o', '月报.csv'],
  ['report', '2023-10', '-o', '分析.html'],
  ['form', '01', '-o', '登记表.docx'],
  ['archive', '01', '-o', '档案.zip'],
  ['import', '--template', '-o', '模板.xlsx'],
];
/** Its attachments come from a stick, where everything is open to everybody. */
const restore = (desk: Desk) => {
  const backups = join(desk.folder, 'backups');
  const stored = join(backups, 'attachments');
  for (const name of readdirSync(stored)) chmodSync(join(stored, name), 0o777);
  return ['restore', join(backups, readdirSync(backups).find((name) => name.endsWith('.db')) ?? '')];
};

/** A file of somebody else's, in a folder that is left out of what is looked at. */
function deskWithFile(): Desk {
  const desk = emptyDesk();
  mkdirSync(join(desk.folder, '来件'));
  writeFileSync(join(desk.folder, '来件', '照片.jpg'), '接头处起泡');
  return desk;
}

/** What lies in the folder and is open to others, or closed to its owner. */
function wronglyOpen(folder: string, leftOut: RegExp): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) => ({
      path: join(entry.parentPath, entry.name),
      right: entry.isDirectory() ? 0o700 : 0o600,
    }))
    .filter(({ path }) => !leftOut.test(path.slice(folder.length)))
    .map(({ path, right }) => ({ path, right, mode: statSync(path).mode & 0o777 }))
    .filter(({ right, mode }) => mode !== right)
    .map(({ path, mode }) => `${mode.toString(8)} ${path}`);
}

test.each(byName)('umask %s: what lies there afterwards', async (_name, mask) => {
  const desk = deskWithFile();
  process.umask(mask);
  for (const words of commands) await desk.ok(words);
  for (const words of [restore(desk), ['note', '01', '恢复之后']]) await desk.ok(words);
  expect(wronglyOpen(desk.folder, /^\/(来件|backups\/attachments\/)/)).toEqual([]);
});

test.each(byName)('umask %s: what lies there while the ledger is open', async (_name, mask) => {
  const desk = await unitDesk();
  await desk.ok(registration());
  const list = join(desk.folder, 'list');
  const command = [
    '/bin/sh',
    '-c',
    `cat > /dev/null; find '${desk.folder}' -name 'ledger.db*' -printf '%m %f\\n' > '${list}'`,
  ];
  await desk.ok(['config', 'set', 'notify.channels', 'command']);
  await desk.ok(['config', 'set', 'notify.command', JSON.stringify(command)]);
  process.umask(mask);
  await desk.ok(['overdue', '--notify']);
  process.umask(usual);
  chmodSync(list, 0o600);
  expect(readFileSync(list, 'utf8').trim().split('\n').sort()).toEqual([
    '600 ledger.db',
    '600 ledger.db-lock',
    '600 ledger.db-shm',
    '600 ledger.db-wal',
  ]);
});

test.each(byName)(
  'umask %s: drafts, text in an editor, the ledger of an older version',
  async (_name, mask) => {
    const desk = await unitDesk();
    const [script, modes] = [join(desk.folder, 'editor.sh'), join(desk.folder, 'modes')];
    writeFileSync(script, `stat -c %a "$1" "$(dirname "$1")" > '${modes}'`);
    writeFileSync(modes, '');
    const { EDITOR } = process.env;
    process.env.EDITOR = `sh '${script}'`;
    process.umask(mask);
    openDraft(placeOf(desk.ledger, ''), 'register').save({ savedAt: '2023-10-01T09:30:00+08:00', texts: {} });
    await edit('楼道里有燃气味', async () => {});
    // Nobody types here, and who listens does not end.
    process.stdin.pause();
    makeOlder(desk.ledger, 2);
    await (await openLedger(desk.ledger)).close();
    process.umask(usual);
    process.env.EDITOR = EDITOR ?? '';
    expect(readFileSync(modes, 'utf8')).toBe('600\n700\n');
    const made = readdirSync(desk.folder).filter((name) => name.startsWith('ledger.db'));
    expect(made).toHaveLength(3);
    expect(wronglyOpen(desk.folder, /^\/(editor\.sh|modes)$/)).toEqual([]);
  },
);

testWithStrace('umask 000: nothing is open to others even while it is written', async () => {
  const desk = deskWithFile();
  process.umask(0o000);
  const open: string[] = [];
  const made = new Set<string>();
  const run = async (words: readonly string[]) => {
    const { status, stderr, calls } = await runTraced(desk, words, [
      '-s',
      '4096',
      '-e',
      'trace=?open,?openat,?creat,?mkdir,?mkdirat,?chmod,?fchmod,?fchmodat',
    ]);
    expect({ words, status, stderr }).toMatchObject({ status: 0 });
    for (const { name, args, result } of calls) {
      if (result < 0 || (name.startsWith('open') && !args.includes('O_CREAT'))) continue;
      const [, mode = '666'] = /, 0([0-7]+)(?:, |$)/.exec(args) ?? [];
      const path = String(stringsIn(args));
      // Who opens what is there names rights to no effect.
      if ((Number.parseInt(mode, 8) & 0o077) !== 0 && !made.has(path)) open.push(`${name} ${path} ${mode}`);
      made.add(path);
    }
  };
  for (const words of commands) await run(words);
  await run(restore(desk));
  expect(open).toEqual([]);
});
