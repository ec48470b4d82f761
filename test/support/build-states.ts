// A case in every state of section 3, by the shortest way there, and the usual way of doing every step.

import type { Complaint } from '../../src/domain/complaint.ts';
import type { Status } from '../../src/domain/vocabulary.ts';
import type { Step } from '../../src/domain/workflow.ts';
import * as build from './build-case.ts';

const solving = [build.assigned(), build.judgedValid()];
const executing = [...solving, build.proposed(), build.accepted()];
const approved = [...executing, build.completed(), build.opined()];
const explaining = [build.assigned(), build.judgedInvalid()];
const explained = [...explaining, build.explained()];

const ways: Readonly<Record<Status, readonly build.Move[]>> = {
  registered: [],
  investigating: [build.assigned()],
  solving,
  proposed: [...solving, build.proposed()],
  executing,
  completed: [...executing, build.completed()],
  awaiting_callback: [...approved, build.passed()],
  called_back: [...approved, build.passed(), build.calledBack()],
  explaining,
  explained,
  closed: [...approved, build.passed(), build.calledBack(), build.closed()],
  voided: [build.voided()],
};

export const wayTo = (status: Status): readonly build.Move[] => ways[status];
export const aCaseThatIs = (status: Status): Complaint => build.aCase(...ways[status]);

/** Filed after an invalid verdict, with a leader's agreement. */
export const wayToClosedInvalid: readonly build.Move[] = [...explained, build.opined(), build.closed()];
export const aClosedInvalidCase = (): Complaint => build.aCase(...wayToClosedInvalid);

/** A review that passes or is returned, a callback that reached somebody or not: the ways of doing one step. */
export const movesOf: Readonly<Record<Exclude<Step, 'undo'>, readonly build.Move[]>> = {
  assign: [build.assigned()],
  investigate: [build.investigated(), build.judgedValid({ reason: '新证据' }), build.judgedInvalid()],
  'resolve propose': [build.proposed()],
  'resolve answer': [build.accepted(), build.rejected(), build.promised('12-31')],
  'resolve complete': [build.completed()],
  'resolve explain': [build.explained()],
  approve: [build.opined(), build.disagreed(), build.opined(build.asDepartment)],
  review: [build.passed(), build.returned()],
  callback: [build.calledBack(), build.dissatisfied(true), build.dissatisfied(false), build.notReached()],
  feedback: [build.fedBack()],
  close: [build.closed(), build.waived()],
  reopen: [build.reopened()],
  void: [build.voided()],
  amend: [build.amended({ demand: '赔偿损失' }), build.amended({ source: 'headquarters' })],
  note: [build.noted()],
  attach: [build.attached()],
  'measure add': [build.measureAdded()],
  'measure done': [build.measureDone()],
  penalty: [build.penalized(), build.penalized({ deadline: 'response' })],
};
