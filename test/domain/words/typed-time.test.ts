// What people mean by a time, a day or a month, at a fixed present: Thursday, 2026-11-26, ten o'clock.

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../../src/domain/case/clock.ts';
import { readComingDay, readDay, readMonth, readWhen } from '../../../src/domain/words/typed-time.ts';

const now = '2026-11-26T10:00:00+08:00';

describe('when something happened', () => {
  test.each([
    ['2026-11-26 09:30', '2026-11-26T09:30:00+08:00'],
    ['2026-11-26T09:30', '2026-11-26T09:30:00+08:00'],
    ['2026-11-26T09:30:15+08:00', '2026-11-26T09:30:15+08:00'],
    ['2026/11/6 9:30', '2026-11-06T09:30:00+08:00'],
    ['2026.11.6 9:30', '2026-11-06T09:30:00+08:00'],
    ['２０２６－１１－２６　０９：３０', '2026-11-26T09:30:00+08:00'],
    ['2026—11—26 09:30', '2026-11-26T09:30:00+08:00'],
    ['2026年11月6日9时5分', '2026-11-06T09:05:00+08:00'],
    ['2026年11月26日 星期四 09:30', '2026-11-26T09:30:00+08:00'],
    ['11-25 09:30', '2026-11-25T09:30:00+08:00'],
    ['11-27 09:30', '2025-11-27T09:30:00+08:00'],
    ['11月5日 9点半', '2026-11-05T09:30:00+08:00'],
    ['11月5号下午3点一刻', '2026-11-05T15:15:00+08:00'],
    ['十一月二十五日下午三点零五分', '2026-11-25T15:05:00+08:00'],
    // Today is the latest such day; an hour of it that is still to come is refused where it is recorded (1.2.2).
    ['11-26 23:00', '2026-11-26T23:00:00+08:00'],
    ['02-29 09:00', '2024-02-29T09:00:00+08:00'],
    ['25号 9点', '2026-11-25T09:00:00+08:00'],
    ['28日9点', '2026-10-28T09:00:00+08:00'],
    ['31日 9:00', '2026-10-31T09:00:00+08:00'],
    ['上月28号 9:00', '2026-10-28T09:00:00+08:00'],
    ['9:05', '2026-11-26T09:05:00+08:00'],
    ['9点', '2026-11-26T09:00:00+08:00'],
    ['上午九点四十', '2026-11-26T09:40:00+08:00'],
    ['今早8点', '2026-11-26T08:00:00+08:00'],
    ['昨天 09:30', '2026-11-25T09:30:00+08:00'],
    ['昨天下午3点', '2026-11-25T15:00:00+08:00'],
    ['昨天下午三点', '2026-11-25T15:00:00+08:00'],
    ['昨天下午 3:20', '2026-11-25T15:20:00+08:00'],
    ['昨天下午15点', '2026-11-25T15:00:00+08:00'],
    ['昨晚八点', '2026-11-25T20:00:00+08:00'],
    ['大前天中午12点', '2026-11-23T12:00:00+08:00'],
    ['前天中午1点', '2026-11-24T13:00:00+08:00'],
    ['今天凌晨2点', '2026-11-26T02:00:00+08:00'],
    ['上周五 14:00', '2026-11-20T14:00:00+08:00'],
    ['周五 14:00', '2026-11-20T14:00:00+08:00'],
    ['周四9点', '2026-11-26T09:00:00+08:00'],
    ['这个星期一 9:00', '2026-11-23T09:00:00+08:00'],
    ['上上周日9点', '2026-11-15T09:00:00+08:00'],
    ['星期二十点', '2026-11-24T10:00:00+08:00'],
    ['去年10月1日 9:00', '2025-10-01T09:00:00+08:00'],
    ['\u200e11-25\u200b 09:30\ufeff', '2026-11-25T09:30:00+08:00'],
    ['现在', now],
  ])('%s', (text, moment) => {
    expect(readWhen(text, now)).toEqual({ moment });
  });

  test.each([
    ['11-26', '2026-11-26'],
    ['11.6', '2026-11-06'],
    ['20231001', '2023-10-01'],
    ['2023年10月1日', '2023-10-01'],
    ['2023-10-01 (周日)', '2023-10-01'],
    ['今天', '2026-11-26'],
    ['今日', '2026-11-26'],
    ['上周五', '2026-11-20'],
  ])('%s is the day alone', (text, day) => {
    expect(readWhen(text, now)).toEqual({ day });
  });

  test.each([
    ['a day that does not exist', '2023-02-30'],
    ['the same without a year', '02-30 09:00'],
    ['an hour that does not exist', '24:00'],
    ['a minute of one figure behind a colon', '9:5'],
    ['a day of the week that it was not', '2026-11-26 星期五'],
    ['a part of a day, its hour unsaid', '昨天下午'],
    ['the same, run together', '昨晚'],
    ['an evening that may be of the next day', '昨天晚上12点'],
    ['the same past midnight', '昨晚1点'],
    ['an afternoon before noon', '下午0点'],
    ['a morning past noon', '上午14点'],
    ['another zone, which programs write', '2026-11-26T09:30:15+09:00'],
    ['two days', '11-25 11-26'],
    ['three figures', '2026-11-255'],
    ['nothing', ''],
    ['no time', '有空的时候'],
  ])('%s: %s', (_name, text) => {
    expect(readWhen(text, now)).toBeUndefined();
  });
});

