import { command } from '../cli/command.ts';
import { asked, required } from '../cli/fields.ts';
import { name, text } from '../cli/values.ts';
import { feedBackCase } from '../services/case/steps.ts';
import { printRecorded } from './shared/recorded.ts';
import { at, by, no } from './shared/step-fields.ts';

export const feedback = command({
  summary: '向总部或需反馈部门反馈',
  usedWhen: '总部转办的投诉须在 2 个自然日内把调查处理情况和预防改进措施反馈给总部（4.3.7(1)）。',
  fields: {
    no,
    to: asked(required('反馈给谁', name), { initial: '管理总部' }),
    content: required('反馈内容', text),
    by,
    at,
  },
  records: true,
  examples: [
    'tousu feedback 1101 --to 管理总部 --content 已查明为户号录错，冲销并要求双要素核对',
    'tousu feedback 0801 --to 经理室 --content @反馈.txt --by 刘敏',
  ],
  async run(ctx, input) {
    printRecorded(ctx, await feedBackCase(ctx, input), `已反馈${input.to}`);
  },
});
