import { join } from 'node:path';
import { expect } from '@jest/globals';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { fillTemplate, readTemplate } from '../../../src/documents/template/template.ts';
import { recalculated, temporaryFolder, withLibreOffice } from '../../support/libreoffice.ts';

/**
 * A random sheet of numbers in columns B and C, one row of which is repeated, and formulas on it. What a formula must come
 * to is worked out from the numbers themselves; LibreOffice says what the shifted formula does come to.
 */
type Column = 'B' | 'C';
type Term =
  | { readonly kind: 'cell'; readonly column: Column; readonly row: number; readonly fixed: boolean }
  | { readonly kind: 'sum'; readonly column: Column; readonly from: number; readonly to: number }
  | { readonly kind: 'own'; readonly column: Column }
  | { readonly kind: 'running'; readonly column: Column };
type Case = {
  readonly height: number; // rows of the template
  readonly at: number; // the one that is repeated
  readonly numbers: readonly number[];
  readonly records: readonly (readonly [number, number])[];
  readonly outside: readonly { readonly row: number; readonly terms: readonly Term[] }[];
  readonly inside: readonly (readonly Term[])[];
};

const cases: fc.Arbitrary<Case> = fc
  .record({ above: fc.integer({ min: 1, max: 4 }), below: fc.integer({ min: 0, max: 4 }) })
  .chain(({ above, below }) => {
    const height = above + 1 + below;
    const at = above + 1;
    const row = fc.integer({ min: 1, max: height });
    const column = fc.constantFrom<Column>('B', 'C');
    const cell = fc.record({ kind: fc.constant('cell' as const), column, row, fixed: fc.boolean() });
    const sum = fc
      .record({ kind: fc.constant('sum' as const), column, ends: fc.tuple(row, row) })
      .map(({ ends, ...term }) => ({ ...term, from: Math.min(...ends), to: Math.max(...ends) }));
    const own = fc.record({ kind: fc.constantFrom('own' as const, 'running' as const), column });
    // inside of the row a relative cell above it would go along with the copies, as when filling down
    const seenInside = fc.oneof(
      own,
      sum,
      cell.map((term) => ({ ...term, fixed: term.fixed || term.row <= at })),
    );
    const number = fc.integer({ min: 1, max: 9999 });
    return fc.record({
      height: fc.constant(height),
      at: fc.constant(at),
      numbers: fc.array(number, { minLength: height * 2, maxLength: height * 2 }),
      records: fc.array(fc.tuple(number, number), { maxLength: 9 }),
      outside: fc.array(
        fc.record({
          row: row.filter((one) => one !== at),
          terms: fc.array(fc.oneof(cell, sum), { minLength: 1, maxLength: 3 }),
        }),
        { minLength: 3, maxLength: 6 },
      ),
      inside: fc.array(fc.array(seenInside, { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 4 }),
    });
  });

withLibreOffice('shifted formulas come to what the unshifted ones meant', async () => {
  await fc.assert(
    fc.asyncProperty(cases, async (one) => {
      const computed = recalculated(await filledFile(one)).get('月表') ?? [];
      const added = Math.max(one.records.length, 1) - 1;
      const shown = (row: number, column: number) => Number(computed[row - 1]?.[column - 1]);
      for (const [i, { row, terms }] of one.outside.entries())
        expect(shown(row > one.at ? row + added : row, 4 + i)).toBe(total(one, terms));
      for (const [i, terms] of one.inside.entries())
        for (let copy = 0; copy <= added; copy += 1)
          expect(shown(one.at + copy, 11 + i)).toBe(total(one, terms, copy));
    }),
    { numRuns: 8, endOnFailure: true },
  );
});

async function filledFile({ height, at, numbers, records, outside, inside }: Case): Promise<string> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('月表');
  for (let row = 1; row <= height; row += 1) {
    if (row === at) continue;
    sheet.getCell(row, 2).value = numbers[row * 2 - 2] ?? 0;
    sheet.getCell(row, 3).value = numbers[row * 2 - 1] ?? 0;
  }
  sheet.getCell(at, 2).value = '{{行.甲}}';
  sheet.getCell(at, 3).value = '{{行.乙}}';
  for (const [i, { row, terms }] of outside.entries())
    sheet.getCell(row, 4 + i).value = { formula: formulaOf(terms, at, { inside: false }) };
  for (const [i, terms] of inside.entries())
    sheet.getCell(at, 11 + i).value = { formula: formulaOf(terms, at, { inside: true }) };

  const folder = temporaryFolder();
  await workbook.xlsx.writeFile(join(folder, 'template.xlsx'));
  const template = await readTemplate(join(folder, 'template.xlsx'), '月表');
  const rows = records.map(([甲, 乙]) => ({ 甲, 乙 }));
  fillTemplate(template.sheet, { fields: ['甲', '乙'], rows, values: {} });
  await template.workbook.xlsx.writeFile(join(folder, 'filled.xlsx'));
  return join(folder, 'filled.xlsx');
}

/** The formula as the template has it. Ranges inside of the row are fixed: they mean all copies. */
function formulaOf(terms: readonly Term[], at: number, { inside }: { readonly inside: boolean }): string {
  const mark = inside ? '$' : '';
  const texts = terms.map((term) => {
    if (term.kind === 'cell') return `${term.column}${term.fixed ? '$' : ''}${term.row}`;
    if (term.kind === 'sum') return `SUM(${term.column}${mark}${term.from}:${term.column}${mark}${term.to})`;
    if (term.kind === 'own') return `${term.column}${at}`;
    return `SUM(${term.column}$${at}:${term.column}${at})`;
  });
  return texts.join('+');
}

/** What the formula means, worked out without any addresses after the move. */
function total({ at, numbers, records }: Case, terms: readonly Term[], copy = 0): number {
  const column = (name: Column) => (name === 'B' ? 0 : 1);
  const plain = (row: number, name: Column) => numbers[(row - 1) * 2 + column(name)] ?? 0;
  const repeated = (name: Column, upTo = records.length) =>
    records.slice(0, upTo).reduce((sum, record) => sum + (record[column(name)] ?? 0), 0);
  const inCopy = (name: Column, n: number) => records[n]?.[column(name)] ?? 0;
  return terms.reduce((sum, term) => {
    if (term.kind === 'own') return sum + inCopy(term.column, copy);
    if (term.kind === 'running') return sum + repeated(term.column, copy + 1);
    if (term.kind === 'cell')
      return sum + (term.row === at ? inCopy(term.column, 0) : plain(term.row, term.column));
    let range = 0;
    for (let row = term.from; row <= term.to; row += 1)
      range += row === at ? repeated(term.column) : plain(row, term.column);
    return sum + range;
  }, 0);
}
