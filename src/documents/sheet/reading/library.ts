import * as sheetjs from '@e965/xlsx';

// What reaches into the inside of SheetJS, held for 0.20.3: `parse_zip` takes the parts of a package as they are here,
// so that they are unpacked within bounds, mended before it sees them, and a large sheet is handed over in pages.

export interface LibraryCell {
  /** `shared` and `error` are not the library's, which hands them on: so a page has both (pages.ts). */
  readonly t: 's' | 'n' | 'b' | 'e' | 'z' | 'd' | 'shared' | 'error';
  readonly v?: string | number | boolean;
  /** What is shown; of an error its name. */
  readonly w?: string;
  /** The formula. */
  readonly f?: string;
  /** The format of a number. */
  readonly z?: string;
}

export interface LibrarySheet {
  readonly '!data'?: readonly (readonly (LibraryCell | undefined)[] | undefined)[];
  readonly '!merges'?: readonly { readonly s: Corner; readonly e: Corner }[];
  readonly '!rows'?: readonly ({ readonly hidden?: boolean } | undefined)[];
}

/** Column and row, from 0. */
interface Corner {
  readonly c: number;
  readonly r: number;
}

export interface LibraryBook {
  readonly SheetNames: readonly string[];
  readonly Sheets: Readonly<Record<string, LibrarySheet | undefined>>;
  readonly Workbook?: {
    readonly Sheets?: readonly { readonly Hidden?: number }[];
    readonly WBProps?: { readonly date1904?: boolean };
  };
  readonly Strings?: readonly { readonly t: string }[];
  /** Of each style of a cell the number of its format. */
  readonly Styles?: { readonly CellXf?: readonly { readonly numFmtId?: number }[] };
  /** Formats by their numbers. */
  readonly SSF?: Readonly<Record<number, string>>;
}

/** A part by its name, its bytes as characters: read only when the library asks for it. */
export type Part = readonly [name: string, read: () => string];

interface Container {
  readonly FullPaths: readonly string[];
  readonly FileIndex: readonly { readonly name: string; readonly data: string }[];
}

const { parse_zip: parseParts } = sheetjs as unknown as {
  parse_zip(container: Container, options: object): LibraryBook;
};

/** Numbers with their formats, blank cells with their formulas; no HTML, which would take as much again. */
const options = { dense: true, cellHTML: false, cellNF: true, sheetStubs: true };

/** What is left out where it is not needed, since asking every cell for it takes a third of the time. */
export interface Asked {
  readonly cellFormula?: boolean;
  /** What a cell shows: of dates and numbers their formats are gone through for it. */
  readonly cellText?: boolean;
  /** Whether a row is hidden: of its cells the colours come with it. */
  readonly cellStyles?: boolean;
}

/** Reads an unpacked package. A sheet that it cannot read is missing in `Sheets`. */
export const readParts = (parts: readonly Part[], asked: Asked = {}): LibraryBook =>
  quietly(() =>
    parseParts(
      {
        FullPaths: parts.map(([name]) => `Root Entry/${name}`),
        FileIndex: parts.map(entryOf),
      },
      { ...options, ...asked, type: 'buffer' },
    ),
  );

/** The library asks whether a part has content and then for it. */
function entryOf([name, read]: Part): Container['FileIndex'][number] {
  let known: string | undefined;
  return {
    name: name.slice(name.lastIndexOf('/') + 1),
    get data() {
      known ??= read();
      return known;
    },
  };
}

/** Reads a workbook of the binary format of Excel 97 to 2003. Fails with what is none. */
export const readBinary = (bytes: Uint8Array): LibraryBook =>
  quietly(() => sheetjs.read(bytes, { ...options, type: 'buffer' }) as unknown as LibraryBook);

/** What the library says of formats and names that it does not know is not for a clerk. */
function quietly<T>(read: () => T): T {
  const { error, log, warn } = console;
  const nothing = (): void => {};
  Object.assign(console, { error: nothing, log: nothing, warn: nothing });
  try {
    return read();
  } finally {
    Object.assign(console, { error, log, warn });
  }
}

/** The streams of a file of the kind that those workbooks, and protected ones of today, are: by name. */
export const streamsIn = (bytes: Uint8Array): readonly string[] =>
  (sheetjs.CFB.read(bytes, { type: 'buffer' }) as Pick<Container, 'FullPaths'>).FullPaths.map((path) =>
    path.slice(path.lastIndexOf('/') + 1),
  );

const dates = new Map<string, boolean>();

/** The format shows a number as a date or a time. */
export function isDateFormat(format: string): boolean {
  const known = dates.get(format);
  if (known !== undefined) return known;
  const isDate = (sheetjs.SSF as { is_date(format: string): boolean }).is_date(format);
  dates.set(format, isDate);
  return isDate;
}
