import { createHash } from 'node:crypto';

/** What runs by itself: the words of the command, and when. */
interface Job {
  readonly name: string;
  readonly words: readonly string[];
  readonly cron: string;
  /** When, in the words of Windows' Task Scheduler: the first time of day, and how often within a day. */
  readonly windows: { readonly at: string; readonly every?: string };
  /** What an administrator reads of it in the Task Scheduler. */
  readonly what: string;
}

/** Reminders every hour (each goes out once all the same), the backup at noon, when the office's computer is on. */
const jobs: readonly Job[] = [
  {
    name: 'overdue',
    words: ['overdue', '--quiet', '--notify'],
    cron: '5 * * * *',
    windows: { at: '00:05', every: 'PT1H' },
    what: '投诉台账：每小时提醒',
  },
  {
    name: 'backup',
    words: ['backup'],
    cron: '30 12 * * *',
    windows: { at: '12:30' },
    what: '投诉台账：每天备份',
  },
];

/** Where everything lies, in absolute paths: a job has neither the folder nor the PATH of the clerk. */
export interface Installation {
  readonly node: string;
  readonly script: string;
  readonly ledger: string;
}

/** Whether the jobs of a ledger are there; `elsewhere`: they start another program, as after its folder was moved. */
export type Installed = 'yes' | 'no' | 'elsewhere';

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

/** Whether the crontab has the block of this ledger. */
export function inCrontab(crontab: string, installation: Installation): Installed {
  if (crontab.includes(cronBlock(installation))) return 'yes';
  return crontab.split('\n').includes(begins(installation.ledger)) ? 'elsewhere' : 'no';
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

/** A job of this ledger as Windows' Task Scheduler knows it. */
export interface WindowsTask {
  readonly name: string;
  /** The definition that `schtasks /Create /XML` reads, to be written as UTF-16. */
  readonly xml: string;
}

/**
 * The tasks of this ledger. As XML, because `/TR` takes 261 characters, which paths alone may have, and has no words for
 * what an office needs: a backup missed at noon is made up, on battery too, and no black window opens every hour.
 */
export const windowsTasks = (installation: Installation): readonly WindowsTask[] =>
  jobs.map((job) => ({
    name: `tousu-${job.name}-${createHash('sha256').update(installation.ledger).digest('hex').slice(0, 8)}`,
    xml: taskXml(job, installation),
  }));

function taskXml({ what, words, windows: { at, every } }: Job, installation: Installation): string {
  const { command, args } = started(words, installation);
  const repetition = every
    ? `\n      <Repetition><Interval>${every}</Interval><Duration>P1D</Duration></Repetition>`
    : '';
  return `<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.3" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo><Description>${what}</Description></RegistrationInfo>
  <Triggers>
    <CalendarTrigger>${repetition}
      <StartBoundary>2026-01-01T${at}:00</StartBoundary>
      <ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>
    </CalendarTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author"><LogonType>InteractiveToken</LogonType><RunLevel>LeastPrivilege</RunLevel></Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT1H</ExecutionTimeLimit>
  </Settings>
  <Actions Context="Author">
    <Exec><Command>${escaped(command)}</Command><Arguments>${escaped(args)}</Arguments></Exec>
  </Actions>
</Task>
`;
}

/** What a task starts: the console host without a window (Windows 10 of 2018 and later), and in it the program. */
const started = (words: readonly string[], { node, script, ledger }: Installation) => ({
  command: '%SystemRoot%\\System32\\conhost.exe',
  args: `--headless "${node}" "${script}" ${words.join(' ')} --ledger "${ledger}"`,
});

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Whether a task that is there starts this program: `definition` is what `schtasks /Query /XML` says of it. */
export const startsThis = ({ xml }: WindowsTask, definition: string): boolean =>
  argumentsOf(definition) === argumentsOf(xml);

/** Windows may hand a quote back as an entity. */
const argumentsOf = (xml: string): string | undefined =>
  /<Arguments>([\s\S]*?)<\/Arguments>/.exec(xml)?.[1]?.replaceAll('&quot;', '"').trim();
