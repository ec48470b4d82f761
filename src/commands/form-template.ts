import type { FormValues } from '../reports/form-values.ts';
import { annex1, filling } from './template.ts';

/** The filled form of Annex 1. */
export async function fillFormTemplate(values: FormValues): Promise<Buffer> {
  const { fillForm } = await import('../reports/form.ts');
  return filling(annex1, (path) => fillForm(path, values));
}
