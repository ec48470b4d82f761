import { command } from '../cli/command.ts';
import { asked, type InputSoFar, optional, required } from '../cli/fields.ts';
import { choice, line, text } from '../cli/values.ts';
import { callbackMethods, grades, yesNo } from '../domain/words/vocabulary.ts';
import { callBackCase, noContactCase } from '../services/case/steps.ts';
import { printRecorded } from './shared/recorded.ts';
import { at, no, requiredBy } from './shared/step-fields.ts';

const grade = choice(grades, { numbered: true });

const isUnhandled = ({ handled }: InputSoFar): boolean => handled === 'no';
const isDissatisfied = ({ satisfaction }: InputSoFar): boolean => satisfaction === 'dissatisfied';
/** 4.3.8(4), Annex 1 未处理 */
const asksForMore = (said: InputSoFar): boolean => isDissatisfied(said) || isUnhandled(said);
const ifAsksForMore = { words: '--satisfaction 不满意 或 --handled no', holds: asksForMore };
const unhandled = { words: '--handled no', holds: isUnhandled };
/** Who was not reached has said nothing. */
const reached = {
  words: '回访到了的（不写 --no-contact）',
  mend: '去掉 --no-contact',
  holds: ({ noContact }: InputSoFar) => noContact === null,
};

export const callback = command({
  summary: '回访投诉人',
  usedWhen: '审核通过后 2 个自然日内回访（4.3.8）；回访人不得属于责任部门。没有联系上也要登记一次。',
  fields: {
    no,
    by: requiredBy('回访人', 'caller'),
    // It is a call as long as nothing else is said; what is recorded is shown before.
    method: asked(required('回访方式', choice(callbackMethods)), { implied: () => 'phone' }),
    noContact: optional('没有联系上的情况', line),
    handled: asked(optional('投诉是否已处理', choice(yesNo)), {
      noPreset: true,
      none: '没有联系上',
      instead: 'noContact',
    }),
    timeliness: asked(optional('处理时效性（也可写 1..4）', grade), { noPreset: true }),
    satisfaction: asked(optional('是否满意（也可写 1..4）', grade), { noPreset: true }),
    unhandledReason: asked(optional('未处理的原因', line), {
      when: isUnhandled,
      demanded: true,
    }),
    reason: asked(optional('不满意的原因', text), {
      // That nobody came is a reason.
      when: (said) => isDissatisfied(said) && !isUnhandled(said),
      demanded: true,
    }),
    rehandle: asked(optional('不满意或未处理时：是否需要再次联系解决', choice(yesNo)), {
      when: asksForMore,
      demanded: true,
      noPreset: true,
      question: '是否需要再次联系解决',
    }),
    comment: asked(optional('意见及建议', line), { when: ({ handled }) => handled !== null }),
    at,
  },
  records: true,
  missing: ({ noContact, ...survey }) =>
    noContact === null
      ? (['handled', 'timeliness', 'satisfaction'] as const).filter((key) => survey[key] === null)
      : [],
  instead: { satisfaction: 'noContact' },
  onlyWith: {
    handled: reached,
    timeliness: reached,
    satisfaction: reached,
    comment: reached,
    unhandledReason: unhandled,
    reason: ifAsksForMore,
    rehandle: ifAsksForMore,
  },
  examples: [
    'tousu callback 0102 --by 李娜 --method phone --handled yes --timeliness 满意 --satisfaction 满意',
    'tousu callback 0102 --by 李娜 --method phone --no-contact 无人接听',
  ],
  async run(ctx, { noContact, handled, timeliness, satisfaction, rehandle, ...input }) {
    if (noContact !== null) {
      printRecorded(ctx, await noContactCase(ctx, { ...input, reason: noContact }), '已登记：没有联系上');
      return;
    }
    if (timeliness === null || satisfaction === null) throw new Error('the survey is asked for before');
    const survey = {
      handled: handled === 'yes',
      timeliness,
      satisfaction,
      rehandle: rehandle && rehandle === 'yes',
    };
    printRecorded(ctx, await callBackCase(ctx, { ...input, ...survey }), `回访完成：${grades[satisfaction]}`);
  },
});
