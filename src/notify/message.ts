import { type Moment, minute } from '../domain/case/clock.ts';
import { type Precedence, precedenceMark } from '../domain/case/priority.ts';
import { maskName } from '../domain/case/privacy.ts';
import { dueLabel, type Notice } from '../domain/notices.ts';

/** A notice with what its reader needs to act on it. */
export interface Reminder extends Notice, Precedence {
  readonly owedBy: string;
  readonly department: string | null;
  readonly complainant: string;
  /** Which measure; null for a clock. */
  readonly measure: number | null;
}

/** What a courier is given: all that is new, in one message. */
export interface Message {
  readonly unit: string;
  readonly asOf: Moment;
  /** Nothing is due: somebody tries whether the courier works. */
  readonly test: boolean;
  readonly reminders: readonly Reminder[];
}

const level = (message: Message, wanted: Reminder['level']): readonly Reminder[] =>
  message.reminders.filter((reminder) => reminder.level === wanted);

/** One line: how much is overdue, how much will be. */
export function subjectOf(message: Message): string {
  if (message.test) return `【投诉督办】${message.unit} 测试消息`;
  const counts = [
    [level(message, 'overdue').length, '项超期'],
    [level(message, 'due_soon').length, '项即将到期'],
  ] as const;
  const told = counts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return `【投诉督办】${message.unit} ${told.join('，')}`;
}

/** The whole message, or as many of its lines as fit into `maxBytes` of UTF-8 and how many more there are. */
export function textOf(message: Message, maxBytes = Number.POSITIVE_INFINITY): string {
  const head = [subjectOf(message), `${minute(message.asOf)} 统计`];
  if (message.test) return [...head, '收到本条说明提醒能送到。'].join('\n');
  const lines = [
    ...level(message, 'overdue').map((reminder) => `超期 ${lineOf(reminder)}`),
    ...level(message, 'due_soon').map((reminder) => `将到期 ${lineOf(reminder)}`),
  ];
  const all = [...head, ...lines].join('\n');
  if (bytes(all) <= maxBytes) return all;
  const more = (left: number) => `……另有 ${left} 项，用 tousu overdue 查看`;
  let size = bytes([...head, more(lines.length)].join('\n'));
  const shown = lines.findIndex((line) => {
    size += bytes(line) + 1;
    return size > maxBytes;
  });
  return [...head, ...lines.slice(0, shown), more(lines.length - shown)].join('\n');
}

const bytes = (text: string): number => Buffer.byteLength(text, 'utf8');

const lineOf = (reminder: Reminder): string => {
  const { no, kind, measure, dueAt, owedBy, department, complainant } = reminder;
  return [
    `${precedenceMark(reminder)}${no}`,
    dueLabel(kind, measure),
    department ? `${department}（${owedBy}）` : owedBy,
    `时限 ${minute(dueAt)}`,
    `投诉人 ${maskName(complainant)}`,
  ].join(' ');
};

/** The message for a program: the same, nothing cut. */
export function jsonOf(message: Message): string {
  const { unit, asOf, test } = message;
  const items = (wanted: Reminder['level']) =>
    level(message, wanted).map(({ no, kind, measure, dueAt, owedBy, department, ...reminder }) => ({
      no,
      kind,
      label: dueLabel(kind, measure),
      dueAt,
      owedBy,
      department,
      urgent: reminder.urgent,
      priority: reminder.priority,
      complainant: maskName(reminder.complainant),
    }));
  return JSON.stringify({
    unit,
    asOf,
    test,
    subject: subjectOf(message),
    overdue: items('overdue'),
    dueSoon: items('due_soon'),
  });
}
