// A server of this test file's own, thrown away at its end: never one that is there for something else.

import { execFile, execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, describe } from '@jest/globals';

/** The tests that are the same for every engine run on a server this time. */
export const onServer = process.env.TOUSU_TEST_ENGINE === 'postgres';

/** Where the server's programs lie; undefined where it is not installed. In CI it has to be. */
const programs = findPrograms();
if (programs === undefined && process.env.CI === 'true') throw new Error('PostgreSQL is not installed');

/** Describes what needs a server; where none is installed it is left out, and counted so. */
export const describeOnServer = programs === undefined ? describe.skip : describe;

/** The superuser, who owns every ledger here: he types as the clerk of the other tests does. His password is `secret`. */
const OWNER = '王芳';

export interface TestServer {
  readonly port: number;
  readonly folder: string;
  /** The address of a unit in a database of its own, empty or a copy of another one's. Chinese is not sorted there as in C. */
  newAddress(unit?: string, copyOf?: string): string;
  /** Runs it past the program, as the log-in of the address, in the schema of its unit; returns what it writes. */
  sql(address: string, text: string): string;
  /** The same as the superuser, with the guards off. */
  tamper(address: string, text: string): string;
  /** The same, while the test goes on; resolves at its end. */
  inBackground(address: string, text: string): Promise<void>;
  /** All that is in the schema of the unit, as text. */
  dump(address: string): string;
  /** Puts what `dump` wrote in the place of the unit's schema. */
  putBack(address: string, dump: string): void;
  /** All that lies on the disk of its database: what was deleted and not written over, too. */
  bytes(address: string): Buffer;
  /** Lets somebody log in who may do everything. */
  admit(login: string): void;
  /** Gives the file to the server's own user, and to him alone. */
  own(file: string): void;
  stop(): void;
  start(more?: readonly string[]): void;
}

let running: TestServer | undefined;

/** The server of this file, started when it is first asked for. */
export function server(): TestServer {
  running ??= started();
  return running;
}

afterAll(() => {
  running?.stop();
  if (running) rmSync(running.folder, { recursive: true, force: true });
});

/** The same ledger, as somebody else logs in to it. */
export const loggedInAs = (login: string, address: string): string =>
  address.replace(/\/\/[^@]*@/, `//${login}@`);

