import { command } from '../cli/command.ts';
import { required } from '../cli/fields.ts';
import { text } from '../cli/values.ts';
import { reopenCase } from '../services/case/steps.ts';
import { printRecorded } from './shared/recorded.ts';
import { at, by, no } from './shared/step-fields.ts';

export const reopen = command({
  summary: '重新处理已归档的有效投诉',
  usedWhen: '归档后发现没有解决的，重新拟定方案，另计 3 个自然日；无效的用 investigate 改判。',
  fields: { no, reason: required('重新处理的原因', text), by, at },
  records: true,
  examples: [
    'tousu reopen 0102 --reason 用户来电说又坏了',
    'tousu reopen 2023100102 --reason 领导批示 --by 刘敏',
  ],
  async run(ctx, input) {
    printRecorded(ctx, await reopenCase(ctx, input), '已转入重新处理');
  },
});
