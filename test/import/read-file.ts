import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import {
  type Asked,
  findTables,
  type OldBook,
  openOldBook,
} from '../../src/documents/old-ledger/find-tables.ts';
import { type OldRows, readRows } from '../../src/services/old-ledger/read.ts';

interface ReadFile extends OldRows {
  readonly book: OldBook;
}

/** What stands in a file, as the import reads it; `asked` as with --sheet and --map. */
export function readFile(file: string, asked: Partial<Asked> = {}): Promise<ReadFile> {
  return readBytes(readFileSync(file), basename(file), asked);
}

/** The same of bytes that lie in no file. */
export async function readBytes(
  bytes: Uint8Array,
  name: string,
  asked: Partial<Asked> = {},
): Promise<ReadFile> {
  const whole = { sheets: [], mapping: new Map(), ...asked };
  const book = await findTables(await openOldBook(bytes, name), name, whole);
  return { book, ...(await readRows(book, name, () => {})) };
}
