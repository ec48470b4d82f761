import type { Session } from '../../context.ts';
import { type Measure, measureFor, wrap } from './width.ts';

type Screen = Pick<Session, 'onTerminal' | 'width' | 'env'>;

/** The narrowest a column is made to fit the others on the screen. */
const NARROWEST = 8;

/**
 * The rows as a table that fits the screen, cells broken by display width with no character lost. In a pipe or a file:
 * bare rows, one a line, columns separated by tabs. Colours come in the cells' texts through `paint`.
 */
export async function renderTable(
  screen: Screen,
  head: readonly string[],
  rows: readonly (readonly string[])[],
  paint: (text: string, row: number) => string = (text) => text,
): Promise<string> {
  if (!screen.onTerminal) return rows.map((row) => row.map(oneLine).join('\t')).join('\n');
  const { default: Table } = await import('cli-table3');
  const measure = await measureFor([head, ...rows].flat());
  if (screen.width < head.length * (NARROWEST + 3) + 1)
    return renderCards(screen, head, rows, measure, paint);
  const widths = shrinkToFit(naturalWidths([head, ...rows], measure), screen.width - head.length * 3 - 1);
  const table = new Table({
    head: [...head],
    style: { head: [], border: [], compact: true },
    ...(drawsBoxes(screen) ? {} : { chars: ascii }),
  });
  rows.forEach((row, r) => {
    table.push(
      row.map((cell, i) =>
        wrap(cell, widths[i] ?? NARROWEST, measure)
          .split('\n')
          .map((line) => paint(line, r))
          .join('\n'),
      ),
    );
  });
  return table.toString();
}

/** Where the columns do not fit beside each other: each row as a few lines, its first cell on the first of them. */
function renderCards(
  { width }: Pick<Screen, 'width'>,
  head: readonly string[],
  rows: readonly (readonly string[])[],
  measure: Measure,
  paint: (text: string, row: number) => string,
): string {
  const card = ([first = '', ...cells]: readonly string[], r: number): string => {
    const titled = cells.flatMap((cell, i) =>
      cell === '' ? [] : [`${head[i + 1]} ${oneLine(cell)}`.trim()],
    );
    const lines = titled.flatMap((cell) => wrap(cell, width - 2, measure).split('\n'));
    return [paint(first, r), ...lines.map((line) => `  ${line}`)].join('\n');
  };
  return rows.map(card).join('\n');
}

const oneLine = (cell: string): string => cell.replaceAll(/\s+/g, ' ');

const naturalWidths = (rows: readonly (readonly string[])[], measure: Measure): readonly number[] =>
  (rows[0] ?? []).map((_, i) =>
    Math.max(...rows.flatMap((row) => (row[i] ?? '').split('\n').map((line) => measure(line)))),
  );

/** Takes what is too much from the widest column, again and again. */
function shrinkToFit(natural: readonly number[], available: number): readonly number[] {
  const widths = [...natural];
  let excess = widths.reduce((sum, width) => sum + width, 0) - available;
  while (excess > 0) {
    const widest = widths.indexOf(Math.max(...widths));
    if ((widths[widest] ?? 0) <= NARROWEST) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
    excess -= 1;
  }
  return widths;
}

/** The classic Windows console draws lines of boxes two columns wide under code page 936. */
const drawsBoxes = ({ env }: Pick<Screen, 'env'>): boolean =>
  env.OS !== 'Windows_NT' || Boolean(env.WT_SESSION);

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
