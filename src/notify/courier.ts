import type { Message } from './message.ts';

/** Sends the message; resolves when the other side has taken it, else throws a `SendFailure`. */
export type Send = (message: Message) => Promise<void>;

/** Why a message did not go out, in words for the clerk, without any secret. */
export class SendFailure extends Error {}

/** Looks up a secret by its name; undefined where nobody said it. */
export interface Secret {
  (name: string): string | undefined;
  /** The file that is asked behind the environment, whether it is there or not. */
  readonly file: string;
}

/** How long the other side may take to respond, in milliseconds. */
export const PATIENCE = 8_000;

/** The secret of that name. Throws a `SendFailure` that says where it is to be written. */
export const required = (secret: Secret, name: string): string => {
  const value = secret(name);
  if (!value) throw new SendFailure(`没有 ${name}：设为环境变量，或在 ${secret.file} 里写一行 ${name}=…`);
  return value;
};

/** The beginning of what the other side said, on one line. */
export const excerpt = (text: string): string => text.trim().replaceAll(/\s+/g, ' ').slice(0, 120);

/** Nothing that is sent to this host leaves the machine. `host` as a URL has it: `[::1]` in brackets. */
export const isThisMachine = (host: string): boolean => /^(localhost|127\.0\.0\.1|\[::1\])$/.test(host);
