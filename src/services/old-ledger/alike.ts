import type { BadCell } from '../../domain/problems.ts';

/** Of many cells with one fault the first are shown. */
const MOST_ALIKE = 3;
const MOST_PLACES = 12;

/** A line for each cell; of those that have the same the first have one, the others are named by sheet and cell. */
export function alikeLines<Cell extends BadCell>(
  cells: readonly Cell[],
  lineOf: (cell: Cell) => string,
): readonly string[] {
  const alike = Map.groupBy(cells, ({ column, reason, value }) =>
    [column, value === null ? reason : reason.replaceAll(value, '…')].join(' '),
  );
  return [...alike.values()].flatMap((group) => {
    if (group.length <= MOST_ALIKE + 1) return group.map(lineOf);
    const more = group.slice(MOST_ALIKE);
    return [...group.slice(0, MOST_ALIKE).map(lineOf), `  同样的还有 ${more.length} 处：${placesOf(more)}`];
  });
}

/** `B3、B5……，2月 B2`: every sheet, with so many of its cells as there is room for. */
function placesOf(cells: readonly BadCell[]): string {
  const bySheet = [...Map.groupBy(cells, ({ sheet = '' }) => sheet)];
  const most = Math.max(1, Math.floor(MOST_PLACES / bySheet.length));
  return bySheet
    .map(([sheet, all]) => {
      const places = all.slice(0, most).map(({ cell, row }) => cell ?? `第 ${row} 行`);
      return `${sheet === '' ? '' : `${sheet} `}${places.join('、')}${all.length > most ? '……' : ''}`;
    })
    .join('，');
}
