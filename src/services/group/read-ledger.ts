import type { Moment } from '../../domain/case/clock.ts';
import { codesLacking, difference, figureDifference, type KnownCode } from '../../domain/month/collected.ts';
import { figureChanges, type UnitMonth, unitFiguresOf } from '../../domain/month/group-figures.ts';
import { policyFrom } from '../../domain/policy.ts';
import { type PrintedDifference, Refusal } from '../../domain/problems.ts';
import type { Ledger, Upgrade } from '../../store/db.ts';
import { engineFor } from '../../store/engine.ts';
import { findHash } from '../../store/journal.ts';
import { getBeginning } from '../../store/months.ts';
import { listSettings } from '../../store/settings.ts';
import { verifyLedger } from '../care/verify.ts';
import { type LedgerContext, setting } from '../ledger-context.ts';
import { monthAsOf } from '../month/as-of.ts';
import { reporterOf } from '../month/reporter.ts';
import { reportMonth } from '../month/statistics.ts';
import { Uncountable, type UnitDifference, type UnitSource } from './unit-source.ts';

/** What the reading of somebody else's ledger takes. */
export interface Reading extends Upgrade {
  readonly month: string;
  readonly now: Moment;
  /** Where a copy may lie while it is read. */
  readonly draft: string;
}

/** What else is known of a ledger's unit that the ledger is to bear out. */
export interface Known {
  readonly codes: readonly KnownCode[];
  /** Workbooks of the month that name the same ledger. */
  readonly workbooks: readonly UnitSource[];
}

export interface ReadLedger {
  readonly source: UnitSource;
  /** Workbooks whose figures the journal did not give. */
  readonly falsified: readonly UnitDifference[];
}

/**
 * What a ledger, or a backup, says of the month now. The whole of it is verified: then its tables are what its journal
 * makes of them, and so are the figures. What does not hold, and what is known of its unit and not in it, are differences.
 */
export async function readUnitLedger(
  file: string,
  reading: Reading,
  knownOf: (said: UnitMonth) => Known,
): Promise<ReadLedger> {
  const ledger = await (await engineFor(file)).openForeign(file, reading.draft, reading);
  try {
    const { findings } = await verifyLedger(ledger, () => 'intact');
    const settings = await listSettings(ledger);
    const ctx = contextOf(file, ledger, settings, reading);
    const began = await getBeginning(ledger);
    if (began !== null && reading.month < began) throw new Uncountable(`台账始于 ${began}，没有这个月的数`);
    const counted = await reportMonth(ctx, reading.month, reading.now);
    const said: UnitMonth = {
      ...(await reporterOf(ctx)),
      name: setting(ctx, 'unit.name'),
      month: reading.month,
      asOf: counted.asOf,
      head: counted.journalHead,
      figures: unitFiguresOf(counted),
    };
    const { codes, workbooks } = knownOf(said);
    const lacking = await codesLacking(codes, said.origin, (seq) => findHash(ledger, seq));
    const source: UnitSource = {
      file,
      kind: 'ledger',
      sha256: null,
      said,
      differences: [
        ...(findings.length > 0 ? await figuresFromTables(ctx, said) : []),
        ...findings.map((words) => difference('流水', { printed: null, ledger: null }, words)),
        ...lacking,
      ],
    };
    const isProof = source.differences.length === 0;
    return { source, falsified: isProof ? await falsifiedAmong(ctx, workbooks) : [] };
  } finally {
    await ledger.close();
  }
}

/** Nothing is recorded in it: there is nobody who types. */
const contextOf = (
  file: string,
  ledger: Ledger,
  settings: ReadonlyMap<string, string>,
  { now }: Reading,
): LedgerContext => ({
  address: file,
  home: '',
  name: '',
  ledger,
  settings,
  policy: policyFrom(settings),
  now,
  operator: '',
});

/** The figures that the tables give otherwise than the journal: somebody changed the tables behind it. */
async function figuresFromTables(ctx: LedgerContext, said: UnitMonth): Promise<readonly PrintedDifference[]> {
  try {
    const then = await monthAsOf(ctx, said.month, { seq: said.head.seq, asOf: said.asOf });
    return then === undefined
      ? []
      : figureChanges(unitFiguresOf(then.figures), said.figures).map((change) =>
          figureDifference(change, '按流水重算'),
        );
  } catch (error) {
    // A journal that cannot be replayed gives no figures; that it cannot is among the findings.
    if (error instanceof Error) return [];
    throw error;
  }
}

/** The workbooks that say otherwise than the journal gave when it ended with their entry. */
async function falsifiedAmong(
  ctx: LedgerContext,
  workbooks: readonly UnitSource[],
): Promise<readonly UnitDifference[]> {
  const falsified: UnitDifference[] = [];
  for (const { file, said } of workbooks) {
    const then = await monthAsOf(ctx, said.month, { seq: said.head.seq, asOf: said.asOf });
    const changes = then ? figureChanges(unitFiguresOf(then.figures), said.figures) : [];
    if (changes.length > 0)
      falsified.push({
        unit: said.unit,
        name: said.name,
        source: file,
        differences: changes.map((change) => figureDifference(change, '按流水重算')),
      });
  }
  return falsified;
}

/** What is known of the ledger's journal and not in it, without reading the rest of the ledger. */
export async function lackingIn(
  { file, said }: UnitSource,
  reading: Reading,
  codes: readonly KnownCode[],
): Promise<readonly PrintedDifference[]> {
  const ledger = await (await engineFor(file)).openForeign(file, reading.draft, reading);
  try {
    return await codesLacking(codes, said.origin, (seq) => findHash(ledger, seq));
  } finally {
    await ledger.close();
  }
}

/**
 * Why a file cannot be counted, in words. What no version of this program can have written fails anywhere where it is
 * read: that is the file's fault, and no reason to count none of the others.
 */
export function whyUncountable(error: unknown): string {
  if (error instanceof Refusal) return error.problem.message;
  return error instanceof Uncountable ? error.message : '内容不可读，不是 tousu 写的，或被改动过';
}
