// A month of a branch office, played word by word through the built program; its figures were worked out by hand.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { recalculated, withLibreOffice } from '../support/libreoffice.ts';
import { type Desk, emptyDesk, type Json } from '../support/run-tousu.ts';
import { cellsOf, readWorkbook } from '../support/workbook-xml.ts';

interface Line {
  readonly run: readonly string[];
  readonly expect: { readonly exit: number; readonly code?: string; readonly no?: string };
}

const sample = (name: string): string => readFileSync(new URL(`../sample/${name}`, import.meta.url), 'utf8');
const lines = sample('2023-10.jsonl')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Line);
const expected = JSON.parse(sample('2023-10.expected.json')) as Json & { byDepartment: DepartmentRow[] };

interface DepartmentRow {
  readonly label: string;
  readonly total: number;
  readonly valid: number;
  readonly invalid: number;
  readonly inTime: number;
  readonly timelinessRate: number;
  readonly satisfied: number;
  readonly satisfactionRate: number;
}

/** The ledger as it is at the end of the month. */
let desk: Desk;
const answers: {
  readonly line: Line;
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}[] = [];

beforeAll(async () => {
  desk = emptyDesk();
  for (const line of lines) {
    const { status, stdout, stderr } = await desk.run([...line.run, '--json']);
    answers.push({ line, exit: status, stdout, stderr });
  }
}, 600_000);

test('every command ends as the month says', () => {
  const seen = answers.map(({ line, exit, stdout, stderr }) => {
    const answer = JSON.parse(exit === 0 ? stdout : stderr) as { no?: string; error?: { code: string } };
    return {
      run: line.run,
      expect: {
        exit,
        ...(line.expect.code ? { code: answer.error?.code } : {}),
        ...(line.expect.no ? { no: answer.no } : {}),
      },
    };
  });
  expect(seen).toEqual(lines);
});

test('report --json has the figures of the month', async () => {
  expect(await desk.json(['report', '2023-10'])).toMatchObject(expected);
});

describe('report -o', () => {
  const columns = { C: 'total', D: 'valid', E: 'invalid', F: 'inTime', H: 'satisfied' } as const;
  const rates = { G: 'timelinessRate', I: 'satisfactionRate' } as const;
  const annex = '投诉管理月度统计分析表';
  /** The rows of Annex 2: header in row 4, a department each, the total. */
  const rows = [...expected.byDepartment, { ...expected, label: '合计' } as unknown as DepartmentRow];
  const first = 5;

  let file: string;
  beforeAll(async () => {
    file = join(desk.folder, '十月.xlsx');
    await desk.ok(['report', '2023-10', '-o', file]);
  });

  test('the numbers stored in the workbook are those of the JSON', () => {
    const cells = cellsOf(readWorkbook(file).sheets.get(annex));
    const number = (address: string): number => Number(cells.get(address)?.value);
    rows.forEach((row, i) => {
      for (const [column, figure] of Object.entries(columns))
        expect([row.label, figure, number(`${column}${first + i}`)]).toEqual([
          row.label,
          figure,
          row[figure],
        ]);
      for (const [column, figure] of Object.entries(rates))
        expect(number(`${column}${first + i}`)).toBeCloseTo(row[figure], 4);
    });
  });

  withLibreOffice('another program computes the same numbers', () => {
    const sheet = recalculated(file).get(annex) ?? [];
    const cell = (row: number, column: string): string =>
      sheet[row - 1]?.[column.charCodeAt(0) - 'A'.charCodeAt(0)] ?? '';
    rows.forEach((row, i) => {
      expect(cell(first + i, i < rows.length - 1 ? 'B' : 'A')).toBe(row.label);
      for (const [column, figure] of Object.entries(columns))
        expect([row.label, figure, Number(cell(first + i, column))]).toEqual([
          row.label,
          figure,
          row[figure],
        ]);
      for (const [column, figure] of Object.entries(rates))
        expect(Number(cell(first + i, column).replace('%', '')) / 100).toBeCloseTo(row[figure], 4);
    });
  });
});

test('verify finds nothing', async () => {
  expect(await desk.json(['verify'])).toMatchObject({ ok: true, cases: 36 });
});

