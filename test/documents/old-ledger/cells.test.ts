import { describe, expect, test } from '@jest/globals';
import * as cells from '../../../src/documents/old-ledger/cells.ts';
import { moment } from '../../../src/documents/old-ledger/moments.ts';
import { name, nameAndPhone, phone } from '../../../src/documents/old-ledger/phones.ts';
import type { OldField } from '../../../src/domain/old-ledger/old-case.ts';

/** The row around a cell, and what the cell says beside its own value. */
function aRound(known: Partial<cells.Around> = {}) {
  const doubts: string[] = [];
  const also: [OldField, unknown][] = [];
  const around: cells.Around = {
    from1904: false,
    year: undefined,
    isOwn: false,
    doubt: (reason, becomes) => doubts.push(`${reason} → ${becomes}`),
    also: (field, value) => also.push([field, value]),
    ...known,
  };
  return { around, doubts, also };
}
const { around: excel } = aRound();
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
    ['2023、10、1', on('2023-10-01')],
    ['2023\\10\\1', on('2023-10-01')],
    ['二〇二三年十月一日', on('2023-10-01')],
    ['2023年10月1日9点半', at('2023-10-01T09:30:00')],
    ['2023年10月1日晚8点', at('2023-10-01T20:00:00')],
    ['2023年10月1日 9时30分左右', at('2023-10-01T09:30:00')],
    ['2023-10-01 9:30 AM', at('2023-10-01T09:30:00')],
    ['2023-10-01 12:30 am', at('2023-10-01T00:30:00')],
    ['2023-10-01 1:05 PM', at('2023-10-01T13:05:00')],
    ['2023-10-01 09.30', at('2023-10-01T09:30:00')],
    ['2023-10-01 0930', at('2023-10-01T09:30:00')],
    ['20231001 0930', at('2023-10-01T09:30:00')],
    ['202310010930', at('2023-10-01T09:30:00')],
    ['2023-10-01T01:30:00Z', at('2023-10-01T09:30:00')],
    ['2023-09-30T20:30:00.000-05:00', at('2023-10-01T09:30:00')],
    [{ date: 45200.5 }, at('2023-10-01T12:00:00')],
  ])('%s', (value, expected) => expect(moment(value, excel)).toEqual(expected));

  test.each([
    '2023-02-30',
    '2023-02-29',
    '2023-13-01',
    '2023-10-00',
    '10.23.1',
    '12.10.1',
    '10/1/2023',
    '去年十月',
    '昨天',
    '周五 9:30',
    '9:30',
    '2023.10.1-10.3',
    '2023-10',
    '2023-10-01 24:10',
    '2023-10-01 9:60',
    12,
    99999,
    true,
  ])('%s is no date', (value) => {
    expect(() => moment(value, excel)).toThrow('不是日期');
  });

  test('a date without a year is of the year that is known, and told; where none is known it is refused', () => {
    const { around, doubts } = aRound({ year: 2022 });
    expect(moment('10.1', around)).toEqual(on('2022-10-01'));
    expect(moment('12月31日 9:30', around)).toEqual(at('2022-12-31T09:30:00'));
    expect(doubts).toHaveLength(2);
    expect(() => moment('10月1日', excel)).toThrow('没有写年份');
  });

  test.each([
    ['2023年9月30日上午', on('2023-09-30'), '没有写几点'],
    ['2023.9.30 下午', on('2023-09-30'), '没有写几点'],
    ['23.9.30', on('2023-09-30'), '只写了两位'],
    ['23年9月30日 9:30', at('2023-09-30T09:30:00'), '只写了两位'],
  ])('%s is read, and told', (given, expected, told) => {
    const { around, doubts } = aRound();
    expect(moment(given, around)).toEqual(expected);
    expect(doubts).toEqual([expect.stringContaining(told)]);
  });

  test.each(['2023.9.30.', '2023，9，30', '2023-9-30；'])(
    'signs around a day make no difference: %s',
    (given) => {
      expect(moment(given, excel)).toEqual(on('2023-09-30'));
    },
  );

  test('a number 10.1 may have been 10.10', () => {
    expect(() => moment(10.1, aRound({ year: 2023 }).around)).toThrow('10.10');
  });

  test('a workbook that counts from 1904', () => {
    expect(moment(43738, aRound({ from1904: true }).around)).toEqual(on('2023-10-01'));
  });
});

