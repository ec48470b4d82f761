// A disk that loses power: what was synced is on it, of everything else any part may be. POSIX promises no more.

import type { Chance } from './recording-commands.ts';

type Change = { readonly at: number; readonly bytes: Buffer } | { readonly size: number };

/** What a file holds for sure, and what was written to it since. */
export class SimulatedFile {
  readonly #unsynced: Change[] = [];
  #synced: Buffer;

  constructor(content: Buffer) {
    this.#synced = content;
  }

  change(change: Change): void {
    this.#unsynced.push(change);
  }

  sync(): void {
    this.#synced = this.content();
    this.#unsynced.length = 0;
  }

  /** As programs see it: all that was written. */
  content(): Buffer {
    return changed(this.#synced, this.#unsynced);
  }

  after(cut: PowerCut): Buffer {
    return changed(this.#synced, cut.data(this.#unsynced));
  }
}

function changed(before: Buffer, changes: readonly Change[]): Buffer {
  if (changes.length === 0) return before;
  const ends = changes.map((change) => ('size' in change ? change.size : change.at + change.bytes.length));
  const content = Buffer.alloc(Math.max(before.length, ...ends));
  let size = before.copy(content);
  for (const change of changes) {
    if ('size' in change) {
      content.fill(0, change.size, Math.max(size, change.size));
      size = change.size;
    } else size = Math.max(size, change.at + change.bytes.copy(content, change.at));
  }
  return content.subarray(0, size);
}

type Inode = SimulatedFile | SimulatedFolder;

/** Names that appear and go together: a rename is one step on every file system. */
type Naming = readonly (readonly [name: string, inode: Inode | undefined])[];

/** The names a folder holds for sure, and what became of them since. */
export class SimulatedFolder {
  readonly #unsynced: Naming[] = [];
  #synced: ReadonlyMap<string, Inode>;

  constructor(names: ReadonlyMap<string, Inode> = new Map()) {
    this.#synced = names;
  }

  change(naming: Naming): void {
    this.#unsynced.push(naming);
  }

  sync(): void {
    this.#synced = this.names();
    this.#unsynced.length = 0;
  }

  names(): ReadonlyMap<string, Inode> {
    return named(this.#synced, this.#unsynced);
  }

  after(cut: PowerCut): ReadonlyMap<string, Inode> {
    return named(this.#synced, cut.names(this.#unsynced));
  }
}

function named(names: ReadonlyMap<string, Inode>, changes: readonly Naming[]): ReadonlyMap<string, Inode> {
  const next = new Map(names);
  for (const [name, inode] of changes.flat()) {
    if (inode === undefined) next.delete(name);
    else next.set(name, inode);
  }
  return next;
}

/** Which of the steps that were not synced have reached the disk all the same. */
export interface PowerCut {
  data(changes: readonly Change[]): readonly Change[];
  names(changes: readonly Naming[]): readonly Naming[];
}

const all = <T>(changes: readonly T[]): readonly T[] => changes;
const none = (): readonly never[] => [];

/**
 * The corners: nothing but what was synced, everything, names without their data, data without its names, and of the
 * names the last one alone.
 */
export const corners: readonly PowerCut[] = [
  { data: none, names: none },
  { data: all, names: all },
  { data: none, names: all },
  { data: all, names: none },
  { data: all, names: (changes) => changes.slice(-1) },
];

/** Any part of them: the first few, or a choice among all; of a choice writes may be torn between two sectors. */
export function randomCut(dice: Chance): PowerCut {
  const some = <T>(changes: readonly T[]): readonly T[] =>
    dice.below(3) === 0
      ? changes.slice(0, dice.below(changes.length + 1))
      : changes.filter(() => dice.below(2) === 0);
  return {
    names: some,
    data: (changes) => some(changes).flatMap((change) => (dice.below(3) === 0 ? torn(change, dice) : change)),
  };
}

const SECTOR = 512;

function torn(change: Change, dice: Chance): readonly Change[] {
  if ('size' in change) return [change];
  const { at, bytes } = change;
  const parts: Change[] = [];
  for (let from = 0; from < bytes.length; ) {
    const to = Math.min(bytes.length, from + SECTOR - ((at + from) % SECTOR));
    if (dice.below(2) === 0) parts.push({ at: at + from, bytes: bytes.subarray(from, to) });
    from = to;
  }
  return parts;
}

/** The files of a folder and of those in it, by their paths. */
export type Files = ReadonlyMap<string, Buffer>;

/** What the power cut leaves. Two names may share a file. */
export function filesAfter(root: SimulatedFolder, cut: PowerCut): Files {
  const files = new Map<string, Buffer>();
  const contents = new Map<SimulatedFile, Buffer>();
  const visit = (folder: SimulatedFolder, path: string): void => {
    for (const [name, inode] of folder.after(cut)) {
      if (inode instanceof SimulatedFolder) {
        visit(inode, `${path}${name}/`);
        continue;
      }
      const content = contents.get(inode) ?? inode.after(cut);
      contents.set(inode, content);
      files.set(`${path}${name}`, content);
    }
  };
  visit(root, '');
  return files;
}
