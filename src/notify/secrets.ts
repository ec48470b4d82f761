import { existsSync, readFileSync, statSync } from 'node:fs';
import { refuse } from '../domain/problems.ts';
import type { Secret } from './channel.ts';

/**
 * Passwords and robots' addresses: from the environment, else from lines `NAME=…` of `file`. Refuses a file that
 * others may read.
 */
export function openSecrets(file: string, env: NodeJS.ProcessEnv): Secret {
  const lines = new Map(existsSync(file) ? linesOf(file) : []);
  return (name) => env[name] || lines.get(name);
}

function linesOf(file: string): readonly (readonly [string, string])[] {
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
    refuse('usage.invalid', { message: `别的用户也能读 ${file}，里面是密码`, hint: `chmod 600 ${file}` });
  }
  return readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .flatMap((line) => {
      const [, name, value] = /^\s*([A-Z_]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value] as const];
    });
}

/** The environment without any secret of ours: what a program that is started needs not know. */
export const withoutSecrets = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^TOUSU_(SMTP|WECOM|DINGTALK|FEISHU)_/.test(name)),
  );
