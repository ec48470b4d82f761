import type { Command, Ending, Group } from './cli/command.ts';
import { fitted } from './cli/screen/sentence.ts';
import { Interrupted, isTerminal, terminalWidth, write } from './cli/screen/terminal.ts';
import { problemText, toJson } from './cli/screen/text.ts';
import { areStrange, splitWords } from './cli/words.ts';
import type { Begun } from './commands/desk/conversation.ts';
import type { Listener, Session } from './context.ts';
import { type Problem, problem, Refusal, refuse } from './domain/problems.ts';
import { packageVersion } from './ledger-place.ts';

export { end } from './cli/screen/terminal.ts';

/** What a thread of the program does, which a command has started. */
export const work = async (): Promise<void> => (await import('./services/group/thread.ts')).answerQuestions();

interface Manner {
  /** What the command is to record is shown first, even where nothing was left to ask. */
  readonly confirm: boolean;
  /** The draft to go on with, by its id. */
  readonly draft?: string | undefined;
  /** Who hears what the command answers; nobody where a clerk sits at the shell. */
  readonly listener?: Listener | undefined;
}

const AT_ONCE: Manner = { confirm: false };

/** argv → command → exit code. The only place that catches errors; a refusal brings its exit code with it. */
export async function main(typed: readonly string[], manner = AT_ONCE): Promise<number> {
  const words = await meant(typed);
  try {
    return await run(words, manner);
  } catch (error) {
    return fail(error, { json: splitWords(words).globals.includes('--json'), listener: manner.listener });
  }
}

/** The words without what an input method did to them. */
const meant = async (typed: readonly string[]): Promise<readonly string[]> =>
  areStrange(typed) ? (await import('./cli/words-as-meant.ts')).wordsAsMeant(typed) : typed;

async function run(words: readonly string[], manner: Manner): Promise<number> {
  const { places, globals } = splitWords(words);
  const [word, ...more] = places.map((place) => words[place] ?? '');
  const helpWanted = globals.includes('--help') || globals.includes('-h');
  if (globals.includes('--version') || globals.includes('-V')) return version();
  if (word === 'version' && more.length === 0) return version();
  if (word === 'help' || word === '帮助') return help(more);
  if (word === 'complete') return completions(words.toSpliced(places[0] ?? 0, 1));
  const strange = word === undefined && words.find((each) => each !== '--' && !globals.includes(each));
  if (strange) {
    const nearest = strange === '-v' ? '--version' : undefined;
    refuse('usage.unknown_option', { option: strange, command: '', nearest });
  }
  if (word === undefined)
    return isTerminal('stdin') && isTerminal('stdout') && !helpWanted ? home(words) : help([]);

  const { findCommand } = await import('./commands/find.ts');
  const { path, named } = await findCommand(word, more[0]);
  const command = 'commands' in named ? aloneIn(named, more[0]) : named;
  const naming = path.split(' ');
  if (helpWanted || command === undefined) return help(naming);
  const own = new Set(places.slice(0, naming.length));
  return execute({ path, command, words: words.filter((_, place) => !own.has(place)) }, manner);
}

/** What a group's word does without the word behind it: with a number, or on a terminal, where one is asked for. */
const aloneIn = ({ alone }: Group, number: string | undefined): Command | undefined =>
  number !== undefined || isTerminal('stdin') ? alone : undefined;

interface Found {
  readonly path: string;
  readonly command: Command;
  readonly words: readonly string[];
}

async function execute({ path, command, words }: Found, manner: Manner): Promise<number> {
  const { confirm, draft, listener } = manner;
  const { parse } = await import('./cli/parse.ts');
  const { demandedKeys, lacksSome, missingKeys, parseInput, refuseIncomplete, textsOf } = await import(
    './cli/command.ts'
  );
  const { openSession } = await import('./context.ts');
  const { typed, globals } = parse(path, command, words);
  const session = openSession(globals);
  const input = await parseInput(command, textsOf(command, typed), session);
  const begun = { path, declared: command, input, draft, listener };
  const incomplete = [...missingKeys(command, input), ...demandedKeys(command, input)];
  if (
    session.interactive &&
    !listener?.alone &&
    (incomplete.length > 0 || lacksSome(command, input) || (confirm && command.records))
  )
    return goOn(await talkOver(session, begun), words, manner);
  refuseIncomplete(path, command, input);
  return goOn(await runOrAsk(session, begun), words, manner);
}

/** Runs the command. On a terminal she is asked which case of several, and for what a rule demands beyond what was typed. */
async function runOrAsk(session: Session, begun: Begun): Promise<Ending> {
  try {
    const { overheard } = await import('./context.ts');
    return await runCommand(begun.declared, overheard(session, begun.listener), { ...begun.input });
  } catch (error) {
    if (!session.interactive || begun.listener?.alone || !(error instanceof Refusal)) throw error;
    const { problem } = error;
    if (problem.code === 'ledger.unreachable')
      (await import('./commands/desk/conversation.ts')).leaveWhereUnreachable(session, begun, error);
    if (isAmbiguous(problem, begun) || lacksHolder(problem, begun)) return talkOver(session, begun);
    if (lacksDemanded(problem, begun)) return talkOver(session, { ...begun, refused: problem });
    throw error;
  }
}

