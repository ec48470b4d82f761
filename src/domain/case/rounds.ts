import type { Complaint } from './complaint.ts';
import type { CaseEvent } from './events.ts';
import { evolve } from './evolve.ts';

/** The case in each of its rounds; of the earlier ones the oldest first. */
export interface Rounds {
  readonly earlier: readonly Complaint[];
  readonly present: Complaint;
}

/**
 * The case round by round, from its standing events: an earlier round as it stood when it ended, and of plans, attempts,
 * opinions and callbacks only what belongs to the round. Of a case out of an old ledger the rounds before are unknown.
 */
export function rounds(events: readonly CaseEvent[]): Rounds {
  const states: Complaint[] = [];
  for (const event of events) {
    const after = evolve(states.at(-1), event);
    if (states.at(-1)?.round === after.round) states.pop();
    states.push(after);
  }
  const last = states.pop();
  if (last === undefined) throw new Error('a case begins with its registration');
  const { callbacks } = last;
  const earlier = states.map((state, i) => ofRound({ ...state, callbacks }, states[i - 1]));
  return { earlier, present: ofRound(last, states.at(-1)) };
}

function ofRound(state: Complaint, before: Complaint | undefined): Complaint {
  const { round, completion } = state;
  const isDone = completion?.round === round;
  const plansBefore = state.proposals.filter((proposal) => proposal.round < round).length;
  return {
    ...state,
    proposals: state.proposals.slice(plansBefore),
    attempts: state.attempts
      .filter(({ proposal }) => proposal > plansBefore)
      .map((attempt) => ({ ...attempt, proposal: attempt.proposal - plansBefore })),
    completion: isDone ? completion : null,
    reply: isDone ? state.reply : null,
    opinions: state.opinions.slice(before?.opinions.length ?? 0),
    callbacks: state.callbacks.filter((callback) => callback.round === round),
  };
}
