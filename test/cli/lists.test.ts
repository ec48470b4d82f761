// A table fits every screen, and what is read out and copied is never broken.

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { renderTable } from '../../src/cli/screen/table.ts';
import { plainWidth, wrap } from '../../src/cli/screen/width.ts';

const head = [
  { title: '编号', whole: true },
  { title: '状态', leave: 2 },
  '投诉人',
  { title: '类别', leave: 1 },
  '下一步',
  { title: '时限', whole: true },
] as const;
const rows = [
  ['★2026112402', '调查中', '欧阳慧敏', '工程安装', '答复投诉人', '已超 13 天'],
  ['2026112403', '待转办', '李强', '抄表收费', '转办', '12-04 23:59'],
];

const at = (width: number, given: readonly (readonly string[])[] = rows): Promise<string> =>
  renderTable({ onTerminal: true, width, env: {} }, head, given);

describe('columns go by width', () => {
  test('all of them where there is room', async () => {
    expect(await at(90)).toContain('类别');
  });

  test('the first to be left out, then the next, then the lines, and no cell is broken', async () => {
    for (const width of [70, 60, 53, 46]) {
      const table = await at(width);
      for (const kept of ['★2026112402', '欧阳慧敏', '答复投诉人', '已超 13 天'])
        expect(table).toContain(kept);
      expect(table).not.toContain('工程安装');
    }
    expect(await at(70)).toContain('调查中');
    expect(await at(60)).not.toContain('调查中');
    expect(await at(60)).toContain('│');
    expect(await at(46)).not.toContain('│');
  });

  test('in a pipe every column is there', async () => {
    const piped = await renderTable({ onTerminal: false, width: 20, env: {} }, head, rows);
    expect(piped).toBe(rows.map((row) => row.join('\t')).join('\n'));
  });
});

const name = fc.string({ unit: fc.constantFrom(...'王芳欧阳，。（）ab'), minLength: 1, maxLength: 30 });

test('at any width every line fits, number and due time are whole, and no sign of a shown cell is lost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 20, max: 140 }), name, name, async (width, complainant, step) => {
      const table = await at(width, [['★2026112402', '调查中', complainant, '维修', step, '已超 13 天']]);
      for (const line of table.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(width);
      expect(table).toContain('★2026112402');
      expect(table).toContain('已超 13 天');
      const signs = [...table].filter((sign) => (complainant + step).includes(sign)).length;
      expect(signs).toBeGreaterThanOrEqual(complainant.length + step.length);
    }),
    { numRuns: 300 },
  );
});

describe('lines of text', () => {
  const text = fc.string({
    unit: fc.constantFrom(...'燃气投诉（）《》“”，。、；：！？ab12'),
    maxLength: 80,
  });

  test('none begins with closing punctuation, none ends with what opens, and no sign is lost', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 12, max: 60 }), (given, width) => {
        const lines = wrap(given, width, plainWidth).split('\n');
        expect(lines.join('')).toBe(given);
        for (const line of lines) expect(plainWidth(line.trimEnd())).toBeLessThanOrEqual(width);
        // More of them in a row than a line holds must begin one.
        if (/[（《“”》），。、；：！？]{5}/.test(given)) return;
        for (const line of lines.slice(1)) expect(line).not.toMatch(/^[）》，。、；：！？]/);
        for (const line of lines.slice(0, -1)) expect(line).not.toMatch(/[（《]$/);
      }),
      { numRuns: 2000 },
    );
  });

  test('a number is not broken', () => {
    expect(wrap('请在今天之内办 2026112402 这一件', 20, plainWidth)).toBe(
      '请在今天之内办\n2026112402 这一件',
    );
  });
});
