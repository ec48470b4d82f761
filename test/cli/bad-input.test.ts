// What cannot be: refused with a code, in words that lead on, and nothing is written.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { refusedBy } from '../support/refused.ts';
import type { Desk } from '../support/run-tousu.ts';
import { registration, unitDesk } from '../support/run-unit.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await unitDesk();
  await desk.ok(registration());
});

const refused = (words: readonly string[]) => refusedBy(desk, words);

describe('what is missing is named all at once, in the order of the fields', () => {
  /** What `amend` can correct: one of them at least is to be given. */
  const corrections = [
    '--channel',
    '--channel-note',
    '--name',
    '--anonymous',
    '--phone',
    '--contact',
    '--respondent',
    '--content',
    '--demand',
    '--evidence',
    '--kind',
    '--source',
    '--external-no',
    '--exposure',
    '--category',
    '--typical',
    '--relayed-by',
    '--emergency-at',
    '--not-typical',
    '--accepted-at',
    '--recuse',
    '--cause',
    '--accountability',
    '--clear',
  ];
  test.each([
    [['register'], ['--channel', '--name', '--phone', '--content', '--demand']],
    [
      ['register', '--anonymous', '--channel', 'other'],
      ['--channel-note', '--content', '--demand'],
    ],
    [
      ['register', '--channel=phone', '--name=李强', '--contact=微信', '--content= ', '--demand='],
      ['--content', '--demand'],
    ],
    [['assign'], ['登记编号', '--dept']],
    [
      ['investigate', '0101'],
      ['--by', '--findings', '--method'],
    ],
    [
      ['resolve', 'propose', '0101'],
      ['--plan', '--by'],
    ],
    [
      ['resolve', 'answer', '0101'],
      ['--accept', '--reject', '--no-contact', '--proceed'],
    ],
    [
      ['resolve', 'complete', '0101'],
      ['--by', '--result'],
    ],
    [
      ['resolve', 'explain', '0101'],
      ['--reply', '--method'],
    ],
    [
      ['resolve', 'promise', '0101'],
      ['--promised', '--external-factor'],
    ],
    [
      ['resolve', 'conclude', '0101'],
      ['--by', '--reason', '--reply', '--method', '--approved-by'],
    ],
    [['resolve', 'reply', '0101'], ['--method']],
    [['resolve', 'answer', '0101', '--proceed=急'], ['--approved-by']],
    [
      ['remind', '0101'],
      ['--to', '--text'],
    ],
    [
      ['approve', '0101'],
      ['--as', '--by', '--opinion'],
    ],
    [
      ['review', '0101'],
      ['--pass', '--return', '--supplement'],
    ],
    [
      ['callback', '0101'],
      ['--by', '--method', '--handled', '--timeliness', '--satisfaction'],
    ],
    [
      ['callback', '0101', '--no-contact', '关机'],
      ['--by', '--method'],
    ],
    [
      ['feedback', '0101'],
      ['--to', '--content'],
    ],
    [['close', '0101', '--approved-by', '陈国栋'], ['--waive-callback']],
    [['close', '0101', '--withdrawn', '不投诉了'], ['--confirmed-by']],
    [['close', '0101', '--confirmed-by', '李娜'], ['--withdrawn']],
    [['reopen', '0101'], ['--reason']],
    [['void', '0101'], ['--reason']],
    [
      ['amend', '0101'],
      ['--reason', ...corrections],
    ],
    [['amend', '0101', '--reason=录错'], corrections],
    [['form'], ['登记编号', '--blank']],
    [['archive'], ['登记编号', '--month']],
    [['import'], ['旧台账文件', '--template']],
    [['undo'], ['登记编号', '--reason']],
    [['note', '0101'], ['备注内容']],
    [
      ['measure', 'add', '0101'],
      ['--kind', '--text', '--owner', '--due'],
    ],
    [
      ['penalty', '0101'],
      ['--person', '--decision', '--deadline', '--effect'],
    ],
    [['init'], ['--unit']],
    [
      ['staff', 'add'],
      ['姓名', '--dept'],
    ],
  ])('%j', async (words, names) => {
    expect(await refused(words)).toMatchObject({ exit: 2, code: 'usage.missing', details: { names } });
  });
});

test('in words: what would do in place of another', async () => {
  expect((await refused(['register'])).message).toBe(
    '缺少 --channel、--name（或 --anonymous）、--phone（或 --contact）、--content、--demand',
  );
  expect((await refused(['review', '0101'])).message).toBe('缺少 --pass 或 --return 或 --supplement');
});

