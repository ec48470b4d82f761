import { spawn } from 'node:child_process';
import { isBatchFile, settings } from '../domain/settings.ts';
import { excerpt, type Send, SendFailure } from './courier.ts';
import { jsonOf } from './message.ts';

/** How long the office's program may run, in milliseconds. */
const PATIENCE = 30_000;

/** Hands the message as JSON to a program on its standard input. No shell reads any of it. */
export const programSender =
  ([program, ...words]: readonly [string, ...string[]], env: NodeJS.ProcessEnv): Send =>
  (message) =>
    new Promise((resolve, reject) => {
      const fail = (reason: string) => reject(new SendFailure(reason));
      const signal = AbortSignal.timeout(PATIENCE);
      if (isBatchFile(program)) return fail(`${program} 不能直接运行：${settings['notify.command']?.hint}`);
      const child = spawn(program, words, { stdio: ['pipe', 'ignore', 'pipe'], env, signal });
      let complaint = '';
      child.stderr.on('data', (bytes: Buffer) => {
        complaint = (complaint + bytes.toString('utf8')).slice(0, 1000);
      });
      // A program may end without having read its input: that breaks the pipe, and is no failure.
      child.stdin.on('error', () => {});
      child.stdin.end(jsonOf(message));
      child.on('error', (error) => {
        const reason = signal.aborted
          ? `运行超过 ${PATIENCE / 1000} 秒`
          : `不能运行：${excerpt(error.message)}`;
        fail(`${program} ${reason}`);
      });
      child.on('close', (status, killedBy) => {
        if (status === 0) resolve();
        else fail(`${program} 以 ${killedBy ?? `退出码 ${status}`} 结束：${excerpt(complaint)}`);
      });
    });
