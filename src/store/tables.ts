import { dayOf, isOpen, monthOf } from '../domain/case/clock.ts';
import { type Complaint, lastSurvey, responsibleDepartment } from '../domain/case/complaint.ts';
import { isPriority } from '../domain/case/priority.ts';
import { inTimeUntil } from '../domain/case/timeliness.ts';
import { nextStep } from '../domain/case/workflow.ts';
import { phoneKey } from '../domain/words/text.ts';
import type { RowOf, Value } from './db.ts';

/**
 * How a case lies in the tables: one row of `complaint`, and a row an item in a table for each of its lists.
 * The one description that saving, loading and verifying share.
 */

type Kind = 'plain' | 'boolean' | 'list';
interface Column {
  readonly property: string;
  readonly column: string;
  readonly kind: Kind;
}

const snake = (property: string): string =>
  property.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Words of the domain that are keywords of SQL. */
const renamed: Readonly<Record<string, string>> = {
  at: 'occurred_at',
  by: 'done_by',
  as: 'signed_as',
  to: 'recipient',
};

const yesNo: ReadonlySet<string> = new Set([
  'anonymous',
  'imported',
  'typical',
  'approved',
  'agreed',
  'passed',
  'reached',
  'handled',
  'rehandle',
]);

const columns = (...properties: readonly string[]): readonly Column[] =>
  properties.map((property) => ({
    property,
    column: renamed[property] ?? snake(property),
    kind: yesNo.has(property) ? 'boolean' : property === 'methods' ? 'list' : 'plain',
  }));

/** A part of the case that lies in columns of its own prefix, all null where the case has no such part. */
const part = (prefix: string, ...properties: readonly string[]): readonly Column[] =>
  properties.map((property) => ({
    property,
    column: `${prefix}_${snake(property)}`,
    kind: property === 'valid' || property === 'accepted' ? 'boolean' : 'plain',
  }));

const scalars = columns(
  ...[
    'no',
    'unit',
    'numberedOn',
    'sequence',
    'acceptedAt',
    'recordedAt',
    'acceptor',
    'operator',
    'imported',
    'channel',
  ],
  ...['channelNote', 'name', 'anonymous', 'phone', 'contact', 'kind', 'source', 'exposure', 'externalNo'],
  ...['category', 'typical', 'respondent', 'content', 'demand', 'evidence', 'relayedBy', 'status', 'round'],
  ...['lastStepAt', 'approved', 'cause', 'accountability'],
);

const parts = {
  verdict: part('verdict', 'at', 'by', 'valid', 'ground', 'reason'),
  explanation: part('explanation', 'at', 'by', 'method', 'reply'),
  completion: part('completion', 'at', 'by', 'round', 'result'),
  closure: part('closure', 'at', 'by'),
  voiding: part('voiding', 'at', 'by', 'reason', 'duplicateOf'),
} as const;
const partNames = Object.keys(parts) as readonly (keyof typeof parts)[];
const waiver = part('waiver', 'reason', 'approvedBy');
const answer = part('answer', 'at', 'by', 'accepted', 'reason', 'externalFactor', 'promisedOn');

const lists = {
  assignments: {
    table: 'assignment',
    columns: columns('at', 'by', 'department', 'respondWithin', 'feedbackTo'),
  },
  investigations: { table: 'investigation', columns: columns('at', 'by', 'methods', 'findings', 'cause') },
  proposals: { table: 'proposal', columns: columns('round', 'at', 'by', 'plan') },
  measures: { table: 'measure', columns: columns('kind', 'text', 'owner', 'dueOn', 'doneOn', 'effect') },
  opinions: { table: 'opinion', columns: columns('at', 'by', 'as', 'agreed', 'opinion') },
  reviews: { table: 'review', columns: columns('at', 'by', 'passed', 'reason', 'caller') },
  callbacks: {
    table: 'callback',
    columns: columns(
      ...['round', 'at', 'by', 'method', 'reached', 'handled', 'unhandledReason', 'timeliness'],
      ...['satisfaction', 'comment', 'reason', 'rehandle'],
    ),
  },
  feedbacks: { table: 'feedback', columns: columns('at', 'by', 'to', 'content') },
  attachments: { table: 'attachment', columns: columns('at', 'by', 'kind', 'name', 'sha256', 'size') },
  notes: { table: 'note', columns: columns('at', 'by', 'text') },
  penalties: { table: 'penalty', columns: columns('at', 'deadline', 'person', 'decision') },
  deadlines: {
    table: 'deadline',
    columns: columns(
      ...['kind', 'round', 'startedAt', 'dueAt', 'days', 'metAt', 'metBy', 'cancelledAt', 'owedBy'],
      ...['department', 'person'],
    ),
  },
} as const;

