import { describe, expect, test } from '@jest/globals';
import { shiftFormula } from '../../../src/documents/template/shift-formula.ts';

const move = { sheet: '月表', at: 5, added: 6 }; // row 5 becomes rows 5 to 11

describe('a formula outside of the repeated row', () => {
  test.each([
    ['what lies below follows down', 'C6*2', 'C12*2'],
    ['what lies above stays', 'C4+$C$3', 'C4+$C$3'],
    ['a cell of the row stays the first copy', 'C5', 'C5'],
    ['absolute cells below follow too', '$C$6+C$7', '$C$12+C$13'],
    ['a range over the row stretches', 'SUM(C5:C5)', 'SUM(C5:C11)'],
    ['a range that ends with the row stretches', 'SUM(C4:C5)', 'SUM(C4:C11)'],
    ['a range that reaches past the row stretches', 'SUM($C$4:$C$6)', 'SUM($C$4:$C$12)'],
    ['a range below moves', 'AVERAGE(C6:D9)', 'AVERAGE(C12:D15)'],
    ['whole rows', 'SUM(5:5)+SUM($6:$7)', 'SUM(5:11)+SUM($12:$13)'],
    ['whole columns stay', 'SUM(C:C)+SUM($A:$B)', 'SUM(C:C)+SUM($A:$B)'],
    ['words in quotes are no references', '"C6 ""C7"""&C6', '"C6 ""C7"""&C12'],
    ['function names are no references', 'LOG10(C6)+ATAN2(C6,1)', 'LOG10(C12)+ATAN2(C12,1)'],
    ['names and numbers are no references', '合计C6+Q3Total+1E6+C6', '合计C6+Q3Total+1E6+C12'],
    ['its own sheet by name', "'月表'!C6+月表!C6", "'月表'!C12+月表!C12"],
    ['another sheet does not move', '明细!C6+SUM(明细!C5:C9)', '明细!C6+SUM(明细!C5:C9)'],
    ['print areas and names', 'A1:L6', 'A1:L12'],
  ])('%s', (_name, formula, expected) => {
    expect(shiftFormula(formula, move, { sheet: '月表' })).toBe(expected);
  });

  test('on another sheet only what names the sheet moves', () => {
    expect(shiftFormula('C6+月表!C6', move, { sheet: '明细' })).toBe('C6+月表!C12');
  });

  test("a sheet's name with an apostrophe", () => {
    expect(shiftFormula("'王''表'!C6", { ...move, sheet: "王'表" }, { sheet: '明细' })).toBe("'王''表'!C12");
  });
});

describe('a formula in the third copy of the row', () => {
  test.each([
    ['its own cells go along', 'D5+$E5', 'D7+$E7'],
    ['a range in its own row goes along', 'SUM(D5:F5)', 'SUM(D7:F7)'],
    ['an absolute row stays', 'C$3*C5', 'C$3*C7'],
    ['an absolute range over the row holds all copies', 'C5/SUM($C$5:$C$5)', 'C7/SUM($C$5:$C$11)'],
    ['a running total', 'SUM($C$5:C5)', 'SUM($C$5:C7)'],
    ['the row before', 'A4+1', 'A6+1'],
    ['the total below is the same for all', 'C5/C6+C5/$C$6', 'C7/C12+C7/$C$12'],
    ['another sheet as when filling down', '明细!C5+明细!C$5', '明细!C7+明细!C$5'],
  ])('%s', (_name, formula, expected) => {
    expect(shiftFormula(formula, move, { sheet: '月表', copy: 2 })).toBe(expected);
  });
});
