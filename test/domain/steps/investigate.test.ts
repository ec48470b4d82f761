import { describe, expect, test } from '@jest/globals';
import { grounds, type Status, statuses } from '../../../src/domain/words/vocabulary.ts';
import {
  aCase,
  assigned,
  closed,
  disagreed,
  dissatisfied,
  explained,
  fedBack,
  investigated,
  judgedInvalid,
  judgedValid,
  type Move,
  on,
  opined,
  refusal,
  refusalCode,
  story,
} from '../../support/build-case.ts';
import { aCaseThatIs, aClosedInvalidCase, wayTo, wayToClosedInvalid } from '../../support/build-states.ts';

describe('1.2.4 the grounds of an invalid complaint', () => {
  test('exactly seven', () => {
    expect(Object.keys(grounds)).toEqual([
      'force_majeure',
      'misunderstanding',
      'customer_fault',
      'excessive_expectation',
      'nonstandard_request',
      'contrary_to_law',
      'untrue_information',
    ]);
  });

  test.each<[string, readonly Move[], Move, string | undefined]>([
    ['1.2.4 invalid without a ground: refused', [], judgedInvalid({ ground: null }), 'rule.ground_required'],
    ['4.3.4 invalid without a reason: refused', [], judgedInvalid({ reason: null }), 'rule.reason_required'],
    ['1.2.4, 4.3.4 invalid with both: taken', [], judgedInvalid(), undefined],
    [
      '1.2.4(3) customer fault without an earlier investigation: refused',
      [],
      judgedInvalid({ ground: 'customer_fault' }),
      'rule.investigation_required',
    ],
    [
      '1.2.4(3) customer fault after an investigation on record: taken',
      [investigated()],
      judgedInvalid({ ground: 'customer_fault' }),
      undefined,
    ],
    ['valid without ground and reason: taken', [], judgedValid(), undefined],
  ])('%s', (_name, way, move, code) => {
    expect(refusalCode(move, aCase(assigned(), ...way))).toBe(code);
  });

  test.each(Object.keys(grounds).filter((ground) => ground !== 'customer_fault'))(
    '%s needs no earlier investigation',
    (ground) => {
      const move = judgedInvalid({ ground: ground as keyof typeof grounds });
      expect(refusalCode(move, aCase(assigned()))).toBeUndefined();
    },
  );
});

describe('4.3.2 recusal', () => {
  test.each([
    ['the respondent himself: refused', '赵强', [], 'rule.recusal'],
    ['one of several respondents: refused', '孙丽、赵强', [], 'rule.recusal'],
    ['on the recusal list: refused', null, ['赵强'], 'rule.recusal'],
    ['another respondent: taken', '周涛', [], undefined],
    ['a name that only contains his: taken', '赵强生', ['老赵强'], undefined],
    ['his department is complained about: taken', '工程部', [], undefined],
  ])('%s', (_name, respondent, recuse, code) => {
    const { complaint } = story({ respondent }, assigned({ recuse }));
    expect(refusalCode(investigated({ by: '赵强' }), complaint)).toBe(code);
  });

  test('the list grows with every assignment and keeps each name once', () => {
    const complaint = aCase(assigned({ recuse: ['赵强'] }), assigned({ recuse: ['孙丽', '赵强'] }));
    expect(complaint.recused).toEqual(['赵强', '孙丽']);
    expect(refusalCode(judgedValid({ by: '赵强' }), complaint)).toBe('rule.recusal');
  });
});

describe('step 50, 4.3.3 the records', () => {
  test('several a case; the verdict comes with the last, by whom is on record (4.3.4)', () => {
    const complaint = aCase(
      assigned(),
      investigated({ methods: ['interview'], findings: '派单员否认', at: '10-02 09:00' }),
      judgedInvalid({ by: '孙丽', at: '10-02 15:00' }),
    );
    expect(complaint.investigations.map(({ findings }) => findings)).toEqual([
      '派单员否认',
      '现场电池盒锈蚀',
    ]);
    expect(complaint).toMatchObject({
      status: 'explaining',
      verdict: { valid: false, ground: 'misunderstanding', by: '孙丽', at: on('10-02 15:00') },
    });
  });

  test('a record without a verdict leaves the case in investigation', () => {
    expect(aCase(assigned(), investigated())).toMatchObject({ status: 'investigating', verdict: null });
  });

  test('4.1.1 the cause that was found last stands', () => {
    const found = aCase(assigned(), investigated({ cause: '锈蚀' }), judgedValid({ cause: null }));
    expect(found.cause).toBe('锈蚀');
    const again = aCase(assigned(), investigated({ cause: '锈蚀' }), judgedValid({ cause: '派单' }));
    expect(again.cause).toBe('派单');
  });
});

