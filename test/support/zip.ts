import { crc32, deflateRawSync } from 'node:zlib';

/** A part of a zip; `stated` is the size that the file gives for it, the true one where nothing is said. */
export interface Part {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly stated?: number;
}

/** A zip of these parts, as honest or not as they are. */
export function zip(parts: readonly Part[]): Uint8Array {
  const [locals, entries]: [Buffer[], Buffer[]] = [[], []];
  let at = 0;
  for (const { name, content, stated } of parts) {
    const bytes = Buffer.from(content as Uint8Array);
    const packed = deflateRawSync(bytes);
    const file = Buffer.from(name);
    const sizes = [crc32(bytes), packed.length, stated ?? bytes.length];
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(8, 8);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50);
    entry.writeUInt16LE(20, 6);
    entry.writeUInt16LE(8, 10);
    for (const [i, size] of sizes.entries()) {
      local.writeUInt32LE(size, 14 + 4 * i);
      entry.writeUInt32LE(size, 16 + 4 * i);
    }
    local.writeUInt16LE(file.length, 26);
    entry.writeUInt16LE(file.length, 28);
    entry.writeUInt32LE(at, 42);
    locals.push(local, file, packed);
    entries.push(entry, file);
    at += 30 + file.length + packed.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return new Uint8Array(Buffer.concat([...locals, directory, end]));
}
