import { describe, expect, test } from '@jest/globals';
import {
  aCase,
  accepted,
  assigned,
  completed,
  dissatisfied,
  explained,
  investigated,
  judgedInvalid,
  judgedValid,
  on,
  promised,
  proposed,
  refusalCode,
  rejected,
} from '../../support/build-case.ts';
import { aCaseThatIs, wayTo } from '../../support/build-states.ts';

const awaitingAnswer = aCaseThatIs('proposed');

describe('step 60 the solution', () => {
  test('drafted by the responsible department, in its round', () => {
    expect(aCase(...wayTo('solving'), proposed({ at: '10-02 10:00' })).proposals).toEqual([
      { round: 1, at: on('10-02 10:00'), by: '赵强', plan: '当天上门更换电池盒', answer: null },
    ]);
    const again = aCase(...wayTo('awaiting_callback'), dissatisfied({ rehandle: true }), proposed());
    expect(again.proposals.map(({ round }) => round)).toEqual([1, 2]);
  });
});

describe('step 70 the answer of the complainant', () => {
  test('accepted → carry out', () => {
    expect(aCase(...wayTo('proposed'), accepted())).toMatchObject({
      status: 'executing',
      proposals: [{ answer: { accepted: true, reason: null, externalFactor: null, promisedOn: null } }],
    });
  });

  test('refused → back to 60 with the reason; the next plan is answered on its own', () => {
    const complaint = aCase(...wayTo('proposed'), rejected());
    expect(complaint.status).toBe('solving');
    const second = aCase(...wayTo('proposed'), rejected(), proposed({ plan: '当面道歉' }), accepted());
    expect(second.proposals.map(({ plan, answer }) => [plan, answer?.accepted, answer?.reason])).toEqual([
      ['当天上门更换电池盒', false, '要求当面道歉'],
      ['当面道歉', true, null],
    ]);
  });

  test.each([
    [
      '4.3.7(1) an outside factor without a date: refused',
      { promisedOn: null },
      'rule.external_factor_required',
    ],
    [
      '4.3.7(1) a date without an outside factor: refused',
      { externalFactor: null },
      'rule.external_factor_required',
    ],
    ['4.3.7(1) both: taken', {}, undefined],
    ['neither: taken, and no promise runs', { externalFactor: null, promisedOn: null }, undefined],
    ['the promised day before the day of the answer: refused', { at: '10-21 00:00' }, 'usage.invalid'],
    ['the day of the answer itself: taken', { at: '10-20 23:59:59' }, undefined],
  ])('%s', (_name, given, code) => {
    expect(refusalCode(promised('10-20', given), awaitingAnswer)).toBe(code);
  });
});

describe('steps 80-90, 4.1.1 the completion', () => {
  test('result, accountability and the measures taken, done on that day', () => {
    expect(aCase(...wayTo('executing'), completed({ at: '10-03 12:00' }))).toMatchObject({
      status: 'completed',
      completion: { round: 1, at: on('10-03 12:00'), by: '赵强', result: '已修好' },
      cause: '假期派单无人复核',
      accountability: '对派单员通报批评',
      measures: [
        { n: 1, kind: 'corrective', text: '更换电池盒', dueOn: '2023-10-03', doneOn: '2023-10-03' },
        { n: 2, kind: 'preventive', text: '假期派单每日复核', dueOn: '2023-10-03', doneOn: '2023-10-03' },
      ],
    });
  });

  test('the cause, if the investigation had none', () => {
    const before = [assigned(), investigated({ verdict: 'valid' }), proposed(), accepted()];
    expect(aCase(...before, completed({ cause: '电池盒老化' })).cause).toBe('电池盒老化');
  });

  test('measures of a second completion are counted on', () => {
    const again = [dissatisfied({ rehandle: true }), proposed(), accepted(), completed({ preventive: [] })];
    const complaint = aCase(...wayTo('awaiting_callback'), ...again);
    expect(complaint.measures.map(({ n }) => n)).toEqual([1, 2, 3]);
    expect(complaint.completion?.round).toBe(2);
  });

  test('what was said of accountability stays when a second completion says nothing', () => {
    const again = [
      dissatisfied({ rehandle: true }),
      proposed(),
      accepted(),
      completed({ accountability: null }),
    ];
    expect(aCase(...wayTo('awaiting_callback'), ...again).accountability).toBe('对派单员通报批评');
  });

  test.each([
    ['4.1.1 无责任人 alone: refused', '无责任人', 'rule.reason_required'],
    ['4.1.1 无责任人 with nothing but signs: refused', ' 无责任人：。 ', 'rule.reason_required'],
    ['4.1.1 无责任人 with its reason: taken', '无责任人：设备自然老化', undefined],
    ['4.1.1 none yet: taken, the closing will ask', null, undefined],
  ])('%s', (_name, accountability, code) => {
    expect(refusalCode(completed({ accountability }), aCaseThatIs('executing'))).toBe(code);
  });
});

describe('step 50, 4.3.7(2) the explanation', () => {
  test('given to the complainant, with its way', () => {
    const way = [assigned(), judgedInvalid(), explained({ method: 'letter', at: '10-02 09:00' })];
    expect(aCase(...way)).toMatchObject({
      status: 'explained',
      explanation: { at: on('10-02 09:00'), by: '王芳', method: 'letter', reply: '已说明阶梯气价分档' },
    });
  });

  test('a valid verdict is not explained', () => {
    expect(refusalCode(explained(), aCase(assigned(), judgedValid()))).toBe('state.not_allowed');
  });
});
