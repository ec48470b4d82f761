import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Moment } from '../../domain/case/clock.ts';
import { isFolder, listFiles, removeFile } from './copies.ts';
import { codeOf, refusing } from './faults.ts';
import { isHeld } from './patience.ts';
import { createPrivate, dropDraft, putInPlace, sync } from './private-files.ts';

/** Attachments lie in the home of the ledger, each once, named by the SHA-256 of its content. */
export const attachmentFile = (home: string, sha256: string): string => join(home, 'attachments', sha256);

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
function copyInto(draft: string, source: number): { readonly sha256: string; readonly size: number } {
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

/**
 * Removes what killed processes left of the copies they had begun: those whose process is gone, and where its number may be
 * another's by now, or another computer's, those that nobody has written to for a day.
 */
export function sweepDrafts(home: string, now: Moment): void {
  const folder = dirname(attachmentFile(home, '-'));
  if (!isFolder(folder)) return;
  for (const file of listFiles(folder, /(?:^|\.)\d+(?:-\d+)?\.new$/)) {
    const [, pid] = /(\d+)(?:-\d+)?\.new$/.exec(file) ?? [];
    if (isGone(Number(pid)) || isUntouched(file, now)) removeFile(file);
  }
}

const DAY_MS = 86_400_000;

const isUntouched = (file: string, now: Moment): boolean =>
  (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) < Date.parse(now) - DAY_MS;

/** No process of this computer has the number. */
function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return codeOf(error) === 'ESRCH';
  }
}

/** What an attachment's file is: as it was stored, changed since, or gone. */
export type AttachmentState = 'intact' | 'changed' | 'missing';

/** Looks at an attachment of the ledger with that home. `thorough` reads its content, else its size is compared. */
export function attachmentState(
  home: string,
  { sha256, size }: { readonly sha256: string; readonly size: number },
  { thorough }: { readonly thorough: boolean },
): AttachmentState {
  const file = attachmentFile(home, sha256);
  const stat = refusing(file, () => statSync(file, { throwIfNoEntry: false }));
  if (stat === undefined || !stat.isFile()) return 'missing';
  if (stat.size !== size) return 'changed';
  return thorough && refusing(file, () => digestOfFile(file)) !== sha256 ? 'changed' : 'intact';
}

/** Copies the attachment from one home to another, in the place of what bears its name there. */
export function copyAttachment(from: string, to: string, sha256: string): void {
  const target = attachmentFile(to, sha256);
  const draft = `${target}.${process.pid}.new`;
  refusing(target, () => {
    try {
      createPrivate(draft);
      // Not copyFileSync, which makes the copy as readable by others as the original on a stick is.
      reading(attachmentFile(from, sha256), (source) => copyInto(draft, source));
      sync(draft);
      putInPlace(draft, target, { replacing: true });
    } finally {
      dropDraft(draft);
    }
  });
}

/** A copy of a file in the home of the ledger that is not an attachment yet. */
export interface AttachmentDraft {
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  /** Gives it the name of its content: the attachment is on the disk when this returns. Equal content lies there once. */
  keep(): void;
  /** Removes what was not kept. */
  drop(): void;
}

/** Copies the open file to the home of the ledger, readable by its owner alone. `place` tells the drafts of one run apart. */
export function draftAttachment(home: string, source: number, place: number): AttachmentDraft {
  const draft = attachmentFile(home, `${process.pid}-${place}.new`);
  try {
    const { sha256, size } = refusing(draft, () => {
      createPrivate(draft);
      const copied = copyInto(draft, source);
      sync(draft);
      return copied;
    });
    const file = attachmentFile(home, sha256);
    const keep = () => {
      refusing(file, () => {
        try {
          putInPlace(draft, file, { replacing: true });
        } catch (error) {
          // Somebody looks at the copy that lies there already, which is as good.
          if (!isHeld(error) || attachmentState(home, { sha256, size }, { thorough: true }) !== 'intact')
            throw error;
        }
      });
    };
    return { sha256, size, keep, drop: () => dropDraft(draft) };
  } catch (error) {
    dropDraft(draft);
    throw error;
  }
}
