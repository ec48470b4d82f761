import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { emptyDesk } from '../../support/run-tousu.ts';
import { registration, unitDesk } from '../../support/run-unit.ts';

/** Who recorded a case, and when (and so whether on its day), is the importer's; the rest is the old ledger's. */
const byImporter = ['录入时间', '录入人', '迟报'];

function tableIn(folder: string): readonly Readonly<Record<string, string>>[] {
  const text = readFileSync(join(folder, '台账.csv'), 'utf8').replace(/^\ufeff/, '');
  const [titles = [], ...rows] = text
    .split('\r\n')
    .filter((line) => line !== '')
    .map((line) => line.split(','));
  return rows.map((row) =>
    Object.fromEntries(titles.map((title, i) => [title, byImporter.includes(title) ? '' : (row[i] ?? '')])),
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
  await desk.ok(['export', '--all', '--reveal', '-o', '台账.xlsx']);
  await desk.ok(['export', '--all', '--reveal', '-o', '台账.csv']);

  const other = emptyDesk();
  await other.ok(['init', '--unit', '修武燃气公司']);
  await other.ok(['import', join(desk.folder, '台账.xlsx')]);
  await other.ok(['export', '--all', '--reveal', '-o', '台账.csv']);
  expect(tableIn(other.folder)).toEqual(tableIn(desk.folder));
  expect(await other.json(['verify'])).toMatchObject({ ok: true, cases: 3 });
});
