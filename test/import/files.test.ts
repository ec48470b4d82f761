import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import type { OldField } from '../../src/domain/old-ledger/old-case.ts';
import { readFile } from './read-file.ts';

const folder = fileURLToPath(new URL('./files/', import.meta.url));

/** What comes out of a file: how many cases, cells that are refused, cells that are doubtful. */
interface Expected {
  readonly cases: number;
  readonly bad?: readonly string[];
  readonly doubtful?: readonly string[];
  readonly skipped?: readonly number[];
  /** Of the cases in their order, what stands in a field. */
  readonly fields?: Readonly<Partial<Record<OldField, readonly unknown[]>>>;
}

const at = (day: string, time = '') => (time === '' ? { day } : { moment: `${day}T${time}:00+08:00` });
const first = '2023-10-01';

const files: Readonly<Record<string, Expected>> = {
  'SharedStrings-case.xlsx': { cases: 2, fields: { name: ['李强', '孙丽'] } },
  'sharedStrings-root.xlsx': { cases: 2, fields: { name: ['李强', '孙丽'] } },
  'cdata-content.xlsx': {
    cases: 2,
    fields: { content: Array(2).fill('报修两天没人来，阀门压力<2kPa') },
  },
  'lone-surrogate.xlsx': { cases: 1, bad: ['G2'] },
  'merge-dept-singlequote.xlsx': { cases: 3, fields: { department: Array(3).fill('工程部') } },
  'formula-nocache.xlsx': { cases: 2, bad: ['B2', 'B3'] },
  'dispimg.xlsx': { cases: 1, doubtful: ['K2'], fields: { evidence: [null] } },
  'monthly-sheets.xlsx': { cases: 3, fields: { no: ['2023010101', '2023020101', '2023030101'] } },
  'first-sheet-template-empty.xlsx': { cases: 1, fields: { no: ['2023020101'] } },
  'header-repeated.xlsx': { cases: 2, skipped: [3] },
  'footer.xlsx': { cases: 2, skipped: [5, 6, 7] },
  'wild-ugtv8.xlsx': {
    cases: 1,
    fields: {
      no: ['1'],
      acceptedAt: [at(first)],
      channel: ['phone'],
      content: ['多抄气量'],
      plan: ['复核读数'],
      result: ['已退费'],
      completedAt: [at('2023-10-03')],
    },
  },
  'wild-book118.xlsx': {
    cases: 1,
    fields: {
      no: ['202310-001'],
      name: ['李某'],
      phone: ['13800001234'],
      channel: ['phone'],
      demand: ['尽快上门'],
      satisfaction: ['satisfied'],
    },
  },
  'no-date-mismatch.xlsx': { cases: 1, fields: { acceptedAt: [at('2023-09-15', '09:00')] } },
  'phone-zero.xlsx': {
    cases: 5,
    doubtful: ['F2', 'F4', 'F6'],
    fields: { phone: ['03917172777', '4006773633', '138000012345', '12345', '1380000123'] },
  },
  'phones.xlsx': {
    cases: 13,
    bad: ['F9'],
    doubtful: ['F2', 'F6', 'F14'],
    fields: {
      phone: [
        '03917172777',
        '13800001234',
        '13800001234',
        '13800001234',
        '1380000123',
        '13800001234',
        null,
        null,
        '0391-7172777',
        '7172777转801',
        '13800001234',
        '13800001234',
        null,
      ],
    },
  },
  'numcase.xlsx': {
    cases: 4,
    bad: ['K2', 'K3', 'K5'],
    fields: { no: ['2023100101', '2023100102', '2023100103', '2023100104'] },
  },
  'zwsp-values.xlsx': {
    cases: 1,
    fields: { no: ['2023100101'], name: ['李强'], phone: ['13800001234'], department: ['工程部'] },
  },
  'dept-space.xlsx': { cases: 2, fields: { department: ['工程部', '工程部'] } },
  'dash.xlsx': {
    cases: 1,
    fields: { ground: [null], completedAt: [null], satisfaction: [null], status: [null] },
  },
  'channels.xlsx': {
    cases: 18,
    doubtful: ['C4', 'C6', 'C8', 'C11', 'C14'],
    fields: {
      channel: [
        'phone',
        'online',
        'other',
        'other',
        'other',
        'visit',
        'other',
        'online',
        'other',
        'other',
        'phone',
        'online',
        'other',
        'online',
        'visit',
        'phone',
        'phone',
        'other',
      ],
    },
  },
  'cat.xlsx': {
    cases: 7,
    doubtful: ['M4', 'M5', 'K6', 'L7', 'M7', 'K8', 'L8', 'M8'],
    fields: {
      category: ['meter_billing', 'meter_billing', 'service_attitude', 'repair', 'other', 'supply', 'other'],
    },
  },
  'grades.xlsx': {
    cases: 12,
    bad: ['P9', 'P12', 'P13'],
    doubtful: ['P11'],
    fields: {
      satisfaction: [
        'satisfied',
        'satisfied',
        'fairly_satisfied',
        'satisfied',
        'fairly_satisfied',
        'dissatisfied',
        'neutral',
        null,
        'satisfied',
        'satisfied',
        null,
        null,
      ],
    },
  },
  'dates.xlsx': {
    cases: 31,
    bad: ['B7', 'B8', 'B9', 'B17', 'B19'],
    doubtful: ['B2', 'B3', 'B6'],
  },
};

describe('old ledgers as they are', () => {
  test('every file has its expectation', () => {
    expect(readdirSync(folder).sort()).toEqual([...Object.keys(files), 'only-hidden.xlsx'].sort());
  });

  test.each(Object.entries(files))(
    '%s',
    async (file, { cases, bad = [], doubtful = [], skipped = [], fields = {} }) => {
      const read = await readFile(`${folder}${file}`);
      const cellsOf = (all: readonly { readonly cell: string | null }[]) => all.map(({ cell }) => cell);
      expect(read.rows).toHaveLength(cases);
      expect(cellsOf(read.rows.flatMap((row) => row.bad))).toEqual(bad);
      expect(cellsOf(read.rows.flatMap((row) => row.doubtful))).toEqual(doubtful);
      expect(read.skipped.map(({ row }) => row)).toEqual(skipped);
      for (const [field, values] of Object.entries(fields))
        expect([field, read.rows.map(({ old }) => old[field as OldField])]).toEqual([field, values]);
    },
  );

  test('every date that is one is the first of October', async () => {
    const { rows } = await readFile(`${folder}dates.xlsx`);
    const days = rows.map(({ old }) => old.acceptedAt).filter((when) => when !== null);
    expect(days).toHaveLength(26);
    expect(days.filter((when) => !JSON.stringify(when).includes(first))).toEqual([]);
  });

  test('a hidden sheet is read only when it is asked for', async () => {
    await expect(readFile(`${folder}only-hidden.xlsx`)).rejects.toThrow('隐藏');
    expect((await readFile(`${folder}only-hidden.xlsx`, { sheets: ['台账'] })).rows).toHaveLength(1);
  });
});
