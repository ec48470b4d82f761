// The files of a ledger's attachments past the program, wherever its engine keeps them.

import { appendFileSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isOnServer } from '../../src/store/engine.ts';
import { rowsIn, tamper } from './raw-ledger.ts';
import type { Desk } from './run-tousu.ts';

const folderOf = ({ home }: Desk): string => join(home, 'attachments');

/** By their digests, in order. Of an empty file a server keeps nothing. */
export function storedFiles(desk: Desk): readonly string[] {
  if (isOnServer(desk.ledger))
    return rowsIn<{ sha256: string }>(
      desk.ledger,
      'SELECT DISTINCT sha256 FROM attachment_piece ORDER BY 1',
    ).map(({ sha256 }) => sha256);
  return existsSync(folderOf(desk)) ? readdirSync(folderOf(desk)).toSorted() : [];
}

/** Adds something to each of them. */
export function spoilFiles(desk: Desk): void {
  if (isOnServer(desk.ledger))
    tamper(desk.ledger, "UPDATE attachment_piece SET content = content || convert_to('改', 'UTF8')");
  else for (const name of storedFiles(desk)) appendFileSync(join(folderOf(desk), name), '改');
}

/** Takes all of them away. */
export function loseFiles(desk: Desk): void {
  if (isOnServer(desk.ledger)) tamper(desk.ledger, 'DELETE FROM attachment_piece');
  else rmSync(folderOf(desk), { recursive: true });
}
