import { dayOf, isOpen, monthOf } from '../domain/case/clock.ts';
import { type Complaint, firstSurvey, lastSurvey, responsibleDepartment } from '../domain/case/complaint.ts';
import { isPriority, isUrgent } from '../domain/case/priority.ts';
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
  acceptedByHeadquarters: 'yesNo',
  contactOnRecord: 'yesNo',
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
  emergencyAt: 'text',
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
    fields: {
      at: 'text',
      by: 'text',
      round: 'number',
      result: 'text',
      onTheSpot: 'yesNo',
      concluded: 'yesNo',
      approvedBy: 'text',
      owesReply: 'yesNo',
    },
  },
  reply: {
    prefix: 'reply',
    fields: { at: 'text', by: 'text', method: 'text', text: 'text' },
  },
  closure: {
    prefix: 'closure',
    fields: {
      at: 'text',
      by: 'text',
      waiver: { prefix: 'waiver', fields: { reason: 'text', approvedBy: 'text' } },
      withdrawn: { prefix: 'withdrawn', fields: { text: 'text', confirmedBy: 'text' } },
    },
  },
  withdrawal: {
    prefix: 'withdrawal',
    fields: { at: 'text', inTime: 'yesNo' },
  },
  voiding: {
    prefix: 'voiding',
    fields: { at: 'text', by: 'text', reason: 'text', duplicateOf: 'text', approvedBy: 'text' },
  },
} as const satisfies Fields<Omit<Complaint, ListName>>;

/** The table of each list and the fields of an item of it; an item that is a mere text is its `name`. */
const listFields = {
  assignments: {
    table: 'assignment',
    fields: {
      at: 'text',
      by: 'text',
      department: 'text',
      respondWithin: 'number',
      feedbackTo: 'text',
      reason: 'text',
    },
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
          proceeded: 'yesNo',
          reason: 'text',
          externalFactor: 'text',
          promisedOn: 'text',
          approvedBy: 'text',
        },
      },
    },
  },
  rejudgements: { table: 'rejudgement', fields: { at: 'text', by: 'text', valid: 'yesNo', reason: 'text' } },
  attempts: { table: 'attempt', fields: { at: 'text', by: 'text', proposal: 'number', text: 'text' } },
  movedPromises: {
    table: 'moved_promise',
    fields: { at: 'text', by: 'text', promisedOn: 'text', externalFactor: 'text' },
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
    fields: { at: 'text', by: 'text', passed: 'yesNo', supplement: 'yesNo', reason: 'text', caller: 'text' },
  },
  reminders: {
    table: 'reminder',
    fields: { at: 'text', by: 'text', to: 'text', text: 'text', promisedOn: 'text' },
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
  feedbacks: {
    table: 'feedback',
    fields: { at: 'text', by: 'text', to: 'text', content: 'text', reportsResult: 'yesNo' },
  },
  attachments: {
    table: 'attachment',
    fields: { at: 'text', by: 'text', kind: 'text', name: 'text', sha256: 'text', size: 'number' },
  },
  notes: { table: 'note', fields: { at: 'text', by: 'text', text: 'text' } },
  penalties: {
    table: 'penalty',
    fields: { at: 'text', deadline: 'text', effect: 'text', person: 'text', decision: 'text' },
  },
  movedDays: {
    table: 'moved_day',
    fields: { at: 'text', by: 'text', fromDay: 'text', toDay: 'text', approvedBy: 'text', reason: 'text' },
  },
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
      metRecordedAt: 'text',
      cancelledAt: 'text',
      cancelledBy: 'text',
      owedBy: 'text',
      department: 'text',
      person: 'text',
    },
  },
  holdings: {
    table: 'holding',
    fields: { since: 'text', role: 'text', department: 'text', person: 'text' },
  },
  assisting: { table: 'assisting', fields: { name: 'text' } },
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
  const survey = lastSurvey(complaint);
  return Object.assign(toRow(complaint, complaintColumns), {
    accepted_on: dayOf(complaint.acceptedAt),
    phone_key: complaint.phone === null ? null : phoneKey(complaint.phone),
    accepted_month: monthOf(complaint.acceptedAt),
    department: responsibleDepartment(complaint),
    urgent: isUrgent(complaint) ? 1 : 0,
    priority: isPriority(complaint) ? 1 : 0,
    next_step: next?.command ?? null,
    next_owed_by: next?.owedBy ?? null,
    next_due_at: next?.dueAt ?? null,
    earliest_due_at: open.sort()[0] ?? null,
    grade: survey?.satisfaction ?? null,
    grade_handled: survey?.handled == null ? null : survey.handled ? 1 : 0,
    first_grade: firstSurvey(complaint)?.satisfaction ?? null,
    rejudged: complaint.rejudgements.length > 0 ? 1 : 0,
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

/** The lists of mere texts. */
const named: ReadonlySet<ListName> = new Set(['recused', 'assisting']);

/** The case that its row and the rows of its lists (by table, in order) say. */
export function complaintFrom(row: RowOf, children: (table: ChildTable) => readonly RowOf[]): Complaint {
  const listed = lists.map(({ name, table, columns }) => [
    name,
    children(table).map((item) => (named.has(name) ? item.name : fromRow(item, columns))),
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
