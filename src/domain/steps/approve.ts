import { type Complaint, isJudgedInvalid, type Opinion } from '../case/complaint.ts';
import { problem } from '../problems.ts';
import { type OpinionRole, opinionRoles } from '../words/vocabulary.ts';
import { type Acting, interestOfLeader, namesActing, recusal } from './conflict.ts';
import { decide, notAllowed, occurrence, orderly, type Rule } from './decide.ts';
import { hasRole, type Person } from './people.ts';

export interface ApproveRequest extends Acting {
  readonly as: OpinionRole;
  /** Who signs, as the directory knows him; the department's opinion needs no entry in it. */
  readonly signer: Person | null;
  readonly agreed: boolean;
  readonly opinion: string;
}

/** A leader speaks on finished work. */
export const awaitsLeader = ({ status }: Complaint): boolean =>
  status === 'completed' || status === 'explaining' || status === 'explained';

/** Section 3: leaders speak on finished work; the department at any time after the assignment. */
const leaderSpeaksOnFinishedWork: Rule<ApproveRequest> = ({ complaint, as: office }) =>
  office === 'department' || awaitsLeader(complaint)
    ? undefined
    : notAllowed(complaint, `登记${opinionRoles[office]}`);

/** 4.3.5 The opinion of a leader is a leader's. */
const signerHasOffice: Rule<ApproveRequest> = ({ as: office, signer, by }) =>
  office === 'department' || (signer !== null && hasRole(signer, office))
    ? undefined
    : problem('rule.not_a_leader', { name: by, roles: signer?.roles ?? [], role: office, clause: '4.3.5' });

/** 4.3.2 Who has an interest signs in no role, and nobody approves his own work as a leader. */
const signerIsDisinterested: Rule<ApproveRequest> = (request) =>
  request.as === 'department'
    ? recusal(request.complaint, namesActing(request), 'sign')
    : interestOfLeader(request.complaint, namesActing(request));

/** 4.3.5: the form passes the leader before it returns to the liaison. */
export const approve = decide(
  [...orderly('approve'), leaderSpeaksOnFinishedWork, signerHasOffice, signerIsDisinterested],
  (request: ApproveRequest) => ({
    ...occurrence(request),
    type: 'opinion_given',
    data: { as: request.as, agreed: request.agreed, opinion: request.opinion },
  }),
);

/**
 * 4.3.5 The last opinion on the work as it stands: a leader's from before the rework signs nothing, and what he agreed to
 * stands only as long as it is approved.
 */
export function standingOpinion(complaint: Complaint, office: OpinionRole): Opinion | undefined {
  const { opinions, verdict, completion, approved } = complaint;
  if (office === 'department') return opinions.findLast((given) => given.as === office);
  const work = (isJudgedInvalid(complaint) ? verdict?.at : completion?.at) ?? '';
  return opinions.findLast((given) => given.as === office && given.at >= work && (approved || !given.agreed));
}
