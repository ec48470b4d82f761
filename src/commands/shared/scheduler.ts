import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Session } from '../../context.ts';
import { refuse } from '../../domain/problems.ts';
import {
  cronBlock,
  type Installation,
  type Installed,
  inCrontab,
  startsThis,
  windowsTasks,
  withBlock,
  withoutBlock,
} from '../../services/care/schedule.ts';
import { textFrom } from '../../services/program-text.ts';
import { lockedBy } from '../../store/engine.ts';

/** What this system runs jobs with. */
export interface Scheduler {
  /** The jobs in the scheduler's own words. */
  describe(installation: Installation): string;
  /** Whether they are there. */
  find(installation: Installation): Installed;
  install(installation: Installation): Promise<void>;
  remove(installation: Installation): Promise<void>;
}

/** crontab, or Windows' Task Scheduler. */
export const scheduler = ({ platform, ownFolder }: Pick<Session, 'platform' | 'ownFolder'>): Scheduler =>
  platform === 'win32' ? taskScheduler : cron(join(ownFolder, 'schedule.lock'));

/** `lock`: a file of the user's own: his crontab has none, and several ledgers may be installed at once. */
const cron = (lock: string): Scheduler => ({
  describe: cronBlock,
  find: (installation) => inCrontab(readCrontab(), inBytes(installation)),
  install: (installation) =>
    lockedBy(lock, async () => {
      change((crontab) => withBlock(crontab, inBytes(installation)));
      if (cron(lock).find(installation) !== 'yes') failed('crontab', '写进去的读不回来');
    }),
  remove: ({ ledger }) =>
    lockedBy(lock, async () => change((crontab) => withoutBlock(crontab, asBytes(ledger)))),
});

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
  // One that ends before it has read everything is there, and says why.
  if (done.error && done.status === null) {
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
    windowsTasks(installation)
      .map(({ name, xml }) => `${name}\n${xml}`)
      .join('\n'),
  find: (installation) => {
    const found = windowsTasks(installation).map((task) => {
      const { status, stdout } = schtasks(['/Query', '/TN', task.name, '/XML']);
      if (status !== 0) return 'no';
      return startsThis(task, textFrom(stdout)) ? 'yes' : 'elsewhere';
    });
    if (found.includes('no')) return 'no';
    return found.includes('elsewhere') ? 'elsewhere' : 'yes';
  },
  install: async (installation) => {
    const folder = mkdtempSync(join(tmpdir(), 'tousu-'));
    try {
      for (const { name, xml } of windowsTasks(installation)) {
        const file = join(folder, `${name}.xml`);
        writeFileSync(file, `\uFEFF${xml.replaceAll('\n', '\r\n')}`, 'utf16le');
        orFail(schtasks(['/Create', '/F', '/TN', name, '/XML', file]));
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  remove: async (installation) => {
    for (const { name } of windowsTasks(installation))
      if (schtasks(['/Query', '/TN', name]).status === 0) orFail(schtasks(['/Delete', '/F', '/TN', name]));
  },
};

const schtasks = (words: readonly string[]) =>
  spawnSync('schtasks', words, { encoding: 'buffer', windowsHide: true });

function orFail({ status, error, stderr }: ReturnType<typeof schtasks>): void {
  if (status !== 0) failed('schtasks', error?.message ?? textFrom(stderr));
}

const failed = (program: string, reason: string): never =>
  refuse('usage.invalid', {
    message: `${program} 没有照办：${reason.trim().slice(0, 200)}`,
    hint: 'tousu schedule show 列出，由管理员设定',
  });
