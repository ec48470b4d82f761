// The power goes at any moment of one command: what the disk may hold then is written out and looked at.

import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Contents, contentsOf, digestOf, ledgersIn } from './folder-contents.ts';
import { inspectLedger } from './inspect-ledger.ts';
import type { Chance } from './recording-commands.ts';
import { ReplayedDisk, recordingOptions } from './replayed-disk.ts';
import { runMany } from './run-many.ts';
import type { Desk } from './run-tousu.ts';
import { corners, type Files, filesAfter, randomCut } from './simulated-disk.ts';
import { runTraced } from './strace.ts';

export interface CutCommand {
  readonly desk: Desk;
  /** The command, naming the files in `folder`. */
  readonly words: (folder: string) => readonly string[];
  /** Where the ledger lies in the folder. */
  readonly ledger?: string;
  /** What else must hold. */
  readonly also?: (contents: Triple) => readonly string[];
  /** What is to be typed behind it when it has been given once more. */
  readonly finish?: readonly string[];
  /** What must hold when the command has been given once more. */
  readonly afterwards?: (contents: Triple) => readonly string[];
}

interface Triple {
  readonly found: Contents;
  readonly before: Contents;
  readonly after: Contents;
}

export interface Extent {
  readonly dice: Chance;
  /** Of a run of writes, every how many-th is a moment; all else is one. */
  readonly writes: number;
  /** Random choices at each moment, beside the corners. */
  readonly choices: number;
  /** In every how many-th state the command is given once more. */
  readonly again: number;
}

/** What a disk may hold. */
interface State {
  readonly name: string;
  /** The program had answered by then. */
  readonly answered: boolean;
  readonly files: Files;
}

const BATCH = 30;

/** In memory where it can be: the states are many, and nobody cuts the power here. */
const room = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** Runs the command once, then tries every moment of it. Returns what did not hold, and how much was tried. */
export async function cutPower(command: CutCommand, extent: Extent) {
  const { desk, ledger = 'ledger.db' } = command;
  const words = (folder: string) => [...command.words(folder), '--ledger', join(folder, ledger)];
  const disk = new ReplayedDisk(desk.folder);
  const before = contentsOf(desk.folder);
  const { status, stderr, calls } = await runTraced(desk, words(desk.folder), recordingOptions);
  if (status !== 0) throw new Error(`exit ${status}: ${stderr}`);
  const after = contentsOf(desk.folder);

  const looking = { ...command, words, again: extent.again, before, after };
  const problems: string[] = [];
  const seen = new Set<string>();
  const waiting: State[] = [];
  const lookAtBatch = async () => problems.push(...(await lookAt(waiting.splice(0, BATCH), looking)));
  let [moments, writes, answered] = [0, 0, false];
  const cut = async (moment: string) => {
    moments++;
    const choices = Array.from({ length: extent.choices }, () => randomCut(extent.dice));
    for (const [n, choice] of [...corners, ...choices].entries()) {
      const files = filesAfter(disk.root, choice);
      const digest = digestOfState(files, answered);
      if (!seen.has(digest)) waiting.push({ name: `${moments} ${moment}, choice ${n}`, answered, files });
      seen.add(digest);
      if (waiting.length >= BATCH) await lookAtBatch();
    }
  };
  await cut('before');
  for (const call of calls) {
    const effect = disk.apply(call);
    if (effect === 'answered') answered = true;
    if (effect === 'changed' && /write|copy|send/.test(call.name) && writes++ % extent.writes > 0) continue;
    if (effect !== undefined) await cut(call.name);
  }
  if (!answered) throw new Error('the command did not answer');
  await lookAtBatch();
  return { problems, moments, states: seen.size };
}

const digests = new WeakMap<Buffer, string>();

function digestOfState(files: Files, answered: boolean): string {
  const list = [...files].sort().map(([path, content]) => {
    const digest = digests.get(content) ?? digestOf(content);
    digests.set(content, digest);
    return [path, digest];
  });
  return JSON.stringify([answered, list]);
}

interface Looking extends Omit<CutCommand, 'desk' | 'ledger'>, Omit<Triple, 'found'> {
  readonly again: number;
}

/** Writes the states out and looks at them. In some the program itself does the same work again, then verifies. */
async function lookAt(
  states: readonly State[],
  { words, again, finish, also, afterwards, before, after }: Looking,
): Promise<readonly string[]> {
  const root = mkdtempSync(join(room, 'tousu-power-'));
  const problems: string[] = [];
  const chosen: { readonly name: string; readonly folder: string }[] = [];
  try {
    for (const [n, state] of states.entries()) {
      const folder = writtenOut(join(root, String(n)), state.files);
      const unsound = await unsoundLedgers(folder);
      const contents = { found: contentsOf(folder), before, after };
      const found = [...unsound, ...misplaced(state, contents), ...(also?.(contents) ?? [])];
      problems.push(...found.map((problem) => `${state.name}: ${problem}`));
      if (n % again === 0) chosen.push({ name: state.name, folder });
    }
    const lines = chosen.flatMap(({ folder }) => {
      const inLedger = words(folder).slice(-2);
      return [words(folder), ...(finish ? [[...finish, ...inLedger]] : []), ['verify', ...inLedger]];
    });
    const { exits, output } = await runMany(root, lines);
    // Who has no ledger makes one now; who has one is told so.
    const bad = lines.filter((_line, n) => exits[n] !== 0 && exits[n] !== 2);
    if (bad.length > 0) problems.push(output, ...bad.map((line) => line.join(' ')));
    for (const { name, folder } of chosen) {
      const found = afterwards?.({ found: contentsOf(folder), before, after }) ?? [];
      problems.push(...found.map((problem) => `${name}, again: ${problem}`));
    }
    return problems;
  } finally {
    rmSync(root, { recursive: true });
  }
}

function writtenOut(folder: string, files: Files): string {
  mkdirSync(folder, { mode: 0o700 });
  for (const [path, content] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true, mode: 0o700 });
    writeFileSync(join(folder, path), content, { mode: 0o600 });
  }
  return folder;
}

async function unsoundLedgers(folder: string): Promise<readonly string[]> {
  const unsound: string[] = [];
  for (const path of ledgersIn(folder)) {
    const { problems } = await inspectLedger(join(folder, path));
    unsound.push(...problems.map((problem) => `${path}: ${problem}`));
  }
  return unsound;
}

/** Whatever bears its name is as it was before or as it is after; after the answer everything is as it is after. */
function misplaced({ answered }: State, { found, before, after }: Triple): readonly string[] {
  const paths = [...new Set([...found.keys(), ...before.keys(), ...after.keys()])];
  const allowed = (path: string) => (answered ? [after.get(path)] : [before.get(path), after.get(path)]);
  return paths
    .filter((path) => !allowed(path).includes(found.get(path)))
    .map((path) => `${path} is ${found.get(path) ?? 'gone'}, not ${allowed(path).join(' or ')}`);
}
