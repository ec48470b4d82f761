import { refuse } from '../domain/problems.ts';
import type { FormValues } from '../reports/form-values.ts';
import { packageFile } from '../settings.ts';

/** The filled form of Annex 1; refuses a template that somebody has edited amiss. */
export async function fillFormTemplate(values: FormValues): Promise<Buffer> {
  const { fillForm, FormTemplateProblem } = await import('../reports/form.ts');
  const template = packageFile('templates/annex1-form.docx');
  try {
    return await fillForm(template, values);
  } catch (error) {
    if (!(error instanceof FormTemplateProblem)) throw error;
    const { missing, unknown } = error;
    const lacks = missing.length > 0 ? [`缺少 ${missing.map(inBraces).join('、')}`] : [];
    const strange = unknown.length > 0 ? [`不认识 ${unknown.map(inBraces).join('、')}`] : [];
    const wrong = [...lacks, ...strange].join('，') || '读不出来：不是 Word 文件，或花括号不成对';
    return refuse('usage.invalid', {
      message: `登记表模板 ${template} ${wrong}`,
      hint: '在模板中改正，或恢复原来的模板',
      details: { missing, unknown },
    });
  }
}

const inBraces = (tag: string): string => `{${tag}}`;
