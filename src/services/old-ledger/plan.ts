import { type DoubtfulCell, type OldRow, placeIn } from '../../documents/old-ledger/rows.ts';
import { dayOf, monthOf } from '../../domain/case/clock.ts';
import { type ColumnKey, headings, titleFor } from '../../domain/old-ledger/headings.ts';
import { contentOf, type Imported, importCase } from '../../domain/old-ledger/import.ts';
import type { Absent, OldCase, OldField } from '../../domain/old-ledger/old-case.ts';
import type { BadCell } from '../../domain/problems.ts';
import { momentOf } from '../../domain/steps/decide.ts';
import { word } from '../../domain/steps/hints.ts';
import { nearest } from '../../domain/words/nearest.ts';
import { nameKey } from '../../domain/words/text.ts';
import type { Db } from '../../store/db.ts';
import { listDepartments } from '../../store/directory.ts';
import { findImported } from '../../store/import.ts';
import { getHead } from '../../store/journal.ts';
import { type LedgerContext, setting } from '../ledger-context.ts';
import { giveNumbers } from './numbers.ts';

/** A case that is to be recorded, with the departments that come with it. */
export interface PlannedCase {
  readonly row: OldRow;
  readonly old: OldCase;
  readonly departments: readonly string[];
}

/** What an import would do to a ledger that ends with `head`. */
export interface Plan {
  readonly head: Awaited<ReturnType<typeof getHead>>;
  readonly cases: readonly PlannedCase[];
  /** Cases that are here already, just as the file has them. */
  readonly known: number;
  readonly bad: readonly BadCell[];
  readonly doubtful: readonly DoubtfulCell[];
  /** The numbers that were given, beside what stood in the file. */
  readonly numbers: readonly GivenNumber[];
  /** Cases by the month of their acceptance, in order. */
  readonly months: ReadonlyMap<string, number>;
  /** How often 未记载 stands for what 4.2.2 asks for, by field. */
  readonly unrecorded: ReadonlyMap<OldField, number>;
  /** Cases that are over without a day on which they were done. */
  readonly undated: number;
  /** Numbers whose day is not that of the acceptance. */
  readonly otherDays: readonly {
    readonly no: string;
    readonly acceptedOn: string;
    readonly place: BadCell;
  }[];
}

export interface GivenNumber {
  readonly sheet: string;
  readonly row: number;
  /** What stood in the file; null where nothing did. */
  readonly was: string | null;
  readonly no: string;
}

/** A row that may become a case, before it is held against the ledger. */
export interface Candidate {
  readonly row: OldRow;
  readonly old: OldCase;
  readonly absent: Absent;
}

/**
 * Judges the rows of a file: beside the rules of the case, against the ledger and each other. `stage` is given the cases that
 * are to be recorded, in their order, as long as no cell is bad.
 */
export async function planImport(
  ctx: LedgerContext,
  db: Db,
  rows: readonly OldRow[],
  { number }: { readonly number: boolean },
  stage?: (event: Imported) => Promise<void>,
): Promise<Plan> {
  const head = await getHead(db);
  const nameDepartment = await departmentNamer(db);
  const absentOf = absentFields();
  const bad: BadCell[] = [];
  const doubtful: DoubtfulCell[] = [];
  const candidates: Candidate[] = [];
  for (const row of rows) {
    doubtful.push(...row.doubtful);
    candidates.push({ row, old: nameDepartment(row.old), absent: absentOf(row.table) });
  }
  const importing = importer(ctx);
  // A case gets its number by its day: where that is missing, it alone is what is wrong.
  const isToCome = ({ column }: BadCell, old: OldCase): boolean =>
    number && column === titleFor('no') && old.acceptedAt === null;
  const sameMatter = sameMatterFinder();
  const numbered = number ? await giveNumbers(ctx, db, candidates, importing) : undefined;
  const slips = departmentSlips(await listDepartments(db));
  const rowOf = new Map<string, OldRow>();
  const came = new Set((await listDepartments(db)).map(({ name }) => name));
  const cases: PlannedCase[] = [];
  const months = new Map<string, number>();
  const unrecorded = new Map<OldField, number>();
  const otherDays: Plan['otherDays'][number][] = [];
  let [known, undated] = [0, 0];
  for (const [i, candidate] of candidates.entries()) {
    const { row } = candidate;
    const old = numbered?.cases[i] ?? candidate.old;
    const place = (key: ColumnKey, reason: string): BadCell =>
      placeIn(row.table, row.row, { key, value: shownField(row.old, key), reason });
    const outcome = importing(old, candidate.absent);
    const faults = outcome.ok ? [] : outcome.faults.map(({ field, reason }) => place(field, reason));
    // What could not be read is not called missing as well.
    const further = faults.filter(
      (fault) => !row.bad.some(({ column }) => column === fault.column) && !isToCome(fault, old),
    );
    const first = old.no === null ? undefined : rowOf.get(old.no);
    const cells = [
      ...row.bad,
      ...further,
      ...slips(old).map((reason) => place('department', reason)),
      ...(first === undefined ? [] : [place('no', `与${placeName(first, row)}的编号相同`)]),
    ];
    if (old.no !== null && first === undefined) rowOf.set(old.no, row);
    const same = old.no === row.old.no ? undefined : sameMatter(row);
    if (same !== undefined)
      doubtful.push({
        ...place('no', `日期、投诉人、电话、内容都与${placeName(same, row)}相同`),
        becomes: `另一件投诉 ${old.no}`,
      });
    if (!outcome.ok || cells.length > 0) {
      bad.push(...cells);
      continue;
    }
    const { event } = outcome;
    const here = numbered?.known.has(i) ? 'known' : await heldAgainst(db, event);
    if (here === 'known') known += 1;
    else if (here !== 'new') bad.push(place('no', here));
    else {
      const departments = namedDepartments(old).filter((name) => !came.has(name));
      for (const name of departments) came.add(name);
      cases.push({ row, old, departments });
      if (bad.length === 0) await stage?.(event);
      const month = monthOf(dayOf(event.occurredAt));
      months.set(month, (months.get(month) ?? 0) + 1);
      for (const field of outcome.unrecorded) unrecorded.set(field, (unrecorded.get(field) ?? 0) + 1);
      if (
        event.data.status === 'closed' &&
        old.completedAt === null &&
        old.result !== null &&
        old.verdict !== 'invalid'
      )
        undated += 1;
      const acceptedOn = dayOf(event.occurredAt);
      if (event.data.numberedOn !== acceptedOn)
        otherDays.push({
          no: event.no,
          acceptedOn,
          place: place('no', `编号的日期与受理日期 ${acceptedOn} 不同`),
        });
    }
  }
  return {
    head,
    cases,
    known,
    bad,
    doubtful,
    numbers: numbered?.given ?? [],
    months: new Map([...months].sort()),
    unrecorded,
    undated,
    otherDays,
  };
}

