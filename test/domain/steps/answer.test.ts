// Step 70 beyond yes and no: the complainant is not reached, or a further date is agreed with him.

import { describe, expect, test } from '@jest/globals';
import { defaultPolicy } from '../../../src/domain/policy.ts';
import { ANONYMOUS } from '../../../src/domain/steps/register.ts';
import {
  aCase,
  amended,
  assigned,
  attempted,
  completed,
  dissatisfied,
  judgedValid,
  type Move,
  on,
  proceeded,
  promised,
  promiseMoved,
  proposed,
  refusal,
  refusalCode,
  rejected,
  returned,
  story,
} from '../../support/build-case.ts';
import { aCaseThatIs, wayTo } from '../../support/build-states.ts';

const tried = (...days: readonly string[]): readonly Move[] =>
  days.map((day) => attempted({ at: `${day} 15:00` }));
const nameless = { anonymous: true, name: ANONYMOUS, phone: null } as const;

describe('step 70 the complainant is not reached', () => {
  test('the attempt is on record, with the plan it was about; the state stays', () => {
    const again = [
      ...wayTo('proposed'),
      rejected(),
      proposed(),
      attempted({ at: '10-02 15:00', by: '王芳' }),
    ];
    expect(aCase(...again)).toMatchObject({
      status: 'proposed',
      attempts: [{ at: on('10-02 15:00'), by: '王芳', proposal: 2, text: '电话无人接听' }],
    });
  });

  test.each<[string, readonly Move[], Move, string | undefined]>([
    ['nobody tried: refused', [], proceeded(), 'rule.proceed_not_allowed'],
    ['on two days: refused', tried('10-02', '10-03'), proceeded(), 'rule.proceed_not_allowed'],
    [
      'three times on two days: refused',
      tried('10-02', '10-02', '10-03'),
      proceeded(),
      'rule.proceed_not_allowed',
    ],
    ['on three days: carried out', tried('10-02', '10-03', '10-05'), proceeded(), undefined],
    [
      'another number of days by policy: carried out',
      tried('10-02'),
      proceeded({ policy: { ...defaultPolicy, callbackAttempts: 1 } }),
      undefined,
    ],
    [
      'point 6 attempts on the plan before do not count',
      [...tried('10-02', '10-03'), rejected(), proposed(), ...tried('10-05')],
      proceeded(),
      'rule.proceed_not_allowed',
    ],
  ])('may the plan be carried out? %s', (_name, way, move, code) => {
    expect(refusalCode(move, aCase(...wayTo('proposed'), ...way))).toBe(code);
  });

  test('the refusal counts the days', () => {
    const complaint = aCase(...wayTo('proposed'), ...tried('10-02', '10-03'));
    expect(refusal(proceeded(), complaint)).toMatchObject({
      clause: '3 步骤70',
      details: { days: 2, needed: 3 },
      hint: 'tousu resolve answer 2023100102 --no-contact 联系的情况',
    });
  });

  test('carried out at once where no contact was ever on record, not where one was amended away', () => {
    expect(refusalCode(proceeded(), story(nameless, ...wayTo('proposed')).complaint)).toBeUndefined();
    expect(refusalCode(proceeded(), aCase(...wayTo('proposed'), amended(nameless)))).toBe(
      'rule.proceed_not_allowed',
    );
  });

  test('point 6 on record as neither accepted nor refused, with reason and leader', () => {
    const way = [...wayTo('proposed'), ...tried('10-02', '10-03', '10-04'), proceeded({ at: '10-05 09:00' })];
    expect(aCase(...way)).toMatchObject({
      status: 'executing',
      proposals: [
        {
          answer: {
            at: on('10-05 09:00'),
            accepted: false,
            proceeded: true,
            reason: '多次联系不上，先行处理',
            approvedBy: '陈国栋',
            promisedOn: null,
          },
        },
      ],
    });
  });
});

describe('4.3.7(1) a further date', () => {
  const promising = [assigned(), judgedValid(), proposed(), promised('10-20', { at: '10-02 09:00' })];
  test('agreed while the first one runs: on record, the state stays', () => {
    const way = [...promising, promiseMoved({ promisedOn: '2023-11-01', at: '10-19 09:00' })];
    expect(aCase(...way)).toMatchObject({
      status: 'executing',
      movedPromises: [
        { at: on('10-19 09:00'), by: '刘敏', promisedOn: '2023-11-01', externalFactor: '审批再次延期' },
      ],
    });
  });
  test.each<[string, readonly Move[], string, string | undefined]>([
    ['point 6 the first one overdue: taken', promising, '10-25 09:00', undefined],
    ['again: taken', [...promising, promiseMoved({ at: '10-19 09:00' })], '10-25 09:00', undefined],
    ['to the very day of the agreement: taken', promising, '12-25 23:59:59', undefined],
    ['nothing was promised: refused', wayTo('executing'), '10-19 09:00', 'state.not_allowed'],
    ['the work is done: refused', [...promising, completed()], '10-19 09:00', 'state.not_allowed'],
    [
      'the work was sent back, the promise runs again: taken',
      [...promising, completed(), returned()],
      '10-19 09:00',
      undefined,
    ],
    [
      'the promise was one of an earlier round: refused',
      [...wayTo('awaiting_callback'), dissatisfied({ rehandle: true }), proposed()],
      '10-19 09:00',
      'state.not_allowed',
    ],
  ])('%s', (_name, way, at, code) => {
    const now = on('12-26 10:00');
    expect(refusalCode(promiseMoved({ at, now, promisedOn: '2023-12-25' }), aCase(...way))).toBe(code);
  });
  test('not to a day before that of the agreement', () => {
    const moved = promiseMoved({ at: '10-19 09:00', promisedOn: '2023-10-18' });
    expect(refusalCode(moved, aCase(...promising))).toBe('usage.invalid');
  });
  test('section 3 the answer itself is given once', () => {
    expect(refusalCode(promised('11-01'), aCaseThatIs('executing'))).toBe('state.not_allowed');
  });
});
