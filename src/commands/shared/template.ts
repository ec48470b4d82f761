import { TemplateProblem } from '../../documents/template/problem.ts';
import { refuse } from '../../domain/problems.ts';
import { type PaperKind, paperKinds } from '../../domain/words/vocabulary.ts';
import { packageFile } from '../../ledger-place.ts';

/** A document of the package that the office may restyle. */
interface Template {
  readonly label: string;
  readonly file: string;
  /** Why it may be unreadable, in words for the clerk. */
  readonly unreadable: string;
}

export const annex1: Template = {
  label: '登记表模板',
  file: 'templates/annex1-form.docx',
  unreadable: '不是 Word 文件，或花括号不成对',
};

export const annex2: Template = {
  label: '月表模板',
  file: 'templates/annex2-monthly.xlsx',
  unreadable: '不是 Excel 工作簿',
};

/** The office's template of a paper. */
export const paperTemplate = (kind: PaperKind): Template => ({
  label: `${paperKinds[kind]}模板`,
  file: `templates/paper-${kind}.docx`,
  unreadable: annex1.unreadable,
});

/** Fills the template at the path that `fill` gets; refuses one that is gone or that somebody has edited amiss. */
export async function filling<T>(template: Template, fill: (path: string) => Promise<T>): Promise<T> {
  const path = packageFile(template.file);
  try {
    return await fill(path);
  } catch (error) {
    if (!(error instanceof TemplateProblem)) throw error;
    const { missing, unknown, unsupported, unreadable } = error;
    const wrong = [
      ...(unreadable ? [`读不出来：${template.unreadable}`] : []),
      ...(missing.length > 0 ? [`缺少 ${missing.join('、')}`] : []),
      ...(unknown.length > 0 ? [`不认识 ${unknown.join('、')}`] : []),
      ...(unsupported.length > 0 ? [`里的${unsupported.join('、')}填写时会丢失`] : []),
    ];
    return refuse('usage.invalid', {
      message: `${template.label} ${path} ${wrong.join('，')}`,
      hint: '在模板中改正，或恢复原来的模板',
      details: { missing, unknown, unsupported },
    });
  }
}