describe('nothing typed is lost: what would not be recorded is refused', () => {
  const called = ['callback', '0101', '--by=李娜', '--method=phone'];
  const missed = [...called, '--no-contact=关机'];
  const satisfied = [...called, '--handled=yes', '--timeliness=1', '--satisfaction=1'];
  const judged = ['investigate', '0101', '--by=赵强', '--findings=属实', '--method=other'];
  const refusedSolution = ['resolve', 'answer', '0101', '--reject=太慢'];
  test.each([
    ['--handled', missed, 'yes'],
    ['--timeliness', missed, '1'],
    ['--satisfaction', missed, '1'],
    ['--comment', missed, '无'],
    ['--reason', missed, '太慢'],
    ['--rehandle', missed, 'no'],
    ['--unhandled-reason', missed, '没修好'],
    ['--reason', satisfied, '太慢'],
    ['--rehandle', satisfied, 'yes'],
    ['--unhandled-reason', satisfied, '没修好'],
    ['--ground', judged, '2'],
    ['--ground', [...judged, '--verdict=valid'], '2'],
    ['--reason', judged, '误解'],
    ['--external-factor', refusedSolution, '审批'],
    ['--promised', refusedSolution, '2023-10-20'],
    ['--caller', ['review', '0101', '--return=缺照片'], '李娜'],
    ['--caller', ['review', '0101', '--supplement=缺签字'], '李娜'],
    ['--approved-by', refusedSolution, '陈国栋'],
    ['--approved-by', ['resolve', 'answer', '0101', '--accept'], '陈国栋'],
    ['--promised', ['resolve', 'answer', '0101', '--no-contact=关机'], '2023-10-20'],
    ['--name', [...registration(), '--anonymous'], null],
    ['--channel-note', registration(), '微信群'],
    ['--name', ['amend', '0101', '--reason=匿名', '--anonymous'], '李强'],
    ['--dry-run', ['import', '--template', '--dry-run'], null],
    ['--output', ['import', '旧台账.xlsx'], '新.xlsx'],
  ])('%s with %j', async (option, words, value) => {
    const { exit, code, message } = await refused([
      ...words,
      ...(value === null ? [] : [`${option}=${value}`]),
    ]);
    expect({ exit, code }).toEqual({ exit: 2, code: 'usage.invalid' });
    expect(message).toMatch(`${option} 只与`);
  });
});

