import { type Day, type Deadline, dayOf, isPastDue, type Moment, minute, startOfDay } from '../case/clock.ts';
import type { MovedDay, MovedPromise, Rejudgement, Verdict } from '../case/complaint.ts';
import { byNumber } from '../case/number.ts';
import { anonymised, type Identity } from '../case/privacy.ts';
import { decidingClocks } from '../case/timeliness.ts';
import { clockKinds } from '../words/vocabulary.ts';
import { type LimitChange, limitsChanged } from './changed-limits.ts';

/**
 * 统计说明: what can improve a figure is said beside it, with the numbers of the cases (2.1.4, 4.4.2). In the order in
 * which it is listed; the labels stand on the sheet and on the page.
 */
export const disclosureKinds = {
  late_entry: '补录',
  amended_day: '更正受理日期',
  withdrawn_entry: '撤回回访或办结',
  voided: '作废',
  waived: '免回访',
  withdrawn: '撤诉',
  concluded: '终结',
  rejudged: '改判',
  limit_changed: '时限或满意口径与规定不同',
  promise: '承诺期内或改期',
} as const;

export type DisclosureKind = keyof typeof disclosureKinds;

/** All of one kind; one that did not happen is not listed. */
export interface Disclosure {
  readonly kind: DisclosureKind;
  readonly total: number;
  readonly items: readonly DisclosedItem[];
}

export interface DisclosedItem {
  /** Null for what is about no case. */
  readonly no: string | null;
  /** When it was done; of a late entry, when it was typed in. */
  readonly at: Moment;
  /** Who did it; of a late entry, who typed it in. Null where an old ledger did not say. */
  readonly by: string | null;
  /** The leader who signed it. */
  readonly approvedBy: string | null;
  /** As it was given, without the complainant's name and contact. */
  readonly reason: string | null;
  /** What was done, where the kind does not say it all. */
  readonly detail: string | null;
}

/** A case that is disclosed, and who must not be named with it. */
export interface DisclosedCase extends Identity {
  readonly no: string;
}

/** The clocks of a case of which one may have been met by what was typed in after its due time. */
export interface LateCase extends DisclosedCase {
  readonly verdict: Pick<Verdict, 'valid'> | null;
  /** What ended its clocks instead of the work; when, and by whom it was typed in. */
  readonly withdrawal: {
    readonly at: Moment;
    readonly recordedAt: Moment | null;
    readonly operator: string | null;
  } | null;
  readonly deadlines: readonly LateClock[];
}
type LateClock = Pick<Deadline, 'kind' | 'round' | 'dueAt' | 'metAt' | 'metRecordedAt' | 'cancelledAt'> & {
  /** Who typed in what met it. */
  readonly operator: string | null;
};

/** A completed callback or a completion that was withdrawn by `undo`. */
export interface StruckEntry extends DisclosedCase {
  readonly at: Moment;
  readonly by: string;
  readonly approvedBy: string | null;
  readonly reason: string;
  readonly struck: 'called_back' | 'completed' | 'concluded';
  readonly struckAt: Moment;
}

/** How a case ended otherwise than by work and callback. */
export interface Ending extends DisclosedCase {
  readonly kind: 'voided' | 'waived' | 'withdrawn' | 'concluded';
  readonly at: Moment;
  readonly by: string;
  readonly approvedBy: string | null;
  /** The caller who heard it from the complainant. */
  readonly confirmedBy: string | null;
  readonly reason: string;
}

/** A promised day that is not kept yet. */
export interface OpenPromise extends DisclosedCase {
  readonly at: Moment;
  readonly dueAt: Moment;
  readonly by: string | null;
  readonly reason: string | null;
  /** It was agreed in the place of an earlier one. */
  readonly isMoved: boolean;
}

/** What the ledger knows of how the figures of a month arose, each list by number. */
export interface DisclosureFacts {
  readonly late: readonly LateCase[];
  /** Of cases that the month counts, and of those that it would have counted. */
  readonly movedDays: readonly (MovedDay & DisclosedCase)[];
  readonly struck: readonly StruckEntry[];
  readonly endings: readonly Ending[];
  readonly rejudgements: readonly (Rejudgement & DisclosedCase)[];
  readonly promises: readonly OpenPromise[];
  readonly movedPromises: readonly (MovedPromise & DisclosedCase)[];
  /** Every change of the limits there ever was, oldest first. */
  readonly limits: readonly LimitChange[];
}

/** The promised days that are still to come at `asOf`. */
export const runningPromises = (
  { promises }: Pick<DisclosureFacts, 'promises'>,
  asOf: Moment,
): readonly OpenPromise[] => promises.filter(({ dueAt }) => !isPastDue(dueAt, asOf));

