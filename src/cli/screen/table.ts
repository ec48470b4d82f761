import type { Session } from '../../context.ts';
import { type Measure, measureFor, wrap } from './width.ts';

type Screen = Pick<Session, 'onTerminal' | 'width' | 'env'>;

/** A column of a table; its title alone where nothing else is to be said. */
export interface Column {
  readonly title: string;
  /** Never broken: a registration number is read out and copied. */
  readonly whole?: true;
  /** Left out where the screen is too narrow for all, the lowest first; a column without it stays. */
  readonly leave?: number;
}

/** The text of a cell, or a line of it, in its colour. */
export type Paint = (text: string, row: number, column: number) => string;

/** The narrowest a column is made to fit the others on the screen. */
const NARROWEST = 8;

/**
 * The rows as a table that fits the screen: columns that may be left out go first, then the lines between them, then cells
 * are broken by display width, with no character lost. In a pipe or a file: bare rows with every column, one a line,
 * separated by tabs. Colours come in the cells' texts through `paint`.
 */
export async function renderTable(
  screen: Screen,
  head: readonly (string | Column)[],
  rows: readonly (readonly string[])[],
  paint: Paint = (text) => text,
): Promise<string> {
  if (!screen.onTerminal) return rows.map((row) => row.map(oneLine).join('\t')).join('\n');
  const { default: Table } = await import('cli-table3');
  const columns = head.map((column) => (typeof column === 'string' ? { title: column } : column));
  const measure = await measureFor([columns.map(({ title }) => title), ...rows].flat());
  const natural = naturalWidths([columns.map(({ title }) => title), ...rows], measure);
  const layout = layoutFor(screen.width, columns, natural);
  if (layout === undefined) return renderCards(screen, columns, rows, measure, paint);
  const { shown, widths, lined } = layout;
  const table = new Table({
    head: shown.map((c) => columns[c]?.title ?? ''),
    style: lined ? lines : noLines,
    chars: lined ? (drawsBoxes(screen) ? {} : ascii) : open,
  });
  rows.forEach((row, r) => {
    table.push(
      shown.map((c, i) =>
        wrap(row[c] ?? '', widths[i] ?? NARROWEST, measure)
          .split('\n')
          .map((line) => paint(line, r, c))
          .join('\n'),
      ),
    );
  });
  return table.toString().replaceAll(/ +$/gm, '');
}

/** The rows as a table on standard output; one that is longer than the screen a page at a time. */
export async function printTable(
  session: Session,
  head: readonly (string | Column)[],
  rows: readonly (readonly string[])[],
  paint?: Paint,
): Promise<void> {
  const text = await renderTable(session, head, rows, paint);
  const fits = text.split('\n').length < session.height;
  if (!session.onTerminal || !session.interactive || fits) session.print(text);
  else await (await import('./pager.ts')).printPages(session, text);
}

interface Layout {
  /** The places of the columns that are shown. */
  readonly shown: readonly number[];
  readonly widths: readonly number[];
  /** There are lines around the cells; without them columns stand two blanks apart. */
  readonly lined: boolean;
}

const sum = (widths: readonly number[]): number => widths.reduce((total, width) => total + width, 0);

/** How much stands beside the cells of so many columns. */
const around = (columns: number, lined: boolean): number => (lined ? columns * 3 + 1 : (columns - 1) * 2);

/** How the columns stand beside each other; undefined where they cannot. */
function layoutFor(
  width: number,
  columns: readonly Column[],
  natural: readonly number[],
): Layout | undefined {
  const fitting = (shown: readonly number[], lined: boolean): Layout | undefined => {
    const room = width - around(shown.length, lined);
    const widths = shown.map((c) => natural[c] ?? 0);
    return sum(widths) <= room ? { shown, widths, lined } : undefined;
  };
  const all = columns.map((_, c) => c);
  const order = all.flatMap((c) => columns[c]?.leave ?? []).sort((a, b) => a - b);
  const choices = [0, ...order].map((last) => all.filter((c) => (columns[c]?.leave ?? Infinity) > last));
  const fewest = choices.at(-1) ?? all;
  for (const shown of choices) {
    const layout = fitting(shown, true);
    if (layout) return layout;
  }
  return fitting(fewest, false) ?? shrunk(width, columns, natural, fewest);
}

/** The same with broken cells: lined where every column gets its least, else without lines; undefined where neither. */
function shrunk(
  width: number,
  columns: readonly Column[],
  natural: readonly number[],
  shown: readonly number[],
): Layout | undefined {
  const wanted = shown.map((c) => natural[c] ?? 0);
  const least = shown.map((c, i) =>
    columns[c]?.whole ? (wanted[i] ?? 0) : Math.min(NARROWEST, wanted[i] ?? 0),
  );
  for (const lined of [true, false]) {
    const room = width - around(shown.length, lined);
    if (sum(least) <= room) return { shown, widths: shrinkToFit(wanted, least, room), lined };
  }
  return undefined;
}

/** Takes what is too much from the widest column, again and again, and from none more than it can spare. */
function shrinkToFit(
  wanted: readonly number[],
  least: readonly number[],
  available: number,
): readonly number[] {
  const widths = [...wanted];
  for (let excess = sum(widths) - available; excess > 0; excess--) {
    const spare = widths.map((width, i) => (width > (least[i] ?? 0) ? width : 0));
    const widest = spare.indexOf(Math.max(...spare));
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

/** Where the columns do not fit beside each other: each row as a few lines, its first cell on the first of them. */
function renderCards(
  { width }: Pick<Screen, 'width'>,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  measure: Measure,
  paint: Paint,
): string {
  const card = ([first = '', ...cells]: readonly string[], r: number): string => {
    const lines = cells.flatMap((cell, i) =>
      cell === ''
        ? []
        : wrap(`${columns[i + 1]?.title} ${oneLine(cell)}`.trim(), width - 2, measure)
            .split('\n')
            .map((line) => `  ${paint(line, r, i + 1)}`),
    );
    return [paint(first, r, 0), ...lines].join('\n');
  };
  return rows.map(card).join('\n');
}

const oneLine = (cell: string): string => cell.replaceAll(/\s+/g, ' ');

const naturalWidths = (rows: readonly (readonly string[])[], measure: Measure): readonly number[] =>
  (rows[0] ?? []).map((_, i) =>
    Math.max(...rows.flatMap((row) => (row[i] ?? '').split('\n').map((line) => measure(line)))),
  );

/** The classic Windows console draws lines of boxes two columns wide under code page 936. */
const drawsBoxes = ({ env }: Pick<Screen, 'env'>): boolean =>
  env.OS !== 'Windows_NT' || Boolean(env.WT_SESSION);

const lines = { head: [], border: [], compact: true };
const noLines = { ...lines, 'padding-left': 0, 'padding-right': 0 };

const ascii = {
  top: '-',
  'top-mid': '+',
  'top-left': '+',
  'top-right': '+',
  bottom: '-',
  'bottom-mid': '+',
  'bottom-left': '+',
  'bottom-right': '+',
  left: '|',
  'left-mid': '+',
  mid: '-',
  'mid-mid': '+',
  right: '|',
  'right-mid': '+',
  middle: '|',
};

const open = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};
