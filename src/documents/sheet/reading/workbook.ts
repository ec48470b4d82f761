import { type Address, addressFrom, movedBy } from './formulas.ts';
import { parse } from './parse.ts';
import { sharedTexts } from './shared-texts.ts';
import { type NotUnpacked, openMonth, unpack } from './unpack.ts';

// A workbook as any spreadsheet program saves it, read without the library that writes ours: texts shared or in runs of
// different fonts, formulas shared between cells, with the value that was computed last. Memory is bounded (unpack.ts).

export interface ReadCell extends Address {
  /** What the cell holds; of a formula the value that was computed last. */
  readonly value: string | number;
  /** In the words of the file, in capitals; undefined where the cell is no formula. */
  readonly formula: string | undefined;
  /** How a number is shown: `0.00%`, `General`. */
  readonly format: string;
}

export interface ReadSheet {
  readonly name: string;
  /** The cells that hold something, row by row. */
  readonly cells: readonly ReadCell[];
}

export interface ReadWorkbook {
  readonly sheets: readonly ReadSheet[];
  /** The names that are defined in the workbook, each with what it stands for (`'表'!$A$1`). */
  readonly names: readonly (readonly [name: string, refersTo: string])[];
  /** The custom properties of the file that are texts, by their names. */
  readonly properties: ReadonlyMap<string, string>;
}

/** More cells than any month has. */
const MOST_CELLS = 3_000_000;

export function readWorkbook(bytes: Uint8Array): ReadWorkbook | NotUnpacked {
  const parts = unpack(bytes);
  return typeof parts === 'string' ? parts : intact(() => workbookOf(parts, () => true));
}

/** The same of one sheet alone, of whatever else is in the file nothing is unpacked: for whoever reads many files. */
export function readOneSheet(bytes: Uint8Array, sheet: string): ReadWorkbook | NotUnpacked {
  const parts = openMonth(bytes);
  return typeof parts === 'string'
    ? parts
    : intact(() => workbookOf({ get: (name) => parts.get(name)?.read() }, (name) => name === sheet));
}

function intact<T>(read: () => T): T | NotUnpacked {
  try {
    return read();
  } catch {
    return 'damaged';
  }
}

interface Parts {
  get(name: string): Uint8Array | undefined;
}

function workbookOf(parts: Parts, isWanted: (sheet: string) => boolean): ReadWorkbook {
  const { sheets, names } = bookFrom(partOf(parts, 'xl/workbook.xml'));
  const targets = targetsFrom(partOf(parts, 'xl/_rels/workbook.xml.rels'));
  const texts = textsFrom(parts.get('xl/sharedStrings.xml'));
  const formats = formatsFrom(parts.get('xl/styles.xml'));
  let left = MOST_CELLS;
  return {
    names,
    properties: propertiesFrom(parts.get('docProps/custom.xml')),
    sheets: sheets
      .filter(({ name }) => isWanted(name))
      .map(({ name, relation }) => {
        const cells = cellsFrom(partOf(parts, partName(targets.get(relation) ?? '')), texts, formats, left);
        left -= cells.length;
        return { name, cells };
      }),
  };
}

function partOf(parts: Parts, name: string): Uint8Array {
  const part = parts.get(name);
  if (part === undefined) throw new RangeError(`no part ${name}`);
  return part;
}

const partName = (target: string): string => (target.startsWith('/') ? target.slice(1) : `xl/${target}`);

function bookFrom(part: Uint8Array) {
  const sheets: { readonly name: string; readonly relation: string }[] = [];
  const names: [string, string][] = [];
  let isName = false;
  parse(part, {
    open(element, attributes) {
      isName = element === 'definedName';
      if (isName) names.push([attributes.name ?? '', '']);
      const relation = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1];
      if (element === 'sheet' && relation !== undefined)
        sheets.push({ name: attributes.name ?? '', relation });
    },
    text(text) {
      const last = names.at(-1);
      if (isName && last) last[1] += text;
    },
    close() {
      isName = false;
    },
  });
  return { sheets, names };
}

