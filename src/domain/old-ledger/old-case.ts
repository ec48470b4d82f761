import type { Day, Moment } from '../case/clock.ts';
import type { Feedback, Measure, Opinion, Registration } from '../case/complaint.ts';
import { momentOf, type When } from '../steps/decide.ts';
import type {
  CallbackMethod,
  ClockKind,
  Grade,
  Ground,
  InvestigationMethod,
  ReplyMethod,
  Status,
} from '../words/vocabulary.ts';

/** What an old ledger may say of a case beside its registration; null where it says nothing. */
interface OldHandling {
  readonly no: string;
  readonly acceptor: string;
  readonly department: string;
  /** Departments it was given to before. */
  readonly earlierDepartments: readonly string[];
  readonly assignedAt: When;
  readonly assignedBy: string;
  readonly respondWithin: number;
  readonly feedbackTo: string;
  readonly assisting: readonly string[];
  readonly recused: readonly string[];
  readonly investigatedAt: When;
  readonly investigator: string;
  readonly methods: readonly InvestigationMethod[];
  readonly findings: string;
  readonly cause: string;
  readonly verdict: 'valid' | 'invalid';
  readonly ground: Ground;
  readonly verdictReason: string;
  readonly verdictAt: When;
  readonly verdictBy: string;
  readonly proposedAt: When;
  readonly proposedBy: string;
  readonly plan: string;
  readonly answeredAt: When;
  readonly answeredBy: string;
  readonly accepted: boolean;
  readonly rejection: string;
  /** Step 70: who let the plan be carried out without an answer. */
  readonly proceededBy: string;
  readonly externalFactor: string;
  readonly promisedOn: Day;
  readonly completedAt: When;
  readonly completedBy: string;
  readonly onTheSpot: boolean;
  /** 终结: who ended it after refused plans. */
  readonly concludedBy: string;
  readonly result: string;
  /** 4.3.7(1) 并回复客户; where nothing is said, the completion is the reply. */
  readonly isReplied: boolean;
  readonly repliedAt: When;
  readonly repliedBy: string;
  readonly replyMethod: ReplyMethod;
  readonly replyText: string;
  readonly accountability: string;
  readonly corrective: readonly OldMeasure[];
  readonly preventive: readonly OldMeasure[];
  readonly explainedAt: When;
  readonly explainedBy: string;
  readonly explanationMethod: ReplyMethod;
  readonly reply: string;
  readonly departmentOpinion: readonly OldOpinion[];
  readonly leaderOpinion: readonly OldOpinion[];
  readonly managerOpinion: readonly OldOpinion[];
  readonly reviewedAt: When;
  readonly reviewer: string;
  readonly passed: boolean;
  readonly returnReason: string;
  readonly calledBackAt: When;
  readonly caller: string;
  readonly callbackMethod: CallbackMethod;
  readonly handled: boolean;
  readonly unhandledReason: string;
  readonly timeliness: Grade;
  readonly satisfaction: Grade;
  readonly dissatisfaction: string;
  readonly comment: string;
  readonly unreached: number;
  readonly waiverReason: string;
  readonly waiverApprover: string;
  /** 撤诉 */
  readonly withdrawn: string;
  readonly withdrawalConfirmedBy: string;
  readonly feedback: readonly Pick<Feedback, 'to' | 'content'>[];
  readonly status: readonly Status[];
  readonly round: number;
  /** Whether the first handling was in time, where a later one hides it. */
  readonly inTime: boolean;
  /** Time limits that were missed, as far as the row says. */
  readonly missed: readonly ClockKind[];
  readonly closedAt: When;
  readonly closedBy: string;
  readonly voidedAt: When;
  readonly voidReason: string;
  readonly voidApprover: string;
  readonly duplicateOf: string;
  readonly notes: string;
}

/** Owner and dates where the text says them. */
export type OldMeasure = Pick<Measure, 'text' | 'doneOn' | 'effect'> & {
  readonly owner: string | null;
  readonly dueOn: Day | null;
};
export type OldOpinion = Pick<Opinion, 'agreed' | 'opinion'> & { readonly by: string | null };

