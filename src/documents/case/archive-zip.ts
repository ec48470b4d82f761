import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import JSZip from 'jszip';
import type { Moment } from '../../domain/case/clock.ts';

/** A file to be packed: made here, or kept under a digest that is known. */
export type Packed = { readonly path: string } & (
  | { readonly content: string | Uint8Array }
  | { read(): AsyncIterable<Uint8Array>; readonly sha256: string }
);

const CHECKSUMS = '校验清单.txt';

/**
 * Packs the files and, as `sha256sum -c` reads it, the list of their checksums. What is kept is read when it is its
 * turn, so that a month of recordings needs no more memory than one. Times are those of China.
 */
export async function writeArchive(target: string, files: readonly Packed[], at: Moment): Promise<void> {
  const zip = new JSZip();
  const date = new Date(`${at.slice(0, 19)}Z`); // the zip holds a wall clock, which jszip takes from UTC
  const add = (path: string, content: string | Uint8Array | NodeJS.ReadableStream) =>
    zip.file(path, content, { date, createFolders: false, unixPermissions: 0o600 });
  for (const packed of files) add(packed.path, 'read' in packed ? readLater(packed) : packed.content);
  add(CHECKSUMS, files.map((packed) => `${digestOf(packed)}  ${packed.path}\n`).join(''));
  const stream = zip.generateNodeStream({ compression: 'DEFLATE', streamFiles: true, platform: 'UNIX' });
  await pipeline(stream, createWriteStream(target, { mode: 0o600 }));
}

const digestOf = (packed: Packed): string =>
  'read' in packed ? packed.sha256 : createHash('sha256').update(packed.content).digest('hex');

/** Asked for on the first read: a thousand open files are more than a system allows. */
const readLater = ({ read }: { read(): AsyncIterable<Uint8Array> }): Readable =>
  Readable.from(
    (async function* () {
      yield* read();
    })(),
    { objectMode: false },
  );
