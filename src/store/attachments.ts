import { createHash } from 'node:crypto';
import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { attachmentFile, piecesOf } from './attachment-files.ts';
import { refusing } from './faults.ts';
import { createPrivate, sync, syncFolderOf } from './private-files.ts';

/** A copy of a file beside the ledger that is not an attachment yet. */
export interface AttachmentDraft {
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  /** Gives it the name of its content: the attachment is on the disk when this returns. Equal content lies there once. */
  keep(): void;
  /** Removes what was not kept. */
  drop(): void;
}

/** Copies the open file to beside the ledger, readable by its owner alone. `place` tells the drafts of one run apart. */
export function draftAttachment(ledgerFile: string, source: number, place: number): AttachmentDraft {
  const draft = attachmentFile(ledgerFile, `${process.pid}-${place}.new`);
  const drop = () => rmSync(draft, { force: true });
  try {
    const { sha256, size } = refusing(draft, () => {
      drop(); // a process of this number may have been killed here
      createPrivate(draft);
      const copied = copy(source, draft);
      sync(draft);
      return copied;
    });
    const keep = () => {
      const file = attachmentFile(ledgerFile, sha256);
      refusing(file, () => {
        renameSync(draft, file);
        syncFolderOf(file);
      });
    };
    return { sha256, size, keep, drop };
  } catch (error) {
    drop();
    throw error;
  }
}

/** Of what is written the digest is taken, so it is true even of a file that changes meanwhile. */
function copy(source: number, target: string): { readonly sha256: string; readonly size: number } {
  const digest = createHash('sha256');
  const descriptor = openSync(target, 'w');
  let size = 0;
  try {
    for (const piece of piecesOf(source)) {
      digest.update(piece);
      for (let rest = piece; rest.length > 0; rest = rest.subarray(writeSync(descriptor, rest)));
      size += piece.length;
    }
  } finally {
    closeSync(descriptor);
  }
  return { sha256: digest.digest('hex'), size };
}