describe('values that are none', () => {
  const withOption = (option: string, value: string) => [...registration(), `--${option}=${value}`];
  test.each([
    ['an unknown value of a closed list: the nearest', withOption('kind', '新闻煤体'), '新闻媒体'],
    ['a misspelt code: the nearest', withOption('source', 'headquarter'), 'headquarters'],
    [
      'a grade out of range',
      [
        'callback',
        '0101',
        '--by=李娜',
        '--method=phone',
        '--handled=yes',
        '--timeliness=0',
        '--satisfaction=1',
      ],
      '“0”',
    ],
    ['a day that does not exist', ['assign', '0101', '--dept=工程部', '--at=2023-02-30 09:00'], '2023-02-30'],
    ['a leap day of a common year', ['assign', '0101', '--dept=工程部', '--at=2023-02-29'], '2023-02-29'],
    ['hour 24', ['assign', '0101', '--dept=工程部', '--at=2023-10-01 24:00'], '24:00'],
    ['minute 60', ['assign', '0101', '--dept=工程部', '--at=2023-10-01 09:60'], '09:60'],
    ['a month 13', ['report', '2023-13'], '2023-13'],
    ['a timestamp', ['assign', '0101', '--dept=工程部', '--at=1696123800'], '1696123800'],
    [
      'a promised day that is none',
      ['resolve', 'answer', '0101', '--accept', '--external-factor=审批', '--promised=2023-11-31'],
      '2023-11-31',
    ],
    [
      'a response limit that the form has not',
      ['assign', '0101', '--dept=工程部', '--respond-within=1'],
      '0、2、3',
    ],
    ['a number of cases that is none', ['list', '--limit=1.5'], '1.5'],
    ['a code in capitals: the nearest', [...registration({ channel: 'PHONES' })], '“phone”'],
    ['a phone that is none', [...registration({ phone: '一三八' })], '一三八'],
  ])('%s', async (_name, words, named) => {
    const { exit, code, message, hint } = await refused(words);
    expect({ exit, code }).toEqual({ exit: 2, code: 'usage.invalid' });
    expect(message).toContain(named);
    expect(hint).not.toBe('');
  });

  test('an unknown value lists the possible ones', async () => {
    const { hint, details } = await refused(withOption('exposure', '广播'));
    expect(details).toEqual({ choices: ['none', 'tv', 'newspaper', 'online'] });
    for (const label of ['无', '电视', '报纸', '网络媒体']) expect(hint).toContain(label);
  });

  test.each([
    ['an option that takes a value, without one', ['assign', '0101', '--dept'], '--dept'],
    ['an option taken for a value', ['assign', '0101', '--dept', '--by', '刘敏'], '--dept'],
    ['an option written twice', ['assign', '0101', '--dept=工程部', '--dept=经理室'], '两次'],
    ['a flag written twice', ['list', '--priority', '--priority'], '两次'],
    ['two that exclude each other', ['review', '0101', '--pass', '--return=缺照片'], '只能写一个'],
    ['three that exclude each other', ['review', '0101', '--pass', '--supplement=缺签字'], '只能写一个'],
    ['waived and withdrawn', ['close', '0101', '--waive-callback=甲', '--withdrawn=乙'], '只能写一个'],
    ['a clock and a bad effect', ['penalty', '0101', '--deadline=assign', '--effect=曝光'], '只能写一个'],
    ['a value too many', ['show', '0101', '0102'], '多写了'],
    ['--month with --from', ['list', '--month=2023-10', '--from=2023-10-01'], '--month'],
    ['typical and not', ['amend', '0101', '--reason=录错', '--typical', '--not-typical'], '--typical'],
    ['--month with --to', ['export', '--month=2023-10', '--to=2023-10-01'], '--month'],
    ['--all with --month', ['export', '--all', '--month=2023-10'], '--all'],
    ['a number with --blank', ['form', '0101', '--blank'], '--blank'],
    ['a number with --month', ['archive', '0101', '--month=2023-10'], '--month'],
    ['a file with --template', ['import', '旧台账.xlsx', '--template'], '--template'],
    ...['stats', 'list', 'export'].map((word): [string, string[], string] => [
      `${word}: --from after --to`,
      [word, '--from=2023-10-02', '--to=2023-10-01'],
      '晚于',
    ]),
    [
      'no contact, and a grade',
      ['callback', '0101', '--by=李娜', '--method=phone', '--no-contact=关机', '--satisfaction=1'],
      '--no-contact',
    ],
    [
      'a ground of a valid verdict',
      [
        'investigate',
        '0101',
        '--by=赵强',
        '--findings=属实',
        '--method=other',
        '--verdict=valid',
        '--ground=2',
      ],
      '--ground',
    ],
  ])('%s', async (_name, words, named) => {
    const { exit, code, message } = await refused(words);
    expect({ exit, code }).toEqual({ exit: 2, code: 'usage.invalid' });
    expect(message).toContain(named);
  });

  test.each([
    [['register', '--chanel', 'phone'], '--channel'],
    [['list', '--overdu'], '--overdue'],
    [['show', '0101', '--jsn'], '--json'],
  ])('an unknown option names the nearest: %j', async (words, near) => {
    const { exit, code, message } = await refused(words);
    expect({ exit, code }).toEqual({ exit: 2, code: 'usage.unknown_option' });
    expect(message).toContain(near);
  });

  test('an option that no command has, without a command', async () => {
    expect(await refused(['--overdu'])).toMatchObject({ exit: 2, code: 'usage.unknown_option' });
  });

  test.each([
    ['UTF-16', Uint8Array.of(0xff, 0xfe, 0x11, 0x62, 0x2f, 0x66)],
    ['a zip, such as a Word document', Uint8Array.of(0x50, 0x4b, 3, 4, 0x14, 0, 6, 0, 8, 0, 0, 0)],
  ])('4.2.2 a file that is no text is not taken for one: %s', async (_name, bytes) => {
    writeFileSync(join(desk.folder, 'x'), bytes);
    expect(await refused(['note', '0101', '@x'])).toMatchObject({ exit: 2, code: 'usage.invalid' });
  });

  test.each([[['list', '--dept', '工程']], [['todo', '--dept', '工程']]])(
    'a department that is none is no empty list: %j',
    async (words) => {
      const { exit, code, message } = await refused(words);
      expect({ exit, code }).toEqual({ exit: 4, code: 'not_found.department' });
      expect(message).toContain('工程部');
    },
  );

  test('the names of fixed rows of Annex 2 are no departments', async () => {
    for (const name of ['合计', '未转办'])
      expect(await refused(['dept', 'add', name])).toMatchObject({ code: 'usage.invalid' });
  });

  test('a month to come is not reported as sent', async () => {
    expect(await refused(['report', '2999-01', '--final'])).toMatchObject({ code: 'usage.invalid' });
  });

  test('an amended acceptance to come names its own option', async () => {
    const { hint } = await refused(['amend', '0101', '--accepted-at', '2999-01-01', '--reason', '录错']);
    expect(hint).toContain('--accepted-at');
  });

  test('who types is one plain line, too', async () => {
    for (const TOUSU_USER of ['王\n芳', '\u001b[31m王芳', '芳'.repeat(10_001)]) {
      const refusal = await desk.refusal(['note', '0101', '来电'], { env: { TOUSU_USER } });
      expect(refusal).toMatchObject({ exit: 2, code: 'usage.invalid' });
      expect(refusal.message).toContain('TOUSU_USER');
    }
  });

  test('4.3.8(1) no waiver without an attempt can be set', async () => {
    const { code, hint } = await refused(['config', 'set', 'policy.callbackAttempts', '0', '--reason=试行']);
    expect({ code, hint }).toEqual({ code: 'usage.invalid', hint: '写 1 到 99 的整数' });
  });

  test('a text that begins with - is told how to be written', async () => {
    const { code, hint } = await refused(['note', '0101', '-5度']);
    expect(code).toBe('usage.unknown_option');
    expect(hint).toMatch(/^tousu note 编号 -- -5度/);
  });

  test('an unknown word of a group lists the possible ones', async () => {
    const { hint, details } = await refused(['dept', 'xyz']);
    expect(hint).toContain('tousu dept retire');
    expect(details).toEqual({ choices: ['add', 'list', 'rename', 'retire'] });
  });

  test.each([
    [['regster'], 'register'],
    [['resolve', 'explan'], 'explain'],
    [['staff', 'ad'], 'add'],
  ])('an unknown command names the nearest: %j', async (words, near) => {
    const { exit, code, message } = await refused(words);
    expect({ exit, code }).toEqual({ exit: 2, code: 'usage.invalid' });
    expect(message).toContain(near);
  });
});

