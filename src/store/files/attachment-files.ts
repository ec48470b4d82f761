import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { refusing } from '../sqlite/faults.ts';
import { createPrivate, dropDraft, nameDraft } from './private-files.ts';

/** Attachments lie beside the ledger, each once, named by the SHA-256 of its content. */
export const attachmentFile = (ledgerFile: string, sha256: string): string =>
  join(dirname(ledgerFile), 'attachments', sha256);

const PIECE = 1 << 20;

/** The content of an open file, a megabyte at a time; each piece takes the place of the one before in memory. */
function* piecesOf(descriptor: number): Generator<Uint8Array> {
  const buffer = Buffer.allocUnsafe(PIECE);
  for (let read = readSync(descriptor, buffer); read > 0; read = readSync(descriptor, buffer))
    yield buffer.subarray(0, read);
}

/** The SHA-256 of a file's content. */
function digestOfFile(file: string): string {
  const digest = createHash('sha256');
  reading(file, (source) => {
    for (const piece of piecesOf(source)) digest.update(piece);
  });
  return digest.digest('hex');
}

function reading<T>(file: string, work: (source: number) => T): T {
  const source = openSync(file, 'r');
  try {
    return work(source);
  } finally {
    closeSync(source);
  }
}

/** Copies an open file into a draft. The digest is that of what is written, so it is true even where the file changes. */
export function copyInto(draft: string, source: number): { readonly sha256: string; readonly size: number } {
  const digest = createHash('sha256');
  const target = openSync(draft, 'w');
  let size = 0;
  try {
    for (const piece of piecesOf(source)) {
      digest.update(piece);
      for (let rest = piece; rest.length > 0; rest = rest.subarray(writeSync(target, rest)));
      size += piece.length;
    }
  } finally {
    closeSync(target);
  }
  return { sha256: digest.digest('hex'), size };
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
  const stat = refusing(file, () => statSync(file, { throwIfNoEntry: false }));
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
      // Not copyFileSync, which makes the copy as readable by others as the original on a stick is.
      reading(attachmentFile(from, sha256), (source) => copyInto(draft, source));
      nameDraft(draft, target);
    } finally {
      dropDraft(draft);
    }
  });
}
