import { writeFileSync } from 'node:fs';
import { command } from '../cli/command.ts';
import { asked, flag, optional, optionalArgument } from '../cli/fields.ts';
import { shown, toJson } from '../cli/screen/text.ts';
import { number as caseNumber, choice } from '../cli/values.ts';
import { blankForm, filledForm } from '../documents/form/values.ts';
import { standing } from '../domain/case/events.ts';
import { rounds } from '../domain/case/rounds.ts';
import { openCase } from '../services/case/case-file.ts';
import { formUnit } from '../services/case/form-unit.ts';
import { officeForPdf, writePdf } from '../services/office-program.ts';
import { openDraft } from '../store/files/output-draft.ts';
import { fillFormTemplate } from './shared/form-template.ts';
import { formatOf, outputFields } from './shared/output-fields.ts';

const formats = { docx: 'Word 文件', pdf: 'PDF' } as const;

export const form = command({
  summary: '打印投诉登记表（附件1）',
  usedWhen: '把一件投诉填成投诉登记表（Word），打印出来签字；--blank 是空表，给柜台手填。',
  fields: {
    no: asked(optionalArgument('登记编号', caseNumber), {
      asChoice: '填好的',
      question: '哪一件',
      from: 'case',
    }),
    blank: flag('空白的登记表'),
    ...outputFields,
    format: optional('文件格式（默认看文件名，再默认 docx）', choice(formats)),
  },
  exactlyOne: ['no', 'blank'],
  choosing: '打印哪一种',
  examples: ['tousu form 0102', 'tousu form --blank -o 空表.docx'],
  async run(ctx, { no, output, force, format }) {
    const { format: fileFormat, endings } = formatOf(formats, format, output);
    const office = fileFormat === 'pdf' ? officeForPdf(ctx) : null;
    const unit = await formUnit(ctx);
    const opened = no === null ? null : await openCase(ctx, no);
    const number = opened?.complaint.no ?? null;
    const file = output ?? `投诉登记表_${number ?? '空白'}.${fileFormat}`;
    const values = opened === null ? blankForm(unit) : filledForm(rounds(standing(opened.entries)), unit);
    using draft = openDraft(ctx, file, { force, endings });
    const write = async (path: string) => writeFileSync(path, await fillFormTemplate(values));
    await draft.write((path) => (office === null ? write(path) : writePdf(office, path, 'docx', write)));
    draft.keep();
    ctx.print(ctx.json ? toJson({ file, no: number }) : `已写入 ${shown(file)}`);
  },
});