describe('looking, judged as of a moment', () => {
  interface Clock {
    readonly no: string;
    readonly kind: string;
  }
  type Due = {
    readonly asOf: string;
    readonly overdue: readonly Clock[];
    readonly dueSoon: readonly Clock[];
  };
  const clocks = (some: readonly Clock[]) => some.map(({ no, kind }) => `${no} ${kind}`);

  // 2023103101: accepted on the 31st, not assigned. 2023103001: assigned on the 30th, an answer due in 2 days, no verdict.
  // 2023102501: filed, with a measure planned for 11-30; 2023102201 likewise, for 12-31.
  test.each([
    ['2023-10-31 23:59:59', [], ['2023103101 assign', '2023103001 response']],
    ['2023-11-01 00:00:00', ['2023103101 assign'], ['2023103001 response']],
    ['2023-11-02 00:00:00', ['2023103101 assign', '2023103001 response'], ['2023103001 resolve']],
    [
      '2023-11-03 23:59:59',
      ['2023103101 assign', '2023103001 response', '2023103001 resolve'],
      ['2023103101 resolve'],
    ],
    [
      '2023-11-04 00:00:00',
      ['2023103101 assign', '2023103001 response', '2023103001 resolve', '2023103101 resolve'],
      [],
    ],
    [
      '2023-11-30 23:59:59',
      ['2023103101 assign', '2023103001 response', '2023103001 resolve', '2023103101 resolve'],
      ['2023102501 measure'],
    ],
    [
      '2024-01-01 00:00:00',
      [
        '2023103101 assign',
        '2023103001 response',
        '2023103001 resolve',
        '2023103101 resolve',
        '2023102501 measure',
        '2023102201 measure',
      ],
      [],
    ],
  ])('overdue at %s', async (at, overdue, dueSoon) => {
    const { status, stdout } = await desk.run(['overdue', '--exit-code', '--at', at, '--json']);
    const due = JSON.parse(stdout) as Due;
    expect({ status, overdue: clocks(due.overdue), dueSoon: clocks(due.dueSoon) }).toEqual({
      status: overdue.length > 0 ? 10 : 0,
      overdue,
      dueSoon,
    });
  });

  test.each([
    ['2023-10-31 23:59:59', false, false, false],
    ['2023-11-01 00:00:00', true, false, false],
    ['2023-11-02 00:00:00', true, true, false],
    ['2023-12-01 00:00:00', true, true, true],
  ])(
    'todo at %s: the typical priority case’s measures first, then what is due',
    async (at, first, second, third) => {
      const { items } = await desk.json<{ items: readonly Json[] }>(['todo', '--at', at]);
      expect(items.map(({ no, step, overdue }) => [no, step, overdue])).toEqual([
        ['2023100801', 'measure done', false],
        ['2023100801', 'measure done', false],
        ['2023103101', 'assign', first],
        ['2023103001', 'investigate', second],
        ['2023102501', 'measure done', third],
        ['2023102201', 'measure done', false],
      ]);
    },
  );

  type Cases = { readonly total: number; readonly items: readonly Json[] };
  const list = (...words: string[]) => desk.json<Cases>(['list', '--at', '2023-11-01 00:00', ...words]);
  const numbers = ({ items }: Cases) => items.map(({ no }) => no);

  test('list: the open cases, what is overdue said', async () => {
    const { total, items } = await list();
    expect({ total, items }).toMatchObject({
      total: 2,
      items: [
        { no: '2023103101', status: 'registered', nextStep: 'assign', overdue: true },
        { no: '2023103001', status: 'investigating', nextStep: 'investigate', overdue: false },
      ],
    });
  });

  test('list of the month: every status, in order of the numbers when asked', async () => {
    const found = await list('--month', '2023-10', '--sort', 'no');
    expect(found.total).toBe(36);
    expect(numbers(found)).toEqual([...numbers(found)].sort());
    expect(found).toEqual(await list('--from', '2023-10-01', '--to', '2023-10-31', '--sort', 'no'));
    expect((await list('--month', '2023-10', '--limit', '5')).items).toHaveLength(5);
  });

  test('list: the filters narrow each other', async () => {
    expect((await list('--all', '--priority')).total).toBe(8);
    expect(numbers(await list('--all', '--typical'))).toEqual(['2023100801']);
    expect(numbers(await list('--overdue'))).toEqual(['2023103101']);
    expect((await list('--status', '已作废')).total).toBe(1);
    expect((await list('--all', '--dept', '工程部', '--dept', '安检部')).total).toBe(20);
    expect(numbers(await list('--search', '燃气味', '--sort', 'no'))).toEqual(['2023100101', '2023101401']);
    expect(numbers(await list('--search', '12345-2023-1001-0087'))).toEqual(['2023100102']);
    expect((await list('--search', '%')).total).toBe(0);
  });

  test('4.1.2 list: the leaks before the priority cases, and those before the rest', async () => {
    const { items } = await list('--all');
    const ranks = items.map(({ category, priority }) => (category === 'leak_safety' ? 0 : priority ? 1 : 2));
    expect(ranks).toEqual([...ranks].sort());
    expect(ranks.filter((rank) => rank === 0)).toHaveLength(expected.urgent as number);
  });

  test('2.1.4 inspect: a sample of the cases that the report counts', async () => {
    const { total, sample: drawn } = await desk.json<{ total: number; sample: readonly string[] }>([
      'inspect',
      '--month',
      '2023-10',
    ]);
    expect({ total, drawn: drawn.length }).toEqual({ total: expected.total, drawn: 10 });
  });
});

