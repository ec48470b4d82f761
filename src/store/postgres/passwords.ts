import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { refuse } from '../../domain/problems.ts';

/** Refuses a file of passwords that others can read: pg would pass over it, and say so in English. */
export function refuseOpenPasswords(env = process.env, platform = process.platform): void {
  if (env.PGPASSWORD !== undefined || platform === 'win32') return;
  const file = env.PGPASSFILE ?? join(homedir(), '.pgpass');
  const mode = statSync(file, { throwIfNoEntry: false })?.mode ?? 0;
  if ((mode & 0o077) !== 0)
    refuse('usage.invalid', { message: `密码文件别人也能读：${file}`, hint: `chmod 600 ${file}` });
}
