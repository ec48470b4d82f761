import type { Moment } from '../../domain/case/clock.ts';
import {
  codesLacking,
  codesOf,
  difference,
  figureDifference,
  type KnownCode,
} from '../../domain/month/collected.ts';
import { figureChanges, type UnitMonth, unitFiguresOf } from '../../domain/month/group-figures.ts';
import { policyFrom } from '../../domain/policy.ts';
import { type PrintedDifference, Refusal } from '../../domain/problems.ts';
import type { Ledger } from '../../store/db.ts';
import { engineFor } from '../../store/engine.ts';
import { findHash, getSharedHead } from '../../store/journal.ts';
import { getBeginning } from '../../store/months.ts';
import { listSettings } from '../../store/settings.ts';
import { verifyLedger } from '../care/verify.ts';
import { type LedgerContext, setting } from '../ledger-context.ts';
import { monthAsOf } from '../month/as-of.ts';
import { reporterOf } from '../month/reporter.ts';
import { countMonth } from '../month/statistics.ts';
import { Uncountable, type UnitDifference, type UnitSource } from './unit-source.ts';

/** What ledgers are asked, and what is known that they are to bear out: nothing but values, which a thread can be given. */
export interface Asked {
  readonly month: string;
  readonly now: Moment;
  /** The text of schema.sql. */
  readonly schema: string;
  /** What headquarters has got before, of any month, in its order. */
  readonly collected: readonly UnitMonth[];
  /** Workbooks of the month. */
  readonly workbooks: readonly UnitSource[];
}

/** What comes of a ledger: what it says, or in words why it cannot be counted. */
export type Answer = { readonly read: ReadLedger } | { readonly uncountable: string };

interface ReadLedger {
  readonly source: UnitSource;
  /** Workbooks whose figures the journal did not give. */
  readonly falsified: readonly UnitDifference[];
}

/** What the ledger says of the month; a copy of it may lie at `draft` while it is read. */
export async function answerOf(file: string, asked: Asked, draft: string): Promise<Answer> {
  try {
    return { read: await readUnitLedger(file, asked, draft) };
  } catch (error) {
    return { uncountable: whyUncountable(error) };
  }
}

/**
 * What a ledger, or a backup, says of the month now. The whole of it is verified: then its tables are what its journal
 * makes of them, and so are the figures. What does not hold, and what is known of its unit and not in it, are differences.
 */
async function readUnitLedger(file: string, asked: Asked, draft: string): Promise<ReadLedger> {
  const ledger = await opened(file, asked, draft);
  try {
    const { findings } = await verifyLedger(ledger, () => 'intact');
    const settings = await listSettings(ledger);
    const ctx = contextOf(file, ledger, settings, asked);
    const began = await getBeginning(ledger);
    if (began !== null && asked.month < began) throw new Uncountable(`台账始于 ${began}，没有这个月的数`);
    const said: UnitMonth = {
      ...(await reporterOf(ctx)),
      name: setting(ctx, 'unit.name'),
      month: asked.month,
      asOf: asked.now,
      head: await getSharedHead(ledger),
      figures: unitFiguresOf(await countMonth(ctx, asked.month, asked.now)),
    };
    const { codes, workbooks } = knownOf(said, asked);
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

const opened = async (file: string, { schema }: Asked, draft: string): Promise<Ledger> =>
  (await engineFor(file)).openForeign(file, draft, { schema: () => schema, progress: () => {} });

/** What else is known of a ledger's unit that the ledger is to bear out. */
interface Known {
  readonly codes: readonly KnownCode[];
  /** Workbooks of the month that name the same ledger. */
  readonly workbooks: readonly UnitSource[];
}

function knownOf(said: UnitMonth, { collected, workbooks }: Asked): Known {
  const theirs = workbooks.filter((each) => each.said.unit === said.unit && each.said.origin === said.origin);
  const before = collected.filter(({ unit }) => unit === said.unit);
  return { codes: [...codesOf(before), ...theirs.map(codeOf)], workbooks: theirs };
}

const codeOf = ({ file, said: { origin, head } }: UnitSource): KnownCode => ({
  ...head,
  origin,
  known: `${file} `,
});

/** Nothing is recorded in it: there is nobody who types. */
const contextOf = (
  file: string,
  ledger: Ledger,
  settings: ReadonlyMap<string, string>,
  { now }: Asked,
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

/** The last entries of the others that are not in the ledger's journal; nothing else of the ledger is read. */
export async function lackingIn(
  { file, said }: UnitSource,
  others: readonly UnitSource[],
  { asked, draft }: { readonly asked: Asked; readonly draft: string },
): Promise<readonly PrintedDifference[]> {
  const ledger = await opened(file, asked, draft);
  try {
    return await codesLacking(others.map(codeOf), said.origin, (seq) => findHash(ledger, seq));
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
