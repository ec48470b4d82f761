import { addressFrom } from '../sheet/reading/formulas.ts';
import type { ReadCell, ReadSheet, ReadWorkbook } from '../sheet/reading/workbook.ts';

/** The name of the cell with the check code, defined in every workbook of a month. */
export const CHECK_CODE = '流水校验码';

/** The check code of a report: the entry the journal ended with, and its hash. */
export interface PrintedCode {
  readonly seq: number;
  readonly hash: string;
}

/** As the template has it; whoever restyles it may call it otherwise, but the two stand behind each other at the end. */
const WRITTEN = /(?:^|\D)(\d{1,15})\s+([0-9a-f]{64})$/;
const AS_IN_TEMPLATE = /^流水校验码[：:]\s*\d{1,15}\s+[0-9a-f]{64}$/;

/**
 * The check code of the workbook whose first sheet this is: from the cell that has its name. A workbook that was made
 * before the cell had a name, or lost it on its way, has the code below the last row of the table, alone in its cell, and
 * once. A text of somebody's that looks like a code is never taken, wherever it stands.
 */
export function checkCodeOf(book: ReadWorkbook, sheet: ReadSheet, lastRow: number): PrintedCode | undefined {
  const alone = sheet.cells.filter(
    ({ row, value }) => row > lastRow && AS_IN_TEMPLATE.test(String(value).normalize('NFKC')),
  );
  const named = namedCells(book, sheet);
  const [place, another] = new Set([...named, ...alone]);
  if (place === undefined || another !== undefined) return undefined;
  const [, seq, hash] = WRITTEN.exec(String(place.value)) ?? [];
  return seq === undefined || hash === undefined ? undefined : { seq: Number(seq), hash };
}

function namedCells(book: ReadWorkbook, sheet: ReadSheet): readonly ReadCell[] {
  const places = book.names.flatMap(([name, refersTo]) => {
    const [, quoted, bare, cell = ''] = /^(?:'([^']+)'|([^!']+))!(\$?[A-Z]+\$?\d+)/.exec(refersTo) ?? [];
    const place = addressFrom(cell.replaceAll('$', ''));
    return name === CHECK_CODE && (quoted ?? bare) === sheet.name && place ? [place] : [];
  });
  return sheet.cells.filter((cell) =>
    places.some(({ column, row }) => cell.column === column && cell.row === row),
  );
}
