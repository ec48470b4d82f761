import { complainantKinds, sources } from '../words/vocabulary.ts';
import type { Moment } from './clock.ts';
import type { Complaint, Registration } from './complaint.ts';
import { byNumber } from './number.ts';

type Derived = Pick<Complaint, 'kind' | 'source' | 'exposure' | 'acceptedByHeadquarters'>;

/**
 * 4.1.2 Why a case comes first: the kind, source and exposure codes that make it one, in that order; what headquarters
 * took itself was made to headquarters. Derived from the registration, never typed in; empty for an ordinary case.
 */
export function priorityReasons({ kind, source, exposure, acceptedByHeadquarters }: Derived) {
  const taken = acceptedByHeadquarters && source !== 'headquarters';
  return [
    ...(kind === 'ordinary' ? [] : [kind]),
    ...(source === 'direct' ? [] : [source]),
    ...(taken ? (['headquarters'] as const) : []),
    ...(exposure === 'none' ? [] : [exposure]),
  ] as const;
}

export const isPriority = (complaint: Derived): boolean => priorityReasons(complaint).length > 0;

/** 4.1.2 Safety before everything: a leak comes before the priority cases. */
export const isUrgent = ({ category }: Pick<Registration, 'category'>): boolean => category === 'leak_safety';

/** Where a case stands among others. */
export interface Precedence {
  readonly urgent: boolean;
  readonly priority: boolean;
}

/** 4.1.2 Urgent cases, then those with priority, then the rest: negative when `a` goes before `b`. */
const byPrecedence = (a: Precedence, b: Precedence): number =>
  Number(b.urgent) - Number(a.urgent) || Number(b.priority) - Number(a.priority);

type Waiting = Precedence & { readonly no: string; readonly dueAt: Moment | null };

/** The order of every worklist: by precedence, then the earliest due, then what has no due time, then by number. */
export const byUrgency = (a: Waiting, b: Waiting): number =>
  byPrecedence(a, b) || compare(a.dueAt ?? '9999', b.dueAt ?? '9999') || byNumber(a.no, b.no);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Stands before the number of a case wherever several are listed; empty for the rest. */
export const precedenceMark = ({ urgent, priority }: Precedence): string =>
  `${urgent ? '急' : ''}${priority ? '★' : ''}`;

type Reason = ReturnType<typeof priorityReasons>[number];

/** The reasons in words. */
export const priorityLabels: Readonly<Record<Reason, string>> = {
  ...complainantKinds,
  ...sources,
  tv: '电视曝光',
  newspaper: '报纸曝光',
  online: '网络曝光',
};
