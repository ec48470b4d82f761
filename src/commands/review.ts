import { command } from '../cli/command.ts';
import { asked, flag, optional } from '../cli/fields.ts';
import { name, text } from '../cli/values.ts';
import { passCase, returnCase, supplementCase } from '../services/case/steps.ts';
import { printRecorded } from './shared/recorded.ts';
import { at, liaison, no } from './shared/step-fields.ts';

export const review = command({
  summary: '审核处理结果：通过、退回重办或补登记表',
  usedWhen: '对接人审核（步骤 100）：通过即下达回访指令，退回重办须写原因；只缺签字、材料的用 --supplement。',
  fields: {
    no,
    pass: flag('审核通过，交回访'),
    return: asked(optional('退回重办的原因', text), { asChoice: '退回重办' }),
    supplement: asked(optional('登记表要补什么', text), { asChoice: '只补登记表，办结不变' }),
    caller: asked(optional('指定回访人', name), {
      from: 'caller',
      none: '不指定',
      when: ({ pass }) => pass === true,
    }),
    by: liaison,
    at,
  },
  records: true,
  exactlyOne: ['pass', 'return', 'supplement'],
  onlyWith: { caller: { words: '--pass', holds: ({ pass }) => pass } },
  examples: ['tousu review 2023100102 --pass --by 刘敏', 'tousu review 0102 --return 未附整改措施 --by 刘敏'],
  async run(ctx, { pass: _pass, return: reason, supplement, caller, ...step }) {
    if (reason !== null) {
      printRecorded(ctx, await returnCase(ctx, { ...step, reason }), '已退回重办');
    } else if (supplement !== null) {
      printRecorded(ctx, await supplementCase(ctx, { ...step, reason: supplement }), '已退回补登记表');
    } else {
      printRecorded(ctx, await passCase(ctx, { ...step, caller }), '审核通过', 'callback');
    }
  },
});