export type Importing = (old: OldCase, absent: Absent) => ReturnType<typeof importCase>;

const importer = (ctx: LedgerContext): Importing => {
  const unit = setting(ctx, 'unit.code');
  const { now, operator, policy } = ctx;
  return (old, absent) => importCase({ old, unit, now, operator, policy, absent });
};

/** The fields that the table of a row has no column for. */
function absentFields(): (table: OldRow['table']) => Absent {
  const known = new Map<OldRow['table'], Absent>();
  return (table) => {
    const before = known.get(table);
    if (before !== undefined) return before;
    const keys = new Set<string>(table.headings.map(({ key }) => key));
    const has = (field: OldField): boolean =>
      keys.has(field) ||
      (keys.has('nameAndPhone') && (field === 'name' || field === 'phone')) ||
      (field === 'phone' && keys.has('contact'));
    const absent = new Set((Object.keys(headings) as OldField[]).filter((field) => !has(field)));
    known.set(table, absent);
    return absent;
  };
}

/** What the row says under a field, for a message. */
function shownField(old: OldCase, key: ColumnKey): string | null {
  const value = key === 'nameAndPhone' ? old.name : old[key];
  if (value === null) return null;
  if (typeof value !== 'object') return String(value);
  return 'moment' in value || 'day' in value ? momentOf(value).slice(0, 16).replace('T', ' ') : null;
}

const placeName = (first: OldRow, row: OldRow): string =>
  first.table === row.table ? `第 ${first.row} 行` : `“${first.table.sheet.name}”表第 ${first.row} 行`;

/**
 * The row before that says the same day, complainant, phone and matter; asked for the rows in their order. A sheet of the
 * whole year beside those of its months has every case twice.
 */
function sameMatterFinder(): (row: OldRow) => OldRow | undefined {
  const before = new Map<string, OldRow>();
  return (row) => {
    const { acceptedAt, name, phone, content } = row.old;
    if (acceptedAt === null || content === null || (name === null && phone === null)) return undefined;
    const key = JSON.stringify([dayOf(momentOf(acceptedAt)), name, phone, content]);
    const same = before.get(key);
    if (same === undefined) before.set(key, row);
    return same;
  };
}

/** One department is one, however its name is spaced: as the ledger writes it, else as the file does first. */
async function departmentNamer(db: Db): Promise<(old: OldCase) => OldCase> {
  const known = new Map(
    (await listDepartments(db)).map(({ name, renamedTo }) => [nameKey(name), renamedTo ?? name]),
  );
  const named = (name: string): string => {
    const key = nameKey(name);
    const there = known.get(key);
    if (there === undefined) known.set(key, name);
    return there ?? name;
  };
  return (old) => {
    const department = old.department === null ? null : named(old.department);
    const earlierDepartments = old.earlierDepartments?.map(named) ?? null;
    const isSame = department === old.department && earlierDepartments === null;
    return isSame ? old : { ...old, department, earlierDepartments };
  };
}

const namedDepartments = ({ department, earlierDepartments }: OldCase): readonly string[] => [
  ...(earlierDepartments ?? []),
  ...(department === null ? [] : [department]),
];

/** A department that the ledger does not have comes with the file, but not one that looks like a typing slip. */
function departmentSlips(
  departments: readonly { readonly name: string }[],
): (old: OldCase) => readonly string[] {
  const names = departments.map(({ name }) => name);
  const known = new Map<string, string | null>(names.map((name) => [name, null]));
  const slipOf = (name: string): string | null => {
    const near = nearest(name, names);
    return near === undefined
      ? null
      : `没有“${name}”这个部门，是不是“${near}”；确有此部门的，先 tousu dept add ${word(name)}`;
  };
  return (old) =>
    namedDepartments(old).flatMap((name) => {
      if (!known.has(name)) known.set(name, slipOf(name));
      const slip = known.get(name) ?? null;
      return slip === null ? [] : [slip];
    });
}

/** Whether the case is here already, or why its number cannot be taken. */
async function heldAgainst(db: Db, event: Imported): Promise<string> {
  const here = await findImported(db, event.no);
  if (here === undefined) return 'new';
  if (here.event === null) return '台账里已有这个编号，是直接登记的';
  return contentOf(here.event) === contentOf(event) ? 'known' : '台账里已有这个编号，内容与这一行不同';
}
