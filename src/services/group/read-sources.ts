import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codesOf, type KnownCode } from '../../domain/month/collected.ts';
import type { UnitMonth } from '../../domain/month/group-figures.ts';
import type { MissingUnit } from '../../domain/problems.ts';
import type { Upgrade } from '../../store/db.ts';
import { addressOfUnit, asShown, isOnServer, unitNamedBy, unitsAt } from '../../store/engine.ts';
import { isDatabaseFile } from '../../store/files/bounded-file.ts';
import { listSources } from './list-sources.ts';
import { lackingIn, type Reading, readUnitLedger, whyUncountable } from './read-ledger.ts';
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
    const reading = { ...wanted, draft: join(folder, 'ledger.db') };
    const ofMonth = workbooks.filter(({ said }) => said.month === wanted.month);
    const knownOf = (said: UnitMonth) => {
      const theirs = ofMonth.filter(
        (each) => each.said.unit === said.unit && each.said.origin === said.origin,
      );
      const collected = wanted.collected.filter(({ unit }) => unit === said.unit);
      return { codes: [...codesOf(collected), ...theirs.map(codeOf)], workbooks: theirs };
    };
    const ledgers: UnitSource[] = [];
    const falsified: UnitDifference[] = [];
    for (const [i, file] of files.entries()) {
      wanted.progress(workbooks.length + i, workbooks.length + files.length);
      const read = await orUncounted(file, uncounted, () => readUnitLedger(file, reading, knownOf));
      if (read === undefined) continue;
      ledgers.push(read.source);
      falsified.push(...read.falsified);
    }
    return { read: [...workbooks, ...(await againstEachOther(ledgers, reading))], falsified, uncounted };
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

/** Undefined of a file that cannot be counted, which is then named among the others. */
async function orUncounted<T>(
  source: string,
  uncounted: MissingUnit[],
  read: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    uncounted.push({ unit: null, name: null, source, reason: whyUncountable(error) });
    return undefined;
  }
}

const codeOf = ({ file, said: { origin, head } }: UnitSource): KnownCode => ({
  ...head,
  origin,
  known: `${file} `,
});

/** Of several copies of one ledger the longest has the last entry of each other. */
async function againstEachOther(
  ledgers: readonly UnitSource[],
  reading: Reading,
): Promise<readonly UnitSource[]> {
  const checked: UnitSource[] = [];
  for (const copies of Map.groupBy(ledgers, ({ said }) => `${said.origin} ${said.unit}`).values()) {
    const [longest, ...others] = copies.toSorted((a, b) => b.said.head.seq - a.said.head.seq);
    if (longest === undefined) continue;
    const lacking = others.length === 0 ? [] : await lackingIn(longest, reading, others.map(codeOf));
    checked.push({ ...longest, differences: [...longest.differences, ...lacking] }, ...others);
  }
  return checked;
}
