import { existsSync, readFileSync } from 'node:fs';
import type { Secret } from './courier.ts';

/** Passwords and robots' addresses: from the environment, else from lines `NAME=…` of `file`, where there is one. */
export function openSecrets(file: string, env: NodeJS.ProcessEnv): Secret {
  const lines = new Map(existsSync(file) ? linesOf(file) : []);
  return Object.assign((name: string) => env[name] || lines.get(name), { file });
}

const linesOf = (file: string): readonly (readonly [string, string])[] =>
  readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .flatMap((line) => {
      const [, name, value] = /^\s*([A-Z_]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
      return name === undefined || value === undefined ? [] : [[name, value] as const];
    });

/** The environment without any secret of ours: what a program that is started needs not know. */
export const withoutSecrets = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^TOUSU_(SMTP|WECOM|DINGTALK|FEISHU)_/.test(name)),
  );
