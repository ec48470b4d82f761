import { command } from '../cli/command.ts';
import { asked, flag, required } from '../cli/fields.ts';
import { choice, text } from '../cli/values.ts';
import { opinionRoles } from '../domain/words/vocabulary.ts';
import { approveCase } from '../services/case/steps.ts';
import { printRecorded } from './shared/recorded.ts';
import { at, no, requiredBy } from './shared/step-fields.ts';

export const approve = command({
  summary: '部门、主管领导、总经理意见',
  usedWhen: '办结后、或无效判定后，须有主管领导或总经理同意才能审核通过或归档（4.3.5）；不同意则退回。',
  fields: {
    no,
    as: asked(required('以什么身份', choice(opinionRoles)), { initial: 'leader' }),
    by: requiredBy('签署人', 'signer'),
    disagree: asked(flag('不同意'), {
      question: '同意吗',
      when: () => true,
      noPreset: true,
      yesNo: ['不同意，退回', '同意'],
    }),
    opinion: asked(required('意见', text), {
      // Who has chosen to agree has said it; more is added under 更改.
      implied: ({ disagree }, isAnswered) => (isAnswered('disagree') && !disagree ? '同意' : undefined),
    }),
    at,
  },
  records: true,
  examples: [
    'tousu approve 0102 --as leader --by 陈国栋 --opinion 同意',
    'tousu approve 0102 --as 总经理意见 --by 郭振华 --opinion 整改不到位，重办 --disagree',
  ],
  async run(ctx, { disagree, ...input }) {
    const recorded = await approveCase(ctx, { ...input, agreed: !disagree });
    printRecorded(ctx, recorded, `已登记${opinionRoles[input.as]}：${disagree ? '不同意' : '同意'}`);
  },
});
