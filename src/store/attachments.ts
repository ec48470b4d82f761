import { renameSync } from 'node:fs';
import { attachmentFile, copyInto } from './files/attachment-files.ts';
import { createPrivate, dropDraft, sync, syncFolderOf } from './files/private-files.ts';
import { refusing } from './sqlite/faults.ts';

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
  try {
    const { sha256, size } = refusing(draft, () => {
      createPrivate(draft);
      const copied = copyInto(draft, source);
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
    return { sha256, size, keep, drop: () => dropDraft(draft) };
  } catch (error) {
    dropDraft(draft);
    throw error;
  }
}
