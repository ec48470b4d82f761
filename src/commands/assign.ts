import { command } from '../cli/command.ts';
import { asked, defaulted, many, optional, required } from '../cli/fields.ts';
import { name, oneOf, text } from '../cli/values.ts';
import { responseLimits } from '../domain/steps/assign.ts';
import { assignCase } from '../services/case/steps.ts';
import { printRecorded } from './shared/recorded.ts';
import { at, by, no } from './shared/step-fields.ts';

export const assign = command({
  summary: '转办责任部门',
  usedWhen: '受理当日转给责任部门调查（4.3.1）；判定之前可以改转，拟定方案时再转办须写原因。',
  fields: {
    no,
    dept: asked(required('责任部门', name), { from: 'department' }),
    respondWithin: asked(defaulted('要求几日内反馈（0 为当日，默认 3）', oneOf(responseLimits), 3), {
      unit: ' 日',
    }),
    feedbackTo: asked(optional('需反馈部门', name), { from: 'department' }),
    assist: many('协办部门', name),
    recuse: many('须回避的人', name),
    reason: optional('判定后再转办的原因', text),
    by,
    at,
  },
  records: true,
  examples: [
    'tousu assign 2023100102 --dept 工程部',
    'tousu assign 0102 --dept 工程部 --respond-within 0 --assist 安检部 --recuse 钱伟',
  ],
  async run(ctx, { dept, ...input }) {
    const recorded = await assignCase(ctx, { ...input, department: dept });
    // As the directory writes it, whatever blanks were typed.
    const to = recorded.complaint.assignments.at(-1)?.department ?? dept;
    printRecorded(ctx, recorded, `已转办${to}`, 'transfer');
  },
});
