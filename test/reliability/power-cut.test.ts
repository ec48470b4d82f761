// The power goes at any moment of a command that writes: only what was synced is on the disk for sure, of the rest any
// part. What was acknowledged is there, what was not is whole or not there, and no file that bears its name is half of
// itself. The long form (npm run test:reliability) tries more of the choices a disk has.

import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { fullDesk } from '../support/full-case.ts';
import { type CutCommand, cutPower } from '../support/power-cut.ts';
import { keepOpen, useRollbackJournal } from '../support/raw-ledger.ts';
import { chance } from '../support/recording-commands.ts';
import { type Desk, emptyDesk } from '../support/run-tousu.ts';
import { registration, unitDesk } from '../support/run-unit.ts';
import { testWithStrace } from '../support/strace.ts';

const long = process.env.TOUSU_RELIABILITY === 'long';

const inside = (folder: string, pattern: RegExp): string =>
  readdirSync(folder)
    .filter((name) => pattern.test(name))
    .map((name) => join(folder, name))[0] ?? '';
const backupIn = (folder: string): string => inside(join(folder, 'backups'), /\.db$/);

async function deskWith(...commands: readonly (readonly string[])[]): Promise<Desk> {
  const desk = await unitDesk();
  for (const words of commands) await desk.ok(words);
  return desk;
}

const commands: Readonly<Record<string, () => Promise<CutCommand>>> = {
  register: async () => ({ desk: await unitDesk(), words: () => registration() }),

  'a step, while somebody else has the ledger open': async () => {
    const desk = await unitDesk();
    // Entries of others are in the WAL alone, as long as this one does not close.
    keepOpen(desk.ledger);
    await desk.ok(registration());
    return { desk, words: () => ['assign', '01', '--dept', '工程部'] };
  },

  'a step, in a ledger with a rollback journal': async () => {
    const desk = await deskWith(registration());
    useRollbackJournal(desk.ledger);
    return { desk, words: () => ['assign', '01', '--dept', '工程部'] };
  },

  'attach: the first files, two at once': async () => {
    const desk = await deskWith(registration());
    writeFileSync(join(desk.folder, '照片.jpg'), 'x'.repeat(20_000));
    writeFileSync(join(desk.folder, '录音.mp3'), 'y'.repeat(5_000));
    const files = (folder: string) => [join(folder, '照片.jpg'), join(folder, '录音.mp3')];
    return { desk, words: (folder) => ['attach', '01', ...files(folder), '--kind', 'evidence'] };
  },

  'init, in a folder that is made for it': async () => ({
    desk: emptyDesk(),
    words: () => ['init', '--unit', '修武燃气公司'],
    ledger: '投诉/台账/ledger.db',
  }),

  'backup: the first': async () => ({ desk: await fullDesk(), words: () => ['backup'] }),

  'backup, in the place of an older one': async () => {
    const desk = await deskWith(registration(), ['backup']);
    const lost = ({ found }: { found: ReadonlyMap<string, string> }) =>
      [...found.keys()].some((path) => path.startsWith('backups/')) ? [] : ['no backup'];
    return { desk, words: () => ['backup', '--keep', '1'], also: lost };
  },

  restore: async () => {
    const desk = await fullDesk();
    await desk.ok(['backup']);
    await desk.ok(['note', '01', '备份之后']);
    return {
      desk,
      words: (folder) => ['restore', backupIn(folder)],
      also: ({ found, before, after }) =>
        found.get('ledger.db') === before.get('ledger.db') ||
        [...after.keys()].filter((path) => path.includes('replaced')).every((path) => found.has(path))
          ? []
          : ['the replaced ledger is gone'],
    };
  },

  'restore, where nothing is left': async () => {
    const desk = await fullDesk();
    await desk.ok(['backup']);
    rmSync(desk.ledger);
    rmSync(join(desk.folder, 'attachments'), { recursive: true });
    return { desk, words: (folder) => ['restore', backupIn(folder)] };
  },

  'report --final, in the place of an older file': async () => {
    const desk = await deskWith(registration());
    const words = (folder: string) => [
      'report',
      '2023-10',
      '-o',
      join(folder, '十月.csv'),
      '--force',
      '--final',
    ];
    await desk.ok(words(desk.folder).slice(0, -1));
    await desk.ok(registration());
    return { desk, words };
  },

  purge: async () => ({
    desk: await keptLongEnough(),
    words: () => ['purge', '--before', '2024-01-01', '--yes', '1'],
    // Nothing is due any more where the first run got so far: what it left is finished by the next.
    finish: ['purge'],
    afterwards: ({ found }) => [...found.keys()].filter((path) => path.startsWith('attachments/')),
  }),
};

/** A filed case of a ledger where cases are kept for a year. */
async function keptLongEnough(): Promise<Desk> {
  const desk = await fullDesk();
  await desk.ok(['config', 'set', 'policy.retentionMonths', '12', '--reason', '试行']);
  return desk;
}

testWithStrace.each(Object.entries(commands))(
  '%s',
  async (name, prepare) => {
    const tried = await cutPower(await prepare(), {
      dice: chance(20231001),
      ...(long ? { writes: 1, choices: 12, again: 6 } : { writes: 20, choices: 0, again: 30 }),
    });
    process.stdout.write(
      `power cut, ${name}: ${tried.moments} moments, ${tried.states} states of the disk\n`,
    );
    expect(tried.problems.slice(0, 10)).toEqual([]);
  },
  600_000,
);
