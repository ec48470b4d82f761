import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { isOnServer } from '../../store/engine.ts';
import { type Answer, type Asked, answerOf } from './read-ledger.ts';

/** So many ledgers in files are worth the start of a thread. */
const WORTH_A_THREAD = 25;

/** More of them would wait for the disk, each with a ledger in memory. */
const MOST_THREADS = 8;

/** With what many ledgers are read. */
export interface Means {
  /** The script of the threads. */
  readonly thread: string;
  /** Where copies may lie while they are read. */
  readonly folder: string;
  progress(done: number): void;
}

/** What comes of each ledger, in the order in which they are named. Many that lie in files are read several at a time. */
export async function readMany(
  ledgers: readonly string[],
  asked: Asked,
  { thread, folder, progress }: Means,
): Promise<readonly Answer[]> {
  let done = 0;
  const answered = (answer: Answer): Answer => {
    done += 1;
    progress(done);
    return answer;
  };
  const here = async (file: string) => answered(await answerOf(file, asked, join(folder, 'ledger.db')));
  const files = ledgers.filter((ledger) => !isOnServer(ledger));
  const count = Math.min(MOST_THREADS, availableParallelism(), Math.floor(files.length / WORTH_A_THREAD));
  const elsewhere = new Map<string, Answer>();
  if (count > 1) {
    const { Worker } = await import('node:worker_threads');
    const waiting = files.values();
    const threads = Array.from({ length: count }, (_, n) => {
      const workerData: ThreadData = { asked, draft: join(folder, `${n}.db`) };
      return new Worker(thread, { workerData });
    });
    try {
      await Promise.all(
        threads.map(async (each) => {
          for (const file of waiting) elsewhere.set(file, answered(await askThread(each, file)));
        }),
      );
    } finally {
      await Promise.all(threads.map((each) => each.terminate()));
    }
  }
  const answers: Answer[] = [];
  for (const ledger of ledgers) answers.push(elsewhere.get(ledger) ?? (await here(ledger)));
  return answers;
}

/** What a thread is given when it begins; then it is asked file by file. */
export interface ThreadData {
  readonly asked: Asked;
  readonly draft: string;
}

/** Fails where the thread does. */
async function askThread(thread: Worker, file: string): Promise<Answer> {
  const answer = once(thread, 'message') as Promise<[Answer]>;
  thread.postMessage(file);
  return (await answer)[0];
}
