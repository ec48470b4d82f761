import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Desk, emptyDesk } from './run-tousu.ts';

const golden = fileURLToPath(new URL('../golden/', import.meta.url));

/** The ledger that a story begins with where it does not say another. */
const UNIT = 'unit.txt';

export interface Told {
  /** The story as it went this time. */
  readonly text: string;
  /** The code of every refusal in a story of errors/, in their order. */
  readonly refusals: readonly string[];
  /** What `tousu verify` says of the ledger at its end. */
  readonly verified: string;
  readonly desk: Desk;
}

/** Every moment of the clock that a ledger of this run can hold lies between this and now. */
const began = Date.now();

const played = new Map<string, Promise<Told>>();

/** Plays the story of that name once, on a ledger of its own: each later call gets the same telling. */
export function play(name: string): Promise<Told> {
  const known = played.get(name) ?? tell(name);
  played.set(name, known);
  return known;
}

async function tell(name: string): Promise<Told> {
  const script = readFileSync(golden + name, 'utf8')
    .split('\n')
    .filter((line) => /^[#$] /.test(line));
  const first = script.findIndex(isCommand);
  const desk = await begin(name, script, first);
  const blocks: string[] = first > 0 ? [script.slice(0, first).join('\n')] : [];
  const refusals: string[] = [];
  let remarks: string[] = [];
  for (const line of script.slice(first)) {
    remarks.push(
      isCommand(line) ? await step(desk, line, name.startsWith('errors/') ? refusals : undefined) : line,
    );
    if (!isCommand(line)) continue;
    blocks.push(remarks.join('\n'));
    remarks = [];
  }
  const { stdout, stderr } = await desk.run(['verify']);
  return { text: `${blocks.join('\n\n')}\n`, refusals, verified: stdout + stderr, desk };
}

const isCommand = (line: string): boolean => line.startsWith('$ ');

/** `# 接着 NAME` among the first lines: the ledger that NAME leaves; `tousu init` first: no ledger yet. */
async function begin(name: string, script: readonly string[], first: number): Promise<Desk> {
  if (name === UNIT || /^\$ tousu init\b/.test(script[first] ?? '')) return emptyDesk();
  const after = script.map((line) => /^# 接着 (\S+)$/.exec(line)?.[1]).find(Boolean) ?? UNIT;
  return (await play(after)).desk.copy();
}

/** The line, what it brought to the screen, and its exit code where that is not 0; the code of a refusal is added. */
async function step(desk: Desk, line: string, refusals: string[] | undefined): Promise<string> {
  const [piped, typed = ''] = line.includes(' | tousu ')
    ? line.slice(2).split(' | ')
    : [undefined, line.slice(2)];
  const [program, ...words] = wordsOf(typed);
  if (program !== 'tousu') throw new Error(`only tousu can be typed in a story: ${line}`);
  const input = piped === undefined ? undefined : wordsOf(piped).slice(1).join(' ');
  const options = input === undefined ? {} : { input };
  const { status, stdout, stderr } = await desk.run(words, options);
  // What is refused changes nothing, so it can be asked again.
  if (refusals && status !== 0)
    refusals.push(
      (
        await desk.refusal(
          words.filter((word) => word !== '--json'),
          options,
        )
      ).code,
    );
  const shown = timeless(
    (stdout + stderr).replaceAll(desk.ledger, '/台账/ledger.db').replaceAll(desk.folder, '/台账'),
  ).trimEnd();
  return [line, ...(shown ? [shown] : []), ...(status === 0 ? [] : [`[退出码 ${status}]`])].join('\n');
}

/** What differs from run to run has a name instead: moments of the clock, the year of a paper's number, hashes. */
function timeless(text: string): string {
  const from = chinaMinute(began);
  const to = chinaMinute(Date.now());
  return text
    .replaceAll(/\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\+08:00)?)?/g, (moment) => {
      const minute = moment.slice(0, 16).replace('T', ' ');
      return from <= minute && minute <= to ? '〈现在〉' : moment;
    })
    .replaceAll(`〔${to.slice(0, 4)}〕`, '〔〈今年〉〕')
    .replaceAll(/\b[0-9a-f]{64}\b/g, '〈校验码〉');
}

const chinaMinute = (at: number): string =>
  new Date(at + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

/** Words as a shell takes them: split at spaces, "…" and '…' keep together and are taken off. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/(?:[^\s"']|"[^"]*"|'[^']*')+/g)].map(([word]) =>
    word.replaceAll(
      /"([^"]*)"|'([^']*)'/g,
      (_all, double: string | undefined, single: string | undefined) => double ?? single ?? '',
    ),
  );
}