async function talkOver(session: Session, begun: Begun): Promise<Ending> {
  const { converse } = await import('./commands/desk/conversation.ts');
  return converse(session, begun);
}

const isAmbiguous = ({ details }: Problem, { declared: { fields } }: Begun): boolean =>
  'no' in fields && typeof details === 'object' && details !== null && 'matches' in details;

const lacksDemanded = (
  { code, asks = [] }: Problem,
  { declared: { fields, records }, input }: Begun,
): boolean =>
  records === true && code.startsWith('rule.') && asks.some((key) => key in fields && !isFilled(input[key]));

/** Who typed it holds not the role that the step asks for, and it was not said who does. */
const lacksHolder = ({ code }: Problem, { declared: { fields }, input }: Begun): boolean =>
  fields.by?.ask?.from === 'liaison' &&
  !isFilled(input.by) &&
  (code === 'rule.not_a_liaison' || code === 'not_found.person');

const isFilled = (value: unknown): boolean => value !== null && value !== false && value !== undefined;

async function runCommand(
  command: Command,
  session: Session,
  input: Record<string, unknown>,
): Promise<Ending> {
  if (command.opens === 'nothing') {
    const ending = (await command.run(session, input)) ?? 0;
    if (command.next !== undefined && !session.json) session.print(command.next);
    return ending;
  }
  const { openContext } = await import('./context.ts');
  const ctx = await openContext(session);
  try {
    return (await command.run(ctx, input, null)) ?? 0;
  } catch (error) {
    if (!(error instanceof Refusal || error instanceof Interrupted))
      await (await import('./commands/shared/damaged.ts')).refuseDamaged(ctx.ledger);
    throw error;
  } finally {
    await ctx.ledger.close();
  }
}

/** A command may hand over to another one, which gets its global options too. */
const goOn = async (ending: Ending, words: readonly string[], { listener }: Manner): Promise<number> =>
  typeof ending === 'number' || ending === undefined
    ? (ending ?? 0)
    : run([...splitWords(words).globals, ...ending], { confirm: true, listener });

/** `tousu` alone on a terminal: each choice runs the command that could have been typed. */
async function home(words: readonly string[]): Promise<number> {
  const { homeCommand } = await import('./commands/desk/home.ts');
  const { globals } = splitWords(words);
  const command = homeCommand((chosen, manner) =>
    main([...chosen, ...globals], { confirm: true, ...manner }),
  );
  return execute({ path: '', command, words }, AT_ONCE);
}

async function help(path: readonly string[]): Promise<number> {
  const { helpFor } = await import('./commands/help.ts');
  write('stdout', `${await helpFor(path, terminalWidth())}\n`);
  if (path.join(' ') === '手册' && isTerminal('stdout')) {
    const { openManual } = await import('./commands/pages/manual.ts');
    await openManual(process.platform);
  }
  return 0;
}

/** What the shells ask at the Tab key: `tousu complete 2 -- assign 01`. */
async function completions(words: readonly string[]): Promise<number> {
  const { complete } = await import('./commands/desk/complete.ts');
  const [place, , ...typed] = words;
  write('stdout', `${await complete(Number(place), typed)}\n`);
  return 0;
}

function version(): number {
  write('stdout', `tousu ${packageVersion()}\n`);
  return 0;
}

interface Told {
  readonly json: boolean;
  readonly listener: Listener | undefined;
}

/** Refusals in the clerk's words; anything else is a defect of the program. */
function fail(error: unknown, { json, listener }: Told): number {
  if (error instanceof Interrupted) return INTERRUPTED;
  const refused = problemOf(error);
  if (refused === undefined) return defect(error, listener);
  const { code, message, clause, hint, details, exit } = refused;
  const text = json
    ? toJson({ error: { code, message, clause: clause ?? null, hint, details: details ?? null } })
    : problemText(refused);
  tell(json || !isTerminal('stderr') ? text : fitted(text, terminalWidth()), listener);
  return exit;
}

/** Why it was refused; undefined where nothing refused it. A folder that is gone can be missed at any relative name. */
function problemOf(error: unknown): Problem | undefined {
  if (error instanceof Refusal) return error.problem;
  const lacksFolder = error instanceof Error && 'syscall' in error && error.syscall === 'uv_cwd';
  return lacksFolder
    ? problem('usage.invalid', { message: '当前文件夹已被删除或移走', hint: 'cd 到别的文件夹，再运行' })
    : undefined;
}

const INTERRUPTED = 130;

function tell(text: string, listener: Listener | undefined): void {
  listener?.hear(text);
  if (!listener?.alone) write('stderr', `${text}\n`);
}

function defect(error: unknown, listener: Listener | undefined): number {
  const native = error instanceof Error && 'code' in error && error.code === 'ERR_DLOPEN_FAILED';
  const lacksFile = native && /No such file|no such file|could not be found/.test(error.message);
  const message = lacksFile
    ? '错误: 程序的文件不全（缺数据库组件），请重新解压或安装整个程序'
    : native
      ? '错误: 这台电脑的系统缺少数据库组件要求的版本（Linux 须 glibc 2.34 以上）'
      : '错误: 程序内部出错。要登记的先看 tousu list，可能已经登记；再把这条命令告诉维护人员';
  tell(message, listener);
  if (process.env.TOUSU_DEBUG === '1')
    write('stderr', `${error instanceof Error ? error.stack : String(error)}\n`);
  return 1;
}