describe('stats', () => {
  type Stats = { readonly by: string; readonly rows: readonly Json[] };
  const october = ['--from', '2023-10-01', '--to', '2023-10-31', '--at', '2023-10-31 23:59:59'];
  const stats = (by: string) => desk.json<Stats>(['stats', ...october, '--by', by]);
  interface Held {
    readonly role: string;
    readonly department: string | null;
    readonly hours: number;
  }
  const columns = [
    'key',
    'label',
    'total',
    'valid',
    'invalid',
    'inTime',
    'timelinessRate',
    'satisfied',
    'satisfactionRate',
  ];
  const narrow = (rows: readonly Json[]) =>
    rows.map((row) => Object.fromEntries(columns.map((column) => [column, row[column]])));

  test.each([
    ['dept', 'byDepartment'],
    ['channel', 'byChannel'],
    ['source', 'bySource'],
    ['category', 'byCategory'],
  ])('--by %s has the rows of the report', async (by, breakdown) => {
    expect((await stats(by)).rows).toEqual(narrow(expected[breakdown] as readonly Json[]));
  });

  test('--by ground, grade and month count what the report counts', async () => {
    const totals = async (by: string) => (await stats(by)).rows.map(({ key, total }) => [key, total]);
    const grades = Object.entries(expected.grades as Json).filter(([, total]) => total !== 0);
    expect(await totals('grade')).toEqual(grades);
    expect(await totals('month')).toEqual([['2023-10', expected.total]]);
    const grounds = expected.byGround as readonly Json[];
    expect(await totals('ground')).toEqual(grounds.map(({ key, total }) => [key, total]));
  });

  test('--by person has a row for everybody who accepted a case, and together they are the month', async () => {
    const { rows } = await stats('person');
    const accepted = new Map<string, number>();
    for (const { no } of (await desk.json<{ items: readonly { no: string }[] }>(['list', '--all'])).items) {
      const { acceptor, status, acceptedOn } = await desk.json<Readonly<Record<string, string>>>([
        'show',
        no,
      ]);
      if (acceptor === undefined || status === 'voided' || !acceptedOn?.startsWith('2023-10')) continue;
      accepted.set(acceptor, (accepted.get(acceptor) ?? 0) + 1);
    }
    expect(new Map(rows.map(({ key, total }) => [key, total]))).toEqual(accepted);
    const sum = (figure: string) => rows.reduce((total, row) => total + Number(row[figure]), 0);
    for (const figure of ['total', 'valid', 'invalid', 'inTime', 'satisfied'])
      expect([figure, sum(figure)]).toEqual([figure, expected[figure]]);
  });

  test('--by held has the hours that each case says, together', async () => {
    const { rows } = await stats('held');
    const of = new Map<string, number>();
    for (const { no } of (await desk.json<{ items: readonly { no: string }[] }>(['list', '--all'])).items) {
      const shown = await desk.json<{ status: string; held: readonly Held[] }>([
        'show',
        no,
        ...october.slice(4),
      ]);
      for (const { role, department, hours } of shown.status === 'voided' ? [] : shown.held)
        of.set(department ?? role, (of.get(department ?? role) ?? 0) + hours);
    }
    expect(new Set(rows.map(({ label }) => label))).toEqual(new Set(of.keys()));
    for (const { label, hours } of rows)
      expect(Math.abs(Number(hours) - (of.get(String(label)) ?? 0))).toBeLessThan(2);
  });

  test.each([
    ['2023-10-31 23:59:59', 0],
    ['2023-11-01 00:00:00', 1],
    ['2023-11-02 00:00:00', 2],
  ])('--by breach at %s: what nothing has met yet is judged by then', async (at, more) => {
    const { rows } = await desk.json<Stats>(['stats', ...october.slice(0, 4), '--by', 'breach', '--at', at]);
    const late = rows.filter(({ metAt }) => metAt !== null);
    expect({ late: late.length, overdue: rows.length - late.length }).toEqual({ late: 8, overdue: more });
    expect(late.find(({ kind }) => kind === 'promise')).toEqual({
      no: '2023101001',
      kind: 'promise',
      internal: false,
      dueAt: '2023-10-16T23:59:59+08:00',
      metAt: '2023-10-18T11:00:00+08:00',
      owedBy: '责任部门',
      person: null,
      department: '工程部',
      delayHours: 35,
    });
  });
});
