import { type Moment, minute } from '../domain/case/clock.ts';
import { type Precedence, precedenceMark } from '../domain/case/priority.ts';
import { maskName } from '../domain/case/privacy.ts';
import { dueLabel, type Notice } from '../domain/notices.ts';

/** A notice with what its reader needs to act on it. */
export interface Reminder extends Notice, Precedence {
  readonly owedBy: string;
  readonly department: string | null;
  readonly person: string | null;
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

/** The reminders of each case, first those of a case with something overdue. */
function casesOf({ reminders }: Message): readonly (readonly [Reminder, ...Reminder[]])[] {
  const groups = [...Map.groupBy(reminders, ({ no }) => no).values()] as [Reminder, ...Reminder[]][];
  return [...groups.filter(isLate), ...groups.filter((reminders) => !isLate(reminders))];
}

const isLate = (reminders: readonly Reminder[]): boolean => reminders.some((one) => one.level === 'overdue');

/** One line: how many cases are overdue, how many will be. */
export function subjectOf(message: Message): string {
  if (message.test) return `【投诉督办】${message.unit} 测试消息`;
  const cases = casesOf(message);
  const late = cases.filter(isLate).length;
  const counts = [
    [late, '件超期'],
    [cases.length - late, '件即将到期'],
  ] as const;
  const told = counts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return `【投诉督办】${message.unit} ${told.join('，')}`;
}

/** The whole message, a line a case, or as many of its lines as fit into `maxBytes` of UTF-8 and how many more there are. */
export function textOf(message: Message, maxBytes = Number.POSITIVE_INFINITY): string {
  const head = [subjectOf(message), `${minute(message.asOf)} 统计`];
  if (message.test) return [...head, '收到本条说明提醒能送到。'].join('\n');
  const lines = casesOf(message).map(lineOf);
  const all = [...head, ...lines].join('\n');
  if (bytes(all) <= maxBytes) return all;
  const more = (left: number) => `……另有 ${left} 件，用 tousu overdue 查看`;
  let size = bytes([...head, more(lines.length)].join('\n'));
  const shown = lines.findIndex((line) => {
    size += bytes(line) + 1;
    return size > maxBytes;
  });
  return [...head, ...lines.slice(0, shown), more(lines.length - shown)].join('\n');
}

const bytes = (text: string): number => Buffer.byteLength(text, 'utf8');

/** 超期 ★2023100101 转办，将到期：办结 对接人、工程部（责任部门） 时限 2023-10-01 23:59 投诉人 李*. */
function lineOf(reminders: readonly [Reminder, ...Reminder[]]): string {
  const [first] = reminders;
  const [late, soon] = [kinds(reminders, 'overdue'), kinds(reminders, 'due_soon')];
  const earliest = reminders.map(({ dueAt }) => dueAt).sort()[0] ?? first.dueAt;
  return [
    late ? '超期' : '将到期',
    `${precedenceMark(first)}${first.no}`,
    late && soon ? `${late}，将到期：${soon}` : late || soon,
    distinct(reminders.map(({ department, owedBy }) => (department ? `${department}（${owedBy}）` : owedBy))),
    `时限 ${minute(earliest)}`,
    `投诉人 ${maskName(first.complainant)}`,
  ].join(' ');
}

const kinds = (reminders: readonly Reminder[], wanted: Reminder['level']): string =>
  distinct(
    reminders.filter(({ level }) => level === wanted).map(({ kind, measure }) => dueLabel(kind, measure)),
  );

const distinct = (words: readonly string[]): string => [...new Set(words)].join('、');

/** The message for a program: the same, nothing cut. */
export function jsonOf(message: Message): string {
  const { unit, asOf, test } = message;
  const items = (wanted: Reminder['level']) =>
    message.reminders
      .filter(({ level }) => level === wanted)
      .map(({ no, kind, measure, dueAt, owedBy, department, person, ...reminder }) => ({
        no,
        kind,
        label: dueLabel(kind, measure),
        dueAt,
        owedBy,
        department,
        person,
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
