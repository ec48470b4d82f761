import { inflateRawSync } from 'node:zlib';

/** What an honest workbook of a month stays below by far; what is beyond is not unpacked. */
const MOST_UNPACKED = 256 << 20;
const MOST_PARTS = 2000;
/** Of a part larger than SMALL: texts of a ledger are packed to a tenth, a bomb to a thousandth. */
const HIGHEST_RATIO = 100;
const SMALL = 1 << 20;

/** Why a file is not unpacked: it is no zip, or what it claims to hold is out of all proportion. */
export type NotUnpacked = 'damaged' | 'too large';

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: Uint8Array;
  readonly size: number;
}

/**
 * The parts of a zip by their names. The sizes that the file states are judged before anything is unpacked, and a part
 * that turns out larger than stated is not unpacked further: memory is bounded whatever the file is.
 */
export function unpack(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> | NotUnpacked {
  try {
    const entries = entriesOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    return isOutOfProportion(entries)
      ? 'too large'
      : new Map(entries.map((entry): [string, Uint8Array] => [entry.name, contentOf(entry)]));
  } catch {
    return 'damaged';
  }
}

const isOutOfProportion = (entries: readonly Entry[]): boolean =>
  entries.length > MOST_PARTS ||
  entries.reduce((sum, { size }) => sum + size, 0) > MOST_UNPACKED ||
  entries.some(({ size, packed }) => size > SMALL && size > packed.length * HIGHEST_RATIO);

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
  return Array.from({ length: count }, () => {
    if (zip.readUInt32LE(at) !== ENTRY) throw new RangeError('no entry');
    const packedSize = zip.readUInt32LE(at + 20);
    const nameEnd = at + 46 + zip.readUInt16LE(at + 28);
    const entry: Entry = {
      name: zip.toString('utf8', at + 46, nameEnd),
      method: zip.readUInt16LE(at + 10),
      packed: packedIn(zip, zip.readUInt32LE(at + 42), packedSize),
      size: zip.readUInt32LE(at + 24),
    };
    at = nameEnd + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
    return entry;
  });
}

function packedIn(zip: Buffer, header: number, size: number): Uint8Array {
  const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
  if (start + size > zip.length) throw new RangeError('cut off');
  return zip.subarray(start, start + size);
}

function contentOf({ method, packed, size }: Entry): Uint8Array {
  if (method !== STORED && method !== DEFLATED) throw new RangeError('packed in another way');
  const content = method === STORED ? packed : inflateRawSync(packed, { maxOutputLength: size + 1 });
  if (content.length !== size) throw new RangeError('not of the stated size');
  return content;
}
