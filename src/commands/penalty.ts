import { command } from '../cli/command.ts';
import { asked, optional, required } from '../cli/fields.ts';
import { choice, line, text } from '../cli/values.ts';
import { clockKinds } from '../domain/words/vocabulary.ts';
import { penalizeCase } from '../services/case/steps.ts';
import { printRecorded } from './shared/recorded.ts';
import { at, by, no } from './shared/step-fields.ts';

export const penalty = command({
  summary: '对延误或造成不良影响的责任人的处罚决定',
  usedWhen: '延误信息传递或处理，或造成不良影响的，登记对责任人的处罚（4.3.6）；没有超期的时限不能登记。',
  fields: {
    no,
    deadline: asked(optional('哪一个时限', choice(clockKinds)), { from: 'breach' }),
    effect: asked(optional('造成的不良影响', text), { asChoice: '造成不良影响' }),
    person: asked(required('责任人', line), { from: 'person' }),
    decision: required('处罚决定', line),
    by,
    at,
  },
  exactlyOne: ['deadline', 'effect'],
  records: true,
  examples: [
    'tousu penalty 1001 --deadline promise --person 赵强 --decision 扣绩效100元',
    'tousu penalty 1001 --effect 媒体曝光 --person 赵强 --decision 通报批评',
  ],
  async run(ctx, input) {
    printRecorded(ctx, await penalizeCase(ctx, input), `已登记对${input.person}的处罚`);
  },
});
