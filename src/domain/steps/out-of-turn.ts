import type { Complaint } from '../case/complaint.ts';
import { recordOf, type Step } from '../case/step-table.ts';
import { isAllowed } from '../case/workflow.ts';
import type { Problem } from '../problems.ts';
import { complaintIsNotInvalid } from './callback.ts';
import { complaintIsValid } from './close.ts';
import { notAllowed } from './decide.ts';

/**
 * Section 3: why the state of the case refuses a step whatever else is said with it, as its decision would; undefined where
 * the step has its turn. Who is asked for everything first has answered in vain.
 */
export function outOfTurn(complaint: Complaint, step: Step): Problem | undefined {
  const special =
    step === 'callback' ? complaintIsNotInvalid : step === 'reopen' ? complaintIsValid : undefined;
  const state = isAllowed(complaint, step) ? undefined : notAllowed(complaint, recordOf(step).label);
  return special?.({ complaint }) ?? state;
}
