import { type Problem, problem } from '../problems.ts';
import { toType } from '../steps/hints.ts';
import { type PaperFormat, type PaperKind, paperKinds } from '../words/vocabulary.ts';
import { clockLabel, endOfDay, isOpen, type Moment } from './clock.ts';
import { type Complaint, isJudgedInvalid, responsibleDepartment } from './complaint.ts';
import { holderOf } from './held.ts';
import { type Step, steps } from './step-table.ts';
import { allowedSteps, isAllowed, isOpenCase, nextStep } from './workflow.ts';

/** What a paper is known by: the `n`th of its kind in that year. */
export interface PaperKey {
  readonly kind: PaperKind;
  readonly year: number;
  readonly n: number;
}

/** A paper as the journal has it. */
export interface MadePaper extends PaperKey {
  readonly format: PaperFormat;
  /** The department or employee it went to; null: the complainant, or the public. */
  readonly to: string | null;
  /** The cases it names; none for a public notice. */
  readonly cases: readonly string[];
}

/** 发文代字 of each kind: what stands before the year in its number. */
const codes: Readonly<Record<PaperKind, string>> = {
  transfer: '投诉转办',
  reminder: '投诉催办',
  signing: '投诉签批',
  answer: '投诉答复',
  explanation: '投诉告知',
  callback: '投诉回访',
  headquarters: '投诉报告',
  rectification: '投诉整改',
  penalty: '投诉处罚',
  poster: '投诉公示',
};

/** 发文字号, as GB/T 9704 writes it: 投诉转办〔2023〕3号. */
export const paperNumber = ({ kind, year, n }: PaperKey): string => `${codes[kind]}〔${year}〕${n}号`;

/** A paper about cases; the public notice is about none. */
export type CasePaper = Exclude<PaperKind, 'poster'>;

/** Something of a case that somebody has still to do. */
export interface OwedItem {
  readonly no: string;
  /** A person or a department, else the role. */
  readonly to: string;
  readonly what: string;
  readonly since: Moment;
  /** Null where no time is set. */
  readonly dueAt: Moment | null;
}

/** Step 100: the next step with whoever holds the case, the feedback that headquarters waits for, the measures not done. */
export function owedItems(c: Complaint): readonly OwedItem[] {
  if (c.status === 'voided') return [];
  return [...nextItem(c), ...headquartersItem(c), ...measureItems(c)];
}

function nextItem(c: Complaint): readonly OwedItem[] {
  const next = nextStep(c);
  if (next === null) return [];
  const { department, person } = holderOf(c);
  return [
    {
      no: c.no,
      to: person ?? department ?? next.owedBy,
      what: steps[next.command].label,
      since: c.holdings.at(-1)?.since ?? c.lastStepAt,
      dueAt: next.dueAt,
    },
  ];
}

function headquartersItem(c: Complaint): readonly OwedItem[] {
  const department = responsibleDepartment(c);
  const clock = c.deadlines.find((each) => each.kind === 'hq_feedback' && isOpen(each));
  if (clock === undefined || department === null) return [];
  return [
    {
      no: c.no,
      to: department,
      what: clockLabel(clock.kind),
      since: clock.startedAt,
      dueAt: clock.dueAt,
    },
  ];
}

const measureItems = (c: Complaint): readonly OwedItem[] =>
  c.measures.flatMap(({ doneOn, owner, text, dueOn }) =>
    doneOn === null
      ? [
          {
            no: c.no,
            to: owner,
            what: text,
            since: c.completion?.at ?? c.lastStepAt,
            dueAt: endOfDay(dueOn),
          },
        ]
      : [],
  );

/** 4.1.2(4) It came from headquarters, or headquarters took it: there they wait for a report. */
const isOfHeadquarters = ({ source, acceptedByHeadquarters }: Complaint): boolean =>
  source === 'headquarters' || acceptedByHeadquarters;

/** The plan or the result of the present round is there to be told. */
const hasAnswer = ({ round, proposals, completion }: Complaint): boolean =>
  completion?.round === round || proposals.some((proposal) => proposal.round === round);

interface Rule {
  /** The case has something to say in such a paper. */
  holds(complaint: Complaint): boolean;
  /** The step after which it has; null where none leads there. */
  readonly after: Step | null;
}

const rules: Readonly<Record<CasePaper, Rule>> = {
  transfer: {
    holds: (c) => c.assignments.length > 0 && isOpenCase(c.status),
    after: 'assign',
  },
  reminder: { holds: (c) => owedItems(c).length > 0, after: null },
  signing: { holds: (c) => nextStep(c)?.command === 'approve', after: 'resolve complete' },
  answer: {
    holds: (c) => c.status !== 'voided' && !isJudgedInvalid(c) && hasAnswer(c),
    after: 'resolve propose',
  },
  explanation: { holds: (c) => c.status !== 'voided' && isJudgedInvalid(c), after: 'investigate' },
  callback: {
    holds: (c) => c.status === 'awaiting_callback' && c.contactOnRecord,
    after: 'review',
  },
  headquarters: { holds: (c) => c.status !== 'voided' && c.investigations.length > 0, after: 'investigate' },
  rectification: {
    holds: (c) => c.status !== 'voided' && c.measures.some(({ doneOn }) => doneOn === null),
    after: 'measure add',
  },
  penalty: { holds: (c) => c.penalties.length > 0, after: 'penalty' },
};

const allKinds = Object.keys(rules) as readonly CasePaper[];

/** The case has something to say in a paper of that kind. */
export const offersPaper = (complaint: Complaint, kind: CasePaper): boolean => rules[kind].holds(complaint);

/** The papers that the case offers as it stands, in the order of the list; the report only where headquarters waits for it. */
export const papersOffered = (complaint: Complaint): readonly CasePaper[] =>
  allKinds.filter(
    (kind) => offersPaper(complaint, kind) && (kind !== 'headquarters' || isOfHeadquarters(complaint)),
  );

/** Why the case has nothing to say in a paper of that kind, with the step that is missing; undefined where it has. */
export function paperProblem(complaint: Complaint, kind: CasePaper): Problem | undefined {
  if (offersPaper(complaint, kind)) return undefined;
  const { no, status } = complaint;
  if (kind === 'callback' && status === 'awaiting_callback')
    return problem('rule.anonymous_no_callback', { no });
  return problem('state.not_allowed', {
    no,
    status,
    what: `出${paperKinds[kind]}`,
    allowed: allowedSteps(complaint),
    hint: hintFor(complaint, kind),
  });
}

function hintFor(complaint: Complaint, kind: CasePaper): string {
  const { no } = complaint;
  const { after } = rules[kind];
  if (kind === 'explanation' && isAllowed(complaint, 'investigate'))
    return toType(
      'investigate',
      no,
      '--by 调查人 --method documents --findings 调查情况 --verdict invalid --ground 2 --reason 判定理由',
    );
  if (after !== null && isAllowed(complaint, after)) return toType(after, no);
  const next = nextStep(complaint);
  return next === null ? `tousu show ${no}` : toType(next.command, no);
}
