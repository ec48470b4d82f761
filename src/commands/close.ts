import { command } from '../cli/command.ts';
import { asked, optional } from '../cli/fields.ts';
import { line, text } from '../cli/values.ts';
import { closeCase } from '../services/case/steps.ts';
import { printRecorded } from './shared/recorded.ts';
import { at, by, no } from './shared/step-fields.ts';

export const close = command({
  summary: '归档',
  usedWhen: '对接人登记台账并存档（步骤 120）：有效投诉须已回访并达到“三不放过”，无效投诉须有领导同意。',
  fields: {
    no,
    waiveCallback: optional('免回访的原因', text),
    approvedBy: asked(optional('批准免回访的领导', line), { from: 'leader' }),
    by,
    at,
  },
  records: true,
  missing: ({ waiveCallback, approvedBy }) =>
    waiveCallback !== null && approvedBy === null
      ? ['approvedBy']
      : approvedBy !== null && waiveCallback === null
        ? ['waiveCallback']
        : [],
  examples: [
    'tousu close 2023100102 --by 刘敏',
    'tousu close 1901 --waive-callback 三天三次联系不上 --approved-by 陈国栋 --by 刘敏',
  ],
  async run(ctx, { waiveCallback, approvedBy, ...step }) {
    const waiver =
      waiveCallback !== null && approvedBy !== null ? { reason: waiveCallback, approvedBy } : null;
    printRecorded(ctx, await closeCase(ctx, { ...step, waiver }), waiver ? '已归档（免回访）' : '已归档');
  },
});
