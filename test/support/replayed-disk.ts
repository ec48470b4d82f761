// What a program under strace did to the files of one folder, done again on a simulated disk, call by call.

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { SimulatedFile, SimulatedFolder } from './simulated-disk.ts';
import { type SystemCall, stringsIn } from './strace.ts';

/** All that changes files or says which one is meant; strace leaves out what a system does not have. */
const names =
  `open openat creat close write pwrite64 writev pwritev sendfile copy_file_range ftruncate truncate fallocate
  fsync fdatasync rename renameat renameat2 link linkat unlink unlinkat mkdir mkdirat rmdir`.split(/\s+/);

/** All bytes of all writes. */
export const recordingOptions = [
  '-s',
  '100000000',
  '-e',
  `trace=${names.map((name) => `?${name}`).join(',')}`,
];

const STDOUT = 1;

interface Opened {
  readonly path: string;
  readonly inode: SimulatedFile | SimulatedFolder;
  position: number;
}

export class ReplayedDisk {
  readonly root: SimulatedFolder;
  readonly #folder: string;
  readonly #open = new Map<number, Opened>();

  /** The folder as it is now, which is taken to be on the disk. */
  constructor(folder: string) {
    this.#folder = folder;
    this.root = read(folder);
  }

  /** 'answered': the program wrote to its standard output. Undefined: the call had nothing to do with the folder. */
  apply(call: SystemCall): 'changed' | 'answered' | undefined {
    if (call.result < 0) return undefined;
    const descriptor = Number.parseInt(call.args, 10);
    if (call.name === 'write' && descriptor === STDOUT) return 'answered';
    if (/^(open|creat)/.test(call.name)) return this.#opens(call);
    if (/^(rename|link|unlink|mkdir|rmdir)/.test(call.name)) return this.#names(call);
    const opened = this.#open.get(descriptor);
    if (call.name === 'close') this.#open.delete(descriptor);
    if (opened === undefined || call.name === 'close') return undefined;
    return uses(opened, call);
  }

  #opens({ args, result }: SystemCall): 'changed' | undefined {
    const [path = ''] = this.#paths(args);
    const [folder, name] = this.#placeOf(path);
    this.#open.delete(result);
    if (folder === undefined) return undefined;
    const found = name === '' ? folder : folder.seen().get(name);
    const inode = found ?? new SimulatedFile(Buffer.alloc(0));
    this.#open.set(result, { path, inode, position: 0 });
    if (found === undefined) folder.change([[name, inode]]);
    else if (args.includes('O_TRUNC') && inode instanceof SimulatedFile) inode.change({ size: 0 });
    else return undefined;
    return 'changed';
  }

  #names({ name: call, args }: SystemCall): 'changed' | undefined {
    const [first = '', second = ''] = this.#paths(args);
    const [from, name] = this.#placeOf(first);
    const [to, newName] = this.#placeOf(second);
    const inode = from?.seen().get(name);
    if (/^(rename|link)/.test(call)) {
      if (from === undefined && to === undefined) return undefined;
      if (from === undefined || from !== to) throw new Error(`${first} → ${second}: not within one folder`);
      from.change(
        call.startsWith('link')
          ? [[newName, inode]]
          : [
              [newName, inode],
              [name, undefined],
            ],
      );
    } else from?.change([[name, call.startsWith('mkdir') ? new SimulatedFolder() : undefined]]);
    return from && 'changed';
  }

  /** Absolute, or as seen from the folder where the program was started, or from one that it has opened. */
  #paths(args: string): readonly string[] {
    return [...args.matchAll(/(?:(AT_FDCWD|\d+), )?("(?:\\x[0-9a-f]{2})*")/g)].map(
      ([, base = '', hex = '']) => {
        const from = this.#open.get(Number.parseInt(base, 10))?.path ?? this.#folder;
        return resolve(from, stringsIn(hex).toString());
      },
    );
  }

  /** The folder that holds the path, and its name there; the name is empty where it is the folder itself. */
  #placeOf(path: string): readonly [SimulatedFolder | undefined, string] {
    const parts = relative(this.#folder, path).split('/');
    if (path === '' || parts[0] === '..') return [undefined, ''];
    const name = parts.pop() ?? '';
    let folder: SimulatedFolder | undefined = this.root;
    for (const part of parts) {
      const inner = folder?.seen().get(part);
      folder = inner instanceof SimulatedFolder ? inner : undefined;
    }
    return [folder, name];
  }
}

function uses(opened: Opened, { name, args, result }: SystemCall): 'changed' | undefined {
  if (name === 'fsync' || name === 'fdatasync') opened.inode.sync();
  else if (name === 'ftruncate') fileOf(opened).change({ size: Number(args.split(', ')[1]) });
  else if (/^p?write/.test(name)) {
    const at = name.startsWith('p') ? Number(args.slice(args.lastIndexOf(',') + 1)) : undefined;
    return writes(opened, Buffer.concat([...stringsIn(args)]).subarray(0, result), at);
  } else throw new Error(`${name}: not known how to do again`);
  return 'changed';
}

/** At the place given, or where the last one ended. */
function writes(opened: Opened, bytes: Buffer, at?: number): 'changed' {
  fileOf(opened).change({ at: at ?? opened.position, bytes });
  if (at === undefined) opened.position += bytes.length;
  return 'changed';
}

function fileOf({ inode, path }: Opened): SimulatedFile {
  if (inode instanceof SimulatedFile) return inode;
  throw new Error(`${path} is no file`);
}

function read(folder: string): SimulatedFolder {
  const entries = readdirSync(folder, { withFileTypes: true });
  return new SimulatedFolder(
    new Map(
      entries.map((entry) => {
        const path = join(folder, entry.name);
        return [entry.name, entry.isDirectory() ? read(path) : new SimulatedFile(readFileSync(path))];
      }),
    ),
  );
}
