import { command } from '../cli/command.ts';
import { required } from '../cli/fields.ts';
import { text } from '../cli/values.ts';
import { minute } from '../domain/case/clock.ts';
import { eventLabels } from '../domain/case/step-table.ts';
import { findLastStep, undoCase } from '../services/case/undo.ts';
import { printRecorded } from './shared/recorded.ts';
import { approvedBy, no } from './shared/step-fields.ts';

export const undo = command({
  summary: '撤回最后一步',
  usedWhen: '刚登记错的一步撤回重来：流水里保留并划去，状态和时限回到之前。再撤一次就是更前一步。',
  fields: {
    no,
    reason: required('撤回的原因', text),
    approvedBy: approvedBy('批准撤回已完成回访的领导'),
  },
  records: true,
  examples: ['tousu undo 0102 --reason 部门选错', 'tousu undo 2023100102 --reason 录到别的投诉上了'],
  async about(ctx, { no: ending }) {
    const { complaint, last } = await findLastStep(ctx.ledger, ending);
    const step = last && `，撤回“${eventLabels[last.type]}”（${minute(last.occurredAt)}）`;
    return { words: `${complaint.no} ${complaint.name}${step ?? ''}`, seen: last?.seq ?? null };
  },
  async run(ctx, input, seen) {
    const undone = await undoCase(ctx, { ...input, shown: seen });
    const { type, occurredAt } = undone.struck;
    printRecorded(ctx, undone, `已撤回“${eventLabels[type]}”（${minute(occurredAt)}）`);
  },
});
