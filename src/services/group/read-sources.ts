import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { UnitMonth } from '../../domain/month/group-figures.ts';
import type { MissingUnit } from '../../domain/problems.ts';
import type { Upgrade } from '../../store/db.ts';
import { addressOfUnit, asShown, isOnServer, unitNamedBy, unitsAt } from '../../store/engine.ts';
import { isDatabaseFile } from '../../store/files/bounded-file.ts';
import { listSources } from './list-sources.ts';
import { type Asked, lackingIn, whyUncountable } from './read-ledger.ts';
import { readMany } from './read-many.ts';
import type { UnitDifference, UnitSource } from './unit-source.ts';

export interface Wanted extends Upgrade {
  readonly month: string;
  readonly now: string;
  /** Ledgers, backups, workbooks of a month, and folders of them. */
  readonly sources: readonly string[];
  /** Headquarters' own ledger, where there is one: in a folder it is no source. */
  readonly own: string | null;
  /** What headquarters has got before, of any month, in its order; [] where there is no such ledger. */
  readonly collected: readonly UnitMonth[];
  /** The script of the threads in which many ledgers are read. */
  readonly thread: string;
}

export interface ReadSources {
  readonly read: readonly UnitSource[];
  /** Workbooks that a ledger proves to say something else than it did. */
  readonly falsified: readonly UnitDifference[];
  readonly uncounted: readonly MissingUnit[];
}

/** Every file of the sources; workbooks first, since the ledger of their unit is to bear them out. */
export async function readSources(wanted: Wanted): Promise<ReadSources> {
  const { files, workbooks, uncounted } = await sortedOut(wanted);
  const folder = mkdtempSync(join(tmpdir(), 'tousu-rollup-'));
  try {
    const { month, now, collected, thread } = wanted;
    const ofMonth = workbooks.filter(({ said }) => said.month === month);
    const asked: Asked = { month, now, schema: wanted.schema(), collected, workbooks: ofMonth };
    const progress = (done: number) =>
      wanted.progress(workbooks.length + done, workbooks.length + files.length);
    const answers = await readMany(files, asked, { thread, folder, progress });
    const ledgers: UnitSource[] = [];
    const falsified: UnitDifference[] = [];
    for (const [i, answer] of answers.entries())
      if ('uncountable' in answer) uncounted.push(missing(files[i] ?? null, answer.uncountable));
      else {
        ledgers.push(answer.read.source);
        falsified.push(...answer.read.falsified);
      }
    const read = [
      ...workbooks,
      ...(await againstEachOther(ledgers, { asked, draft: join(folder, 'ledger.db') })),
    ];
    return { read, falsified, uncounted };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface SortedOut {
  readonly files: readonly string[];
  readonly workbooks: readonly UnitSource[];
  readonly uncounted: MissingUnit[];
}

/** The ledgers by their files; the workbooks are read. What reads those is loaded for them alone. */
async function sortedOut({ sources, own, progress }: Wanted): Promise<SortedOut> {
  const files: string[] = [];
  const workbooks: UnitSource[] = [];
  const uncounted: MissingUnit[] = [];
  // Told, and written, as it is shown: an address with a password in it is refused.
  const all = listSources(sources.map(asShown), own);
  for (const [i, file] of all.entries())
    await orUncounted(file, uncounted, async () => {
      if (isOnServer(file)) {
        files.push(...(await ledgersOn(file, own)));
        return;
      }
      if (isDatabaseFile(file)) {
        files.push(file);
        return;
      }
      progress(i, all.length);
      const { readMonthWorkbook } = await import('./read-workbook.ts');
      workbooks.push(readMonthWorkbook(file));
    });
  return { files, workbooks, uncounted };
}

/** The ledgers that the address of a server stands for: one unit's, or all that may be read but headquarters' own. */
async function ledgersOn(address: string, own: string | null): Promise<readonly string[]> {
  if (unitNamedBy(address) !== null) return [address];
  const units = await (await unitsAt(address)).list();
  return units.map(({ code }) => addressOfUnit(address, code)).filter((each) => each !== own);
}

/** A file that cannot be counted is named among the others. */
async function orUncounted(
  source: string,
  uncounted: MissingUnit[],
  read: () => Promise<void>,
): Promise<void> {
  try {
    await read();
  } catch (error) {
    uncounted.push(missing(source, whyUncountable(error)));
  }
}

const missing = (source: string | null, reason: string): MissingUnit => ({
  unit: null,
  name: null,
  source,
  reason,
});

/** Of several copies of one ledger the longest has the last entry of each other. */
async function againstEachOther(
  ledgers: readonly UnitSource[],
  reading: Parameters<typeof lackingIn>[2],
): Promise<readonly UnitSource[]> {
  const checked: UnitSource[] = [];
  for (const copies of Map.groupBy(ledgers, ({ said }) => `${said.origin} ${said.unit}`).values()) {
    const [longest, ...others] = copies.toSorted((a, b) => b.said.head.seq - a.said.head.seq);
    if (longest === undefined) continue;
    const lacking = others.length === 0 ? [] : await lackingIn(longest, others, reading);
    checked.push({ ...longest, differences: [...longest.differences, ...lacking] }, ...others);
  }
  return checked;
}
