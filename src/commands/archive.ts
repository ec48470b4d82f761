import { command } from '../cli/command.ts';
import { asked, optional, optionalArgument } from '../cli/fields.ts';
import { shown, toJson } from '../cli/screen/text.ts';
import { month, number } from '../cli/values.ts';
import { archiveCase, archiveMonth } from '../services/case/archive.ts';
import { openDraft } from '../store/files/output-draft.ts';
import { fillFormTemplate } from './shared/form-template.ts';
import { outputFields } from './shared/output-fields.ts';

export const archive = command({
  summary: '打包投诉档案',
  usedWhen:
    '把一件投诉，或一个月受理的全部投诉，连同登记表、流水和附件打成一个压缩包，附校验清单；缺什么另列一张清单。',
  fields: {
    no: asked(optionalArgument('登记编号', number), {
      asChoice: '一件投诉',
      question: '哪一件',
      from: 'case',
    }),
    month: asked(optional('受理月份', month), { asChoice: '一个月的全部投诉', initial: '上月' }),
    ...outputFields,
  },
  exactlyOne: ['no', 'month'],
  choosing: '打包什么',
  examples: ['tousu archive 0102', 'tousu archive --month 2023-10 -o 十月档案.zip'],
  async run(ctx, { no, month: packedMonth, output, force }) {
    const packed =
      packedMonth === null
        ? await archiveCase(ctx, no ?? '', fillFormTemplate)
        : await archiveMonth(ctx, packedMonth, fillFormTemplate);
    const { files, cases, incomplete } = packed;
    const file = output ?? `投诉档案_${packedMonth ?? cases[0]}.zip`;
    const { writeArchive } = await import('../documents/case/archive-zip.ts');
    using draft = openDraft(ctx, file, { force, endings: ['zip'] });
    await draft.write((path) => writeArchive(path, files, ctx.now));
    draft.keep();
    if (ctx.json) return ctx.print(toJson({ file, cases, incomplete }));
    ctx.print(`已打包 ${cases.length} 件，写入 ${shown(file)}`);
    if (incomplete) ctx.say('注意: 有的投诉缺少档案要求的内容（条款 4.4.1），见包内“缺少清单.txt”');
  },
});
