import { readFileSync } from 'node:fs';
import type { Command, Ending } from './cli/command.ts';
import { Interrupted, isTerminal, terminalWidth, write } from './cli/terminal.ts';
import { problemText, toJson } from './cli/text.ts';
import { commands } from './commands/index.ts';
import type { Session } from './context.ts';
import { type Problem, type ProblemCode, problem, Refusal } from './domain/problems.ts';
import { packageFile } from './settings.ts';

export { end } from './cli/terminal.ts';

/** argv → command → exit code. The only place that catches errors and knows exit codes. */
export async function main(words: readonly string[], review = false): Promise<number> {
  try {
    return await run(words, review);
  } catch (error) {
    return fail(error, words.includes('--json'));
  }
}

async function run(words: readonly string[], review = false): Promise<number> {
  const [word, rest] = takeWord(words);
  if (word === 'help') return help(rest.filter((part) => !part.startsWith('-')));
  if (word === undefined) {
    if (rest.includes('--version') || rest.includes('-V')) return version();
    return isTerminal('stdin') && isTerminal('stdout') && !wantsHelp(rest) ? home(rest) : help([]);
  }
  if (word === 'complete') return completions(rest);
  const found = await findCommand(word, rest);
  if (found === undefined || wantsHelp(found.words)) return help(found ? found.path.split(' ') : [word]);
  return execute(found, review);
}

/** The first word that is no option nor the value of one, and the words without it. */
function takeWord(words: readonly string[]): readonly [string | undefined, readonly string[]] {
  const at = words.findIndex((word, i) => !word.startsWith('-') && words[i - 1] !== '--ledger');
  return at < 0 ? [undefined, words] : [words[at], words.toSpliced(at, 1)];
}

const wantsHelp = (words: readonly string[]): boolean => {
  const before = words.includes('--') ? words.slice(0, words.indexOf('--')) : words;
  return before.includes('--help') || before.includes('-h');
};

interface Found {
  readonly path: string;
  readonly command: Command;
  readonly words: readonly string[];
}

/** The command that the words name; undefined where a group is named alone. Refuses unknown words. */
async function findCommand(word: string, rest: readonly string[]): Promise<Found | undefined> {
  const entry = commands.get(word);
  if (entry === undefined) throw new Refusal(await unknownWord(word, [...commands.keys()], ''));
  const loaded = await entry.load();
  if (!('commands' in loaded)) return { path: word, command: loaded, words: rest };
  const [part, words] = takeWord(rest);
  if (part !== undefined && loaded.alone && /^[\d０-９]+$/.test(part))
    return { path: word, command: loaded.alone, words: rest };
  if (part === undefined && loaded.alone && isTerminal('stdin') && !wantsHelp(rest))
    return { path: word, command: loaded.alone, words: rest };
  if (part === undefined) return undefined;
  const command = loaded.commands[part];
  if (command === undefined)
    throw new Refusal(await unknownWord(part, Object.keys(loaded.commands), `${word} `));
  return { path: `${word} ${part}`, command, words };
}

async function unknownWord(word: string, known: readonly string[], prefix: string): Promise<Problem> {
  const { nearest } = await import('./domain/nearest.ts');
  const near = nearest(word, known);
  return problem('usage.invalid', {
    message: `没有“${prefix}${word}”这个命令${near ? `，是不是 ${prefix}${near}` : ''}`,
    hint: near ? `tousu ${prefix}${near} --help` : `tousu help ${prefix}`.trim(),
    details: { choices: known },
  });
}

/** `review`: what the command is to record is shown first, even where nothing was left to ask. */
async function execute({ path, command, words }: Found, review = false): Promise<number> {
  const { parse } = await import('./cli/parse.ts');
  const { missingKeys, parseInput, refuseMissing, textsOf } = await import('./cli/command.ts');
  const { openSession } = await import('./context.ts');
  const { typed, globals } = parse(path, command, words);
  const session = openSession(globals);
  const input = await parseInput(command, textsOf(command, typed), session);
  const missing = missingKeys(command, input);
  if (session.interactive && (missing.length > 0 || (review && command.records))) {
    const { converse } = await import('./commands/conversation.ts');
    return goOn(await converse(session, path, command, input), words);
  }
  refuseMissing(path, command, missing);
  return goOn(await runCommand(command, session, input), words);
}

async function runCommand(
  command: Command,
  session: Session,
  input: Record<string, unknown>,
): Promise<Ending> {
  if (command.opens === 'nothing') return (await command.run(session, input)) ?? 0;
  const { openContext } = await import('./context.ts');
  const ctx = await openContext(session);
  try {
    return (await command.run(ctx, input)) ?? 0;
  } finally {
    ctx.ledger.close();
  }
}

/** A command may hand over to another one, which gets its options too. */
const goOn = async (ending: Ending, words: readonly string[]): Promise<number> =>
  typeof ending === 'number' ? ending : ending === undefined ? 0 : run([...ending, ...options(words)], true);

const options = (words: readonly string[]): readonly string[] =>
  words.filter((word, i) => word.startsWith('-') || words[i - 1] === '--ledger');

/** `tousu` alone on a terminal: each choice runs the command that could have been typed. */
async function home(words: readonly string[]): Promise<number> {
  const { homeCommand } = await import('./commands/home.ts');
  return execute({ path: '', command: homeCommand((chosen) => main(chosen, true)), words });
}

async function help(path: readonly string[]): Promise<number> {
  const { helpFor } = await import('./commands/help.ts');
  write('stdout', `${await helpFor(path, terminalWidth())}\n`);
  return 0;
}

/** What the shells ask at the Tab key: `tousu complete 2 -- assign 01`. */
async function completions(words: readonly string[]): Promise<number> {
  const { complete } = await import('./commands/complete.ts');
  const [place, , ...typed] = words;
  write('stdout', `${await complete(Number(place), typed)}\n`);
  return 0;
}

function version(): number {
  const { version: number } = JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as {
    version: string;
  };
  write('stdout', `tousu ${number}\n`);
  return 0;
}

/** Refusals in the clerk's words; anything else is a defect of the program. */
function fail(error: unknown, json: boolean): number {
  if (error instanceof Interrupted) return INTERRUPTED;
  if (!(error instanceof Refusal)) return defect(error);
  const { code, message, clause, hint, details } = error.problem;
  const text = json
    ? toJson({ error: { code, message, clause: clause ?? null, hint, details: details ?? null } })
    : problemText(error.problem);
  write('stderr', `${text}\n`);
  return exitCode(code);
}

const INTERRUPTED = 130;

function exitCode(code: ProblemCode): number {
  if (code === 'ledger.exists' || code === 'import.rejected' || code.startsWith('usage.')) return 2;
  if (/^(rule|state|time)\./.test(code)) return 3;
  return code.startsWith('not_found.') ? 4 : 5;
}

function defect(error: unknown): number {
  const native = error instanceof Error && 'code' in error && error.code === 'ERR_DLOPEN_FAILED';
  const message = native
    ? '错误: 这台电脑的系统缺少数据库组件要求的版本（Linux 须 glibc 2.34 以上）'
    : '错误: 程序内部出错，什么也没有登记。请把这条命令告诉维护人员';
  write('stderr', `${message}\n`);
  if (process.env.TOUSU_DEBUG === '1')
    write('stderr', `${error instanceof Error ? error.stack : String(error)}\n`);
  return 1;
}
