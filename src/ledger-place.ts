import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { refuse } from './domain/problems.ts';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Where the ledger lies: --ledger, else $TOUSU_LEDGER, else the user's data folder of this system. Refuses the address
 * of a server, which this version cannot reach, and shows of it what holds no password.
 */
export function ledgerFileFrom(flag: string | undefined, env: Env, platform: NodeJS.Platform): string {
  const named = flag || env.TOUSU_LEDGER;
  if (named && /^[a-z]{2,}:\/\//i.test(named))
    refuse('ledger.unreachable', { address: withoutSecrets(named) });
  if (named) return resolve(named);
  return join(dataFolder(env, platform), 'tousu', 'ledger.db');
}

const withoutSecrets = (address: string): string => address.replace(/\/\/.*@/, '//').replace(/[?#].*$/, '');

function dataFolder(env: Env, platform: NodeJS.Platform): string {
  if (platform === 'win32') return env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  const xdg = env.XDG_DATA_HOME;
  return xdg && isAbsolute(xdg) ? xdg : join(homedir(), '.local', 'share');
}

/** A file of the package: schema.sql, a template. Source and bundle lie one folder below its root alike. */
export const packageFile = (name: string): string => join(import.meta.dirname, '..', name);
