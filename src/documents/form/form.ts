import { fillWordTemplate, type Tags, type Values } from '../template/word.ts';
import { roundTags } from './continuation.ts';
import type { FormValues } from './values.ts';

/**
 * Annex 1 as a Word document: the office's template with the value of each box in the place of its mark, `{投诉内容}`. The
 * page behind it stands between `{#续页}` and `{/续页}`, and is left out where there is nothing to say.
 */
export function fillForm(templateFile: string, values: FormValues): Promise<Buffer> {
  const tags: Tags = { ...marks(Object.keys(values)), 续页: { 轮次: marks(roundTags) } };
  return fillWordTemplate(templateFile, tags, values as unknown as Values);
}

const marks = (names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, name]));
