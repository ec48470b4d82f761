import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import type { MonthFigures } from '../../../src/domain/month/figures.ts';
import type { Desk } from '../../support/run-tousu.ts';
import { registration, unitDesk } from '../../support/run-unit.ts';

let desk: Desk;
let page: string;

beforeAll(async () => {
  desk = await unitDesk();
  const register = (at: string, changed = {}) => desk.ok(registration({ at, ...changed }));
  await register('2022-10-05 09:00', { phone: '13900000001' });
  await register('2023-09-20 09:00', { phone: '13800001234' });
  await register('2023-10-01 09:00', { phone: '13800001234', name: '赵小军' });
  await register('2023-10-02 09:00', { phone: '13900000002', name: '孙立人' });
  await register('2023-10-03 09:00', { phone: '13900000003' });
  await desk.ok(['assign', '2023100101', '--dept', '工程部', '--at', '2023-10-01 10:00']);
  const investigate = [
    'investigate',
    '2023100101',
    '--by',
    '赵强',
    '--method',
    'site_visit',
    '--at',
    '2023-10-01 11:00',
  ];
  await desk.ok([...investigate, '--findings', '漏气', '--cause', '赵小军家阀门老化', '--verdict', 'valid']);
  const complete = [
    'resolve',
    'complete',
    '2023100101',
    '--by',
    '赵强',
    '--replied',
    'phone',
    '--at',
    '2023-10-03 09:00',
  ];
  await desk.ok([
    'resolve',
    'propose',
    '2023100101',
    '--plan',
    '换',
    '--by',
    '赵强',
    '--at',
    '2023-10-01 12:00',
  ]);
  await desk.ok(['resolve', 'answer', '2023100101', '--accept', '--at', '2023-10-01 13:00']);
  await desk.ok([...complete, '--result', '已换', '--accountability', '批评', '--corrective', '更换阀门']);
  await desk.ok(['report', '2023-10', '--format', 'html', '--at', '2023-10-10 09:00']);
  page = readFileSync(join(desk.folder, '投诉分析报告_2023-10.html'), 'utf8');
});

test('the figures are those of report --json, beside the month before and the same month a year ago', async () => {
  const { total, breaches, notes } = await desk.json<MonthFigures>([
    'report',
    '2023-10',
    '--at',
    '2023-10-10 09:00',
  ]);
  const missed = breaches.filter(({ internal }) => !internal).reduce((sum, breach) => sum + breach.total, 0);
  const text = page.replaceAll(/<[^>]+>/g, '|');
  expect(total).toBe(3);
  expect(text).toContain('投诉总次数||3||1||+2（+200.0%）||1||+2（+200.0%）|');
  expect(text).toContain('受理至办结天数（中位数）||2.0||—||—||—||—|');
  expect(text).toContain(`时限超期次数||${missed}||2||`);
  expect(text).toContain('重复投诉||1||0||');
  expect(text).toContain('2023100101||2023092001|');
  expect(text).toContain('更换阀门');
  // Everything of the story is typed in today.
  expect(notes.map(({ kind, items }) => [kind, items.map(({ no }) => no)])).toEqual([
    ['late_entry', ['2023100101']],
  ]);
  expect(text).toContain('补录||1||2023100101 办结写作 2023-10-03 09:00，限 2023-10-04 23:59');
  expect(text).toContain('作废||0||无|');
});

test('nobody who complained is named, by name or phone', () => {
  expect(page).toContain('投诉人家阀门老化');
  expect(page).not.toMatch(/李强|赵小军|孙立人|13[89]0000\d{4}/);
});

test('the file is read by its owner alone and never overwritten unasked', async () => {
  expect(statSync(join(desk.folder, '投诉分析报告_2023-10.html')).mode & 0o777).toBe(0o600);
  const again = await desk.refusal([
    'report',
    '2023-10',
    '--format',
    'html',
    '-o',
    '投诉分析报告_2023-10.html',
  ]);
  expect(again).toMatchObject({ exit: 2, code: 'usage.invalid' });
});
