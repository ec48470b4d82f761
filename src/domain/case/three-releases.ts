import type { Complaint } from './complaint.ts';

export const gapLabels = {
  cause: '投诉原因',
  accountability: '责任人处理',
  corrective: '整改措施',
  preventive: '预防措施',
  corrective_open: '未完成的整改措施',
} as const;

export type Gap = keyof typeof gapLabels;

/**
 * 4.1.1 三不放过: what a valid case still lacks before it can be closed. Cause found, responsible person dealt with,
 * corrective and preventive measures in place, all corrective ones done.
 */
export function gaps({
  cause,
  accountability,
  measures,
}: Pick<Complaint, 'cause' | 'accountability' | 'measures'>) {
  const corrective = measures.filter((measure) => measure.kind === 'corrective');
  const missing: Gap[] = [];
  if (cause === null) missing.push('cause');
  if (accountability === null) missing.push('accountability');
  if (corrective.length === 0) missing.push('corrective');
  if (!measures.some((measure) => measure.kind === 'preventive')) missing.push('preventive');
  if (corrective.some((measure) => measure.doneOn === null)) missing.push('corrective_open');
  return missing;
}

/** "无责任人" is an answer only with the reason behind it. */
export const isBareNobody = (accountability: string): boolean =>
  /^无责任人[\s\p{P}]*$/u.test(accountability.trim());
