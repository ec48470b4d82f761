import { describe, expect, test } from '@jest/globals';
import { responseLimits } from '../../../src/domain/steps/assign.ts';
import type { Status } from '../../../src/domain/words/vocabulary.ts';
import {
  aCase,
  assigned,
  disagreed,
  dissatisfied,
  type Move,
  on,
  refusal,
  refusalCode,
  rejected,
  reopened,
  withdrawn,
} from '../../support/build-case.ts';
import { aCaseThatIs, wayTo } from '../../support/build-states.ts';

test('step 40: the case is investigated by the responsible department', () => {
  expect(aCase(assigned({ at: '10-01 10:00', feedbackTo: '管理总部' }))).toMatchObject({
    status: 'investigating',
    assignments: [
      {
        at: on('10-01 10:00'),
        by: '刘敏',
        department: '工程部',
        respondWithin: 3,
        feedbackTo: '管理总部',
        reason: null,
      },
    ],
  });
});

test('step 40: a department that was renamed has the case already, and its clock runs on', () => {
  const renamed = assigned({ department: '工程技术部', formerNames: ['工程处', '工程部'], respondWithin: 0 });
  const complaint = aCase(assigned(), renamed);
  expect(complaint.assignments.map(({ department }) => department)).toEqual(['工程部', '工程技术部']);
  const responses = complaint.deadlines.filter(({ kind }) => kind === 'response');
  expect(responses).toMatchObject([{ department: '工程部', days: 3, cancelledAt: null }]);
});

test('step 40: it may be repeated until the verdict; every assignment stays on record', () => {
  const complaint = aCase(assigned(), assigned({ department: '安检部' }));
  expect(complaint.assignments.map(({ department }) => department)).toEqual(['工程部', '安检部']);
  expect(complaint.status).toBe('investigating');
});

describe('step 40 再转办 after the verdict', () => {
  const handedOn = assigned({ department: '安检部', reason: '属安检职责' });
  test.each<[string, readonly Move[]]>([
    ['while the solution is drafted', wayTo('solving')],
    ['after a refusal', [...wayTo('proposed'), rejected()]],
    ['in the next round', [...wayTo('awaiting_callback'), dissatisfied({ rehandle: true })]],
    ['after the reopening', [...wayTo('closed'), reopened()]],
  ])('%s, with a reason; the state stays', (_name, way) => {
    expect(aCase(...way, handedOn)).toMatchObject({ status: 'solving' });
    expect(aCase(...way, handedOn).assignments.at(-1)).toMatchObject({
      department: '安检部',
      reason: '属安检职责',
    });
    expect(refusal(assigned({ department: '安检部' }), aCase(...way))).toMatchObject({
      code: 'rule.reason_required',
      clause: '3 步骤40',
    });
  });

  test('no reason where the verdict is gone, or there was none', () => {
    const annulled = aCase(...wayTo('explained'), disagreed());
    const back = aCase(assigned(), withdrawn(), reopened());
    for (const complaint of [annulled, back])
      expect(refusalCode(assigned({ department: '安检部' }), complaint)).toBeUndefined();
  });

  test.each<Status>(['proposed', 'executing', 'completed', 'awaiting_callback', 'explaining', 'closed'])(
    'not in %s',
    (status) => {
      expect(refusalCode(handedOn, aCaseThatIs(status))).toBe('state.not_allowed');
    },
  );
});

describe('协办', () => {
  test('departments that help add up, each once; they owe nothing', () => {
    const helped = [assigned({ assist: ['安检部'] }), assigned({ assist: ['抄表收费部', '安检部'] })];
    const complaint = aCase(...helped);
    expect(complaint.assisting).toEqual(['安检部', '抄表收费部']);
    const owing = complaint.deadlines.map(({ department }) => department);
    expect(owing.filter((department) => department !== null)).toEqual(['工程部', '工程部']);
  });
});

describe('Annex 1 要求反馈时限', () => {
  test('the same day, 2 days, 3 days', () => {
    expect(responseLimits).toEqual([0, 2, 3]);
  });
});
