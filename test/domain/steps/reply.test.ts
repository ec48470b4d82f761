// 4.3.7(1) 办结并回复客户: the work is done when the complainant has been told.

import { describe, expect, test } from '@jest/globals';
import { ANONYMOUS } from '../../../src/domain/steps/register.ts';
import { type ReplyMethod, replyMethods } from '../../../src/domain/words/vocabulary.ts';
import {
  aCase,
  amended,
  assigned,
  completed,
  disagreed,
  explained,
  judgedInvalid,
  type Move,
  on,
  onTheSpot,
  opined,
  passed,
  proceeded,
  refusal,
  refusalCode,
  rejected,
  replied,
  returned,
  story,
  supplemented,
  unanswered,
} from '../../support/build-case.ts';
import { aCaseThatIs, wayTo } from '../../support/build-states.ts';

const nameless = { anonymous: true, name: ANONYMOUS, phone: null } as const;
const executing = wayTo('executing');
const namelessExecuting = story(nameless, ...wayTo('proposed'), proceeded()).complaint;

describe('the completion says how the complainant was told', () => {
  test('at once: that is the reply', () => {
    expect(aCase(...executing, completed({ method: 'visit', at: '10-03 12:00' }))).toMatchObject({
      status: 'completed',
      completion: { owesReply: false },
      reply: { at: on('10-03 12:00'), by: '赵强', method: 'visit', text: null },
    });
  });
  test('later: it is owed', () => {
    expect(aCase(...executing, unanswered())).toMatchObject({
      status: 'completed',
      completion: { owesReply: true },
      reply: null,
    });
  });
  test('it must say so, unless no contact was ever on record', () => {
    expect(refusal(completed({ method: null }), aCaseThatIs('executing'))).toMatchObject({
      code: 'usage.missing',
      details: { names: ['--replied'] },
    });
    expect(refusalCode(completed({ method: null }), aCase(...executing, amended(nameless)))).toBe(
      'usage.missing',
    );
    expect(refusalCode(completed({ method: null }), namelessExecuting)).toBeUndefined();
  });
  test.each([null, 'later', 'notice'] as const)('where none was, nothing is owed: %s', (method) => {
    const after = story(nameless, ...wayTo('proposed'), proceeded(), completed({ method })).complaint;
    expect(after.completion?.owesReply).toBe(false);
    expect(refusalCode(replied(), after)).toBe('state.not_allowed');
  });
});

describe('the reply that is owed', () => {
  const owing = [...executing, unanswered({ at: '10-03 12:00' })];
  test('recorded once, the state stays', () => {
    const told = replied({ method: 'letter', reply: '已寄出处理结果', at: '10-04 09:00', by: '王芳' });
    expect(aCase(...owing, told)).toMatchObject({
      status: 'completed',
      completion: { at: on('10-03 12:00'), owesReply: false },
      reply: { at: on('10-04 09:00'), by: '王芳', method: 'letter', text: '已寄出处理结果' },
    });
    expect(refusalCode(replied(), aCase(...owing, told))).toBe('state.not_allowed');
  });
  test('it needs no words', () => {
    expect(aCase(...owing, replied({ reply: null })).reply?.text).toBeNull();
  });
  test('without it no review passes, though a leader has agreed', () => {
    expect(refusal(passed(), aCase(...owing, opined()))).toMatchObject({
      code: 'rule.reply_required',
      clause: '4.3.7(1)',
      hint: 'tousu resolve reply 2023100102 --method phone --reply 回复内容',
    });
    expect(refusalCode(passed(), aCase(...owing, opined(), replied()))).toBeUndefined();
  });
  test('an approval from before it stands', () => {
    expect(aCase(...owing, opined(), replied()).approved).toBe(true);
  });
  test.each([
    ['review --return', returned()],
    ['review --supplement', supplemented()],
    ["a leader's disagreement", disagreed()],
  ])('%s does not wait for it', (_name, move) => {
    expect(refusalCode(move, aCase(...owing))).toBeUndefined();
  });
  test('it is owed for the work as it stands: redone and told at once, it is not', () => {
    expect(aCase(...owing, returned(), completed()).completion?.owesReply).toBe(false);
    const again = aCase(...executing, completed(), returned(), unanswered());
    expect(again).toMatchObject({ completion: { owesReply: true }, reply: null });
  });
});

describe('公示 only where no contact is on record', () => {
  const cells: readonly (readonly [string, Move, readonly Move[]])[] = [
    ['resolve complete', completed({ method: 'notice' }), executing],
    ['resolve complete --on-the-spot', onTheSpot({ method: 'notice' }), wayTo('solving')],
    ['resolve reply', replied({ method: 'notice' }), [...executing, unanswered()]],
    ['resolve explain', explained({ method: 'notice' }), [assigned(), judgedInvalid()]],
  ];
  test.each(cells)('%s', (_name, move, way) => {
    expect(refusalCode(move, aCase(...way))).toBe('usage.invalid');
    expect(refusalCode(move, aCase(...way, amended(nameless)))).toBe('usage.invalid');
  });
  test('where none is, the explanation too is posted', () => {
    const { complaint } = story(nameless, assigned(), judgedInvalid(), explained({ method: 'notice' }));
    expect(complaint).toMatchObject({ status: 'explained', explanation: { method: 'notice' } });
  });
  test.each(Object.keys(replyMethods) as readonly ReplyMethod[])(
    'every other way for who left one: %s',
    (method) => {
      const code = method === 'notice' ? 'usage.invalid' : undefined;
      expect(refusalCode(completed({ method }), aCaseThatIs('executing'))).toBe(code);
    },
  );
});

describe('--on-the-spot: plan, acceptance and result in one', () => {
  test.each<[string, readonly Move[]]>([
    ['from solving', wayTo('solving')],
    ['after a refusal', [...wayTo('proposed'), rejected()]],
  ])('%s: it adds no proposal', (_name, way) => {
    const after = aCase(...way, onTheSpot());
    expect(after).toMatchObject({ status: 'completed', completion: { onTheSpot: true, result: '已修好' } });
    expect(after.proposals).toEqual(aCase(...way).proposals);
  });
  test('point 6 from proposed: the plan that waits stays unanswered', () => {
    expect(aCase(...wayTo('proposed'), onTheSpot())).toMatchObject({
      status: 'completed',
      proposals: [{ answer: null }],
    });
  });
  test('the complainant is told later, too', () => {
    expect(aCase(...wayTo('solving'), onTheSpot({ method: 'later' })).completion?.owesReply).toBe(true);
  });
  test('a plan carried out is no work on the spot', () => {
    expect(aCase(...executing, completed()).completion?.onTheSpot).toBe(false);
    expect(refusalCode(onTheSpot(), aCaseThatIs('executing'))).toBe('state.not_allowed');
  });
});
