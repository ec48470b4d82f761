import { clockLabel, type Day, type Moment } from './case/clock.ts';
import { type DueKind, dueKinds } from './words/vocabulary.ts';

/** Who carries a reminder out of the house; settings, journal and JSON call it its channel. */
export const couriers = {
  email: '邮件',
  wecom: '企业微信',
  dingtalk: '钉钉',
  feishu: '飞书',
  command: '本单位的命令',
} as const;
export type Courier = keyof typeof couriers;

export type NoticeLevel = 'due_soon' | 'overdue';

/**
 * That something is due soon, or overdue. It is known by its case, its kind and its due time: measures of a case that
 * are due on the same day are told together.
 */
export interface Notice {
  readonly no: string;
  readonly kind: DueKind;
  readonly dueAt: Moment;
  readonly level: NoticeLevel;
}

/** A notice that went out, and on which day it did last. */
export interface SentNotice extends Notice {
  readonly sentOn: Day;
}

/** What is due, in words: a limit of the office's own is marked, and of measures it is said which. */
export const dueLabel = (kind: DueKind, measure: number | null): string =>
  kind === 'measure'
    ? [dueKinds.measure, measure].filter((part) => part !== null).join(' ')
    : clockLabel(kind);

/** What a notice is known by. */
const noticeKey = ({ no, kind, dueAt, level }: Notice): string => [no, kind, dueAt, level].join(' ');

/** What is still to be said on `today`: due soon once, overdue once a day while it lasts. */
export function unsent<N extends Notice>(
  notices: readonly N[],
  sent: readonly SentNotice[],
  today: Day,
): readonly N[] {
  const sentOn = new Map(sent.map((notice) => [noticeKey(notice), notice.sentOn]));
  return notices.filter((notice) => {
    const last = sentOn.get(noticeKey(notice));
    return last === undefined || (notice.level === 'overdue' && last < today);
  });
}
