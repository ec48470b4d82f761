import { describe, expect, test } from '@jest/globals';
import * as cells from '../../../src/documents/old-ledger/cells.ts';

const excel = { from1904: false };
const at = (moment: string) => ({ moment: `${moment}+08:00` });
const on = (day: string) => ({ day });

describe('when something happened', () => {
  test.each([
    [45200, on('2023-10-01')],
    [45200.395833333336, at('2023-10-01T09:30:00')],
    [45200.99999999999, on('2023-10-02')],
    ['45200.5', at('2023-10-01T12:00:00')],
    [20231001, on('2023-10-01')],
    ['20231001', on('2023-10-01')],
    ['2023-10-01', on('2023-10-01')],
    ['2023年10月1日', on('2023-10-01')],
    ['2023 年 10 月 1 日', on('2023-10-01')],
    ['2023年10月1日 星期日', on('2023-10-01')],
    ['2023年10月1日（周日） 9:30', at('2023-10-01T09:30:00')],
    ['2023年10月1号', on('2023-10-01')],
    ['2023/10/1 9:30', at('2023-10-01T09:30:00')],
    ['2023.10.1', on('2023-10-01')],
    ['２０２３．１０．１　９：３０', at('2023-10-01T09:30:00')],
    ['2023-10-01T09:30:15+08:00', at('2023-10-01T09:30:15')],
    ['2023年10月1日9时', at('2023-10-01T09:00:00')],
    ['2023年10月1日 9点30分', at('2023-10-01T09:30:00')],
    ['2023年10月1日上午9:30', at('2023-10-01T09:30:00')],
    ['2023-10-1 下午3:05', at('2023-10-01T15:05:00')],
    ['2023-10-1 中午12:10', at('2023-10-01T12:10:00')],
    ['2024-02-29', on('2024-02-29')],
  ])('%s', (value, expected) => expect(cells.moment(value, excel)).toEqual(expected));

  test.each([
    '2023-02-30',
    '2023-02-29',
    '2023-13-01',
    '2023-10-00',
    '23.10.1',
    '10/1/2023',
    '去年十月',
    '2023-10',
    '2023-10-01 24:10',
    '2023-10-01 9:60',
    12,
    99999,
    true,
  ])('%s is no date', (value) => {
    expect(() => cells.moment(value, excel)).toThrow('不是日期');
  });

  test('a workbook that counts from 1904', () => {
    expect(cells.moment(43738, { from1904: true })).toEqual(on('2023-10-01'));
  });
});

describe('other cells', () => {
  test.each([
    [13800001234, '13800001234'],
    ['１３８ ００００ １２３４', '13800001234'],
    ['(0391)7170000', '03917170000'],
    ['0391-7170000', '0391-7170000'],
  ])('the phone %s', (value, expected) => expect(cells.phone(value, excel)).toBe(expected));

  test('a masked phone and two phones are refused, each with its reason', () => {
    expect(() => cells.phone('138****1234', excel)).toThrow('--reveal');
    expect(() => cells.phone('13800001234/13900001234', excel)).toThrow('其他联系方式');
  });

  test('a number is text whatever it was stored as', () => {
    expect(cells.caseNumber(2023100102, excel)).toBe('2023100102');
    expect(cells.caseNumber(' ２０２３１００１０２ ', excel)).toBe('2023100102');
  });

  test('a value that is in no list comes with the nearest and with all', () => {
    expect(() => cells.choice({ repair: '维修', supply: '供气' })('维休', excel)).toThrow(
      '没有“维休”这个值，是不是“维修”；可用的：维修、供气',
    );
  });

  test('an error of Excel, control characters and too long a text are no text', () => {
    expect(() => cells.text({ error: '#N/A' }, excel)).toThrow('#N/A');
    expect(() => cells.text('\u202eabc', excel)).toThrow('控制字符');
    expect(() => cells.text('字'.repeat(10_001), excel)).toThrow('10001');
  });

  test('measures and opinions as the export writes them, or free', () => {
    expect(
      cells.measures(
        '更换阀门（赵强，2023-10-03 完成）效果：未再漏\n巡查（孙丽，2023-11-01 前）\n培训',
        excel,
      ),
    ).toEqual([
      { text: '更换阀门', owner: '赵强', dueOn: '2023-10-03', doneOn: '2023-10-03', effect: '未再漏' },
      { text: '巡查', owner: '孙丽', dueOn: '2023-11-01', doneOn: null, effect: null },
      { text: '培训', owner: null, dueOn: null, doneOn: null, effect: null },
    ]);
    expect(cells.opinions('不同意：重做（陈国栋）\n同意', excel)).toEqual([
      { agreed: false, opinion: '重做', by: '陈国栋' },
      { agreed: true, opinion: '同意', by: null },
    ]);
  });
});
