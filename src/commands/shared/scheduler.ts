import { spawnSync } from 'node:child_process';
import { refuse } from '../../domain/problems.ts';
import {
  cronBlock,
  type Installation,
  windowsTasks,
  withBlock,
  withoutBlock,
} from '../../services/care/schedule.ts';

/** What this system runs jobs with. */
export interface Scheduler {
  /** The jobs in the scheduler's own words. */
  describe(installation: Installation): string;
  isInstalled(installation: Installation): boolean;
  install(installation: Installation): void;
  remove(installation: Installation): void;
}

/** crontab, or Windows' Task Scheduler. */
export const scheduler = (platform: NodeJS.Platform): Scheduler =>
  platform === 'win32' ? taskScheduler : cron;

const cron: Scheduler = {
  describe: cronBlock,
  isInstalled: (installation) => readCrontab().includes(asBytes(cronBlock(installation))),
  install: (installation) =>
    change((crontab) => withBlock(crontab, { ...installation, ...inBytes(installation) })),
  remove: ({ ledger }) => change((crontab) => withoutBlock(crontab, asBytes(ledger))),
};

/** A crontab may hold any bytes; a character for each byte keeps those that are not ours as they are. */
const asBytes = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');
const inBytes = ({ node, script, ledger }: Installation): Installation => ({
  node: asBytes(node),
  script: asBytes(script),
  ledger: asBytes(ledger),
});

function change(edit: (crontab: string) => string | undefined): void {
  const before = readCrontab();
  const after = edit(before);
  if (after === undefined) {
    refuse('usage.invalid', {
      message: 'crontab 里 tousu 的一段缺了结尾，不知道哪几行是它的',
      hint: 'crontab -e，删去这一段再运行',
    });
  }
  if (after !== before) crontab(['-'], after);
}

function readCrontab(): string {
  const { status, stdout, stderr } = crontab(['-l']);
  if (status === 0) return stdout;
  return /no crontab|No such file/i.test(stderr) ? '' : failed('crontab', stderr);
}

function crontab(words: readonly string[], input = '') {
  const done = spawnSync('crontab', words, { input: Buffer.from(input, 'latin1'), encoding: 'latin1' });
  if (done.error) {
    refuse('not_found.file', {
      file: 'crontab',
      hint: '装上 cron；或用 tousu schedule show 列出，交给别的定时程序',
    });
  }
  if (words[0] === '-' && done.status !== 0) failed('crontab', done.stderr);
  return done;
}

const taskScheduler: Scheduler = {
  describe: (installation) =>
    windowsTasks(installation, 'create')
      .map(
        (words) =>
          `schtasks ${words.map((word) => (/[\s"]/.test(word) ? `"${word.replaceAll('"', '\\"')}"` : word)).join(' ')}`,
      )
      .join('\n'),
  isInstalled: (installation) =>
    windowsTasks(installation, 'delete').every(
      ([, , , task = '']) => spawnSync('schtasks', ['/Query', '/TN', task]).status === 0,
    ),
  install: (installation) => runTasks(windowsTasks(installation, 'create')),
  remove: (installation) => {
    if (taskScheduler.isInstalled(installation)) runTasks(windowsTasks(installation, 'delete'));
  },
};

function runTasks(tasks: readonly (readonly string[])[]): void {
  for (const words of tasks) {
    const { status, error, stderr } = spawnSync('schtasks', words, { encoding: 'utf8' });
    if (status !== 0) failed('schtasks', error?.message ?? stderr);
  }
}

const failed = (program: string, reason: string): never =>
  refuse('usage.invalid', {
    message: `${program} 没有照办：${reason.trim().slice(0, 200)}`,
    hint: 'tousu schedule show 列出，由管理员设定',
  });
