import { complainantKinds, sources } from '../words/vocabulary.ts';
import type { Complaint, Registration } from './complaint.ts';

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

type Reason = ReturnType<typeof priorityReasons>[number];

/** The reasons in words. */
export const priorityLabels: Readonly<Record<Reason, string>> = {
  ...complainantKinds,
  ...sources,
  tv: '电视曝光',
  newspaper: '报纸曝光',
  online: '网络曝光',
};
