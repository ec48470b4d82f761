import { dayOf, type Moment, minute } from '../../domain/case/clock.ts';
import type { Complaint } from '../../domain/case/complaint.ts';
import { type Precedence, precedenceMark } from '../../domain/case/priority.ts';
import { steps } from '../../domain/case/step-table.ts';
import { isOfficeLimit, type NextStep, nextStep } from '../../domain/case/workflow.ts';
import type { Problem } from '../../domain/problems.ts';
import { escapeHidden } from '../../domain/words/text.ts';

/** Sentences and forms that several commands share. */

/** `下一步: 回访（回访人），2023-10-07 23:59 前`; empty when nothing comes next. */
export function nextStepSentence(complaint: Complaint): string {
  const next = nextStep(complaint);
  return next === null ? '' : `下一步: ${nextStepWords(complaint, next)}`;
}

/** `回访（回访人），2023-10-07 23:59 前`; that the limit is the office's own is said where it is. */
export function nextStepWords(complaint: Complaint, next: NextStep): string {
  const { command, owedBy, dueAt } = next;
  const due = dueAt === null ? '' : `，${minute(dueAt)} 前${inner(isOfficeLimit(complaint, next))}`;
  return `${steps[command].label}（${owedBy}）${due}`;
}

const inner = (internal: boolean): string => (internal ? '（内部时限）' : '');

/** The value with what a terminal would obey made visible in each of its texts. */
export function shown<T>(value: T): T {
  if (typeof value === 'string') return escapeHidden(value) as T;
  if (Array.isArray(value)) return value.map(shown) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, shown(field)])) as T;
}

/** A refusal as the clerk reads it: what is wrong, by which clause, what to type. */
export const problemText = ({ message, clause, hint }: Problem): string =>
  [
    `错误: ${message}`,
    ...(clause ? [`依据: 条款 ${clause}`] : []),
    `建议: ${hint.replaceAll('\n', '\n      ')}`,
  ]
    .map(escapeHidden)
    .join('\n');

/** JSON on one line, without any control character. */
export const toJson = (value: unknown): string => escapeHidden(JSON.stringify(value));

/** The time left to, or since, a due moment: 今天 23:59 前, 10-07 23:59 前, 已超 1 天 3 小时. */
export function dueInWords(dueAt: Moment | null, now: Moment): string {
  if (dueAt === null) return '';
  if (dueAt < now) return `已超 ${duration((Date.parse(now) - Date.parse(dueAt)) / 60_000)}`;
  const day =
    dayOf(dueAt) === dayOf(now)
      ? '今天'
      : dueAt.slice(0, 4) === now.slice(0, 4)
        ? dueAt.slice(5, 10)
        : dayOf(dueAt);
  return `${day} ${dueAt.slice(11, 16)} 前`;
}

function duration(minutes: number): string {
  const whole = Math.max(1, Math.floor(minutes));
  const [days, hours] = [Math.floor(whole / 1440), Math.floor((whole % 1440) / 60)];
  if (days > 0) return hours > 0 ? `${days} 天 ${hours} 小时` : `${days} 天`;
  return hours > 0 ? `${hours} 小时` : `${whole} 分钟`;
}

/** The same, and that the limit is the office's own where it is. */
export const limitInWords = (
  { dueAt, internal }: { readonly dueAt: Moment | null; readonly internal: boolean },
  now: Moment,
): string => `${dueInWords(dueAt, now)}${inner(internal)}`;

/** The same as short as a column of a list wants it: 今天 23:59, 10-07 23:59, 已超 3 天, 已超 5 小时 内部. */
export function limitBriefly(
  { dueAt, internal }: { readonly dueAt: Moment | null; readonly internal: boolean },
  now: Moment,
): string {
  const words = dueInWords(dueAt, now)
    .replace(/ 前$/, '')
    .replace(/( 天) \d+ 小时$/, '$1');
  return internal ? `${words} 内部`.trim() : words;
}

/** Who owes something: `责任部门`, `回访人 李娜`, or the name alone where there is no role. */
export const debtorInWords = ({
  owedBy,
  person,
}: {
  readonly owedBy: string;
  readonly person: string | null;
}): string => (person === null || person === owedBy ? owedBy : `${owedBy} ${person}`);

/** The same in a narrow column: the department by its name, a person by his. */
export const whoInWords = (debtor: {
  readonly owedBy: string;
  readonly person: string | null;
  readonly department: string | null;
}): string =>
  debtor.person ?? (debtor.owedBy === '责任部门' && debtor.department ? debtor.department : debtor.owedBy);

/** The number of a case in a list; 急 and ★ mark those that go first (4.1.2): a leak, a priority case. */
export const starred = (listed: Precedence & { readonly no: string }): string =>
  `${precedenceMark(listed)}${listed.no}`;

const MOST_SIGNS = 16;

/** As much of a text, on one line, as tells what it is about. */
export function brief(text: string): string {
  const signs = [...text.replaceAll(/\s+/g, ' ')];
  return signs.length > MOST_SIGNS ? `${signs.slice(0, MOST_SIGNS).join('')}…` : signs.join('');
}
