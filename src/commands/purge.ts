import { command } from '../cli/command.ts';
import { flag, required } from '../cli/fields.ts';
import { toJson } from '../cli/screen/text.ts';
import { day } from '../cli/values.ts';
import { dayOf } from '../domain/case/clock.ts';
import { refuse } from '../domain/problems.ts';
import { purgePersonalData } from '../services/care/purge.ts';
import { listPurgeable } from '../store/purge.ts';

export const purge = command({
  summary: '保存期满后清除个人信息',
  usedWhen:
    '把在某日之前归档或作废的投诉里投诉人的姓名、电话、联系方式和附件清除，记入流水；统计数字和流水校验不变。清除后不能恢复，不加 --yes 只列出有多少件。',
  fields: {
    before: required('清除在哪天之前归档或作废的', day),
    yes: flag('确实清除'),
  },
  examples: ['tousu purge --before 2020-01-01', 'tousu purge --before 2020-01-01 --yes'],
  async run(ctx, { before, yes }) {
    if (before > dayOf(ctx.now)) {
      refuse('usage.invalid', {
        message: `${before} 还没有到`,
        hint: '写保存期满的日期，如 --before 2020-01-01',
      });
    }
    const cases = yes ? await purgePersonalData(ctx, before) : await listPurgeable(ctx.ledger, before);
    if (ctx.json) return ctx.print(toJson({ before, purged: yes, cases }));
    ctx.print(
      yes
        ? `已清除 ${cases.length} 件的个人信息。以前的备份和导出的文件里还有，请按期删除`
        : `${before} 之前归档或作废、还有个人信息的有 ${cases.length} 件；清除加 --yes，清除后不能恢复`,
    );
  },
});
