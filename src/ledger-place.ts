import { readFileSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { isAbsolute, join } from 'node:path';

type Env = Readonly<Record<string, string | undefined>>;

/** Which ledger is meant: --ledger, else $TOUSU_LEDGER, else the one in the user's data folder of this system. */
export const ledgerNamed = (flag: string | undefined, env: Env, platform: NodeJS.Platform): string =>
  flag || env.TOUSU_LEDGER || join(ownFolder(env, platform), 'ledger.db');

/** Where this program keeps what is the user's, whichever ledger he works on. */
export const ownFolder = (env: Env, platform: NodeJS.Platform): string =>
  join(dataFolder(env, platform), 'tousu');

function dataFolder(env: Env, platform: NodeJS.Platform): string {
  if (platform === 'win32') return env.LOCALAPPDATA || join(homeFolder(), 'AppData', 'Local');
  if (platform === 'darwin') return join(homeFolder(), 'Library', 'Application Support');
  const xdg = env.XDG_DATA_HOME;
  return xdg && isAbsolute(xdg) ? xdg : join(homeFolder(), '.local', 'share');
}

/** A HOME that is empty or relative would be another ledger in every folder: the system knows where the home is. */
function homeFolder(): string {
  const home = homedir();
  return isAbsolute(home) ? home : userInfo().homedir;
}

/** A file of the package: schema.sql, a template. Source and bundle lie one folder below its root alike. */
export const packageFile = (name: string): string => join(import.meta.dirname, '..', name);

export const packageVersion = (): string =>
  (JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as { version: string }).version;
