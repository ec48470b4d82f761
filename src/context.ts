import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { progressBar } from './cli/screen/progress.ts';
import { fitted } from './cli/screen/sentence.ts';
import { isTerminal, readBytes, terminalHeight, terminalWidth, write } from './cli/screen/terminal.ts';
import { parseName } from './cli/values.ts';
import { type Moment, momentAt } from './domain/case/clock.ts';
import { policyFrom } from './domain/policy.ts';
import { refuse } from './domain/problems.ts';
import { escapeHidden, MOST_TEXT_BYTES } from './domain/words/text.ts';
import { ledgerNamed, ownFolder, packageFile } from './ledger-place.ts';
import type { LedgerContext } from './services/ledger-context.ts';
import { rememberingHead } from './services/remembered-head.ts';
import type { Ledger, LedgerPlace } from './store/db.ts';
import { openLedger, placeOf } from './store/engine.ts';
import { refuseUnread } from './store/files/faults.ts';
import { listSettings } from './store/settings.ts';

/** The options every command takes. */
export interface GlobalOptions {
  readonly ledger?: string;
  readonly json?: boolean;
  readonly input?: boolean;
  readonly color?: boolean;
}

/** What a command may use before, or without, a ledger. Its place is where the ledger lies, or is to lie. */
export interface Session extends LedgerPlace {
  readonly now: Moment;
  readonly json: boolean;
  /** Somebody is there to be asked. */
  readonly interactive: boolean;
  /** Standard output is a terminal: tables have borders and widths; in a pipe they are bare rows. */
  readonly onTerminal: boolean;
  readonly color: boolean;
  /** Columns and lines of the terminal. */
  readonly width: number;
  readonly height: number;
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  /** Where the program keeps what is this user's, whichever ledger he works on. */
  readonly ownFolder: string;
  /** This program, as it was started. */
  readonly program: { readonly node: string; readonly script: string };
  /** The result of the command, on standard output: the sentence, the table, or the JSON. */
  print(text: string): void;
  /** Anything beside the result, on standard error: questions, warnings, progress. */
  say(text: string): void;
  /** How far a long work is, for whoever watches it on a terminal; what is done, where one does several things. */
  progress(done: number, total: number, work?: string): void;
  readText(file: string): string;
  /** The text of schema.sql. */
  schema(): string;
  /** The same session at the time it is now. */
  renewed(): Session;
}

/** What a command may use. */
export type Context = Session & LedgerContext;

/** Before and after, the days that are counted from it could not be written with a year of four digits. */
const [EARLIEST, LATEST] = ['1900-01-01', '9000-01-01'] as const;

/** The world as this run finds it: the only reader of clock, environment and terminal. */
export function openSession(options: GlobalOptions): Session {
  const { env } = process;
  // A script's variable that is not set must not mean another ledger.
  if (options.ledger?.trim() === '')
    refuse('usage.invalid', {
      message: '--ledger 后面是空的',
      hint: '写台账文件；用默认的台账就不写 --ledger',
    });
  const onTerminal = isTerminal('stdout');
  const own = ownFolder(env, process.platform);
  const now = momentAt(Date.now());
  if (now < EARLIEST || now > LATEST) refuse('time.clock_wrong', { now });
  return {
    ...placeOf(ledgerNamed(options.ledger, env, process.platform), own),
    now,
    json: options.json ?? false,
    interactive: options.input !== false && !options.json && isTerminal('stdin') && isTerminal('stderr'),
    onTerminal,
    color: onTerminal && options.color !== false && !env.NO_COLOR,
    width: terminalWidth(),
    height: terminalHeight(),
    env,
    platform: process.platform,
    ownFolder: own,
    program: { node: process.execPath, script: process.argv[1] ?? '' },
    print: (text) => write('stdout', `${text}\n`),
    say: isTerminal('stderr')
      ? (text) => write('stderr', `${fitted(text, terminalWidth())}\n`)
      : (text) => write('stderr', `${text}\n`),
    progress: isTerminal('stderr')
      ? (done, total, work) => write('stderr', progressBar(done, total, work))
      : () => {},
    readText,
    schema: () => readFileSync(packageFile('schema.sql'), 'utf8'),
    renewed: () => openSession(options),
  };
}

