import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { owners } from '../../../src/domain/words/vocabulary.ts';
import { type Desk, emptyDesk } from '../../support/run-tousu.ts';
import { registration, unitDesk } from '../../support/run-unit.ts';

/** Who recorded a case, and when (and so whether on its day), is the importer's; the rest is the old ledger's. */
const byImporter = ['录入时间', '录入人', '迟报'];
/** The office's own clocks begin with the entries that are made here. */
const ofOffice = ['下一步时限'];
/** What a row of an old ledger cannot say: the manual names it. */
const notRead = [
  '判定后改转原因',
  '改判',
  '催办',
  '答复未联系上次数',
  '承诺改期',
  '补齐登记表',
  '内部超期环节',
  '处罚',
  '受理日期更正',
  '附件',
  ...owners.map((role) => `${role}经手小时`),
];
const left = new Set([...byImporter, ...ofOffice, ...notRead]);

function tableIn(folder: string): readonly Readonly<Record<string, string>>[] {
  const text = readFileSync(join(folder, '台账.csv'), 'utf8').replace(/^\ufeff/, '');
  const [titles = [], ...rows] = text
    .split('\r\n')
    .filter((line) => line !== '')
    .map((line) => line.split(','));
  return rows.map((row) =>
    Object.fromEntries(titles.map((title, i) => [title, left.has(title) ? '' : (row[i] ?? '')])),
  );
}

test('export, import into an empty ledger, export: the same sheet', async () => {
  const desk = await unitDesk();
  const [no, at] = ['2023100101', (hour: string) => ['--at', `2023-10-02 ${hour}`]];
  await desk.ok(
    registration({ source: '政府热线', 'external-no': '12345-1', typical: '' }).filter(
      (word) => word !== '--typical=',
    ),
  );
  await desk.ok(['assign', no, '--dept', '工程部', '--respond-within', '2', ...at('08:00')]);
  const investigate = ['investigate', no, '--by', '赵强', '--method', '现场勘察', '--method', '人员访谈'];
  await desk.ok([
    ...investigate,
    '--findings',
    '漏气',
    '--cause',
    '老化',
    '--verdict',
    'valid',
    ...at('09:00'),
  ]);
  await desk.ok(['resolve', 'propose', no, '--plan', '换阀门', '--by', '赵强', ...at('10:00')]);
  await desk.ok(['resolve', 'answer', no, '--accept', ...at('11:00')]);
  const measures = ['--corrective', '换阀门', '--corrective', '复查', '--preventive', '巡查'];
  const complete = [
    'resolve',
    'complete',
    no,
    '--by',
    '赵强',
    '--result',
    '已换',
    '--replied',
    'phone',
    '--accountability',
    '批评',
  ];
  await desk.ok([...complete, ...measures, ...at('12:00')]);
  await desk.ok(['approve', no, '--as', 'leader', '--by', '陈国栋', '--opinion', '同意归档', ...at('13:00')]);
  await desk.ok(['review', no, '--pass', '--by', '刘敏', ...at('14:00')]);
  const call = ['callback', no, '--by', '李娜', '--method', 'phone'];
  await desk.ok([...call, '--no-contact', '无人接听', ...at('15:00')]);
  await desk.ok([
    ...call,
    '--handled',
    'yes',
    '--timeliness',
    '满意',
    '--satisfaction',
    '较满意',
    ...at('16:00'),
  ]);
  await desk.ok(['close', no, '--by', '刘敏', ...at('17:00')]);
  await desk.ok(
    registration({ name: '匿名', phone: '', at: '2023-10-03 08:00' }).filter((word) => word !== '--phone='),
  );
  await desk.ok(registration({ at: '2023-10-04 08:00' }));
  await desk.ok([
    'void',
    '2023100401',
    '--reason',
    '重复登记',
    '--duplicate-of',
    no,
    '--at',
    '2023-10-04 09:00',
  ]);
  const other = await roundTrip(desk);
  expect(await other.json(['verify'])).toMatchObject({ ok: true, cases: 3 });
});

const formats = ['台账.xlsx', '台账.csv'] as const;

