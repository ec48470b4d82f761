import { createHash } from 'node:crypto';
import { closeSync, copyFileSync, openSync, readSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { refusing } from './faults.ts';
import { createPrivate, sync, syncFolderOf } from './private-files.ts';

/** Attachments lie beside the ledger, each once, named by the SHA-256 of its content. */
export const attachmentFile = (ledgerFile: string, sha256: string): string =>
  join(dirname(ledgerFile), 'attachments', sha256);

const PIECE = 1 << 20;

/** The content of an open file, a megabyte at a time; each piece takes the place of the one before in memory. */
export function* piecesOf(descriptor: number): Generator<Uint8Array> {
  const buffer = Buffer.allocUnsafe(PIECE);
  for (let read = readSync(descriptor, buffer); read > 0; read = readSync(descriptor, buffer))
    yield buffer.subarray(0, read);
}

/** The SHA-256 of a file's content. */
function digestOfFile(file: string): string {
  const digest = createHash('sha256');
  const descriptor = openSync(file, 'r');
  try {
    for (const piece of piecesOf(descriptor)) digest.update(piece);
  } finally {
    closeSync(descriptor);
  }
  return digest.digest('hex');
}

/** What an attachment's file is: as it was stored, changed since, or gone. */
export type AttachmentState = 'intact' | 'changed' | 'missing';

/** Looks at an attachment beside a ledger. `thorough` reads its content, else its size is compared. */
export function attachmentState(
  ledgerFile: string,
  { sha256, size }: { readonly sha256: string; readonly size: number },
  thorough: boolean,
): AttachmentState {
  const file = attachmentFile(ledgerFile, sha256);
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined || !stat.isFile()) return 'missing';
  if (stat.size !== size) return 'changed';
  return thorough && refusing(file, () => digestOfFile(file)) !== sha256 ? 'changed' : 'intact';
}

/** Copies the attachment from beside one ledger to beside another, in the place of what bears its name there. */
export function copyAttachment(from: string, to: string, sha256: string): void {
  const target = attachmentFile(to, sha256);
  const draft = `${target}.${process.pid}.new`;
  refusing(target, () => {
    try {
      createPrivate(draft);
      copyFileSync(attachmentFile(from, sha256), draft);
      sync(draft);
      renameSync(draft, target);
      syncFolderOf(target);
    } finally {
      rmSync(draft, { force: true });
    }
  });
}
