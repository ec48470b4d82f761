// A disk that loses power: what was synced is on it, of everything else any part may be. POSIX promises no more.

import type { Chance } from './recording-commands.ts';

type Change = { readonly at: number; readonly bytes: Buffer } | { readonly size: number };

/** What is on the disk for sure, and the steps since that may be there too. */
class Unsynced<State, Step> {
  readonly #steps: Step[] = [];
  readonly #apply: (state: State, steps: readonly Step[]) => State;
  #synced: State;

  constructor(state: State, apply: (state: State, steps: readonly Step[]) => State) {
    this.#synced = state;
    this.#apply = apply;
  }

  change(step: Step): void {
    this.#steps.push(step);
  }

  sync(): void {
    this.#synced = this.seen();
    this.#steps.length = 0;
  }

  /** As programs see it: with all the steps. */
  seen(): State {
    return this.#apply(this.#synced, this.#steps);
  }

  /** With those of the steps that `survive`. */
  protected cut(survive: (steps: readonly Step[]) => readonly Step[]): State {
    return this.#apply(this.#synced, survive(this.#steps));
  }
}

/** A file: its bytes. */
export class SimulatedFile extends Unsynced<Buffer, Change> {
  constructor(content: Buffer) {
    super(content, changed);
  }

  after({ data }: PowerCut): Buffer {
    return this.cut(data);
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

/** A folder: what its names stand for. */
export class SimulatedFolder extends Unsynced<ReadonlyMap<string, Inode>, Naming> {
  constructor(names: ReadonlyMap<string, Inode> = new Map()) {
    super(names, named);
  }

  after({ names }: PowerCut): ReadonlyMap<string, Inode> {
    return this.cut(names);
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