describe('other cells', () => {
  test.each([
    [13800001234, '13800001234'],
    ['１３８ ００００ １２３４', '13800001234'],
    ['(0391)7170000', '03917170000'],
    ['0391-7170000', '0391-7170000'],
  ])('the phone %s', (value, expected) => expect(phone(value, excel)).toBe(expected));

  test.each<[string | number, string | null, string, number]>([
    ['13800001234/13900001234', '13800001234', '13800001234/13900001234', 0],
    ['13800001234（儿子）', '13800001234', '13800001234(儿子)', 0],
    ['同来电号码', null, '同来电号码', 1],
    [3917172777, '03917172777', '', 1],
    [4006773633, '4006773633', '', 0],
    ['3917172777', '03917172777', '', 1],
    ['0391-7172777', '0391-7172777', '', 0],
    ['1380000123', '1380000123', '', 1],
    [138000012345, '138000012345', '', 1],
    ['7172777转801', '7172777转801', '', 0],
    ['86-13800001234', '13800001234', '', 0],
    ['+8613800001234', '+8613800001234', '', 0],
  ])('the phone cell %s', (value, expected, contact, doubted) => {
    const { around, doubts, also } = aRound();
    expect(phone(value, around)).toBe(expected);
    expect(also).toEqual(contact === '' ? [] : [['contact', contact]]);
    expect(doubts).toHaveLength(doubted);
  });

  test('a masked phone and one that Excel has cut are refused, each with its reason', () => {
    expect(() => phone('138****1234', excel)).toThrow('--reveal');
    expect(() => phone('1.38E+10', excel)).toThrow('科学记数');
  });

  test.each([
    ['李强 13800001234', '李强', '13800001234'],
    ['李强（电话：0391-7170000）', '李强', '0391-7170000'],
    ['13800001234', null, '13800001234'],
    ['3号楼201 13800001234', '3号楼201', '13800001234'],
    ['李强', '李强', null],
  ])('name and phone in one cell: %s', (value, who, number) => {
    expect(nameAndPhone(value, excel)).toEqual({ name: who, phone: number });
  });

  test.each<[string, string | null, readonly unknown[], number]>([
    ['李强', '李强', [], 0],
    ['李 强（业主）', '李强（业主）', [], 0],
    ['李强 13800001234', '李强', [['phone', '13800001234']], 1],
    ['13800001234', null, [['phone', '13800001234']], 1],
  ])('a name: %s', (value, expected, alsoSaid, doubted) => {
    const { around, doubts, also } = aRound();
    expect(name(value, around)).toBe(expected);
    expect(also).toEqual(alsoSaid);
    expect(doubts).toHaveLength(doubted);
  });

  test('a number beyond fifteen digits has lost its last, whatever it was', () => {
    expect(() => cells.text(20231001123456790000, excel)).toThrow('15 位');
    expect(() => cells.text(1e21, excel)).toThrow('15 位');
    expect(cells.text(0.1 + 0.2, excel)).toBe('0.3');
    expect(cells.text(123456789012345, excel)).toBe('123456789012345');
  });

  test('half a sign, a formula without its result and what stands for nothing', () => {
    expect(() => cells.text('报修\ud83d没人来', excel)).toThrow('半个字符');
    expect(() => cells.text({ unread: 'formula' }, excel)).toThrow('公式');
    for (const nothing of ['/', '—', '-', '无', 'N/A', '／', '——'])
      expect([nothing, cells.saysNothing(nothing)]).toEqual([nothing, true]);
    for (const something of ['无效', '无人接听', '0', '-5'])
      expect([something, cells.saysNothing(something)]).toEqual([something, false]);
    expect(cells.demand('无', excel)).toBe('未提出');
  });

  test('a person and a department have no blanks inside, foreign names keep theirs', () => {
    expect(cells.name('工 程 部', excel)).toBe('工程部');
    expect(cells.name('\u200b李\u3000强 ', excel)).toBe('李强');
    expect(cells.name('John Smith', excel)).toBe('John Smith');
  });

  test('how it came: other words, a hotline, and what is in no list', () => {
    const read = (value: string) => {
      const { around, doubts, also } = aRound();
      return [cells.channel(value, around), also, doubts.length];
    };
    expect(read('电话投诉')).toEqual(['phone', [], 0]);
    expect(read('来电投诉')).toEqual(['phone', [], 0]);
    expect(read('微信公众号')).toEqual(['online', [], 0]);
    expect(read('12345转办')).toEqual([
      'other',
      [
        ['source', 'government_hotline'],
        ['channelNote', '12345转办'],
      ],
      0,
    ]);
    expect(read('总部转')).toEqual([
      'other',
      [
        ['source', 'headquarters'],
        ['channelNote', '总部转'],
      ],
      0,
    ]);
    expect(read('电话（12345转）')).toEqual([
      'phone',
      [
        ['notes', '投诉方式：电话(12345转)'],
        ['source', 'government_hotline'],
      ],
      0,
    ]);
    expect(read('客户经理')).toEqual(['other', [['channelNote', '客户经理']], 1]);
    expect(read('其他：微信群')).toEqual(['other', [['channelNote', '微信群']], 0]);
  });

  test('a channel under the title of the source is one', () => {
    const { around, also } = aRound();
    expect(cells.source('电话', around)).toBe('direct');
    expect(also).toEqual([['channel', 'phone']]);
  });

  test.each([
    ['已办结', ['closed']],
    ['是', ['closed']],
    ['处理中', []],
    ['已受理', []],
    ['待归档', ['called_back', 'explained']],
  ])('where it stands: %s', (value, expected) => {
    expect(cells.standing(value, excel)).toEqual(expected);
  });

  test('a grade is never taken for its opposite', () => {
    const grade = cells.choice({ satisfied: '满意', dissatisfied: '不满意' }, '满意程度');
    expect(grade('满意（客户已认可）', excel)).toBe('satisfied');
    expect(() => grade('不好满意', excel)).toThrow('没有“不好满意”');
  });

  test('what stands in brackets is kept, and makes a value doubtful where it is another one', () => {
    const { around, doubts, also } = aRound();
    expect(cells.grade('满意程度')('满意（客户已认可）', around)).toBe('satisfied');
    expect(doubts).toEqual([]);
    expect(cells.grade('满意程度')('满意（上次不满意）', around)).toBe('satisfied');
    expect(doubts).toHaveLength(1);
    expect(also).toEqual([
      ['notes', '满意程度：满意(客户已认可)'],
      ['notes', '满意程度：满意(上次不满意)'],
    ]);
  });

  test('a grade as a number may be a mark, of which the highest is the best: it is told', () => {
    const { around, doubts } = aRound();
    expect(cells.grade('满意程度')(4, around)).toBe('dissatisfied');
    expect(doubts).toEqual([expect.stringContaining('分数')]);
    expect(() => cells.grade('满意程度')(5, around)).toThrow('没有“5”');
  });

  test('a number is text whatever it was stored as', () => {
    expect(cells.caseNumber(2023100102, excel)).toBe('2023100102');
    expect(cells.caseNumber(' ２０２３１００１０２ ', excel)).toBe('2023100102');
  });

  test('a value that is in no list comes with the nearest and with all', () => {
    expect(() => cells.choice({ repair: '维修', supply: '供气' }, '类别')('维休', excel)).toThrow(
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
    const { around, doubts } = aRound();
    const agreed = (given: string) => cells.opinions(given, around)[0]?.agreed;
    expect(['退回重办', '未同意', '不予同意', '同意，尽快'].map(agreed)).toEqual([false, false, false, true]);
    expect(doubts).toEqual([]);
    expect(agreed('请工程部尽快处理')).toBe(true);
    expect(cells.feedbacks('管理总部：已整改', around)).toEqual([{ to: '管理总部', content: '已整改' }]);
    expect(doubts).toHaveLength(1);
    expect(cells.feedbacks('已告知', around)).toEqual([{ to: '管理总部', content: '已告知' }]);
    expect(doubts).toHaveLength(2);
    expect(cells.opinions('不同意：重做（陈国栋）\n同意', excel)).toEqual([
      { agreed: false, opinion: '重做', by: '陈国栋' },
      { agreed: true, opinion: '同意', by: null },
    ]);
  });
});
