import { type Handlers, saxParser } from '../sheet/reading/parse.ts';
import { sharedTexts } from '../sheet/reading/shared-texts.ts';
import { type Archive, openArchive, unreadable } from './package.ts';
import { parseRows, type SheetRow, scanSheet } from './sheet.ts';

export interface OldSheet {
  readonly name: string;
  /** How many rows it has, blank ones included. */
  readonly rowCount: number;
  /** The rows that hold something, in order, some at a time. */
  rows(): AsyncIterable<readonly SheetRow[]>;
}

export interface OldWorkbook {
  readonly sheets: AsyncIterable<OldSheet>;
  /** The workbook counts its days from 1904. */
  readonly from1904: boolean;
}

/** Opens an xlsx file. Refuses what is none, what is protected by a password, and what is damaged. */
export async function openWorkbook(bytes: Uint8Array, file: string): Promise<OldWorkbook> {
  const archive = await openArchive(bytes, file);
  const read = <T>(name: string, handlers: (into: T) => Handlers, into: T): Promise<T> =>
    readPart(archive, file, name, handlers, into);
  const book = await read('xl/workbook.xml', workbookHandlers, { sheets: [], from1904: false } as Book);
  const targets = await read('xl/_rels/workbook.xml.rels', relationHandlers, new Map<string, string>());
  const texts = await read('xl/sharedStrings.xml', sharedTexts, [] as string[]);
  async function* sheets(): AsyncIterable<OldSheet> {
    for (const { name, relation } of book.sheets) {
      const target = partName(targets.get(relation) ?? '');
      const scan = archive.part(target);
      if (scan === undefined) continue;
      const { rowCount, merges } = await scanSheet(scan);
      const rows = () => parseRows(archive.part(target) ?? scan, texts, merges, () => broken(file));
      yield { name, rowCount, rows };
    }
  }
  return { sheets: sheets(), from1904: book.from1904 };
}

const broken = (file: string) => unreadable(file, '工作簿内容已损坏；用 Excel 或 WPS 打开后另存一份');

async function readPart<T>(
  archive: Archive,
  file: string,
  name: string,
  handlers: (into: T) => Handlers,
  into: T,
): Promise<T> {
  const part = archive.part(name);
  if (part === undefined) return into;
  const parser = saxParser(handlers(into));
  try {
    for await (const piece of part) parser.write(piece);
    parser.close();
  } catch {
    throw broken(file);
  }
  return into;
}

interface Book {
  readonly sheets: { readonly name: string; readonly relation: string }[];
  from1904: boolean;
}

const workbookHandlers = (book: Book): Handlers => ({
  open(element, attributes) {
    if (element === 'workbookPr') book.from1904 = /^(1|true)$/.test(attributes.date1904 ?? '');
    const relation = attributes['r:id'] ?? Object.entries(attributes).find(([key]) => /:id$/.test(key))?.[1];
    if (element === 'sheet' && relation !== undefined && !/hidden/i.test(attributes.state ?? ''))
      book.sheets.push({ name: attributes.name ?? '', relation });
  },
});

const relationHandlers = (targets: Map<string, string>): Handlers => ({
  open(element, { Id = '', Target = '' }) {
    if (element === 'Relationship') targets.set(Id, Target);
  },
});

const partName = (target: string): string => (target.startsWith('/') ? target.slice(1) : `xl/${target}`);
