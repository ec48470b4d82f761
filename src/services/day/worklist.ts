import { endOfDay, isPastDue, type Moment } from '../../domain/case/clock.ts';
import { byUrgency, type Precedence } from '../../domain/case/priority.ts';
import type { Step } from '../../domain/case/step-table.ts';
import { type CaseFilter, type CaseSummary, listCases } from '../../store/cases.ts';
import { listOpenClocks, type OpenClock } from '../../store/clocks.ts';
import { listOpenMeasures, type OpenMeasure } from '../../store/measures.ts';
import type { LedgerContext } from '../ledger-context.ts';

/** Lets every case through, of whatever state, the most urgent first. */
export const everyCase: CaseFilter = {
  statuses: [],
  departments: [],
  accepted: null,
  priority: false,
  typical: false,
  overdueAt: null,
  search: null,
  sort: 'due',
  limit: null,
};

/** A clock of the case is past due at `asOf`. */
export const isOverdue = ({ earliestDueAt }: Pick<CaseSummary, 'earliestDueAt'>, asOf: Moment): boolean =>
  isPastDue(earliestDueAt, asOf);

/** Something that someone owes: the words to type after `tousu`, who, and by when. */
export interface Task extends Precedence {
  readonly no: string;
  readonly complainant: string;
  readonly step: Step;
  /** In the words of the regulation, or the owner of a measure. */
  readonly owedBy: string;
  readonly department: string | null;
  /** The employee who owes it, where it is one: the acceptor, the caller the liaison named, the owner of a measure. */
  readonly person: string | null;
  readonly dueAt: Moment | null;
  readonly overdue: boolean;
  /** The due time is the office's own. */
  readonly internal: boolean;
  /** Which measure is to be done, and what it is; null for every other step. */
  readonly measure: number | null;
  readonly measureText: string | null;
}

/**
 * 2.1.3 What is to be done: the next step of every open case, the report headquarters waits for, and the measures of
 * every case until they are done (4.1.1), of a typical one until their effect is recorded (2.1.6). Of these
 * departments; `[]` means all. Most urgent first: leaks, then priority cases, then by due time.
 */
export async function listTasks(
  ctx: LedgerContext,
  departments: readonly string[],
  asOf: Moment,
): Promise<readonly Task[]> {
  const { items } = await listCases(ctx.ledger, { ...everyCase, statuses: 'open', departments });
  const clocks = await listOpenClocks(ctx.ledger, endOfDay('9999-12-31'));
  const measures = await listOpenMeasures(ctx.ledger);
  const callers = new Map(
    clocks.flatMap(({ kind, no, person }) => (kind === 'callback' ? [[no, person]] : [])),
  );
  const tasks = [
    ...items.flatMap((item) => stepTask(item, callers.get(item.no) ?? null, asOf)),
    ...clocks.filter(isOwedFeedback).map((clock) => feedbackTask(clock, asOf)),
    ...measures.map((measure) => measureTask(measure, asOf)),
  ];
  const wanted =
    departments.length === 0 ? tasks : tasks.filter((task) => departments.includes(task.department ?? ''));
  return wanted.sort(byUrgency);
}

function stepTask(item: CaseSummary, caller: string | null, asOf: Moment): readonly Task[] {
  const { no, complainant, nextStep, owedBy, department, dueAt, internal, urgent, priority } = item;
  if (nextStep === null || owedBy === null) return [];
  return [
    {
      no,
      complainant,
      step: nextStep,
      owedBy,
      department,
      dueAt,
      internal,
      urgent,
      priority,
      person: owedBy === '受理人' ? item.acceptor : owedBy === '回访人' ? caller : null,
      overdue: isPastDue(dueAt, asOf),
      measure: null,
      measureText: null,
    },
  ];
}

/** 4.3.7(1) What headquarters waits for, once there is somebody who can report. */
const isOwedFeedback = ({ kind, status }: OpenClock): boolean =>
  kind === 'hq_feedback' && status !== 'registered';

const feedbackTask = (clock: OpenClock, asOf: Moment): Task => {
  const { no, complainant, owedBy, department, person, dueAt, urgent, priority } = clock;
  return {
    no,
    complainant,
    step: 'feedback',
    owedBy,
    department,
    person,
    dueAt,
    internal: false,
    urgent,
    priority,
    overdue: isPastDue(dueAt, asOf),
    measure: null,
    measureText: null,
  };
};

function measureTask(measure: OpenMeasure, asOf: Moment): Task {
  const { no, complainant, owner, department, dueOn, doneOn, urgent, priority, n, text } = measure;
  const dueAt = doneOn === null ? endOfDay(dueOn) : null;
  return {
    no,
    complainant,
    step: 'measure done',
    owedBy: owner,
    person: owner,
    department,
    dueAt,
    internal: false,
    urgent,
    priority,
    overdue: isPastDue(dueAt, asOf),
    measure: n,
    measureText: text,
  };
}
