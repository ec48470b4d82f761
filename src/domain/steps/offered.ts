import { isBreach, type Moment } from '../case/clock.ts';
import type { Complaint } from '../case/complaint.ts';
import { recordOf, type Step } from '../case/step-table.ts';
import { allowedSteps, nextStep } from '../case/workflow.ts';
import { awaitsLeader } from './approve.ts';
import { isRefusedForGood } from './resolve.ts';

/** These change or take back what stands: they come last, where no finger slips onto them. */
export const graveSteps: readonly Step[] = ['amend', 'reopen', 'undo', 'void'];

/** What is known of a case beside its state. */
export interface Standing {
  readonly asOf: Moment;
  /** An entry behind its registration stands and can be withdrawn. */
  readonly canUndo: boolean;
}

/**
 * The steps that a page of the case offers: what is due first, then the others of the regulation, then what is done when
 * there is something to say, last what takes back. Of those that its state allows, what would be refused whatever is
 * answered is left out.
 */
export function offeredSteps(complaint: Complaint, { asOf, canUndo }: Standing): readonly Step[] {
  const due = nextStep(complaint)?.command;
  const place = (step: Step): number => {
    if (step === due) return -1;
    if (graveSteps.includes(step)) return 2 + graveSteps.indexOf(step);
    return recordOf(step).duty === null ? 1 : 0;
  };
  return allowedSteps(complaint)
    .filter((step) => step === due || (step === 'undo' ? canUndo : isOfUse(step, complaint, asOf)))
    .toSorted((a, b) => place(a) - place(b));
}

function isOfUse(step: Step, complaint: Complaint, asOf: Moment): boolean {
  const { status, deadlines, exposure, measures, typical } = complaint;
  switch (step) {
    // 4.3.6 A decision speaks of a missed clock, or of a bad effect.
    case 'penalty':
      return exposure !== 'none' || deadlines.some((clock) => isBreach(clock, asOf));
    case 'approve':
      return awaitsLeader(complaint);
    // 4.3.8(1) Before it is due, a case is filed where nobody can be called back.
    case 'close':
      return status === 'awaiting_callback';
    case 'resolve conclude':
      return isRefusedForGood(complaint);
    case 'measure done':
      return measures.some(({ doneOn, effect }) => doneOn === null || (typical && effect === null));
    default:
      return true;
  }
}
