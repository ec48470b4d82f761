import { readFileSync } from 'node:fs';
import { type Tag, TagDisposition, type TemplateData, TemplateHandler } from 'easy-template-x';
import { printable } from '../sheet/printable.ts';
import { TemplateProblem } from './problem.ts';

/**
 * The marks of a Word template: `{名称}` stands for a text, described here for who restyles the template; a list has the
 * marks of one of its items, between `{#名称}` and `{/名称}`.
 */
export interface Tags {
  readonly [tag: string]: string | Tags;
}

/** What is put in the place of each mark. */
export type ValuesOf<T extends Tags> = {
  readonly [K in keyof T]: T[K] extends Tags ? readonly ValuesOf<T[K]>[] : string;
};

/** The same, whichever the marks. */
export interface Values {
  readonly [tag: string]: string | readonly Values[];
}

/**
 * The office's Word template with each value in the place of its mark. The template may be restyled at will; it needs
 * every mark, some of them more than once if it likes, each within its list, and no other: else a TemplateProblem.
 */
export async function fillWordTemplate(templateFile: string, tags: Tags, values: Values): Promise<Buffer> {
  const template = readFileSync(templateFile);
  const handler = new TemplateHandler();
  const found = await readable(() => handler.parseTags(template));
  check(found, tags);
  return readable(() => handler.process(template, printed(values)));
}

/**
 * `{#续页}` begins what is repeated for each of a list, and left out for none; `{/续页}` ends it. As
 * `{#续页 [loopOver:"paragraph"]}` it repeats the whole paragraphs from the one to the other, with how they look.
 */
const BEGIN = '#';

type Mark = Pick<Tag, 'name' | 'disposition'>;

/** Every mark a template needs, lists as `#名称` before what stands in them. */
function namesIn(tags: Tags): readonly string[] {
  return Object.entries(tags).flatMap(([tag, what]) =>
    typeof what === 'string' ? [tag] : [`${BEGIN}${tag}`, ...namesIn(what)],
  );
}

function check(marks: readonly Mark[], tags: Tags): void {
  // Null is a list that nobody knows: what stands in it may be right.
  const open: (Tags | null)[] = [tags];
  const found = new Set<string>();
  const unknown = new Set<string>();
  for (const { name, disposition } of marks) {
    if (disposition === TagDisposition.Close) {
      if (open.length > 1) open.pop();
      continue;
    }
    const isList = disposition === TagDisposition.Open;
    const known = lookUp(open, name);
    const marked = isList ? `${BEGIN}${name}` : name;
    found.add(marked);
    const fits = isList ? typeof known === 'object' : typeof known === 'string';
    if (!fits && !open.includes(null)) unknown.add(marked);
    if (isList) open.push(typeof known === 'object' ? known : null);
  }
  const missing = namesIn(tags).filter((name) => !found.has(name));
  if (missing.length > 0 || unknown.size > 0)
    throw new TemplateProblem({ missing: missing.map(inBraces), unknown: [...unknown].map(inBraces) });
}

/** Within a list, what stands around it is known too. */
const lookUp = (open: readonly (Tags | null)[], name: string): string | Tags | undefined =>
  open.findLast((tags) => tags !== null && Object.hasOwn(tags, name))?.[name];

const inBraces = (tag: string): string => `{${tag}}`;

const printed = (values: Values): TemplateData =>
  Object.fromEntries(
    Object.entries(values).map(([tag, value]) => [
      tag,
      typeof value === 'string' ? printable(value) : value.map(printed),
    ]),
  );

/** A brace without its partner, a file that is no Word document: the library throws. */
async function readable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new TemplateProblem({ unreadable: true, cause });
  }
}
