// 4.3.2: who has an interest in the matter recuses himself, whatever his part in it would be.

import { describe, expect, test } from '@jest/globals';
import { mayBeRespondent, mustRecuse } from '../../../src/domain/steps/conflict.ts';
import type { Person } from '../../../src/domain/steps/people.ts';
import {
  aCase,
  accepted,
  amended,
  asDepartment,
  assigned,
  attempted,
  calledBack,
  closed,
  completed,
  concluded,
  disagreed,
  explained,
  investigated,
  judgedInvalid,
  judgedValid,
  type Move,
  notReached,
  opined,
  passed,
  proceeded,
  proposed,
  refusal,
  refusalCode,
  rejected,
  returned,
  story,
  supplemented,
  voided,
  waived,
  withdrawn,
} from '../../support/build-case.ts';
import { caller, generalManager, leader, liaison } from '../../support/build-people.ts';
import { wayTo } from '../../support/build-states.ts';

describe('whose name it is', () => {
  test.each([
    ['赵强', '赵强', true],
    ['赵强', '赵 强', true],
    ['赵强', '　赵强 ', true],
    ['赵\u200b强', '赵强', true],
    ['Ｚｈａｏ', 'zhao', true],
    ['孙丽、赵强', '赵强', true],
    ['孙丽，赵强', '赵强', true],
    ['孙丽;赵强', '赵强', true],
    ['孙丽/赵强', '赵强', true],
    ['孙 丽', '孙丽', true],
    ['维修工赵强', '赵强', false],
    ['赵强', '赵强生', false],
    ['工程部', '赵强', false],
    [null, '赵强', false],
  ])('the respondent %p is %p: %p', (respondent, name, himself) => {
    expect(mustRecuse({ respondent, recused: [] }, name)).toBe(himself);
  });

  test.each([
    [['赵强'], '赵 强', true],
    [['孙丽', '赵　强'], '赵强', true],
    [['老赵强'], '赵强', false],
    [[], '赵强', false],
  ])('the recusal list %j has %p: %p', (recused, name, listed) => {
    expect(mustRecuse({ respondent: null, recused }, name)).toBe(listed);
  });

  test.each([
    ['维修工赵强', '赵强', true],
    ['维修工赵 强态度差', '赵强', true],
    ['赵强', '赵强', false],
    ['维修工赵强、孙丽', '孙丽', false],
    ['维修工', '赵强', false],
    ['维修工赵强', '强', false],
    [null, '赵强', false],
  ])('a longer text %p may mean %p: %p', (respondent, name, may) => {
    expect(mayBeRespondent({ respondent, recused: [] }, name)).toBe(may);
  });

  test('who is refused anyway is not warned of', () => {
    expect(mayBeRespondent({ respondent: '维修工赵强', recused: ['赵强'] }, '赵强')).toBe(false);
  });
});

/** Somebody with every office, whom the case concerns; he was called otherwise before. */
const involved: Person = {
  name: '周健',
  formerNames: ['周小健'],
  department: '客户服务部',
  formerDepartments: [],
  departmentKind: 'branch',
  roles: ['liaison', 'caller', 'leader', 'general_manager'],
};
const by = involved.name;
const otherNames = involved.formerNames;
const approver = involved;

