import { command } from '../cli/command.ts';
import { asked, optional, required } from '../cli/fields.ts';
import { comingDay, name, text } from '../cli/values.ts';
import { remindCase } from '../services/case/steps.ts';
import { printRecorded } from './shared/recorded.ts';
import { at, by, no } from './shared/step-fields.ts';

export const remind = command({
  summary: '催办：催了谁，他怎么说',
  usedWhen: '对接人跟踪办理进度（步骤 100）：催了哪个人或部门，他答应何时办好。不改变状态和时限。',
  fields: {
    no,
    to: asked(required('催谁（人员或部门）', name), { from: 'person' }),
    text: required('催办内容', text),
    promised: asked(optional('他答应何时办好', comingDay), { when: () => true, none: '没有答应日期就回车' }),
    by,
    at,
  },
  records: true,
  examples: [
    'tousu remind 0102 --to 赵强 --text 方案还没有报来 --promised 10-05',
    'tousu remind 2023100102 --to 工程部 --text 今天到期，请抓紧',
  ],
  async run(ctx, { promised, ...input }) {
    printRecorded(
      ctx,
      await remindCase(ctx, { ...input, promisedOn: promised }),
      `已登记催办${input.to}`,
      'reminder',
    );
  },
});
