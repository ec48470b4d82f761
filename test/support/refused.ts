import { existsSync, readFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import type { Desk, Refused } from './run-tousu.ts';

/** The refusal of what is typed; the ledger, its journal included, is afterwards what it was, byte by byte. */
export async function refusedBy(desk: Desk, words: readonly string[]): Promise<Refused> {
  const before = readFileSync(desk.ledger);
  const refusal = await desk.refusal(words);
  expect(readFileSync(desk.ledger).equals(before)).toBe(true);
  // Nor does anything wait in the log beside it.
  expect(existsSync(`${desk.ledger}-wal`)).toBe(false);
  return refusal;
}
