import { unzip } from './unzip.ts';

/** A cell as it stands in the file: type `s` is a text, none a number; `value` is what a preview shows of a formula. */
export type CellXml = {
  readonly type: string | undefined;
  readonly formula: string | undefined;
  readonly value: string;
};
export type WorkbookXml = { readonly workbook: string; readonly sheets: ReadonlyMap<string, string> };

/** The workbook's parts, read without the library that wrote them; shared texts are put in their places. */
export function readWorkbook(file: string): WorkbookXml {
  const parts = unzip(file);
  const workbook = parts.get('xl/workbook.xml') ?? '';
  const texts = [...(parts.get('xl/sharedStrings.xml') ?? '').matchAll(/<si>([\s\S]*?)<\/si>/g)].map(
    ([, si]) => [...(si ?? '').matchAll(/<t[^>]*>([\s\S]*?)<\/t>/g)].map(([, text]) => text).join(''),
  );
  const sheets = [...workbook.matchAll(/<sheet [^>]*?name="([^"]*)"/g)].map(
    ([, name], i): [string, string] => [
      name ?? '',
      (parts.get(`xl/worksheets/sheet${i + 1}.xml`) ?? '').replace(
        /(<c [^>]*t="s"[^>]*><v>)(\d+)/g,
        (_all, before, index) => before + texts[Number(index)],
      ),
    ],
  );
  return { workbook, sheets: new Map(sheets) };
}

/** The cells of a sheet by address, texts decoded as Excel decodes them. */
export function cellsOf(sheet: string | undefined): Map<string, CellXml> {
  const cells = (sheet ?? '').matchAll(/<c ([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g);
  return new Map(
    [...cells].map(([, attributes = '', content = '']): [string, CellXml] => {
      const formula = /<f>([\s\S]*?)<\/f>/.exec(content)?.[1];
      return [
        /r="([A-Z]+\d+)"/.exec(attributes)?.[1] ?? '',
        {
          type: /t="(\w+)"/.exec(attributes)?.[1],
          formula: formula === undefined ? undefined : decoded(formula),
          value: decoded(/<v>([\s\S]*?)<\/v>/.exec(content)?.[1] ?? ''),
        },
      ];
    }),
  );
}

/** The elements of a sheet that stand before one they should follow: Excel repairs such a file or refuses it. */
export function elementsOutOfOrder(sheet: string): string[] {
  const order =
    'sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture oleObjects controls webPublishItems tableParts extLst'.split(
      ' ',
    );
  const found = childrenOf(sheet);
  return found.filter((name, i) => i > 0 && order.indexOf(name) < order.indexOf(found[i - 1] ?? ''));
}

/** The names of the elements right under the root. */
function childrenOf(xml: string): string[] {
  const names: string[] = [];
  let depth = 0;
  for (const [, closing, name, selfClosing] of xml.matchAll(/<(\/?)([\w:]+)[^>]*?(\/?)>/g)) {
    if (closing) depth -= 1;
    else {
      if (depth === 1) names.push(name ?? '');
      if (!selfClosing) depth += 1;
    }
  }
  return names;
}

function decoded(text: string): string {
  return text
    .replace(/&(lt|gt|quot|apos|amp);/g, (_all, name: keyof typeof entities) => entities[name])
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_all, code) => String.fromCharCode(Number.parseInt(code, 16)));
}

const entities = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