function propertiesFrom(part: Uint8Array | undefined): ReadonlyMap<string, string> {
  const properties = new Map<string, string>();
  let [property, within] = ['', ''];
  if (part)
    parse(part, {
      open(element, { name = '' }) {
        within = element;
        if (element === 'property') property = name;
      },
      text(text) {
        if (within === 'lpwstr') properties.set(property, (properties.get(property) ?? '') + text);
      },
      close() {
        within = '';
      },
    });
  return properties;
}

function targetsFrom(part: Uint8Array): ReadonlyMap<string, string> {
  const targets = new Map<string, string>();
  parse(part, {
    open(element, { Id = '', Target = '' }) {
      if (element === 'Relationship') targets.set(Id, Target);
    },
  });
  return targets;
}

function textsFrom(part: Uint8Array | undefined): readonly string[] {
  const texts: string[] = [];
  if (part) parse(part, sharedTexts(texts));
  return texts;
}

/** The formats that have a number and no text in a file, those that figures are shown in. */
const builtIn: Readonly<Record<string, string>> = {
  0: 'General',
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  49: '@',
};

/** The format of each style, by its number. */
function formatsFrom(part: Uint8Array | undefined): readonly string[] {
  const own = new Map<string, string>();
  const formats: string[] = [];
  let inCells = false;
  if (part)
    parse(part, {
      open(element, { numFmtId = '0', formatCode = '' }) {
        if (element === 'numFmt') own.set(numFmtId, formatCode);
        if (element === 'cellXfs') inCells = true;
        else if (element === 'xf' && inCells)
          formats.push(own.get(numFmtId) ?? builtIn[numFmtId] ?? `[${numFmtId}]`);
      },
      close(element) {
        if (element === 'cellXfs') inCells = false;
      },
    });
  return formats;
}

function cellsFrom(
  part: Uint8Array,
  texts: readonly string[],
  formats: readonly string[],
  most: number,
): readonly ReadCell[] {
  const cells: ReadCell[] = [];
  const shared = new Map<string, Address & { readonly formula: string }>();
  let cell: Readonly<Record<string, string>> = {};
  let [raw, formula, share, within]: [string, string | undefined, string | undefined, string] = [
    '',
    undefined,
    undefined,
    '',
  ];
  parse(part, {
    open(element, attributes) {
      within = element;
      if (element === 'c') {
        cell = attributes;
        [raw, formula, share] = ['', undefined, undefined];
      } else if (element === 'f') {
        formula = '';
        share = attributes.t === 'shared' ? attributes.si : undefined;
      }
    },
    text(text) {
      if (within === 'v' || within === 't') raw += text;
      else if (within === 'f') formula = (formula ?? '') + text;
    },
    close(element) {
      within = '';
      if (element !== 'c') return;
      const place = addressFrom(cell.r ?? '');
      if (place === undefined) throw new RangeError('a cell without its place');
      const value = readValue(cell.t, raw, texts);
      if (value === '' && formula === undefined) return;
      if (cells.length >= most) throw new RangeError('too many cells');
      const first = share === undefined ? undefined : shared.get(share);
      const said = (formula ?? '').toUpperCase();
      if (share !== undefined && first === undefined) shared.set(share, { ...place, formula: said });
      const moved =
        said === '' && first !== undefined
          ? movedBy(first.formula, { column: place.column - first.column, row: place.row - first.row })
          : said;
      cells.push({
        ...place,
        value,
        formula: formula === undefined ? undefined : moved,
        format: formats[Number(cell.s ?? 0)] ?? 'General',
      });
    },
  });
  return cells;
}

function readValue(type: string | undefined, raw: string, texts: readonly string[]): string | number {
  if (type === 's') return plain(texts[Number(raw)] ?? '');
  // What is shown, and is no number where numbers are summed up.
  if (type === 'b') return raw === '0' ? 'FALSE' : 'TRUE';
  const isText = type === 'str' || type === 'inlineStr' || type === 'e' || type === 'd';
  return isText || raw === '' || !Number.isFinite(Number(raw)) ? plain(raw) : Number(raw);
}

/** A text as it is read, its ends and escapes apart, which programs write differently: `_x005F_` is Excel's for `_`. */
function plain(text: string): string {
  const read = text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_all, code) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  return read === text ? text.replaceAll(/\r\n?/g, '\n').trim() : plain(read);
}
