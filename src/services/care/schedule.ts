import { createHash } from 'node:crypto';

/** What runs by itself: the words of the command, and when. */
interface Job {
  readonly name: string;
  readonly words: readonly string[];
  readonly cron: string;
  /** When, in the words of Windows' Task Scheduler. */
  readonly windows: readonly string[];
}

/** Reminders every hour (each goes out once all the same), the backup at noon, when the office's computer is on. */
const jobs: readonly Job[] = [
  {
    name: 'overdue',
    words: ['overdue', '--quiet', '--notify'],
    cron: '5 * * * *',
    windows: ['/SC', 'HOURLY', '/ST', '00:05'],
  },
  { name: 'backup', words: ['backup'], cron: '30 12 * * *', windows: ['/SC', 'DAILY', '/ST', '12:30'] },
];

/** Where everything lies, in absolute paths: a job has neither the folder nor the PATH of the clerk. */
export interface Installation {
  readonly node: string;
  readonly script: string;
  readonly ledger: string;
}

const begins = (ledger: string): string => `# >>> tousu ${ledger}`;
const ends = (ledger: string): string => `# <<< tousu ${ledger}`;

/** The lines of the crontab that run the jobs of this ledger. What a job prints goes nowhere, what it warns of is mailed. */
export function cronBlock({ node, script, ledger }: Installation): string {
  const lines = jobs.map(({ cron, words }) => {
    const command = `TOUSU_LEDGER=${quoted(ledger)} ${quoted(node)} ${quoted(script)} ${words.join(' ')}`;
    return `${cron} ${command.replaceAll('%', '\\%')} >/dev/null`;
  });
  return [begins(ledger), ...lines, ends(ledger)].join('\n');
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/**
 * The crontab without the block of this ledger, everything else as it was; undefined where the block has no end, so
 * that nobody can know which lines are ours.
 */
export function withoutBlock(crontab: string, ledger: string): string | undefined {
  const lines = crontab.split('\n');
  const from = lines.indexOf(begins(ledger));
  if (from < 0) return crontab;
  const to = lines.indexOf(ends(ledger), from);
  return to < 0 ? undefined : lines.toSpliced(from, to - from + 1).join('\n');
}

/** The crontab with the block at its end, once. */
export function withBlock(crontab: string, installation: Installation): string | undefined {
  const others = withoutBlock(crontab, installation.ledger);
  if (others === undefined) return undefined;
  const gap = others === '' || others.endsWith('\n') ? '' : '\n';
  return `${others}${gap}${cronBlock(installation)}\n`;
}

/** The arguments of `schtasks` that create, or remove, the jobs of this ledger. */
export const windowsTasks = (
  { node, script, ledger }: Installation,
  action: 'create' | 'delete',
): readonly (readonly string[])[] =>
  jobs.map(({ name, words, windows }) => {
    const task = `tousu-${name}-${createHash('sha256').update(ledger).digest('hex').slice(0, 8)}`;
    if (action === 'delete') return ['/Delete', '/F', '/TN', task];
    const run = `"${node}" "${script}" ${words.join(' ')} --ledger "${ledger}"`;
    return ['/Create', '/F', '/TN', task, ...windows, '/TR', run];
  });