describe('section 3 re-judging: an invalid verdict is changed to valid', () => {
  const toValid = judgedValid({ reason: '用户提供付款截图', at: '10-09 09:00' });
  const explaining = [assigned(), judgedInvalid()];
  const ways = [
    ['explaining', explaining],
    ['explained', [...explaining, explained()]],
    ['closed', wayToClosedInvalid],
  ] as const;

  test.each(ways)('from %s → solving', (_status, way) => {
    expect(story({}, ...way, toValid).complaint).toMatchObject({
      status: 'solving',
      round: 1,
      closure: null,
      approved: false,
      verdict: { valid: true, ground: null, reason: '用户提供付款截图' },
    });
  });

  test.each(ways)('from %s without a reason: refused', (_status, way) => {
    expect(refusalCode(judgedValid(), aCase(...way))).toBe('rule.reason_required');
  });

  test.each(ways)('from %s to another invalid verdict: refused', (_status, way) => {
    expect(refusal(judgedInvalid(), aCase(...way))).toMatchObject({
      code: 'state.not_allowed',
      hint: expect.stringContaining('--verdict valid --reason 改判原因'),
    });
  });

  test('a closed one is not just investigated again', () => {
    expect(refusal(investigated(), aClosedInvalidCase())).toMatchObject({
      code: 'state.not_allowed',
      hint: expect.stringContaining('--verdict valid --reason 改判原因'),
    });
  });

  test('a closed one: the round stays, closure is empty again, the explanation stays on record', () => {
    expect(aClosedInvalidCase().closure).not.toBeNull();
    const complaint = story({}, ...wayToClosedInvalid, toValid).complaint;
    expect(complaint.closure).toBeNull();
    expect(complaint.explanation).not.toBeNull();
  });

  test('a recused investigator cannot re-judge', () => {
    const { complaint } = story({ respondent: '赵强' }, assigned(), judgedInvalid({ by: '孙丽' }));
    expect(refusalCode(toValid, complaint)).toBe('rule.recusal');
  });

  test('no second explain clock after a met one, whichever way the verdict went', () => {
    const complaint = aCase(...explaining, explained(), disagreed(), judgedInvalid(), fedBack());
    expect(complaint.deadlines.filter(({ kind }) => kind === 'explain')).toHaveLength(1);
    expect(complaint.status).toBe('explaining');
  });

  test('after the disagreement of a leader a first verdict needs no reason for a change', () => {
    const complaint = aCase(...explaining, disagreed());
    expect(complaint).toMatchObject({ status: 'investigating', verdict: null });
    expect(refusalCode(judgedValid(), complaint)).toBeUndefined();
  });

  test('4.3.5 a new verdict needs a new approval', () => {
    const complaint = aCase(...explaining, explained(), opined(), judgedValid({ reason: '新证据' }));
    expect(complaint.approved).toBe(false);
    expect(refusalCode(closed(), complaint)).toBe('state.not_allowed');
  });
});

describe('section 3 re-judging: a valid verdict is changed to invalid', () => {
  const ways = ['solving', 'proposed', 'executing'] as const;

  test.each(ways)('1.2.4 from %s → explaining, with ground and reason', (status) => {
    expect(aCase(...wayTo(status), judgedInvalid({ at: '10-09 09:00' }))).toMatchObject({
      status: 'explaining',
      round: 1,
      verdict: { valid: false, ground: 'misunderstanding', at: on('10-09 09:00') },
    });
    expect(refusalCode(judgedInvalid({ ground: null }), aCaseThatIs(status))).toBe('rule.ground_required');
    expect(refusalCode(judgedInvalid({ reason: null }), aCaseThatIs(status))).toBe('rule.reason_required');
  });

  test.each(ways)('from %s to another valid verdict: refused', (status) => {
    expect(refusalCode(judgedValid({ reason: '新证据' }), aCaseThatIs(status))).toBe('state.not_allowed');
  });

  test('not once the work is done', () => {
    for (const status of ['completed', 'awaiting_callback', 'called_back', 'closed'] as const)
      expect(refusalCode(judgedInvalid(), aCaseThatIs(status))).toBe('state.not_allowed');
  });

  test('1.2.4(3) what was investigated before the first verdict counts as earlier', () => {
    const fault = judgedInvalid({ ground: 'customer_fault' });
    expect(refusalCode(fault, aCaseThatIs('solving'))).toBeUndefined();
  });

  test('a later round too; it is explained, approved and filed there', () => {
    const way = [
      ...wayTo('awaiting_callback'),
      dissatisfied({ rehandle: true }),
      judgedInvalid(),
      explained(),
    ];
    expect(aCase(...way, opined(), closed())).toMatchObject({ status: 'closed', round: 2 });
  });
});

describe('every changed verdict is counted', () => {
  const valid = judgedValid({ reason: '新证据', at: '10-09 09:00' });
  test.each<[string, readonly Move[], readonly boolean[]]>([
    ['the first verdict is no change', [judgedValid()], []],
    ['invalid → valid', [judgedInvalid(), valid], [true]],
    ['valid → invalid', [judgedValid(), judgedInvalid()], [false]],
    ['there and back', [judgedValid(), judgedInvalid(), valid], [false, true]],
    [
      'point 11 one that a leader annulled is none, whatever the next one is',
      [judgedInvalid(), disagreed(), judgedValid()],
      [],
    ],
  ])('%s', (_name, way, changes) => {
    expect(aCase(assigned(), ...way).rejudgements.map(({ valid: became }) => became)).toEqual(changes);
  });

  test('with its reason, its time and by whom', () => {
    expect(aCase(assigned(), judgedInvalid(), valid).rejudgements).toEqual([
      { at: on('10-09 09:00'), by: '赵强', valid: true, reason: '新证据' },
    ]);
  });
});

describe('step 50 later records, without a verdict', () => {
  const open: readonly Status[] = ['solving', 'proposed', 'executing', 'explaining', 'explained'];
  test.each(Object.keys(statuses) as readonly Status[])('%s', (status) => {
    const move = investigated({ findings: '再次现场勘察' });
    const taken = open.includes(status) || status === 'investigating';
    expect(refusalCode(move, aCaseThatIs(status))).toBe(taken ? undefined : 'state.not_allowed');
    if (!taken) return;
    const after = aCase(...wayTo(status), move);
    const { verdict, approved } = aCaseThatIs(status);
    expect(after).toMatchObject({ status, verdict, approved });
    expect(after.investigations.at(-1)?.findings).toBe('再次现场勘察');
  });

  test('an approval outlives it', () => {
    expect(aCase(...wayTo('explained'), opined(), investigated()).approved).toBe(true);
  });
});