describe('who and what is not there', () => {
  test.each([
    ['a case', ['show', '2023100199'], 'not_found.complaint', '2023100199'],
    [
      'the case that is to be the duplicate',
      ['void', '0101', '--reason=重复', '--duplicate-of=99'],
      'not_found.complaint',
      '99',
    ],
    ['a department, with the nearest', ['assign', '0101', '--dept=工程'], 'not_found.department', '工程部'],
    [
      'the department of a new employee',
      ['staff', 'add', '周健', '--dept=财务部'],
      'not_found.department',
      '财务部',
    ],
    ['an employee, with the nearest', ['staff', 'retire', '王方'], 'not_found.person', '王芳'],
    ['a text file', ['note', '0101', '@没有.txt'], 'not_found.file', '没有.txt'],
    ['a measure', ['measure', 'done', '0101', '1'], 'not_found.measure', '1'],
  ])('%s', async (_name, words, code, named) => {
    const refusal = await refused(words);
    expect(refusal).toMatchObject({ exit: 4, code });
    expect(refusal.message).toContain(named);
  });

  test('a ledger', async () => {
    expect(await desk.refusal(['list', '--ledger', 'elsewhere.db'])).toMatchObject({
      exit: 4,
      code: 'not_found.ledger',
    });
  });
});

test('1.2.2 an hour of today that is still to come is refused, not taken for last year', async () => {
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(5, 10);
  const tooLate = await refused(['assign', '0101', '--dept=工程部', `--at=${today} 23:59:59`]);
  expect(tooLate).toMatchObject({ exit: 3, code: 'time.future' });
});

test('a refused registration leaves no gap', async () => {
  await refused([...registration({ name: '周福来', phone: '13500004567' }), '--by=王芳', '--kind=媒人']);
  await refused(registration({ at: '2099-01-01 09:00' }));
  expect(await desk.json(registration({ name: '周福来', phone: '13500004567' }))).toMatchObject({
    no: '2023100102',
  });
});
