// A case in every state of section 3, by the shortest way there, and the usual way of doing every step.

import type { Complaint } from '../../src/domain/case/complaint.ts';
import type { Step } from '../../src/domain/case/step-table.ts';
import { ANONYMOUS } from '../../src/domain/steps/register.ts';
import type { Status } from '../../src/domain/words/vocabulary.ts';
import * as build from './build-case.ts';
import { headquartersCaller } from './build-people.ts';

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

type Given = { readonly at?: string };

const byHeadquarters = { by: headquartersCaller.name, caller: headquartersCaller } as const;

/** The ways of doing one step: a review that passes or is returned, a callback that reached somebody or not. */
const movesAt: Readonly<Record<Exclude<Step, 'undo'>, (given: Given) => readonly build.Move[]>> = {
  assign: (given) => [
    build.assigned(given),
    build.assigned({ ...given, department: '安检部', recuse: ['孙丽'] }),
    build.assigned({
      ...given,
      department: '抄表收费部',
      respondWithin: 0,
      assist: ['安检部'],
      reason: '属抄表职责',
    }),
  ],
  investigate: (given) => [
    build.investigated(given),
    build.judgedValid({ ...given, reason: '新证据' }),
    build.judgedInvalid(given),
  ],
  'resolve conclude': (given) => [build.concluded(given)],
  'resolve promise': (given) => [build.promiseMoved(given)],
  'resolve reply': (given) => [build.replied(given), build.replied({ ...given, method: 'letter' })],
  remind: (given) => [build.reminded(given)],
  'resolve propose': (given) => [build.proposed(given)],
  'resolve answer': (given) => [
    build.accepted(given),
    build.rejected(given),
    build.promised('12-31', given),
    build.attempted(given),
    build.proceeded(given),
  ],
  'resolve complete': (given) => [
    build.completed(given),
    build.completed({ ...given, preventive: [] }),
    build.completed({ ...given, method: null }),
    build.unanswered(given),
    build.onTheSpot(given),
    build.onTheSpot({ ...given, method: 'later' }),
  ],
  'resolve explain': (given) => [build.explained(given), build.explained({ ...given, method: 'notice' })],
  approve: (given) => [
    build.opined(given),
    build.disagreed(given),
    build.opined({ ...build.asDepartment, ...given }),
  ],
  review: (given) => [build.passed(given), build.returned(given), build.supplemented(given)],
  callback: (given) => [
    build.calledBack(given),
    build.dissatisfied({ rehandle: true, ...given }),
    build.dissatisfied({ rehandle: false, ...given }),
    build.notReached(given),
    build.unhandled(given),
    build.calledBack({ ...given, ...byHeadquarters }),
    build.dissatisfied({ rehandle: true, ...given, ...byHeadquarters }),
    build.notReached({ ...given, ...byHeadquarters }),
  ],
  feedback: (given) => [
    build.fedBack(given),
    build.fedBack({ ...given, to: '经理室', toHeadquarters: false }),
  ],
  close: (given) => [
    build.closed(given),
    build.waived(given),
    build.withdrawn(given),
    build.withdrawn({ ...given, withdrawn: { text: '不再投诉', caller: headquartersCaller } }),
  ],
  reopen: (given) => [build.reopened(given)],
  void: (given) => [build.voided(given)],
  amend: () => [
    build.amended({ demand: '赔偿损失' }),
    build.amended({ source: 'headquarters' }),
    build.amended({ source: 'direct' }),
    build.amended({ acceptedAt: build.on('09-28 08:00') }),
    build.amended({ anonymous: true, name: ANONYMOUS, phone: null }),
    build.amended({ anonymous: false, name: '李强', phone: '13900000000' }),
  ],
  note: (given) => [build.noted(given)],
  attach: (given) => [build.attached(given)],
  'measure add': (given) => [build.measureAdded(given)],
  'measure done': (given) => [
    build.measureDone(given),
    build.measureDone({ ...given, n: 3, effect: '未再发生' }),
  ],
  penalty: (given) => [
    build.penalized(given),
    build.penalized({ ...given, deadline: 'response' }),
    build.penalized({ ...given, deadline: null, effect: '被媒体曝光' }),
  ],
};

export const movesOf = (step: Exclude<Step, 'undo'>, given: Given = {}): readonly build.Move[] =>
  movesAt[step](given);