/** Exports the ledger, imports it in each format into an empty one, exports that: both say the same. */
async function roundTrip(desk: Desk): Promise<Desk> {
  for (const file of formats) await desk.ok(['export', '--all', '--reveal', '-o', file]);
  const [first, ...others] = await Promise.all(
    formats.map(async (file) => {
      const other = emptyDesk();
      await other.ok(['init', '--unit', '修武燃气公司']);
      await other.ok(['import', join(desk.folder, file)]);
      await other.ok(['export', '--all', '--reveal', '-o', '台账.csv']);
      expect([file, tableIn(other.folder)]).toEqual([file, tableIn(desk.folder)]);
      return other;
    }),
  );
  for (const other of others) expect(await other.json(['verify'])).toMatchObject({ ok: true });
  return first as Desk;
}

test('joined texts beyond the longest single one come back, and words that elsewhere stand for nothing', async () => {
  const desk = await unitDesk();
  await desk.ok(registration({ content: '无', demand: '/', evidence: '—' }));
  const long = [...'甲乙丙'].map((sign) => sign.repeat(9_000));
  for (const text of long) await desk.ok(['note', '0101', text]);
  const other = await roundTrip(desk);
  expect(await other.json(['show', '0101'])).toMatchObject({
    content: '无',
    demand: '/',
    evidence: '—',
    notes: [{ text: long.join('\n') }],
  });
});

/** A case a line: what it is registered as, and what is done to it. */
const judged = (no: string) => [
  `assign ${no} --dept 工程部 --assist 抄表收费部 --at 2023-10-01T10:00`,
  `investigate ${no} --by 赵强 --method site_visit --findings 松动 --cause 漏检 --verdict valid --at 2023-10-01T12:00`,
];
const done = '--by 赵强 --result 已换 --accountability 批评 --corrective 换 --preventive 查';

test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
  [
    'a reply given later',
    {},
    [
      `resolve complete 0101 --on-the-spot ${done} --replied later --at 2023-10-02T09:00`,
      'resolve reply 0101 --method letter --reply 已寄 --by 王芳 --at 2023-10-03T09:00',
    ],
  ],
  [
    'a reply that is owed',
    {},
    [`resolve complete 0101 --on-the-spot ${done} --replied later --at 2023-10-02T09:00`],
  ],
  [
    'ended after refused plans',
    {},
    [
      'resolve propose 0101 --by 赵强 --plan 甲 --at 2023-10-01T13:00',
      'resolve answer 0101 --reject 不够 --at 2023-10-01T14:00',
      'resolve propose 0101 --by 赵强 --plan 乙 --at 2023-10-01T15:00',
      'resolve answer 0101 --reject 仍不够 --at 2023-10-01T16:00',
      'resolve conclude 0101 --by 赵强 --reason 超出规定 --reply 可申诉 --method letter --approved-by 陈国栋 --at 2023-10-02T09:00',
    ],
  ],
  [
    'carried out without an answer',
    {},
    [
      'resolve propose 0101 --by 赵强 --plan 甲 --at 2023-10-01T13:00',
      'resolve answer 0101 --no-contact 关机 --at 2023-10-01T14:00',
      'resolve answer 0101 --no-contact 关机 --at 2023-10-02T14:00',
      'resolve answer 0101 --no-contact 关机 --at 2023-10-03T14:00',
      'resolve answer 0101 --proceed 隐患 --approved-by 陈国栋 --at 2023-10-03T15:00',
    ],
  ],
  [
    'withdrawn in time',
    {},
    ['close 0101 --withdrawn 不投诉了 --confirmed-by 李娜 --by 刘敏 --at 2023-10-02T09:00'],
  ],
  [
    'withdrawn too late',
    {},
    ['close 0101 --withdrawn 不投诉了 --confirmed-by 李娜 --by 刘敏 --at 2023-10-05T09:00'],
  ],
  [
    'a leak handed to the repair crew, voided',
    { category: 'leak_safety', 'emergency-at': '2023-10-01 09:35' },
    ['void 0101 --reason 误登 --approved-by 陈国栋 --at 2023-10-02T09:00'],
  ],
])('%s comes back', async (_name, changed, steps) => {
  const desk = await unitDesk();
  await desk.ok(registration(changed));
  for (const line of [...judged('0101'), ...steps]) await desk.ok(line.split(' '));
  const other = await roundTrip(desk);
  expect(await other.json(['verify'])).toMatchObject({ ok: true, cases: 1 });
});

test('the manual names every column that the import does not read', () => {
  const manual = readFileSync(new URL('../../../docs/手册.md', import.meta.url), 'utf8');
  for (const title of notRead.filter((each) => !each.endsWith('经手小时'))) expect(manual).toContain(title);
  expect(manual).toContain('经手小时');
});
