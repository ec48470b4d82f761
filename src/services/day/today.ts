import { type DayRange, dayOf } from '../../domain/case/clock.ts';
import { byUrgency as byUrgencyOfTasks, type Precedence } from '../../domain/case/priority.ts';
import type { Status } from '../../domain/words/vocabulary.ts';
import { type CaseFilter, type CaseSummary, listCases } from '../../store/cases.ts';
import { type LedgerContext, ofOneMoment } from '../ledger-context.ts';
import { debtorCalled, waitsFor } from './debtor.ts';
import { everyCase, listTasks, type Task } from './worklist.ts';

/** A case as somebody at work sees it: who, what about, and what is to be done. */
export interface WorkCase extends Precedence {
  readonly no: string;
  readonly status: Status;
  readonly complainant: string;
  readonly phone: string | null;
  /** The beginning of the content; of a filed case that waits for a measure only, the measure. */
  readonly gist: string;
  readonly department: string | null;
  /** What is to be done, most urgent first; empty where nothing is. */
  readonly tasks: readonly Task[];
  /** Some of it waits for the operator, by name, role or department. */
  readonly isMine: boolean;
  readonly overdue: boolean;
  readonly dueToday: boolean;
}

/** What the day begins with. */
export interface Today {
  /** Cases with something to do, the most urgent first; what is due on no day comes last. */
  readonly open: readonly WorkCase[];
  /** Cases with nothing to do, the newest first, as many as are looked through without a search. */
  readonly filed: readonly WorkCase[];
  readonly filedInAll: number;
}

/** Above this many, a case is looked up rather than looked for. */
const MOST_FILED = 200;
export const MOST_FOUND = 200;

export const today = (ctx: LedgerContext): Promise<Today> =>
  ofOneMoment(ctx, async (inside) => {
    const work = await workOf(inside);
    const { items: open } = await listCases(inside.ledger, { ...everyCase, statuses: 'open' });
    const filed = await listCases(inside.ledger, {
      ...everyCase,
      statuses: ['closed', 'voided'],
      sort: 'newest',
      limit: MOST_FILED,
    });
    const listed = new Set(open.map(({ no }) => no));
    const waiting = [...work.tasks.keys()].filter((no) => !listed.has(no));
    return {
      open: [...open.map(work.withTasks), ...waiting.map(work.knownByTasks)].sort(byUrgency),
      filed: filed.items.filter(({ no }) => !work.tasks.has(no)).map(work.withTasks),
      filedInAll: filed.total - waiting.length,
    };
  });

/** The cases that hold the text, of any state, open ones first; as many as are looked through. */
export const findWork = async (ctx: LedgerContext, text: string): Promise<readonly WorkCase[]> =>
  casesOf(ctx, { ...everyCase, search: text, sort: 'newest', limit: MOST_FOUND });

/** The cases accepted on these days that are still open, the most urgent first. */
export const openWork = (ctx: LedgerContext, accepted: DayRange): Promise<readonly WorkCase[]> =>
  casesOf(ctx, { ...everyCase, statuses: 'open', accepted });

const casesOf = (ctx: LedgerContext, filter: CaseFilter): Promise<readonly WorkCase[]> =>
  ofOneMoment(ctx, async (inside) => {
    const work = await workOf(inside);
    const { items } = await listCases(inside.ledger, filter);
    const cases = items.map(work.withTasks);
    const isOpen = ({ tasks }: WorkCase) => tasks.length > 0;
    return [...cases.filter(isOpen).sort(byUrgency), ...cases.filter((each) => !isOpen(each))];
  });

/** Everything that is to be done, by the case that it is to be done to. */
async function workOf(ctx: LedgerContext) {
  const tasks = Map.groupBy(await listTasks(ctx, [], ctx.now), ({ no }) => no);
  const operator = await debtorCalled(ctx, ctx.operator);
  const work = (no: string) => {
    const own = tasks.get(no) ?? [];
    return {
      tasks: own,
      isMine: own.some((task) => waitsFor(task, operator)),
      overdue: own.some(({ overdue }) => overdue),
      dueToday: own.some(
        ({ overdue, dueAt }) => !overdue && dueAt !== null && dayOf(dueAt) === dayOf(ctx.now),
      ),
    };
  };
  return {
    tasks,
    withTasks({ no, status, complainant, phone, gist, department, urgent, priority }: CaseSummary): WorkCase {
      return { no, status, complainant, phone, gist, department, urgent, priority, ...work(no) };
    },
    /** A filed case of which measures are still to be done. */
    knownByTasks(no: string): WorkCase {
      const [task] = tasks.get(no) ?? [];
      if (task === undefined) throw new Error(`nothing is to be done to ${no}`);
      const { complainant, department, urgent, priority, measureText } = task;
      const gist = measureText === null ? '' : `措施：${measureText}`;
      return {
        no,
        status: 'closed',
        complainant,
        phone: null,
        gist,
        department,
        urgent,
        priority,
        ...work(no),
      };
    },
  };
}

/** As every worklist; but what is due on no day waits behind what has a due time. */
function byUrgency(a: WorkCase, b: WorkCase): number {
  const [first, second] = [a.tasks[0], b.tasks[0]];
  if (first === undefined || second === undefined) return Number(second !== undefined);
  return Number(first.dueAt === null) - Number(second.dueAt === null) || byUrgencyOfTasks(first, second);
}
