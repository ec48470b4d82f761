import { command } from '../cli/command.ts';
import { asked, defaulted, optional, required } from '../cli/fields.ts';
import { shown, toJson } from '../cli/screen/text.ts';
import { integer, line, month } from '../cli/values.ts';
import { drawInspection } from '../services/month/inspect.ts';
import { openDraft } from '../store/files/output-draft.ts';
import { outputFields } from './shared/output-fields.ts';

export const inspect = command({
  summary: '抽查一个月的投诉',
  usedWhen:
    '检查投诉管理（2.1.4）：随机抽取一个月受理的投诉，写出逐条款的抽查表；种子相同，抽到的也相同。作废的不在内。',
  fields: {
    month: asked(required('受理月份', month), { question: '哪个月', initial: '上月' }),
    sample: defaulted('抽几件（默认 10，不足时全抽）', integer(1, 9999), 10),
    seed: optional('种子（默认由月份和流水校验码得出）', line),
    ...outputFields,
  },
  examples: ['tousu inspect --month 2023-10', 'tousu inspect --month 上月 --sample 20 --seed 审计2023-11'],
  async run(ctx, { month: inspected, sample, seed, output, force }) {
    const file = output ?? (ctx.json ? null : `投诉抽查表_${inspected}.xlsx`);
    using draft = file === null ? undefined : openDraft(ctx, file, { force, endings: ['xlsx'] });
    const drawn = await drawInspection(ctx, { month: inspected, size: sample, seed });
    await draft?.write(async (path) => {
      const { writeInspection } = await import('../documents/inspection/workbook.ts');
      await writeInspection(path, { ...drawn, asOf: ctx.now });
    });
    draft?.keep();
    const numbers = drawn.cases.map(({ no }) => no);
    if (ctx.json)
      return ctx.print(toJson({ month: drawn.month, seed: drawn.seed, total: drawn.total, sample: numbers }));
    ctx.print(
      `${inspected} 的 ${drawn.total} 件中抽取 ${numbers.length} 件：${numbers.join('、')}\n种子 ${shown(drawn.seed)}，已写入 ${shown(file)}`,
    );
  },
});