describe('a day behind us, and a day ahead', () => {
  test.each([
    ['11-26', '2026-11-26', '2026-11-26'],
    ['11-27', '2025-11-27', '2026-11-27'],
    ['11-25', '2026-11-25', '2027-11-25'],
    ['12-10', '2025-12-10', '2026-12-10'],
    ['12月1日', '2025-12-01', '2026-12-01'],
    ['02-29', '2024-02-29', '2028-02-29'],
    ['02-30', undefined, undefined],
    ['30日', '2026-10-30', '2026-11-30'],
    ['今天', '2026-11-26', '2026-11-26'],
    ['昨天', '2026-11-25', '2026-11-25'],
    ['明天', '2026-11-27', '2026-11-27'],
    ['后天', '2026-11-28', '2026-11-28'],
    ['周三', '2026-11-25', '2026-12-02'],
    ['周五', '2026-11-20', '2026-11-27'],
    ['下周五', '2026-12-04', '2026-12-04'],
    ['星期天', '2026-11-22', '2026-11-29'],
    ['2023-10-01', '2023-10-01', '2023-10-01'],
    ['2023-10-01 09:30', undefined, undefined],
  ])('%s', (text, behind, ahead) => {
    expect([readDay(text, now), readComingDay(text, '2026-11-26')]).toEqual([behind, ahead]);
  });

  test('a day ahead is counted from the day of the entry', () => {
    expect(readComingDay('10-20', '2023-10-05')).toBe('2023-10-20');
  });
});

test.each([
  ['本月', '2026-11'],
  ['这个月', '2026-11'],
  ['上月', '2026-10'],
  ['上个月', '2026-10'],
  ['2023-10', '2023-10'],
  ['2023-9', '2023-09'],
  ['2023/10', '2023-10'],
  ['202310', '2023-10'],
  ['２０２３－１０', '2023-10'],
  ['2023年10月', '2023-10'],
  ['二〇二三年十月', '2023-10'],
  ['10月', '2026-10'],
  ['十月', '2026-10'],
  ['10月份', '2026-10'],
  ['10', '2026-10'],
  ['11月', '2026-11'],
  ['12月', '2025-12'],
  ['去年10月', '2025-10'],
  ['2023-13', undefined],
  ['13月', undefined],
  ['2023', undefined],
  ['2023-10-01', undefined],
])('the month %s', (text, expected) => {
  expect(readMonth(text, now)).toBe(expected);
});

test('January looks back at December', () => {
  expect(readMonth('上月', '2026-01-05T10:00:00+08:00')).toBe('2025-12');
  expect(readDay('上月31号', '2026-01-05T10:00:00+08:00')).toBe('2025-12-31');
});

describe('whatever day it is', () => {
  const days = fc.integer({ min: 0, max: 60_000 }).map((count) => addDays('1990-01-01', count));
  const written = (day: string, form: number): string => {
    const [year = '', month = '', date = ''] = day.split('-');
    const [m, d] = [Number(month), Number(date)];
    const forms = [
      day,
      `${year}/${m}/${d}`,
      `${year}.${month}.${date}`,
      `${year}年${m}月${d}日`,
      year + month + date,
    ];
    return forms[form] ?? day;
  };

  test('a day written in full is that day, in each of its forms, wherever one stands', () => {
    fc.assert(
      fc.property(days, days, fc.nat({ max: 4 }), (day, today, form) => {
        expect(readDay(written(day, form), `${today}T12:00:00+08:00`)).toBe(day);
        expect(readComingDay(written(day, form), today)).toBe(day);
      }),
    );
  });

  test('without a year it is the latest behind us, or the next ahead, and today is both', () => {
    fc.assert(
      fc.property(days, days, (day, today) => {
        const short = day.slice(5);
        const behind = readDay(short, `${today}T12:00:00+08:00`) ?? '';
        const ahead = readComingDay(short, today) ?? '';
        expect([behind.slice(5), ahead.slice(5)]).toEqual([short, short]);
        expect(behind <= today && ahead >= today).toBe(true);
        expect(addDays(behind, 366 * 8) >= today && addDays(ahead, -366 * 8) <= today).toBe(true);
      }),
    );
  });

  test('no text makes the reader fall, and what it reads exists', () => {
    const signs = fc.constantFrom(...'0123456789-/.年月日号点时分半上下周五昨今天晚T: 　一二十廿:：');
    fc.assert(
      fc.property(fc.string({ unit: signs, maxLength: 16 }), days, (text, today) => {
        const read = readWhen(text, `${today}T12:00:00+08:00`);
        const moment = read === undefined ? undefined : 'day' in read ? `${read.day}T00:00:00Z` : read.moment;
        expect(Number.isNaN(Date.parse(moment ?? '2026-01-01'))).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});
