import { readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { refuse } from '../../domain/problems.ts';
import { refuseUnread } from '../files/faults.ts';

/** Who is let in, and where. */
export interface LogIn {
  /** The folder of a socket counts as localhost. */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
}

/**
 * The password of the log-in: PGPASSWORD, else what stands in the first fitting line of the file of passwords that PostgreSQL's
 * own programs read; the empty text where none is kept. Refuses a file that others can read. pg can read it, too, until
 * its next version; with it come streams and readline, as much as a list takes.
 */
export function findPassword(login: LogIn, env = process.env, platform = process.platform): string {
  if (env.PGPASSWORD !== undefined) return env.PGPASSWORD;
  const file = env.PGPASSFILE ?? usualFile(env, platform);
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile()) return '';
  if (platform !== 'win32' && (found.mode & 0o077) !== 0)
    refuse('usage.invalid', { message: `密码文件别人也能读：${file}`, hint: `chmod 600 ${file}` });
  return passwordIn(textOf(file), login);
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    return refuseUnread(error, file, '密码文件要归本人所有');
  }
}

const usualFile = (env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string =>
  platform === 'win32'
    ? join(env.APPDATA || join(homedir(), 'AppData', 'Roaming'), 'postgresql', 'pgpass.conf')
    : join(homedir(), '.pgpass');

/** Lines of `host:port:database:user:password`; `*` fits all, `\` takes from the sign behind it what it means. */
function passwordIn(text: string, { host, port, database, user }: LogIn): string {
  const wanted = [host.startsWith('/') ? 'localhost' : host, String(port), database, user];
  for (const line of text.replace(/^\ufeff/, '').split(/\r?\n/)) {
    const fields = line.match(/(?:\\.|[^:\\])+/g) ?? [];
    if (!line.startsWith('#') && wanted.every((value, i) => fields[i] === '*' || meant(fields[i]) === value))
      return meant(fields[wanted.length]);
  }
  return '';
}

const meant = (field = ''): string => field.replaceAll(/\\(.)/g, '$1');
