import type { Complaint } from '../case/complaint.ts';
import { type Problem, problem } from '../problems.ts';
import { interestOfLeader } from './conflict.ts';
import { hasRole, namesOf, type Person } from './people.ts';

// `--approved-by`: a leader answers for what takes a case out of its usual way.

/** Who may sign it: a leader or the general manager. */
export const maySign = (person: Pick<Person, 'roles'>): boolean =>
  hasRole(person, 'leader', 'general_manager');

/** Why this signature does not count, by the clause that asks for it; undefined where it does. */
export function badSignature(complaint: Complaint, approver: Person, clause: string): Problem | undefined {
  return maySign(approver)
    ? interestOfLeader(complaint, namesOf(approver))
    : problem('rule.not_a_leader', { ...approver, role: 'leader', clause });
}

/** The signature that `what` (in words) needs: refuses where it is missing or does not count. */
export function neededSignature(
  complaint: Complaint,
  approver: Person | null,
  { what, clause }: { readonly what: string; readonly clause: string },
): Problem | undefined {
  return approver === null
    ? problem('rule.approval_required', { no: complaint.no, step: what, clause, signs: true })
    : badSignature(complaint, approver, clause);
}

/** A signature that nothing asks for would be recorded in vain. */
export const signatureInVain = (approver: Person | null): Problem | undefined =>
  approver === null ? undefined : problem('signature_in_vain');
