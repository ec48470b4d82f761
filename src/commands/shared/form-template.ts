import type { FormValues } from '../../documents/form/values.ts';
import { annex1, filling } from './template.ts';

/** The filled form of Annex 1. */
export async function fillFormTemplate(values: FormValues): Promise<Buffer> {
  const { fillForm } = await import('../../documents/form/form.ts');
  return filling(annex1, (path) => fillForm(path, values));
}