/** Who runs a command in the place of a clerk at the shell, and wants its answer. */
export interface Listener {
  /** The command's answer, and what it says beside: a sentence, a warning, a refusal. */
  hear(text: string): void;
  /** Nothing of it goes to the terminal, and nothing is asked there. */
  readonly alone: boolean;
}

/** The same world, in which the listener hears what is printed and said. */
export const overheard = <S extends Session>(session: S, listener: Listener | undefined): S =>
  listener === undefined
    ? session
    : {
        ...session,
        interactive: session.interactive && !listener.alone,
        print: (text: string) => {
          listener.hear(text);
          if (!listener.alone) session.print(text);
        },
        say: (text: string) => {
          listener.hear(text);
          if (!listener.alone) session.say(text);
        },
        progress: listener.alone ? () => {} : session.progress,
      };

/** The session with its ledger open: operator, limits and settings as they stand in it. */
export async function openContext(session: Session): Promise<Context> {
  const ledger = rememberingHead(session, await openLedger(session.address, session));
  // Who asks for JSON reads one line of standard error, the refusal.
  if (ledger.kept !== null && !session.json)
    session.say(`注意: 台账已更新到这一版，更新前的保存在 ${escapeHidden(ledger.kept)}`);
  return onLedger(session, ledger);
}

/** The same context at the time it is now, and as the ledger stands now: somebody may have changed a limit meanwhile. */
export const renewedContext = (ctx: Context): Promise<Context> =>
  onLedger({ ...ctx, now: ctx.renewed().now }, ctx.ledger);

async function onLedger(session: Session, ledger: Ledger): Promise<Context> {
  const settings = await listSettings(ledger);
  let operator: string | undefined;
  return {
    ...session,
    ledger,
    settings,
    policy: policyFrom(settings),
    // Asked only where something is recorded, and once: the system's users take time to look up.
    get operator() {
      operator ??=
        ledger.operator === null
          ? operatorFrom(session.env, settings)
          : loggedIn(ledger.operator, session.env);
      return operator;
    },
  };
}

/**
 * Who types: $TOUSU_USER, else the setting `user.name` of the ledger, else the user of the operating system. Refuses what
 * is not one plain line: it stands in every entry.
 */
export const operatorFrom = (env: Session['env'], settings: ReadonlyMap<string, string>): string =>
  parseName(env.TOUSU_USER?.trim() || settings.get('user.name') || systemUser(env), '录入人（TOUSU_USER）');

/** The log-in is who types; refuses who says he is somebody else. */
function loggedIn(operator: string, { TOUSU_USER: said }: Session['env']): string {
  if (said?.trim() && said.trim() !== operator)
    refuse('usage.invalid', {
      message: `TOUSU_USER 是 ${said.trim()}，登录台账服务器的是 ${operator}`,
      hint: '在服务器上谁登录，谁就是录入人：去掉 TOUSU_USER，或用自己的登录',
    });
  return operator;
}

function systemUser(env: Session['env']): string {
  try {
    return userInfo().username;
  } catch {
    return env.USER ?? env.USERNAME ?? '未知';
  }
}

/**
 * The text of a file or of standard input: UTF-8, or GB18030 as older Windows programs write it. Refuses what is neither,
 * such as a Word document or UTF-16.
 */
function readText(file: string): string {
  const bytes = readOrRefuse(file, MOST_TEXT_BYTES);
  const text = decoded(bytes, 'utf-8') ?? decoded(bytes, 'gb18030');
  return text === undefined || text.includes('\0')
    ? refuse('usage.invalid', {
        message: `${file === '-' ? '标准输入' : file} 不是文本，或不是 UTF-8 或 GB18030 编码的`,
        hint: '用记事本打开，另存为 UTF-8 的文本文件',
      })
    : text;
}

function decoded(bytes: Buffer, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function readOrRefuse(file: string, most: number): Buffer {
  try {
    return readBytes(file, most);
  } catch (error) {
    return refuseUnread(error, file, '@ 后写文件的路径；内容本身以 @ 开头时写 @@');
  }
}
