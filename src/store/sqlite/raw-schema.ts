import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { codeOf } from '../files/faults.ts';

// What is defined in a database, read without SQLite: with the first question SQLite reads all of it, and what it counted
// (sqlite_stat1), whose columns can be anything that is computed. https://sqlite.org/fileformat2.html

/** Reads so many bytes from there into the buffer; says how many there were. */
export type ReadAt = (into: Buffer, position: number) => number;

/** A ledger has some seventy definitions of together 40 kB. */
const [MOST_DEFINITIONS, MOST_BYTES, MOST_PAGES] = [300, 500_000, 2000];
const TOO_MUCH = '数据库：定义的东西太多，不是台账';
/** A tree may come back to where it was. */
class TooMuch extends Error {}

/** Why the database is not to be asked for what it defines, in words; undefined where it may be. */
export function trapIn(file: string | Buffer): string | undefined {
  if (typeof file !== 'string') return trapAmong(pagesOf(readerOf(file), undefined));
  const [main, wal] = [opened(file), opened(`${file}-wal`)];
  try {
    return main && trapAmong(pagesOf(main.read, wal?.read));
  } finally {
    main?.close();
    wal?.close();
  }
}

const readerOf =
  (bytes: Buffer): ReadAt =>
  (into, position) =>
    bytes.copy(into, 0, position, position + into.length);

function opened(path: string): { readonly read: ReadAt; close(): void } | undefined {
  try {
    // A pipe would be waited for.
    const descriptor = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const close = (): void => closeSync(descriptor);
    if (fstatSync(descriptor).isFile())
      return { read: (into, position) => readSync(descriptor, into, 0, into.length, position), close };
    close();
    return undefined;
  } catch {
    // SQLite says why it cannot be read; or there is no WAL.
    return undefined;
  }
}

interface Pages {
  /** Bytes of a page that hold content. */
  readonly usable: number;
  /** Undefined beyond the end of the file. */
  page(number: number): Buffer | undefined;
}

const HEADER = 100;

function pagesOf(main: ReadAt, wal: ReadAt | undefined): Pages {
  const header = Buffer.alloc(HEADER);
  main(header, 0);
  // 1 stands for 65,536, which has no room there.
  const said = header.readUInt16BE(16);
  const size = said === 1 ? 65_536 : said;
  let asked = 0;
  const inWal = wal === undefined ? new Map<number, number>() : framesIn(wal, size);
  return {
    usable: size - (header[20] ?? 0),
    page(number) {
      asked += 1;
      if (asked > MOST_PAGES) throw new TooMuch();
      const bytes = Buffer.alloc(size);
      const frame = inWal.get(number);
      const count = frame === undefined || !wal ? main(bytes, (number - 1) * size) : wal(bytes, frame);
      return number > 0 && size > 0 && count === size ? bytes : undefined;
    },
  };
}

const [WAL_HEADER, FRAME_HEADER] = [32, 24];
/** What every WAL begins with, but for its last bit. */
const WAL_MAGIC = 0x377f0682;

/**
 * Where the latest content of each page stands in a WAL: those behind another salt are left from before, and what
 * somebody is still writing counts from its commit on.
 */
function framesIn(wal: ReadAt, size: number): Map<number, number> {
  const [header, frame] = [Buffer.alloc(WAL_HEADER), Buffer.alloc(FRAME_HEADER)];
  const frames = new Map<number, number>();
  const uncommitted = new Map<number, number>();
  if (size === 0 || wal(header, 0) < WAL_HEADER) return frames;
  if ((header.readUInt32BE(0) & ~1) !== WAL_MAGIC) return frames;
  for (let at = WAL_HEADER; wal(frame, at) === FRAME_HEADER; at += FRAME_HEADER + size) {
    if (!frame.subarray(8, 16).equals(header.subarray(16, 24))) break;
    uncommitted.set(frame.readUInt32BE(0), at + FRAME_HEADER);
    // The last frame of a transaction says how many pages the database has then.
    if (frame.readUInt32BE(4) === 0) continue;
    for (const [page, place] of uncommitted) frames.set(page, place);
    uncommitted.clear();
  }
  return frames;
}

/** What SQLite makes itself, word for word. */
const COUNTED = /CREATE TABLE sqlite_stat(?:1\(tbl,idx,stat\)|4\(tbl,idx,neq,nlt,ndlt,sample\))$/;

function trapAmong(pages: Pages): string | undefined {
  let [count, bytes] = [0, 0];
  try {
    for (const definition of definitionsFrom(pages, 1)) {
      count += 1;
      bytes += definition.length;
      if (count > MOST_DEFINITIONS || bytes > MOST_BYTES) return TOO_MUCH;
      const text = definition.toString('latin1').replaceAll('\0', '');
      if (/sqlite_stat/i.test(text) && !COUNTED.test(text)) return '数据库：sqlite_stat 表被改动了';
    }
  } catch (error) {
    if (error instanceof TooMuch) return TOO_MUCH;
    // Beyond the end of a damaged page: SQLite says so.
    if (!codeOf(error).startsWith('ERR_')) throw error;
  }
  return undefined;
}

const [INTERIOR, LEAF] = [5, 13];

/** The rows of the table of definitions, each as it is stored, from the page on that its tree has at this place. */
function* definitionsFrom(pages: Pages, number: number): Iterable<Buffer> {
  const page = pages.page(number);
  if (page === undefined) return;
  const header = number === 1 ? HEADER : 0;
  const kind = page[header];
  const cells = page.readUInt16BE(header + 3);
  const first = header + (kind === INTERIOR ? 12 : 8);
  for (let i = 0; i < cells; i++) {
    const at = page.readUInt16BE(first + 2 * i);
    if (kind === INTERIOR) yield* definitionsFrom(pages, page.readUInt32BE(at));
    else if (kind === LEAF) yield contentAt(pages, page, at);
  }
  if (kind === INTERIOR) yield* definitionsFrom(pages, page.readUInt32BE(header + 8));
}

/** The content of a cell, with what stands on pages of its own. */
function contentAt({ usable, page }: Pages, leaf: Buffer, at: number): Buffer {
  const [length, behindLength] = numberAt(leaf, at);
  const [, begin] = numberAt(leaf, behindLength);
  if (length > MOST_BYTES) return Buffer.alloc(MOST_BYTES + 1);
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const most = usable - 35;
  const spilling = least + ((length - least) % (usable - 4));
  const local = length <= most ? length : spilling <= most ? spilling : least;
  const parts = [leaf.subarray(begin, begin + local)];
  let left = length - local;
  let next = left > 0 ? leaf.readUInt32BE(begin + local) : 0;
  while (left > 0) {
    const more = page(next);
    if (more === undefined) break;
    parts.push(more.subarray(4, 4 + Math.min(left, usable - 4)));
    left -= usable - 4;
    next = more.readUInt32BE(0);
  }
  return Buffer.concat(parts);
}

/** A number of up to nine bytes, and where what follows begins. */
function numberAt(page: Buffer, at: number): readonly [number, number] {
  let value = 0;
  for (let i = 0; i < 8; i++) {
    const byte = page.readUInt8(at + i);
    value = value * 128 + (byte & 127);
    if (byte < 128) return [value, at + i + 1];
  }
  return [value * 256 + page.readUInt8(at + 8), at + 9];
}
