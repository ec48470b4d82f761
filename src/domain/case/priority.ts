import { complainantKinds, sources } from '../words/vocabulary.ts';
import type { Registration } from './complaint.ts';

/**
 * 4.1.2 Why a case comes first: the kind, source and exposure codes that make it one, in that order.
 * Derived from the registration, never typed in; empty for an ordinary case.
 */
export function priorityReasons({
  kind,
  source,
  exposure,
}: Pick<Registration, 'kind' | 'source' | 'exposure'>) {
  return [
    ...(kind === 'ordinary' ? [] : [kind]),
    ...(source === 'direct' ? [] : [source]),
    ...(exposure === 'none' ? [] : [exposure]),
  ] as const;
}

export const isPriority = (registration: Pick<Registration, 'kind' | 'source' | 'exposure'>): boolean =>
  priorityReasons(registration).length > 0;

type Reason = ReturnType<typeof priorityReasons>[number];

/** The reasons in words. */
export const priorityLabels: Readonly<Record<Reason, string>> = {
  ...complainantKinds,
  ...sources,
  ...{ tv: '电视曝光', newspaper: '报纸曝光', online: '网络曝光' },
};
