import type { Owner } from '../words/vocabulary.ts';
import { type Deadline, isBreach, isOpen, type Moment, secondsBetween } from './clock.ts';
import { type Complaint, type Holding, responsibleDepartment } from './complaint.ts';
import { nextStep } from './workflow.ts';

/** 4.3.6 Who holds the case is who owes its next step; nobody does while it is filed. */
export type Holder = Omit<Holding, 'since'>;

export function holderOf(complaint: Complaint): Holder {
  const role = nextStep(complaint)?.owedBy ?? null;
  return {
    role,
    department: role === '责任部门' ? responsibleDepartment(complaint) : null,
    person: role === null ? null : personOf(role, complaint),
  };
}

/** The acceptor by name, the caller where the liaison named one. */
function personOf(role: Owner, { acceptor, deadlines }: Complaint): string | null {
  if (role === '受理人') return acceptor;
  if (role !== '回访人') return null;
  return deadlines.find((clock) => clock.kind === 'callback' && isOpen(clock))?.person ?? null;
}

const isSame = (a: Holder | undefined, b: Holder): boolean =>
  a !== undefined && a.role === b.role && a.department === b.department && a.person === b.person;

/** The holdings with whoever holds the case since `since`; unchanged where it is the same. */
export function heldSince(complaint: Complaint, since: Moment): readonly Holding[] {
  const holder = holderOf(complaint);
  const { holdings } = complaint;
  return isSame(holdings.at(-1), holder) ? holdings : [...holdings, { ...holder, since }];
}

/** How long somebody had the case. */
export interface Held extends Holder {
  readonly role: Owner;
  readonly seconds: number;
}

/** 4.3.6 Who had the case how long until `asOf`, in the order in which each had it first. */
export function held({ holdings }: Pick<Complaint, 'holdings'>, asOf: Moment): readonly Held[] {
  const spans = holdings.flatMap(({ since, role, department, person }, i) => {
    const until = [holdings[i + 1]?.since ?? asOf, asOf].sort()[0] as Moment;
    const seconds = secondsBetween(since, until);
    return role === null || seconds <= 0 ? [] : [{ role, department, person, seconds }];
  });
  const byHolder = Map.groupBy(spans, ({ role, department, person }) =>
    JSON.stringify([role, department, person]),
  );
  return [...byHolder.values()].flatMap((theirs) => {
    const [first] = theirs;
    return first ? [{ ...first, seconds: theirs.reduce((sum, { seconds }) => sum + seconds, 0) }] : [];
  });
}

/** Who answers for a clock: who is expected to meet it; of a missed one who held the case when its time ran out. */
export const answersFor = (
  clock: OwedClock,
  { holdings }: Pick<Complaint, 'holdings'>,
  asOf: Moment,
): Answerable => answering(clock, holdings.findLast(({ since }) => since <= clock.dueAt) ?? null, asOf);

type Answerable = Pick<Deadline, 'owedBy' | 'department' | 'person'>;
type OwedClock = Answerable & Pick<Deadline, 'dueAt' | 'metAt' | 'cancelledAt'>;

/** The same, where it is known who held the case when the time of the clock ran out; null: nobody did. */
export function answering(clock: OwedClock, holder: Holder | null, asOf: Moment): Answerable {
  if (!isBreach(clock, asOf) || !holder?.role) {
    const { owedBy, department, person } = clock;
    return { owedBy, department, person };
  }
  return { owedBy: holder.role, department: holder.department, person: holder.person };
}
