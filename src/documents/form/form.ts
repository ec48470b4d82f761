import { readFileSync } from 'node:fs';
import { TemplateHandler } from 'easy-template-x';
import { printable } from '../sheet/printable.ts';
import { TemplateProblem } from '../template/problem.ts';
import { roundTags } from './continuation.ts';
import type { FormValues } from './values.ts';

/**
 * Annex 1 as a Word document: the office's template with the value of each box in the place of its tag, `{投诉内容}`. The
 * template may be restyled at will; it needs every tag, some of them more than once if it likes, and no other.
 */
export async function fillForm(templateFile: string, values: FormValues): Promise<Buffer> {
  const template = readFileSync(templateFile);
  const handler = new TemplateHandler();
  const tags = await readable(() => handler.parseTags(template));
  check(
    tags.map(({ rawText }) => rawText.slice(1, -1).trim()).filter((tag) => !tag.startsWith(END)),
    [
      ...Object.keys(values).filter((tag) => !Object.hasOwn(repeated, tag)),
      ...Object.values(repeated).flat(),
    ],
  );
  const { 续页, ...boxes } = values;
  const pages = 续页.map(({ 轮次 }) => ({ 轮次: 轮次.map(printed) }));
  return readable(() => handler.process(template, { ...printed(boxes), 续页: pages }));
}

/** `{#续页}` begins what is repeated for each of a list, and left out for none; `{/续页}` ends it. */
const BEGIN = '#';
const END = '/';

/** The lists of the form, and the tags that the template needs for each. */
const repeated: Readonly<Record<'续页', readonly string[]>> = {
  续页: [`${BEGIN}续页`, `${BEGIN}轮次`, ...roundTags],
};

const printed = (texts: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).map(([tag, text]) => [tag, printable(text)]));

function check(found: readonly string[], known: readonly string[]): void {
  const missing = known.filter((tag) => !found.includes(tag));
  const unknown = [...new Set(found.filter((tag) => !known.includes(tag)))];
  if (missing.length > 0 || unknown.length > 0)
    throw new TemplateProblem({ missing: missing.map(inBraces), unknown: unknown.map(inBraces) });
}

const inBraces = (tag: string): string => `{${tag}}`;

/** A brace without its partner, a file that is no Word document: the library throws. */
async function readable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new TemplateProblem({ unreadable: true, cause });
  }
}