type Said = Omit<Registration, 'acceptedAt'> & OldHandling & { readonly acceptedAt: When };

/** A row of an old ledger. */
export type OldCase = { readonly [Field in keyof Said]: Said[Field] | null };
export type OldField = keyof OldCase;

/** What is wrong with one field of a row, in words. */
export interface Fault {
  readonly field: OldField;
  readonly reason: string;
}

/** Who did something that the old ledger names nobody for. */
export const UNRECORDED = '未记载';

/** 4.3.7(1) 并回复客户: the row says that the complainant is still to be told. */
export const owesReply = ({ isReplied }: OldCase): boolean => isReplied === false;

/** The steps that have a time, in the order of section 3. */
export const timedSteps = [
  ...(['acceptedAt', 'assignedAt', 'investigatedAt', 'verdictAt', 'proposedAt', 'answeredAt'] as const),
  ...([
    'completedAt',
    'repliedAt',
    'explainedAt',
    'reviewedAt',
    'calledBackAt',
    'closedAt',
    'voidedAt',
  ] as const),
];

/** When each step happened; null where the row does not say. */
export type Times = { readonly [Step in (typeof timedSteps)[number]]: Moment | null };

/** Fields that an old ledger has no column for, so that no row can be asked for them. */
export type Absent = ReadonlySet<OldField>;

/**
 * A day alone is its first moment not before the latest step known before it. Where no row says when its case was filed,
 * one that is over was filed with its last step.
 */
export function timesOf(old: OldCase, absent: Absent): Times {
  let latest: Moment | undefined;
  const times = timedSteps.map((step) => {
    const when = old[step];
    const at = when === null ? null : momentOf(when, latest);
    if (at !== null && (latest === undefined || at > latest)) latest = at;
    return [step, at] as const;
  });
  const said = Object.fromEntries(times) as Times;
  const isFiled = absent.has('closedAt') && statusOf(old, absent) === 'closed';
  return isFiled ? { ...said, closedAt: latest ?? null } : said;
}

/** Where the case stands: as the row says, else as far as its steps had come. */
export function statusOf(old: OldCase, absent: Absent): Status {
  const { status, verdict } = old;
  if (status === null) return isOver(old, absent) ? 'closed' : furthest(old);
  // 待归档 is the label of two; an open case need not say where it stands.
  return (
    status.find((code) => (code === 'explained') === (verdict === 'invalid')) ?? status[0] ?? furthest(old)
  );
}

/** Most old ledgers know no filing: what was done, or asked about afterwards, was over. */
const isOver = (old: OldCase, absent: Absent): boolean =>
  absent.has('status') &&
  absent.has('closedAt') &&
  old.voidedAt === null &&
  old.voidReason === null &&
  ([old.completedAt, old.calledBackAt, old.satisfaction].some((said) => said !== null) ||
    (old.result !== null && !STILL_OPEN.test(old.result)));

/** A result that says there is none yet. */
const STILL_OPEN =
  /^(?:未|尚未|还没有?|暂未)(?:处理|办理|解决|完成|跟进)|^(?:处理|办理|跟进|协调|联系)中|^(?:正在|待|等待|等候|准备|拟|计划)/;

function furthest(old: OldCase): Status {
  if (old.voidedAt !== null || old.voidReason !== null) return 'voided';
  if (old.closedAt !== null) return 'closed';
  if (old.verdict === 'invalid') return old.explainedAt === null ? 'explaining' : 'explained';
  if (old.calledBackAt !== null) return 'called_back';
  if (old.completedAt !== null)
    return old.reviewedAt !== null && old.passed ? 'awaiting_callback' : 'completed';
  if (old.plan !== null) return old.accepted === null ? 'proposed' : old.accepted ? 'executing' : 'solving';
  if (old.verdict === 'valid') return 'solving';
  return old.department === null ? 'registered' : 'investigating';
}
