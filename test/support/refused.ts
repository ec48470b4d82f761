import { existsSync, readFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import { onServer, server } from './postgres.ts';
import type { Desk, Refused } from './run-tousu.ts';

/** The refusal of what is typed; the ledger, its journal included, is afterwards what it was, byte by byte. */
export async function refusedBy(desk: Desk, words: readonly string[]): Promise<Refused> {
  const before = contentOf(desk.ledger);
  const refusal = await desk.refusal(words);
  expect(contentOf(desk.ledger) === before).toBe(true);
  return refusal;
}

function contentOf(ledger: string): string {
  if (onServer) return server().dump(ledger);
  // Nor does anything wait in the log beside it.
  expect(existsSync(`${ledger}-wal`)).toBe(false);
  return readFileSync(ledger, 'latin1');
}
