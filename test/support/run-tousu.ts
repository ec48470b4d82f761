// The built program, started as the clerk starts it, on ledgers in folders that are gone after the tests of the file.

import { spawn } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from '@jest/globals';
import { placeOf, unitNamedBy } from '../../src/store/engine.ts';
import { draftsFolder } from '../../src/store/files/drafts.ts';
import { isNameOfOurOwn } from '../../src/store/postgres/address.ts';
import { loggedInAs, onServer, server } from './postgres.ts';

export const program = fileURLToPath(new URL('../../bin/tousu.js', import.meta.url));

const home = mkdtempSync(join(tmpdir(), 'tousu-run-'));
afterAll(() => rmSync(home, { recursive: true, force: true, maxRetries: 3 }));

/** How a run ended and what it wrote. */
export interface Run {
  /** The exit code; null when a signal ended it. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** What standard input holds; without it, it is closed. */
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
}

/** A folder with a ledger in it, or with room for one, and the program to work on it. */
export interface Desk {
  readonly folder: string;
  readonly ledger: string;
  /** The folder of this computer that holds what belongs to the ledger; beside a file it is there, else the program makes it. */
  readonly home: string;
  /** The folder in it where what was typed and not recorded lies. */
  readonly drafts: string;
  /** The environment of who works at it, with this in it as well. */
  environment(given?: Readonly<Record<string, string>>): Readonly<Record<string, string>>;
  /** Runs `tousu words…` in the folder. */
  run(words: readonly string[], options?: RunOptions): Promise<Run>;
  /** Runs it with --json and returns what it answered; fails where the program refused. */
  json<T = Json>(words: readonly string[], options?: RunOptions): Promise<T>;
  /** Runs it with --json and returns why it refused; fails where it did not, or wrote to standard output. */
  refusal(words: readonly string[], options?: RunOptions): Promise<Refused>;
  /** Runs it and returns standard output; fails where the program refused. */
  ok(words: readonly string[], options?: RunOptions): Promise<string>;
  /** Another folder with a copy of this ledger as it stands. */
  copy(): Desk;
}

/** What a JSON answer is read as: tests say by their expectations what stands in it. */
export type Json = Record<string, unknown>;

export interface Refused {
  readonly exit: number | null;
  readonly code: string;
  readonly message: string;
  readonly clause: string | null;
  readonly hint: string;
  readonly details: Json | null;
}

/** The environment of a clerk: nothing of this machine but its zone. */
export const environment = {
  PATH: process.env.PATH ?? '',
  HOME: home,
  TOUSU_USER: '王芳',
  ...(process.env.TZ ? { TZ: process.env.TZ } : {}),
  ...(process.env.SystemRoot ? { SystemRoot: process.env.SystemRoot } : {}),
};

/** Starts the program; the child of `spawn`, for tests that end it before it ends. */
export function start(words: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}) {
  return spawn(process.execPath, [program, ...words], { cwd, env: { ...environment, ...env } });
}

/** Runs the program to its end. */
export function runTousu(words: readonly string[], cwd: string, options: RunOptions = {}): Promise<Run> {
  const child = start(words, cwd, options.env);
  const [stdout, stderr]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (bytes: Buffer) => stdout.push(bytes));
  child.stderr.on('data', (bytes: Buffer) => stderr.push(bytes));
  // Who does not read its input may be gone before all of it is written.
  child.stdin.on('error', () => {});
  child.stdin.end(options.input);
  const text = (parts: Buffer[]): string => Buffer.concat(parts).toString('utf8');
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, stdout: text(stdout), stderr: text(stderr) }));
  });
}

/** Where the program keeps what is the clerk's, whichever ledger she works on. */
export const ownFolder = join(home, '.local', 'share', 'tousu');

/** A folder without a ledger yet; what is tried on a server has its ledger there, under the code of its unit. */
export const emptyDesk = (unit = 'main'): Desk =>
  onServer
    ? deskAt(server().newAddress(unit))
    : deskWith({ ledgerIn: (folder) => join(folder, 'ledger.db'), copyOf: copyOfFile });

/** The same ledger with this in its address: in the name of its folder, or of who logs in. */
export function awkwardly(name: string, desk: Desk): Desk {
  if (onServer) {
    server().admit(name);
    return deskAt(loggedInAs(encodeURIComponent(name), desk.ledger));
  }
  const folder = join(desk.folder, name);
  mkdirSync(folder);
  const ledger = join(folder, 'ledger.db');
  renameSync(desk.ledger, ledger);
  return deskWith({ ledgerIn: () => ledger, copyOf: copyOfFile });
}

/** A folder of who works on the ledger at that address on the server; she is who logs in, as it says. */
export const deskAt = (address: string): Desk =>
  deskWith({
    ledgerIn: () => address,
    copyOf: () => deskAt(server().newAddress(unitNamedBy(address) ?? '', address)),
    // On a server somebody else types by logging in.
    environmentOf: (given) => {
      const { TOUSU_USER: user, ...env } = given;
      if (env.TOUSU_LEDGER) return given;
      // What cannot be a log-in is only said.
      if (user && !canLogIn(user)) return given;
      if (user) server().admit(user);
      return { TOUSU_USER: '', ...(user ? { TOUSU_LEDGER: loggedInAs(user, address) } : {}), ...env };
    },
  });

const canLogIn = (name: string): boolean => isNameOfOurOwn(name) && !/\p{Cc}/u.test(name);

function copyOfFile({ folder, ledger }: Desk): Desk {
  const other = emptyDesk();
  // Closed by its last user, the ledger is one file: nothing is left in a WAL.
  if (existsSync(`${ledger}-wal`)) throw new Error(`${ledger} is in use`);
  if (existsSync(ledger)) copyFileSync(ledger, other.ledger);
  const attachments = join(folder, 'attachments');
  if (existsSync(attachments)) cpSync(attachments, join(other.folder, 'attachments'), { recursive: true });
  return other;
}

interface Making {
  ledgerIn(folder: string): string;
  copyOf(desk: Desk): Desk;
  environmentOf?(given: Readonly<Record<string, string>>): Readonly<Record<string, string>>;
}

function deskWith({ ledgerIn, copyOf, environmentOf = (given) => given }: Making): Desk {
  const folder = mkdtempSync(join(home, 'desk-'));
  const ledger = ledgerIn(folder);
  const place = placeOf(ledger, ownFolder);
  const own: Desk['environment'] = (given = {}) => ({
    ...environment,
    TOUSU_LEDGER: ledger,
    ...environmentOf(given),
  });
  const run: Desk['run'] = (words, options = {}) =>
    runTousu(words, folder, { ...options, env: own(options.env) });
  const ok: Desk['ok'] = async (words, options) => {
    const { status, stdout, stderr } = await run(words, options);
    if (status !== 0) throw new Error(`tousu ${words.join(' ')} exited with ${status}\n${stdout}${stderr}`);
    return stdout;
  };
  const desk: Desk = {
    folder,
    ledger,
    home: place.home,
    drafts: draftsFolder(place),
    environment: own,
    run,
    ok,
    json: async <T>(words: readonly string[], options?: RunOptions) =>
      JSON.parse(await ok([...words, '--json'], options)) as T,
    refusal: async (words, options) => {
      const { status, stdout, stderr } = await run([...words, '--json'], options);
      if (status === 0 || stdout !== '')
        throw new Error(`tousu ${words.join(' ')} was not refused: ${status}\n${stdout}${stderr}`);
      const { error } = JSON.parse(stderr) as { error: Omit<Refused, 'exit'> };
      return { exit: status, ...error };
    },
    copy: () => copyOf(desk),
  };
  return desk;
}
