import type { Day, Moment } from './case/clock.ts';
import type { ClockKind } from './words/vocabulary.ts';

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

/** That a clock is due soon, or overdue. A clock is known by its case, its kind and its due time. */
export interface Notice {
  readonly no: string;
  readonly kind: ClockKind;
  readonly dueAt: Moment;
  readonly level: NoticeLevel;
}

/** A notice that went out, and on which day it did last. */
export interface SentNotice extends Notice {
  readonly sentOn: Day;
}

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
