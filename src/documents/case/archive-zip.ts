import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import JSZip from 'jszip';
import type { Moment } from '../../domain/case/clock.ts';

/** A file to be packed: made here, or lying on the disk under a digest that is known. */
export type Packed = { readonly path: string } & (
  | { readonly content: string | Uint8Array }
  | { readonly file: string; readonly sha256: string }
);

const CHECKSUMS = '校验清单.txt';

/**
 * Packs the files and, as `sha256sum -c` reads it, the list of their checksums. Files on the disk are read when it is their
 * turn, so that a month of recordings needs no more memory than one. Times are those of China.
 */
export async function writeArchive(target: string, files: readonly Packed[], at: Moment): Promise<void> {
  const zip = new JSZip();
  const date = new Date(`${at.slice(0, 19)}Z`); // the zip holds a wall clock, which jszip takes from UTC
  const add = (path: string, content: string | Uint8Array | NodeJS.ReadableStream) =>
    zip.file(path, content, { date, createFolders: false, unixPermissions: 0o600 });
  for (const packed of files) add(packed.path, 'file' in packed ? readLater(packed.file) : packed.content);
  add(CHECKSUMS, files.map((packed) => `${digestOf(packed)}  ${packed.path}\n`).join(''));
  const stream = zip.generateNodeStream({ compression: 'DEFLATE', streamFiles: true, platform: 'UNIX' });
  await pipeline(stream, createWriteStream(target, { mode: 0o600 }));
}

const digestOf = (packed: Packed): string =>
  'file' in packed ? packed.sha256 : createHash('sha256').update(packed.content).digest('hex');

/** Opens the file on the first read: a thousand open files are more than a system allows. */
const readLater = (file: string): Readable =>
  Readable.from(
    (async function* () {
      yield* createReadStream(file);
    })(),
    { objectMode: false },
  );
