import { closeSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { AttachmentDraft, AttachmentState, FileStore, StoredFile } from '../db.ts';
import { isFolder, listFiles, removeFile } from './copies.ts';
import { draftOf } from './draft-names.ts';
import { refusing } from './faults.ts';
import { isHeld } from './patience.ts';
import { createPrivate, dropDraft, fileExists, putInPlace, sync } from './private-files.ts';

/** Where an attachment lies in a home: once, named by the SHA-256 of its content. */
const attachmentFile = (home: string, sha256: string): string => join(home, 'attachments', sha256);

/** The attachments in the folder `attachments` of a home. */
export const folderFiles = (home: string): FileStore => ({
  inTables: false,
  state: async (file, how) => stateIn(home, file, how),
  async *pieces(sha256) {
    const source = openSync(attachmentFile(home, sha256), 'r');
    try {
      for (const piece of piecesOf(source)) yield Buffer.from(piece);
    } finally {
      closeSync(source);
    }
  },
  keep: async (draft) => keepIn(home, draft),
  copyFrom: (other, sha256) => copyInto(attachmentFile(home, sha256), other.pieces(sha256)),
  remove: async (sha256) => removeFile(attachmentFile(home, sha256)),
  // Every ledger and backup of the folder has its files there.
  listOwn: async () => [],
});

/** Of the attachments with these digests the files that lie in the home. */
export const listAttachmentFiles = (home: string, digests: Iterable<string>): readonly string[] =>
  [...digests].map((sha256) => attachmentFile(home, sha256)).filter(fileExists);

/** The digests of all that lie in the home. */
export const listAttachments = (home: string): readonly string[] =>
  isFolder(join(home, 'attachments'))
    ? listFiles(join(home, 'attachments'), /^[0-9a-f]{64}$/).map((file) => basename(file))
    : [];

const PIECE = 1 << 20;

/** The content of an open file, a megabyte at a time; each piece takes the place of the one before in memory. */
function* piecesOf(descriptor: number): Generator<Uint8Array> {
  const buffer = Buffer.allocUnsafe(PIECE);
  for (let read = readSync(descriptor, buffer); read > 0; read = readSync(descriptor, buffer))
    yield buffer.subarray(0, read);
}

/** Taken from Node when it is needed: every command loads this file, and it takes longer to load than a step to record. */
const newDigest = () => process.getBuiltinModule('node:crypto').createHash('sha256');

/** The SHA-256 of a file's content. */
function digestOfFile(file: string): string {
  const digest = newDigest();
  const source = openSync(file, 'r');
  try {
    for (const piece of piecesOf(source)) digest.update(piece);
  } finally {
    closeSync(source);
  }
  return digest.digest('hex');
}

function stateIn(
  home: string,
  { sha256, size }: StoredFile,
  { thorough }: { readonly thorough: boolean },
): AttachmentState {
  const file = attachmentFile(home, sha256);
  const stat = refusing(file, () => statSync(file, { throwIfNoEntry: false }));
  if (stat === undefined || !stat.isFile()) return 'missing';
  if (stat.size !== size) return 'changed';
  return thorough && refusing(file, () => digestOfFile(file)) !== sha256 ? 'changed' : 'intact';
}

/** Gives the draft, which is on the disk, the name of its content. */
function keepIn(home: string, draft: AttachmentDraft): void {
  const file = attachmentFile(home, draft.sha256);
  refusing(file, () => {
    try {
      putInPlace(draft.file, file, { replacing: true });
    } catch (error) {
      // Somebody looks at the copy that lies there already, which is as good.
      if (!isHeld(error) || stateIn(home, draft, { thorough: true }) !== 'intact') throw error;
    }
  });
}

/** Not by copying the file, which makes the copy as readable by others as the original on a stick is. */
function copyInto(target: string, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  const draft = draftOf(target);
  return refusing(target, async () => {
    try {
      createPrivate(draft);
      const descriptor = openSync(draft, 'w');
      try {
        for await (const piece of pieces) writeWhole(descriptor, piece);
      } finally {
        closeSync(descriptor);
      }
      sync(draft);
      putInPlace(draft, target, { replacing: true });
    } finally {
      dropDraft(draft);
    }
  });
}

function writeWhole(descriptor: number, piece: Uint8Array): void {
  for (let rest = piece; rest.length > 0; rest = rest.subarray(writeSync(descriptor, rest)));
}

/**
 * Copies the open file to the home of the ledger, readable by its owner alone. The digest is that of what is written, so it
 * is true even where the file changes. `place` tells the drafts of one run apart.
 */
export function draftAttachment(home: string, source: number, place: number): AttachmentDraft {
  const file = draftOf(attachmentFile(home, String(place)));
  try {
    return refusing(file, () => {
      createPrivate(file);
      const digest = newDigest();
      const descriptor = openSync(file, 'w');
      let size = 0;
      try {
        for (const piece of piecesOf(source)) {
          digest.update(piece);
          writeWhole(descriptor, piece);
          size += piece.length;
        }
      } finally {
        closeSync(descriptor);
      }
      sync(file);
      return { sha256: digest.digest('hex'), size, file, drop: () => dropDraft(file) };
    });
  } catch (error) {
    dropDraft(file);
    throw error;
  }
}