function started(): TestServer {
  const folder = mkdtempSync(join(tmpdir(), 'tousu-pg-'));
  const data = join(folder, 'data');
  const port = freePort();
  chmodSync(folder, 0o755);
  if (isRoot) execFileSync('chown', ['postgres', folder]);
  const password = join(folder, 'password');
  writeFileSync(password, 'secret\n', { mode: 0o644 });
  const locale = ['--locale=C.UTF-8', '--encoding=UTF8', '--locale-provider=icu', '--icu-locale=zh-Hans-CN'];
  run('initdb', ['-D', data, '-U', OWNER, '-A', 'trust', '-N', `--pwfile=${password}`, ...locale]);
  askForPassword(join(data, 'pg_hba.conf'));
  const settings = [
    `-p ${port}`,
    '-c listen_addresses=127.0.0.1',
    `-c unix_socket_directories=${folder}`,
    '-c max_connections=200',
    // What a power cut takes from a test nobody misses.
    '-c fsync=off',
  ];
  const start = (more: readonly string[] = []) => {
    run('pg_ctl', [
      '-D',
      data,
      '-w',
      '-l',
      join(folder, 'log'),
      '-o',
      [...settings, ...more].join(' '),
      'start',
    ]);
  };
  start();
  const env = { PATH: process.env.PATH, PGOPTIONS: '-c client_min_messages=warning' };
  const at = (database: string, user = OWNER) => [
    '-h',
    folder,
    '-p',
    String(port),
    '-U',
    user,
    '-d',
    database,
  ];
  // Of a ledger in full, in bytes.
  const maxBuffer = 1 << 30;
  const plain = ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1'];
  const psql = (database: string, text: string, user = OWNER): string =>
    execFileSync(program('psql'), [...at(database, user), ...plain], {
      input: text,
      stdio: 'pipe',
      encoding: 'utf8',
      env,
      maxBuffer,
    });
  let made = 0;
  return {
    port,
    folder,
    newAddress: (unit = 'main', copyOf) => {
      made += 1;
      const database = `tousu_${made}`;
      psql(
        'postgres',
        `CREATE DATABASE ${database} TEMPLATE ${copyOf ? placeIn(copyOf).database : 'template0'}`,
      );
      return `postgres://${OWNER}@127.0.0.1:${port}/${database}/${unit}`;
    },
    sql: (address, text) => {
      const { database, unit, user } = placeIn(address);
      return psql(database, `SET search_path = "${unit}"; ${text}`, user);
    },
    tamper: (address, text) => {
      const { database, unit } = placeIn(address);
      return psql(database, `SET search_path = "${unit}"; SET session_replication_role = replica; ${text}`);
    },
    inBackground: (address, text) =>
      new Promise((resolve, reject) => {
        const { database, unit } = placeIn(address);
        const words = [...at(database), ...plain];
        const child = execFile(program('psql'), words, { env }, (error) =>
          error ? reject(error) : resolve(),
        );
        child.stdin?.end(`SET search_path = "${unit}"; ${text}`);
      }),
    dump: (address) => {
      const { database, unit } = placeIn(address);
      const words = [...at(database), '--schema', `"${unit}"`];
      // A word of chance guards what is read back.
      return execFileSync(program('pg_dump'), words, { encoding: 'utf8', env, maxBuffer }).replaceAll(
        /^\\(un)?restrict .*$/gm,
        '',
      );
    },
    putBack: (address, dump) => {
      const { database, unit } = placeIn(address);
      psql(database, `DROP SCHEMA "${unit}" CASCADE`);
      psql(database, dump);
    },
    bytes: (address) => {
      const { database } = placeIn(address);
      const oid = psql(
        database,
        'CHECKPOINT; SELECT oid FROM pg_database WHERE datname = current_database()',
      ).trim();
      const kept = join(data, 'base', oid);
      return Buffer.concat(readdirSync(kept).map((name) => readFileSync(join(kept, name))));
    },
    admit: (login) => {
      const known = login.replaceAll("'", "''");
      psql(
        'postgres',
        `DO $$ BEGIN IF to_regrole('"${known}"') IS NULL THEN CREATE ROLE "${login}" LOGIN SUPERUSER; END IF; END $$`,
      );
    },
    own: (file) => {
      if (isRoot) execFileSync('chown', ['postgres', file]);
      chmodSync(file, 0o600);
    },
    stop: () => {
      try {
        run('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']);
      } catch {
        // Stopped already.
      }
    },
    start,
  };
}

/** Who logs in by this name is asked for a password; all others the server believes. */
export const WITH_PASSWORD = '有密码的人';

/** The first line that fits decides. */
function askForPassword(rules: string): void {
  writeFileSync(
    rules,
    `host all "${WITH_PASSWORD}" 127.0.0.1/32 scram-sha-256\n${readFileSync(rules, 'utf8')}`,
  );
}

const placeIn = (address: string) => {
  const { pathname, username } = new URL(address);
  const [, database = '', unit = ''] = pathname.split('/').map(decodeURIComponent);
  return { database, unit, user: decodeURIComponent(username) };
};

/** PostgreSQL does not run as root. */
const isRoot = userInfo().uid === 0;

const program = (name: string): string => join(programs ?? '', name);

function run(name: string, args: readonly string[]): void {
  const command = [program(name), ...args];
  const [first = '', ...rest] = isRoot ? ['runuser', '-u', 'postgres', '--', ...command] : command;
  execFileSync(first, rest, { stdio: ['ignore', 'ignore', 'pipe'], cwd: tmpdir() });
}

function findPrograms(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ];
  return folders.find((folder) => existsSync(join(folder, 'initdb')));
}

const freePort = (): number =>
  Number(
    execFileSync(process.execPath, [
      '-e',
      "const s = require('net').createServer().listen(0, '127.0.0.1', () => { console.log(s.address().port); s.close(); })",
    ]),
  );
