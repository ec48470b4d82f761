import { command } from '../cli/command.ts';
import { asked, optional } from '../cli/fields.ts';
import { line, name, text } from '../cli/values.ts';
import { closeCase } from '../services/case/steps.ts';
import { printRecorded } from './shared/recorded.ts';
import { approvedBy, at, liaison, no } from './shared/step-fields.ts';

/** Neither says anything without the other. */
const together = [
  ['waiveCallback', 'approvedBy'],
  ['withdrawn', 'confirmedBy'],
] as const;

export const close = command({
  summary: '归档',
  usedWhen:
    '对接人登记台账并存档（步骤 120）：有效投诉须已回访并达到“三不放过”，无效投诉须有领导同意；投诉人撤诉的，随时可以归档。',
  fields: {
    no,
    waiveCallback: optional('免回访的原因', text),
    approvedBy: approvedBy('批准免回访的领导'),
    withdrawn: optional('撤诉：投诉人说的话', line),
    confirmedBy: asked(optional('向投诉人核实撤诉的回访人', name), { from: 'caller' }),
    by: liaison,
    at,
  },
  records: true,
  atMostOne: [['waiveCallback', 'withdrawn']],
  missing: (input) =>
    together.flatMap(([one, other]) => {
      if ((input[one] === null) === (input[other] === null)) return [];
      return [input[one] === null ? one : other];
    }),
  examples: [
    'tousu close 2023100102 --by 刘敏',
    'tousu close 1901 --waive-callback 三天三次联系不上 --approved-by 陈国栋 --by 刘敏',
  ],
  async run(ctx, { waiveCallback, approvedBy: leader, withdrawn: said, confirmedBy, ...step }) {
    const waiver =
      waiveCallback !== null && leader !== null ? { reason: waiveCallback, approvedBy: leader } : null;
    const withdrawn = said !== null && confirmedBy !== null ? { text: said, confirmedBy } : null;
    const how = waiver ? '（免回访）' : withdrawn ? '（撤诉）' : '';
    printRecorded(ctx, await closeCase(ctx, { ...step, waiver, withdrawn }), `已归档${how}`);
  },
});