describe('every part he could have in it', () => {
  const refusedTwice = [...wayTo('proposed'), rejected(), proposed(), rejected()];
  const tried = ['10-05', '10-06', '10-07'].map((day) => `${day} 09:00`);
  const triedPlan = [...wayTo('proposed'), ...tried.map((at) => attempted({ at }))];
  const triedCallback = [...wayTo('awaiting_callback'), ...tried.map((at) => notReached({ at }))];
  const approved = [...wayTo('completed'), opined()];
  const signer = involved;

  const parts: readonly (readonly [string, readonly Move[], Move])[] = [
    ['investigates', [assigned()], investigated({ by, otherNames })],
    ['judges', [assigned()], judgedValid({ by, otherNames })],
    ['re-judges', wayTo('explaining'), judgedValid({ by, otherNames, reason: '新证据' })],
    ['signs for the department', wayTo('executing'), opined({ ...asDepartment, by, otherNames })],
    ['approves as leader', wayTo('completed'), opined({ by, otherNames, signer })],
    [
      'approves as general manager',
      wayTo('completed'),
      opined({ by, otherNames, signer, as: 'general_manager' }),
    ],
    ['disagrees', wayTo('completed'), disagreed({ by, otherNames, signer })],
    ['approves an invalid case', wayTo('explained'), opined({ by, otherNames, signer })],
    ['passes the review', approved, passed({ by, person: involved })],
    ['returns the work', approved, returned({ by, person: involved })],
    ['has the form completed', approved, supplemented({ by, person: involved })],
    ['is named as caller', approved, passed({ caller: involved })],
    ['calls back', wayTo('awaiting_callback'), calledBack({ by, caller: involved })],
    ['tries to call back', wayTo('awaiting_callback'), notReached({ by, caller: involved })],
    ['signs a waiver', triedCallback, waived({ waiver: { reason: '空号', approver } })],
    ['signs that a plan is carried out', triedPlan, proceeded({ approver })],
    ['signs the end', refusedTwice, concluded({ approver })],
    ['signs a voiding', [assigned()], voided({ approver })],
    ['signs another day', [], amended({ acceptedAt: '2023-09-30T08:00:00+08:00' }, { approver })],
    [
      'has heard a withdrawal',
      [assigned()],
      withdrawn({ withdrawn: { text: '不投诉了', caller: involved } }),
    ],
  ];

  test.each(parts)('the respondent, by the name he had before, %s: refused', (_name, way, move) => {
    expect(refusalCode(move, story({ respondent: '维修工、周小健' }, ...way).complaint)).toBe('rule.recusal');
  });

  test.each(parts)('the respondent %s: refused', (_name, way, move) => {
    expect(refusal(move, story({ respondent: '周健' }, ...way).complaint)).toMatchObject({
      code: 'rule.recusal',
      clause: '4.3.2',
      message: expect.stringContaining('周健'),
    });
  });

  test.each(parts)('the recused one %s: refused, however his name is spaced', (_name, way, move) => {
    const recuse = amended({}, { recuse: ['周 健'] });
    expect(refusalCode(move, aCase(recuse, ...way))).toBe('rule.recusal');
    expect(refusalCode(move, aCase(...way, recuse))).toBe('rule.recusal');
  });

  test.each(parts)('somebody whom it does not concern %s', (_name, way, move) => {
    expect(refusalCode(move, aCase(...way))).toBeUndefined();
  });

  test('what he may do: file it, assign it, explain it', () => {
    const concerned = { respondent: '周健' };
    expect(refusalCode(assigned({ by }), story(concerned).complaint)).toBeUndefined();
    expect(
      refusalCode(explained({ by }), story(concerned, ...wayTo('explaining')).complaint),
    ).toBeUndefined();
    const called = story(concerned, ...wayTo('called_back')).complaint;
    expect(refusalCode(closed({ by, person: involved }), called)).toBeUndefined();
  });
});

describe('nobody approves his own work as a leader', () => {
  const signer: Person = { ...leader, name: '赵强' };
  const own = { by: '赵 强', signer };
  const others = { by: '孙丽' };
  const done = (given: {
    readonly investigates?: object;
    readonly proposes?: object;
    readonly completes?: object;
  }): readonly Move[] => [
    assigned(),
    judgedValid(given.investigates ?? others),
    proposed(given.proposes ?? others),
    accepted(),
    completed(given.completes ?? others),
  ];
  const himself = { by: '赵强' };

  test.each<[string, readonly Move[], string | undefined]>([
    ['he investigated', done({ investigates: himself }), 'rule.recusal'],
    ['he proposed', done({ proposes: himself }), 'rule.recusal'],
    ['he completed', done({ completes: himself }), 'rule.recusal'],
    ['he did nothing of it', done({}), undefined],
    ['he investigated an invalid case', [assigned(), judgedInvalid(himself), explained()], 'rule.recusal'],
  ])('%s: %p', (_name, way, code) => {
    for (const as of ['leader', 'general_manager'] as const) {
      const roles = [as];
      expect(refusalCode(opined({ ...own, as, signer: { ...signer, roles } }), aCase(...way))).toBe(code);
    }
  });

  test('for his department he signs what it did', () => {
    expect(refusalCode(opined({ ...asDepartment, by: '赵强' }), aCase(...done({ completes: himself })))).toBe(
      undefined,
    );
  });

  test('nor does he sign what takes it out of its way', () => {
    const complaint = aCase(...done({ investigates: himself }));
    expect(refusal(voided({ approver: { ...signer, name: '赵强' } }), complaint)).toMatchObject({
      code: 'rule.recusal',
      message: expect.stringContaining('参与了'),
    });
  });

  test('another leader does', () => {
    for (const given of [
      {},
      { by: generalManager.name, as: 'general_manager', signer: generalManager },
    ] as const)
      expect(refusalCode(opined(given), aCase(...done({ completes: himself })))).toBeUndefined();
  });

  test('who reviews or calls back may have worked on it: only an interest keeps him away', () => {
    const way = [...done({ investigates: { by: liaison.name } }), opined()];
    expect(refusalCode(passed(), aCase(...way))).toBeUndefined();
    expect(refusalCode(calledBack({ caller }), aCase(...way, passed()))).toBeUndefined();
  });
});
