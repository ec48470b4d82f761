import { type Day, dayOf } from '../../domain/case/clock.ts';
import { formatNumber, parseNumber } from '../../domain/case/number.ts';
import { contentOf, type Imported } from '../../domain/old-ledger/import.ts';
import type { OldCase } from '../../domain/old-ledger/old-case.ts';
import { momentOf } from '../../domain/steps/decide.ts';
import type { Db } from '../../store/db.ts';
import { getSequence, listImportedOn } from '../../store/import.ts';
import { type LedgerContext, setting } from '../ledger-context.ts';
import type { Candidate, GivenNumber, Importing } from './plan.ts';

interface Numbered {
  /** The cases in their order, each with a number where its day is known. */
  readonly cases: readonly OldCase[];
  readonly given: readonly GivenNumber[];
  /** Places of the cases that an earlier import of the same rows has numbered. */
  readonly known: ReadonlySet<number>;
}

/**
 * Well-formed numbers are kept; the other cases get one by the day of their acceptance, then in the order of time and of
 * the rows. What they were called before is their 来源编号. Imported again, a case has the number that it was given.
 */
export async function giveNumbers(
  ctx: LedgerContext,
  db: Db,
  candidates: readonly Candidate[],
  importing: Importing,
): Promise<Numbered> {
  const cases = candidates.map(({ old }) => old);
  const given: GivenNumber[] = [];
  const known = new Set<number>();
  const next = await sequences(ctx, db, cases);
  for (const [day, places] of placesByDay(cases)) {
    const before = await numbersBefore(db, day);
    for (const i of places) {
      const { row, absent } = candidates[i] as Candidate;
      const old = withOldNumber(cases[i] as OldCase);
      const content = importing({ ...old, no: formatNumber(day, 1) }, absent);
      const earlier = content.ok ? before(content.event) : undefined;
      const no = earlier ?? formatNumber(day, await next(day));
      if (earlier !== undefined) known.add(i);
      cases[i] = { ...old, no };
      given.push({ sheet: row.table.sheet.name, row: row.row, was: row.old.no, no });
    }
  }
  return { cases, given: given.sort((a, b) => a.no.localeCompare(b.no)), known };
}

const isNumbered = ({ no }: OldCase): boolean => no !== null && parseNumber(no) !== undefined;

const withOldNumber = (old: OldCase): OldCase => ({ ...old, externalNo: old.externalNo ?? old.no });

/** The places of the cases that need a number, by day; each day's in order of time, then of the rows. */
function placesByDay(cases: readonly OldCase[]): ReadonlyMap<Day, readonly number[]> {
  const pending = cases.flatMap((old, i) => {
    if (old.acceptedAt === null || isNumbered(old)) return [];
    return [{ i, at: momentOf(old.acceptedAt) }];
  });
  pending.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.i - b.i));
  return new Map(
    [...Map.groupBy(pending, ({ at }) => dayOf(at))].map(([day, all]) => [day, all.map(({ i }) => i)]),
  );
}

/** The next free sequence of a day, behind those of the ledger and of the file. */
async function sequences(
  ctx: LedgerContext,
  db: Db,
  cases: readonly OldCase[],
): Promise<(day: Day) => Promise<number>> {
  const unit = setting(ctx, 'unit.code');
  const inFile = new Map<Day, number>();
  for (const { no } of cases) {
    const number = parseNumber(no ?? '');
    if (number) inFile.set(number.day, Math.max(number.sequence, inFile.get(number.day) ?? 0));
  }
  const last = new Map<Day, number>();
  return async (day) => {
    const before = last.get(day) ?? Math.max(await getSequence(db, unit, day), inFile.get(day) ?? 0);
    last.set(day, before + 1);
    return before + 1;
  };
}

/** The number under which a case of that day was imported before, each handed out once: two rows may say the same. */
async function numbersBefore(db: Db, day: Day): Promise<(event: Imported) => string | undefined> {
  const before = Map.groupBy(await listImportedOn(db, day), ({ event }) => unnumbered(event));
  return (event) => before.get(unnumbered(event))?.shift()?.no;
}

const unnumbered = (event: Pick<Imported, 'occurredAt' | 'by' | 'data'>): string =>
  contentOf({ ...event, data: { ...event.data, numberedOn: '', sequence: 0 } });