/** What is to be disclosed of the month that begins on `from`, as of `asOf`: only of the kinds that happened. */
export function disclosuresOf(facts: DisclosureFacts, from: Day, asOf: Moment): readonly Disclosure[] {
  const ended = (kind: Ending['kind']) => facts.endings.filter((each) => each.kind === kind).map(ending);
  const items: Readonly<Record<DisclosureKind, readonly DisclosedItem[]>> = {
    late_entry: facts.late.flatMap(lateEntries),
    amended_day: facts.movedDays.map(movedDay),
    withdrawn_entry: facts.struck.map(struckEntry),
    voided: ended('voided'),
    waived: ended('waived'),
    withdrawn: ended('withdrawn'),
    concluded: ended('concluded'),
    rejudged: facts.rejudgements.map(rejudgement),
    limit_changed: limitsChanged(facts.limits, startOfDay(from)).map(limitChange),
    promise: [
      ...facts.movedPromises.map(movedPromise),
      ...runningPromises(facts, asOf)
        .filter(({ isMoved }) => !isMoved)
        .map(openPromise),
    ].sort((a, b) => byNumber(a.no ?? '', b.no ?? '')),
  };
  return (Object.keys(disclosureKinds) as readonly DisclosureKind[]).flatMap((kind) =>
    items[kind].length === 0 ? [] : [{ kind, total: items[kind].length, items: items[kind] }],
  );
}

/** 补录: the clocks that an in-time figure hangs on and that were met in time, but typed in when that was over. */
function lateEntries(c: LateCase): readonly DisclosedItem[] {
  const { withdrawal } = c;
  const deciding =
    withdrawal === null
      ? decidingClocks(c)
      : decidingClocks({ ...c, deadlines: c.deadlines.map(endedBy(withdrawal)) }).filter(
          ({ kind }) => kind !== 'hq_feedback',
        );
  return deciding.flatMap(({ kind, dueAt, metAt, metRecordedAt, operator }) =>
    metAt === null || metAt > dueAt || metRecordedAt === null || metRecordedAt <= dueAt
      ? []
      : [
          {
            no: c.no,
            at: metRecordedAt,
            by: operator,
            approvedBy: null,
            reason: null,
            detail: `${clockKinds[kind]}写作 ${minute(metAt)}，限 ${minute(dueAt)}`,
          },
        ],
  );
}

/** A withdrawal ends what still runs: to the figure that is as good as its being met then. */
const endedBy =
  ({ at, recordedAt, operator }: NonNullable<LateCase['withdrawal']>) =>
  (clock: LateClock): LateClock =>
    clock.cancelledAt === at
      ? { ...clock, cancelledAt: null, metAt: at, metRecordedAt: recordedAt, operator }
      : clock;

const movedDay = (moved: MovedDay & DisclosedCase): DisclosedItem => ({
  no: moved.no,
  at: moved.at,
  by: moved.by,
  approvedBy: moved.approvedBy,
  reason: anonymised(moved.reason, moved),
  detail: `${moved.fromDay}→${moved.toDay}`,
});

const struckWords = { called_back: '回访', completed: '办结', concluded: '终结' } as const;

const struckEntry = (entry: StruckEntry): DisclosedItem => ({
  no: entry.no,
  at: entry.at,
  by: entry.by,
  approvedBy: entry.approvedBy,
  reason: anonymised(entry.reason, entry),
  detail: `${dayOf(entry.struckAt)} 的${struckWords[entry.struck]}`,
});

const ending = (ended: Ending): DisclosedItem => ({
  no: ended.no,
  at: ended.at,
  by: ended.by,
  approvedBy: ended.approvedBy,
  reason: anonymised(ended.reason, ended),
  detail: ended.confirmedBy === null ? null : `${ended.confirmedBy}核实`,
});

const rejudgement = (changed: Rejudgement & DisclosedCase): DisclosedItem => ({
  no: changed.no,
  at: changed.at,
  by: changed.by,
  approvedBy: null,
  reason: changed.reason === null ? null : anonymised(changed.reason, changed),
  detail: changed.valid ? '改为有效' : '改为无效',
});

const limitChange = ({ at, by, reason, words }: ReturnType<typeof limitsChanged>[number]): DisclosedItem => ({
  no: null,
  at,
  by,
  approvedBy: null,
  reason,
  detail: words,
});

const movedPromise = (moved: MovedPromise & DisclosedCase): DisclosedItem => ({
  no: moved.no,
  at: moved.at,
  by: moved.by,
  approvedBy: null,
  reason: anonymised(moved.externalFactor, moved),
  detail: `改到 ${moved.promisedOn}`,
});

const openPromise = (promise: OpenPromise): DisclosedItem => ({
  no: promise.no,
  at: promise.at,
  by: promise.by,
  approvedBy: null,
  reason: promise.reason === null ? null : anonymised(promise.reason, promise),
  detail: `承诺 ${dayOf(promise.dueAt)}`,
});
