import { parentPort, workerData } from 'node:worker_threads';
import { answerOf } from './read-ledger.ts';
import type { ThreadData } from './read-many.ts';

/** The work of a thread of read-many.ts: answers of each file that it is asked about, until it is ended. */
export function answerQuestions(): void {
  const { asked, draft } = workerData as ThreadData;
  parentPort?.on('message', async (file: string) =>
    parentPort?.postMessage(await answerOf(file, asked, draft)),
  );
}
