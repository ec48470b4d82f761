import { command } from '../cli/command.ts';
import { asked, optional, required } from '../cli/fields.ts';
import { brief } from '../cli/screen/text.ts';
import { number, text } from '../cli/values.ts';
import { voidCase } from '../services/case/steps.ts';
import { printRecorded } from './shared/recorded.ts';
import { approvedBy, at, by, no } from './shared/step-fields.ts';

export const voidCommand = command({
  summary: '作废误登的投诉',
  usedWhen: '误登、重复登记的作废：编号保留，不再计入统计（1.3）；已归档的不能作废。',
  fields: {
    no,
    reason: required('作废的原因', text),
    approvedBy: approvedBy('批准作废的领导（已转办的、不是当天登记的）'),
    duplicateOf: asked(optional('与哪一件重复', number), { from: 'case' }),
    by,
    at,
  },
  records: true,
  examples: [
    'tousu void 0902 --reason 与当日第1件重复登记 --duplicate-of 0901',
    'tousu void 2023100902 --reason 误登 --approved-by 陈国栋',
  ],
  async run(ctx, input) {
    const recorded = await voidCase(ctx, input);
    const { name: whose, content } = recorded.complaint;
    printRecorded(ctx, recorded, `${whose}“${brief(content)}”已作废`);
  },
});
