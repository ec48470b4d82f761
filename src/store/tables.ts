import { dayOf, isOpen, monthOf } from '../domain/case/clock.ts';
import { type Complaint, lastSurvey, responsibleDepartment } from '../domain/case/complaint.ts';
import { isPriority } from '../domain/case/priority.ts';
import { inTimeUntil } from '../domain/case/timeliness.ts';
import { nextStep } from '../domain/case/workflow.ts';
import { phoneKey } from '../domain/words/text.ts';
import { type Columns, columnsOf, type Fields, fromRow, toRow } from './columns.ts';
import type { RowOf } from './db.ts';

/**
 * How a case lies in the tables: one row of `complaint`, and a row an item in a table for each of its lists.
 * The one description that saving, loading and verifying share.
 */

/** The fields of a case that are lists of items. */
type ListName = {
  [K in keyof Complaint]: Complaint[K] extends readonly unknown[] ? K : never;
}[keyof Complaint];

const complaintFields = {
  no: 'text',
  unit: 'text',
  numberedOn: 'text',
  sequence: 'number',
  acceptedAt: 'text',
  recordedAt: 'text',
  acceptor: 'text',
  operator: 'text',
  imported: 'yesNo',
  channel: 'text',
  channelNote: 'text',
  name: 'text',
  anonymous: 'yesNo',
  phone: 'text',
  contact: 'text',
  kind: 'text',
  source: 'text',
  exposure: 'text',
  externalNo: 'text',
  category: 'text',
  typical: 'yesNo',
  respondent: 'text',
  content: 'text',
  demand: 'text',
  evidence: 'text',
  relayedBy: 'text',
  status: 'text',
  round: 'number',
  lastStepAt: 'text',
  approved: 'yesNo',
  cause: 'text',
  accountability: 'text',
  verdict: {
    prefix: 'verdict',
    fields: { at: 'text', by: 'text', valid: 'yesNo', ground: 'text', reason: 'text' },
  },
  explanation: {
    prefix: 'explanation',
    fields: { at: 'text', by: 'text', method: 'text', reply: 'text' },
  },
  completion: {
    prefix: 'completion',
    fields: { at: 'text', by: 'text', round: 'number', result: 'text' },
  },
  closure: {
    prefix: 'closure',
    fields: {
      at: 'text',
      by: 'text',
      waiver: { prefix: 'waiver', fields: { reason: 'text', approvedBy: 'text' } },
    },
  },
  voiding: {
    prefix: 'voiding',
    fields: { at: 'text', by: 'text', reason: 'text', duplicateOf: 'text' },
  },
} as const satisfies Fields<Omit<Complaint, ListName>>;

/** The table of each list and the fields of an item of it; an item that is a mere text is its `name`. */
const listFields = {
  assignments: {
    table: 'assignment',
    fields: { at: 'text', by: 'text', department: 'text', respondWithin: 'number', feedbackTo: 'text' },
  },
  investigations: {
    table: 'investigation',
    fields: { at: 'text', by: 'text', methods: 'codes', findings: 'text', cause: 'text' },
  },
  proposals: {
    table: 'proposal',
    fields: {
      round: 'number',
      at: 'text',
      by: 'text',
      plan: 'text',
      answer: {
        prefix: 'answer',
        fields: {
          at: 'text',
          by: 'text',
          accepted: 'yesNo',
          reason: 'text',
          externalFactor: 'text',
          promisedOn: 'text',
        },
      },
    },
  },
  measures: {
    table: 'measure',
    fields: {
      n: 'place',
      kind: 'text',
      text: 'text',
      owner: 'text',
      dueOn: 'text',
      doneOn: 'text',
      effect: 'text',
    },
  },
  opinions: {
    table: 'opinion',
    fields: { at: 'text', by: 'text', as: 'text', agreed: 'yesNo', opinion: 'text' },
  },
  reviews: {
    table: 'review',
    fields: { at: 'text', by: 'text', passed: 'yesNo', reason: 'text', caller: 'text' },
  },
  callbacks: {
    table: 'callback',
    fields: {
      round: 'number',
      at: 'text',
      by: 'text',
      method: 'text',
      reached: 'yesNo',
      handled: 'yesNoOrNull',
      unhandledReason: 'text',
      timeliness: 'text',
      satisfaction: 'text',
      comment: 'text',
      reason: 'text',
      rehandle: 'yesNoOrNull',
    },
  },
  feedbacks: { table: 'feedback', fields: { at: 'text', by: 'text', to: 'text', content: 'text' } },
  attachments: {
    table: 'attachment',
    fields: { at: 'text', by: 'text', kind: 'text', name: 'text', sha256: 'text', size: 'number' },
  },
  notes: { table: 'note', fields: { at: 'text', by: 'text', text: 'text' } },
  penalties: { table: 'penalty', fields: { at: 'text', deadline: 'text', person: 'text', decision: 'text' } },
  deadlines: {
    table: 'deadline',
    fields: {
      kind: 'text',
      round: 'number',
      startedAt: 'text',
      dueAt: 'text',
      days: 'number',
      metAt: 'text',
      metBy: 'text',
      cancelledAt: 'text',
      owedBy: 'text',
      department: 'text',
      person: 'text',
    },
  },
  recused: { table: 'recusal', fields: { name: 'text' } },
} as const satisfies {
  readonly [K in ListName]: { readonly table: string; readonly fields: Fields<ItemOf<Complaint[K][number]>> };
};

