import { constants, crc32, createInflateRaw, inflateRawSync } from 'node:zlib';

/** What an honest file stays below by far; what is beyond is not unpacked. */
export interface Bounds {
  /** Bytes of all parts together. */
  readonly unpacked: number;
  /** Of a part larger than SMALL: texts of a ledger are packed to a tenth, a bomb to a thousandth. */
  readonly ratio: number;
}

const ofMonth: Bounds = { unpacked: 256 << 20, ratio: 100 };
const MOST_PARTS = 2000;
const SMALL = 1 << 20;

/** Why a file is not unpacked: it is no zip, or what it claims to hold is out of all proportion. */
export type NotUnpacked = 'damaged' | 'too large';

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: Uint8Array;
  readonly size: number;
  readonly checksum: number;
}

/**
 * The parts of a zip by their names. The sizes that the file states are judged before anything is unpacked, and a part
 * that turns out larger than stated is not unpacked further: memory is bounded whatever the file is. Pictures are left
 * packed: nothing reads them. What was changed on the way, by a bad disk or a broken copy, is damaged.
 */
export function unpack(bytes: Uint8Array): ReadonlyMap<string, Buffer> | NotUnpacked {
  const parts = openMonth(bytes);
  if (typeof parts === 'string') return parts;
  try {
    return new Map([...parts].map(([name, part]) => [name, part.read()]));
  } catch {
    return 'damaged';
  }
}

/** The parts of a workbook of ordinary size, each unpacked whenever it is read. */
export const openMonth = (bytes: Uint8Array): Parts | NotUnpacked => openZip(bytes, ofMonth);

/** A part that is unpacked whenever it is read. Fails with what is damaged. */
export interface PackedPart {
  /** The whole, or only its first bytes. */
  read(most?: number): Buffer;
  /** One piece after the other, so that a large part never is in memory. Whether it is what was packed shows at its end. */
  pieces(): AsyncIterable<Buffer>;
}

/** Parts by their names. */
export type Parts = ReadonlyMap<string, PackedPart>;

/** The same parts, unpacked when they are read: a large one need not stay. */
export function openZip(bytes: Uint8Array, bounds: Bounds): Parts | NotUnpacked {
  try {
    const entries = entriesOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    return isOutOfProportion(entries, bounds)
      ? 'too large'
      : new Map(
          entries.map((entry) => [
            entry.name,
            {
              read: (most?: number) => (most === undefined ? contentOf(entry) : beginningOf(entry, most)),
              pieces: () => piecesOf(entry),
            },
          ]),
        );
  } catch {
    return 'damaged';
  }
}

const isOutOfProportion = (entries: readonly Entry[], { unpacked, ratio }: Bounds): boolean =>
  entries.length > MOST_PARTS ||
  entries.reduce((sum, { size }) => sum + size, 0) > unpacked ||
  entries.some(({ size, packed }) => size > SMALL && size > packed.length * ratio);

const END = Buffer.from('PK\x05\x06');
const ENTRY = 0x02014b50;
const STORED = 0;
const DEFLATED = 8;

/** What the directory at the end of the file lists. Fails where it is not in order, reads out of the file included. */
function entriesOf(zip: Buffer): readonly Entry[] {
  const end = zip.lastIndexOf(END);
  if (end < 0) throw new RangeError('no directory');
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  const entries = Array.from({ length: count }, () => {
    if (zip.readUInt32LE(at) !== ENTRY) throw new RangeError('no entry');
    const packedSize = zip.readUInt32LE(at + 20);
    const nameEnd = at + 46 + zip.readUInt16LE(at + 28);
    const entry: Entry = {
      // Some programs for Windows write its separator.
      name: zip.toString('utf8', at + 46, nameEnd).replaceAll('\\', '/'),
      method: zip.readUInt16LE(at + 10),
      packed: packedIn(zip, zip.readUInt32LE(at + 42), packedSize),
      size: zip.readUInt32LE(at + 24),
      checksum: zip.readUInt32LE(at + 16),
    };
    at = nameEnd + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    return entry;
  });
  return entries.filter(({ name }) => !PICTURE.test(name));
}

const PICTURE = /\.(png|jpe?g|gif|bmp|emf|wmf|tiff?|svg|webp)$/i;

function packedIn(zip: Buffer, header: number, size: number): Uint8Array {
  const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
  if (start + size > zip.length) throw new RangeError('cut off');
  return zip.subarray(start, start + size);
}

/** zlib takes no smaller one. */
const LEAST_PIECE = 64;

function beginningOf({ method, packed }: Entry, most: number): Buffer {
  if (method === STORED) return Buffer.from(packed.subarray(0, most));
  return inflateRawSync(packed.subarray(0, most), { finishFlush: constants.Z_SYNC_FLUSH });
}

function contentOf({ method, packed, size, checksum }: Entry): Buffer {
  if (method !== STORED && method !== DEFLATED) throw new RangeError('packed in another way');
  // In one piece: pieces that are joined at the end would take the room of two.
  const content =
    method === STORED
      ? Buffer.from(packed)
      : inflateRawSync(packed, { maxOutputLength: size + 1, chunkSize: Math.max(LEAST_PIECE, size + 1) });
  if (content.length !== size || crc32(content) !== checksum) throw new RangeError('not what was packed');
  return content;
}

/** Some dozen rows of a ledger. */
const PIECE = 96 << 10;

async function* piecesOf({ method, packed, size, checksum }: Entry): AsyncIterable<Buffer> {
  if (method !== STORED && method !== DEFLATED) throw new RangeError('packed in another way');
  let [length, sum] = [0, 0];
  for await (const piece of method === STORED ? sliced(packed) : inflated(packed)) {
    length += piece.length;
    if (length > size) break;
    sum = crc32(piece, sum);
    yield piece;
  }
  if (length !== size || sum !== checksum) throw new RangeError('not what was packed');
}

function* sliced(content: Uint8Array): Iterable<Buffer> {
  for (let from = 0; from < content.length; from += PIECE)
    yield Buffer.from(content.subarray(from, from + PIECE));
}

function inflated(packed: Uint8Array): AsyncIterable<Buffer> {
  const inflate = createInflateRaw({ chunkSize: PIECE });
  inflate.end(packed);
  return inflate;
}
