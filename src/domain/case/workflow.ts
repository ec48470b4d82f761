import { type ClockKind, codes, type Owner, type Status, statuses } from '../words/vocabulary.ts';
import { type Deadline, isOpen, type Moment } from './clock.ts';
import { type Complaint, canBeReached } from './complaint.ts';

/** What can be done to a registered case: the words to type after `tousu`. */
export const steps = [
  'assign',
  'investigate',
  'resolve propose',
  'resolve answer',
  'resolve complete',
  'resolve explain',
  'approve',
  'review',
  'callback',
  'feedback',
  'close',
  'reopen',
  'void',
  'amend',
  'undo',
  'note',
  'attach',
  'measure add',
  'measure done',
  'penalty',
] as const;

export type Step = (typeof steps)[number];

/** What a step is called on screen. */
export const stepLabels: Readonly<Record<Step, string>> = {
  assign: '转办',
  investigate: '调查',
  'resolve propose': '拟定方案',
  'resolve answer': '答复投诉人',
  'resolve complete': '办结',
  'resolve explain': '解释答复',
  approve: '领导意见',
  review: '审核',
  callback: '回访',
  feedback: '反馈',
  close: '归档',
  reopen: '重新处理',
  void: '作废',
  amend: '更正',
  undo: '撤回',
  note: '备注',
  attach: '附件',
  'measure add': '登记措施',
  'measure done': '措施完成',
  penalty: '处罚',
};

const afterCompletion: ReadonlySet<Status> = new Set([
  'completed',
  'awaiting_callback',
  'called_back',
  'closed',
]);

/** The table of section 3: the steps of the regulation by state. What is not named for a state is refused there. */
const workflow: Readonly<Record<Status, readonly Step[]>> = {
  registered: ['assign', 'void'],
  investigating: ['assign', 'investigate', 'approve', 'feedback', 'void'],
  solving: ['resolve propose', 'approve', 'feedback', 'void'],
  proposed: ['resolve answer', 'approve', 'feedback', 'void'],
  executing: ['resolve complete', 'approve', 'feedback', 'void'],
  completed: ['approve', 'review', 'feedback', 'void'],
  awaiting_callback: ['callback', 'approve', 'feedback', 'close', 'void'],
  called_back: ['close', 'approve', 'feedback', 'void'],
  explaining: ['resolve explain', 'investigate', 'approve', 'feedback', 'void'],
  explained: ['close', 'investigate', 'approve', 'feedback', 'void'],
  closed: ['feedback', 'reopen', 'investigate'],
  voided: [],
};

/** The steps that some case of this state allows, those of the regulation first. */
function stepsIn(status: Status): readonly Step[] {
  if (status === 'voided') return ['undo', 'note'];
  return [...workflow[status], 'amend', 'undo', 'note', 'attach', 'measure add', 'measure done', 'penalty'];
}

/** The states in which there may be a case that allows the step. */
export const statusesFor = (step: Step): readonly Status[] =>
  codes(statuses).filter((status) => stepsIn(status).includes(step));

/** The steps that the case allows as it stands, those of the regulation first. */
export const allowedSteps = (complaint: Complaint): readonly Step[] =>
  stepsIn(complaint.status).filter((step) => suits(step, complaint));

/** Beyond its state: a filed case is handled again when it is valid, and judged again when it is not. */
function suits(step: Step, complaint: Complaint): boolean {
  const closedAsValid = complaint.status === 'closed' && complaint.verdict?.valid === true;
  switch (step) {
    case 'reopen':
      return closedAsValid;
    case 'investigate':
      return !closedAsValid;
    case 'measure add':
      return canBeSupplemented(complaint);
    case 'measure done':
      return complaint.measures.length > 0;
    default:
      return true;
  }
}

export const isAllowed = (complaint: Complaint, step: Step): boolean =>
  allowedSteps(complaint).includes(step);

/** 4.1.1 From the completion on, what the three releases lack can still be added: by `amend` and `measure add`. */
export const canBeSupplemented = (complaint: Complaint): boolean =>
  complaint.completion !== null && isAfterCompletion(complaint.status);

/** The work of the round is done and was not sent back. */
export const isAfterCompletion = (status: Status): boolean => afterCompletion.has(status);

export const isOpenCase = (status: Status): boolean => status !== 'closed' && status !== 'voided';

export interface NextStep {
  readonly command: Step;
  readonly owedBy: Owner;
  /** The earliest due time of the clocks this step works towards; null where none runs. */
  readonly dueAt: Moment | null;
}

type Due = readonly [command: Step, owedBy: Owner, clocks: readonly ClockKind[]];

const work: readonly ClockKind[] = ['response', 'resolve', 'promise', 'rehandle'];

const callBack = ['callback', '回访人'] as const;
const waive = ['close', '对接人'] as const;

const dueStep: Readonly<Record<Exclude<Status, 'closed' | 'voided'>, (c: Complaint) => Due>> = {
  registered: () => ['assign', '对接人', ['assign']],
  investigating: () => ['investigate', '责任部门', work],
  solving: () => ['resolve propose', '责任部门', work],
  proposed: () => ['resolve answer', '受理人', ['resolve', 'promise', 'rehandle']],
  executing: () => ['resolve complete', '责任部门', ['resolve', 'promise', 'rehandle']],
  completed: (c) => (c.approved ? ['review', '对接人', []] : ['approve', '主管领导', []]),
  // 4.3.8(1) Where nobody can be called back, what is left is a leader's waiver.
  awaiting_callback: (c) => [...(canBeReached(c) ? callBack : waive), ['callback']],
  called_back: () => ['close', '对接人', []],
  explaining: () => ['resolve explain', '受理人', ['explain', 'response']],
  explained: (c) => (c.approved ? ['close', '对接人', []] : ['approve', '主管领导', []]),
};

/** What comes next by the table of section 3, who owes it and by when; null for a closed or voided case. */
export function nextStep(complaint: Complaint): NextStep | null {
  const { status } = complaint;
  if (status === 'closed' || status === 'voided') return null;
  const [command, owedBy, kinds] = dueStep[status](complaint);
  return { command, owedBy, dueAt: earliestDue(complaint.deadlines, kinds) };
}

function earliestDue(deadlines: readonly Deadline[], kinds: readonly ClockKind[]): Moment | null {
  const due = deadlines
    .filter((clock) => kinds.includes(clock.kind) && isOpen(clock))
    .map((clock) => clock.dueAt);
  return due.sort()[0] ?? null;
}