type ItemOf<T> = T extends string ? { readonly name: T } : T;

/** A table beside `complaint` that holds rows of a case. */
export type ChildTable = (typeof listFields)[ListName]['table'];
export type CaseTable = 'complaint' | ChildTable;

interface List {
  readonly name: ListName;
  readonly table: ChildTable;
  readonly columns: Columns;
}

const complaintColumns = columnsOf<Omit<Complaint, ListName>>(complaintFields);
const lists: readonly List[] = (Object.keys(listFields) as readonly ListName[]).map((name) => ({
  name,
  table: listFields[name].table,
  columns: columnsOf<object>(listFields[name].fields),
}));

/** The tables of the lists, in the order in which they are written. */
export const childTables: readonly ChildTable[] = lists.map(({ table }) => table);

/** The row of `complaint`, with the columns that are derived so that lists and figures need not load the case. */
export function complaintRow(complaint: Complaint): RowOf {
  const next = nextStep(complaint);
  const open = complaint.deadlines.filter(isOpen).map((clock) => clock.dueAt);
  return Object.assign(toRow(complaint, complaintColumns), {
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
  const rowsOf = ({ name, columns }: List): readonly RowOf[] =>
    complaint[name].map((item, i) =>
      Object.assign(
        { complaint_no: complaint.no, n: i + 1 },
        toRow(typeof item === 'string' ? { name: item } : item, columns),
      ),
    );
  return new Map(lists.map((list) => [list.table, rowsOf(list)]));
}

/** The case that its row and the rows of its lists (by table, in order) say. */
export function complaintFrom(row: RowOf, children: (table: ChildTable) => readonly RowOf[]): Complaint {
  const listed = lists.map(({ name, table, columns }) => [
    name,
    children(table).map((item) => (name === 'recused' ? item.name : fromRow(item, columns))),
  ]);
  return { ...fromRow(row, complaintColumns), ...Object.fromEntries(listed) } as Complaint;
}

/** The tables whose rows of this case are other than the case says, a column too many or too few included. */
export function tablesDiffering(
  complaint: Complaint,
  rowsIn: (table: CaseTable) => readonly RowOf[],
): readonly CaseTable[] {
  const expected: readonly (readonly [CaseTable, readonly RowOf[]])[] = [
    ['complaint', [complaintRow(complaint)]],
    ...childRows(complaint),
  ];
  return expected.filter(([table, rows]) => !sameRows(rows, rowsIn(table))).map(([table]) => table);
}

const sameRows = (expected: readonly RowOf[], actual: readonly RowOf[]): boolean =>
  expected.length === actual.length && expected.every((row, i) => sameRow(row, actual[i] ?? {}));

function sameRow(expected: RowOf, actual: RowOf): boolean {
  const columns = Object.keys(expected);
  return (
    columns.length === Object.keys(actual).length &&
    columns.every((column) => expected[column] === actual[column])
  );
}
