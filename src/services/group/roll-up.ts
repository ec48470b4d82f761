import { difference, sinceCollected, workbookLacking } from '../../domain/month/collected.ts';
import {
  type FigureChange,
  figureChanges,
  isProvisional,
  sumOf,
  type UnitFigures,
  type UnitMonth,
} from '../../domain/month/group-figures.ts';
import type { MissingUnit, PrintedDifference } from '../../domain/problems.ts';
import { readSources, type Wanted } from './read-sources.ts';
import type { UnitDifference, UnitSource } from './unit-source.ts';

/** A line of the group's Annex 2. */
export interface UnitLine extends Omit<UnitSource, 'differences'> {
  readonly provisional: boolean;
  /** What changed since provisional figures were collected. */
  readonly changed: readonly FigureChange[];
  /** Why its figures cannot be believed: they or its journal do not agree with themselves, or with what is known of them. */
  readonly broken: readonly PrintedDifference[];
  /** Figures that were whole when they were collected, and are others now. */
  readonly differ: readonly PrintedDifference[];
}

export interface RollUp {
  readonly month: string;
  /** By code. */
  readonly units: readonly UnitLine[];
  readonly sum: UnitFigures;
  readonly missing: readonly MissingUnit[];
  readonly differ: readonly UnitDifference[];
}

/**
 * The group's Annex 2 from these files: each unit once, its ledger before a workbook, the later one before the earlier.
 * A file that cannot be counted is named, and the others are counted; none of them is changed.
 */
export async function rollUp(wanted: Wanted): Promise<RollUp> {
  const { read, falsified, uncounted } = await readSources(wanted);
  const collected = Map.groupBy(wanted.collected, ({ unit }) => unit);
  const byUnit = Map.groupBy(read, ({ said }) => said.unit);
  const outcomes = [...byUnit.values()].map((sources) =>
    outcomeOf(sources, collected.get(sources[0]?.said.unit ?? '') ?? [], wanted.month),
  );
  const units = outcomes
    .flatMap(({ line }) => line ?? [])
    .toSorted((a, b) => (a.said.unit < b.said.unit ? -1 : 1));
  return {
    month: wanted.month,
    units,
    sum: sumOf(units.map(({ said }) => said.figures)),
    missing: [
      ...uncounted,
      ...outcomes.flatMap(({ missing }) => missing ?? []),
      ...[...collected].flatMap(([unit, before]) =>
        byUnit.has(unit)
          ? []
          : [{ unit, name: before.at(-1)?.name ?? null, source: null, reason: '以前收过，这次没有' }],
      ),
    ],
    differ: [...outcomes.flatMap(({ differ }) => differ), ...falsified],
  };
}

/** What becomes of all the files of one code. */
interface Outcome {
  readonly line: UnitLine | null;
  readonly missing: MissingUnit | null;
  readonly differ: readonly UnitDifference[];
}

function outcomeOf(sources: readonly UnitSource[], before: readonly UnitMonth[], month: string): Outcome {
  const ofMonth = sources.filter(({ said }) => said.month === month);
  const [first] = sources;
  if (ofMonth.length === 0 && first) {
    const { unit, name } = first.said;
    const reason = `只有 ${first.said.month} 的月报`;
    return { line: null, missing: { unit, name, source: first.file, reason }, differ: [] };
  }
  const origins = [...new Set(ofMonth.map(({ said }) => said.origin))];
  const own = origins.length === 1 ? origins[0] : before.at(-1)?.origin;
  const strangers = ofMonth.filter(({ said }) => said.origin !== own);
  const [best, ...others] = ofMonth.filter(({ said }) => said.origin === own).toSorted(byWorth);
  const line = best === undefined ? null : lineOf(best, others, before);
  return {
    line,
    missing: null,
    differ: [
      ...(line === null ? [] : told(line, [...line.broken, ...line.differ])),
      ...others.flatMap((other) => told(other, other.differences)),
      ...strangers.flatMap((stranger) => told(stranger, [sharedCode(stranger)])),
    ],
  };
}

const told = (
  { said: { unit, name }, file }: Pick<UnitSource, 'said' | 'file'>,
  differences: readonly PrintedDifference[],
): readonly UnitDifference[] => (differences.length === 0 ? [] : [{ unit, name, source: file, differences }]);

const sharedCode = ({ said: { unit } }: UnitSource): PrintedDifference =>
  difference(
    '单位代码',
    { printed: unit, ledger: unit },
    `与另一本台账用了同一个单位代码 ${unit}，没有计入：每个单位建账时要用 --unit-code 起自己的代码`,
  );

/** A ledger before a workbook, then the later one; of equal ones the first that was named. */
const byWorth = (a: UnitSource, b: UnitSource): number =>
  Number(b.kind === 'ledger') - Number(a.kind === 'ledger') || b.said.head.seq - a.said.head.seq;

function lineOf(best: UnitSource, others: readonly UnitSource[], before: readonly UnitMonth[]): UnitLine {
  const { differences, ...source } = best;
  const broken = [
    ...differences,
    ...(best.kind === 'workbook' ? [...workbookLacking(best.said, before), ...twins(best, others)] : []),
  ];
  // What is no longer the same journal has changed in every way.
  const since = broken.length > 0 ? { differ: [], changed: [] } : sinceCollected(best.said, before);
  return { ...source, provisional: isProvisional(best.said), broken, ...since };
}

/** Other workbooks that end with the same entry: it is the same one, and gives the same figures at the same time. */
const twins = (best: UnitSource, others: readonly UnitSource[]): readonly PrintedDifference[] =>
  others
    .filter(({ said: { head } }) => head.seq === best.said.head.seq)
    .filter(
      ({ said: { head, asOf, figures } }) =>
        head.hash !== best.said.head.hash ||
        (asOf === best.said.asOf && figureChanges(figures, best.said.figures).length > 0),
    )
    .map(({ file }) =>
      difference(
        '流水校验码',
        { printed: null, ledger: null },
        `与 ${file} 说的是同一条流水，数或校验码却不同`,
      ),
    );
