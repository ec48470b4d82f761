import type { PaperKind } from '../../domain/words/vocabulary.ts';
import { fillWordTemplate } from '../template/word.ts';
import { designs, templateTags } from './designs.ts';
import type { PaperUnit, Sheet } from './sheet.ts';

/** The papers as one Word document, each on a page of its own, made from the office's template of that kind. */
export function fillPapers(
  templateFile: string,
  kind: PaperKind,
  { name, hotline, groupHotline }: PaperUnit,
  sheets: readonly Sheet[],
): Promise<Buffer> {
  return fillWordTemplate(templateFile, templateTags(kind), {
    单位: name,
    客服电话: hotline,
    集团监督电话: groupHotline,
    文书: sheets.map((sheet) => designs[kind].values(sheet)),
  });
}

/** The papers as messages, an empty line between them. */
export const paperText = (kind: PaperKind, sheets: readonly Sheet[]): string =>
  sheets.map((sheet) => designs[kind].text(sheet)).join('\n\n');
