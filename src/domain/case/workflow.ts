import type { ClockKind, Owner, Status } from '../words/vocabulary.ts';
import { type Clocks, isInternal, isOpen, liveTargets, type Moment } from './clock.ts';
import type { Complaint } from './complaint.ts';
import { allSteps, type OwedStep, recordOf, type Step, steps } from './step-table.ts';

/** The steps that some case of this state allows, those of the regulation first. */
function stepsIn(status: Status): readonly Step[] {
  const possible = allSteps.filter((step) => recordOf(step).states.includes(status));
  const leads = (step: Step): boolean => recordOf(step).leads?.includes(status) === true;
  return [...possible.filter(leads), ...possible.filter((step) => !leads(step))];
}

/** The states in which there may be a case that allows the step. */
export const statusesFor = (step: Step): readonly Status[] => recordOf(step).states;

/** The steps that the case allows as it stands, those of the regulation first. */
export const allowedSteps = (complaint: Complaint): readonly Step[] =>
  stepsIn(complaint.status).filter((step) => recordOf(step).onlyIf?.(complaint) ?? true);

export const isAllowed = (complaint: Complaint, step: Step): boolean =>
  allowedSteps(complaint).includes(step);

export const isOpenCase = (status: Status): boolean => status !== 'closed' && status !== 'voided';

export interface NextStep {
  readonly command: Step;
  readonly owedBy: Owner;
  /** The earliest due time of the clocks this step works towards, of several promises that of the last; null where none runs. */
  readonly dueAt: Moment | null;
}

type Due = readonly [command: OwedStep, clocks: readonly ClockKind[]];

const result: readonly ClockKind[] = ['resolve', 'promise', 'rehandle', 'rework'];
const work: readonly ClockKind[] = ['response', ...result];

const dueStep: Readonly<Record<Exclude<Status, 'closed' | 'voided'>, (complaint: Complaint) => Due>> = {
  registered: () => ['assign', ['assign']],
  investigating: () => ['investigate', work],
  solving: () => ['resolve propose', work],
  proposed: () => ['resolve answer', result],
  executing: () => ['resolve complete', result],
  completed: ({ approved, completion }) => {
    if (completion?.owesReply) return ['resolve reply', result];
    return approved ? ['review', ['review']] : ['approve', ['approve']];
  },
  // 4.3.8(1) Where nobody can be called back, what is left is a leader's waiver.
  awaiting_callback: ({ contactOnRecord }) => [contactOnRecord ? 'callback' : 'close', ['callback']],
  called_back: () => ['close', ['close']],
  explaining: () => ['resolve explain', ['explain', 'response']],
  explained: ({ approved }) => (approved ? ['close', ['close']] : ['approve', ['approve']]),
};

/** What comes next by the table of section 3, who owes it and by when; null for a closed or voided case. */
export function nextStep(complaint: Complaint): NextStep | null {
  const { status } = complaint;
  if (status === 'closed' || status === 'voided') return null;
  const [command, clocks] = dueStep[status](complaint);
  return { command, owedBy: steps[command].duty.owedBy, dueAt: earliestDue(complaint.deadlines, clocks) };
}

/** The time of the next step is the office's own: no clock of the regulation runs out then. */
export const isOfficeLimit = ({ deadlines }: Pick<Complaint, 'deadlines'>, { dueAt }: NextStep): boolean =>
  dueAt !== null &&
  !deadlines.some((clock) => isOpen(clock) && clock.dueAt === dueAt && !isInternal(clock.kind));

function earliestDue(deadlines: Clocks, kinds: readonly ClockKind[]): Moment | null {
  const due = liveTargets(deadlines)
    .filter(({ kind }) => kinds.includes(kind))
    .map((clock) => clock.dueAt);
  return due.sort()[0] ?? null;
}