type Item = Readonly<Record<string, unknown>>;
type ListName = keyof typeof lists;
const listNames = Object.keys(lists) as readonly ListName[];

/** A table beside `complaint` that holds rows of a case. */
export type ChildTable = (typeof lists)[ListName]['table'] | 'recusal';

/** These tables, in the order in which they are written. */
export const childTables: readonly ChildTable[] = [...listNames.map((name) => lists[name].table), 'recusal'];

const toValue = (value: unknown, kind: Kind): Value => {
  if (value === null || value === undefined) return null;
  if (kind === 'boolean') return value ? 1 : 0;
  return kind === 'list' ? (value as readonly string[]).join(',') : (value as Value);
};

const fromValue = (value: Value | undefined, kind: Kind): unknown => {
  if (value === null || value === undefined) return null;
  if (kind === 'boolean') return value === 1;
  return kind === 'list' ? String(value).split(',') : value;
};

function toRow(item: Item | null, spec: readonly Column[]): RowOf {
  const row: Record<string, Value> = {};
  for (const { property, column, kind } of spec) row[column] = toValue(item?.[property], kind);
  return row;
}

function fromRow(row: RowOf, spec: readonly Column[]): Item {
  const item: Record<string, unknown> = {};
  for (const { property, column, kind } of spec) item[property] = fromValue(row[column], kind);
  return item;
}

/** A part is there when its first column (when it happened, or why) is. */
const partFrom = (row: RowOf, spec: readonly Column[]): Item | null =>
  spec[0] && row[spec[0].column] !== null ? fromRow(row, spec) : null;

/** The row of `complaint`, with the columns that are derived so that lists and figures need not load the case. */
export function complaintRow(complaint: Complaint): RowOf {
  const next = nextStep(complaint);
  const open = complaint.deadlines.filter(isOpen).map((clock) => clock.dueAt);
  const ofParts = partNames.map((name) => toRow(complaint[name] as unknown as Item | null, parts[name]));
  return Object.assign(toRow(complaint as unknown as Item, scalars), ...ofParts, {
    ...toRow((complaint.closure?.waiver ?? null) as Item | null, waiver),
    accepted_on: dayOf(complaint.acceptedAt),
    phone_key: complaint.phone === null ? null : phoneKey(complaint.phone),
    accepted_month: monthOf(complaint.acceptedAt),
    department: responsibleDepartment(complaint),
    priority: isPriority(complaint) ? 1 : 0,
    next_step: next?.command ?? null,
    next_owed_by: next?.owedBy ?? null,
    next_due_at: next?.dueAt ?? null,
    earliest_due_at: open.sort()[0] ?? null,
    grade: lastSurvey(complaint)?.satisfaction ?? null,
    in_time_until: inTimeUntil(complaint),
  });
}

/** The rows of the lists of a case, by table, each numbered from 1. */
export function childRows(complaint: Complaint): ReadonlyMap<ChildTable, readonly RowOf[]> {
  const numbered = (i: number): RowOf => ({ complaint_no: complaint.no, n: i + 1 });
  const rowsOf = (name: ListName): readonly RowOf[] =>
    complaint[name].map((item, i) =>
      Object.assign(
        numbered(i),
        toRow(item as unknown as Item, lists[name].columns),
        'plan' in item ? toRow(item.answer as Item | null, answer) : null,
      ),
    );
  return new Map<ChildTable, readonly RowOf[]>([
    ...listNames.map((name) => [lists[name].table, rowsOf(name)] as const),
    ['recusal', complaint.recused.map((name, i) => ({ ...numbered(i), name }))],
  ]);
}

/** The case that its row and the rows of its lists (by table, in order) say. */
export function complaintFrom(row: RowOf, children: (table: ChildTable) => readonly RowOf[]): Complaint {
  const closure = partFrom(row, parts.closure);
  const named = Object.fromEntries(partNames.map((name) => [name, partFrom(row, parts[name])]));
  const listed = Object.fromEntries(
    listNames.map((name) => [name, children(lists[name].table).map((item) => itemFrom(name, item))]),
  );
  return {
    ...fromRow(row, scalars),
    ...named,
    ...listed,
    closure: closure && { ...closure, waiver: partFrom(row, waiver) },
    recused: children('recusal').map((item) => item.name),
  } as unknown as Complaint;
}

function itemFrom(name: ListName, row: RowOf): Item {
  const item = fromRow(row, lists[name].columns);
  if (name === 'measures') return { n: row.n, ...item };
  return name === 'proposals' ? { ...item, answer: partFrom(row, answer) } : item;
}
