// Warnings that need the ledger: the directory, earlier cases, the last entry. Those of a case alone: test/domain.

import { describe, expect, test } from '@jest/globals';
import { noteCase } from '../../src/services/case/steps.ts';
import { contextOn } from '../support/build-ledger.ts';
import { openLedger } from '../support/open-ledger.ts';
import type { Desk } from '../support/run-tousu.ts';
import { registration, unitDesk } from '../support/run-unit.ts';

type Answer = { readonly warnings: readonly { readonly code: string; readonly message: string }[] };

/** The messages of one code that a recording command brings. */
async function warned(desk: Desk, code: string, words: readonly string[]): Promise<readonly string[]> {
  const { warnings } = await desk.json<Answer>(words);
  return warnings.filter((warning) => warning.code === code).map(({ message }) => message);
}

describe('unknown_person: a name the directory does not know, with the nearest it does', () => {
  const known = ['赵强'];
  const at = ['--at', '2023-10-02 10:00'];
  const investigate = [
    'investigate',
    '0101',
    '--method',
    'documents',
    '--findings',
    '漏气',
    '--verdict',
    'valid',
  ];
  const complete = [
    'resolve',
    'complete',
    '0101',
    '--by',
    '赵强',
    '--result',
    '好',
    '--replied',
    'phone',
    ...at,
  ];
  const measure = ['measure', 'add', '0101', '--kind', 'preventive', '--text', '巡查', '--due', '2999-12-31'];
  const penalty = ['penalty', '0101', '--deadline', 'assign', '--decision', '批评'];

  test('who did it, who recuses himself, who owns a measure, who is punished', async () => {
    const desk = await unitDesk();
    await desk.ok(registration());
    const warningsOf = (...words: readonly string[]) => warned(desk, 'unknown_person', words);
    const slip = '人员名录中没有“赵强强”，是不是“赵强”';
    expect(await warningsOf('assign', '0101', '--dept', '工程部', '--recuse', '赵强强', ...at)).toEqual([
      slip,
    ]);
    expect(await warningsOf(...investigate, '--by', '外来的人', ...at)).toEqual(['人员名录中没有“外来的人”']);
    await desk.ok(['resolve', 'propose', '0101', '--by', '赵强', '--plan', '换', ...at]);
    await desk.ok(['resolve', 'answer', '0101', '--accept', ...at]);
    await desk.ok(complete);
    expect(await warningsOf(...measure, '--owner', '赵强强')).toEqual([slip]);
    expect(await warningsOf(...penalty, '--person', '赵强强', '--by', '赵强强')).toEqual([slip]);
    for (const name of known) expect(await warningsOf(...penalty, '--person', name)).toEqual([]);
  });

  test('the operator is not asked for: he is who he is', async () => {
    const desk = await unitDesk();
    expect(await warned(desk, 'unknown_person', registration({ by: '王芬' }))).toHaveLength(1);
    const { warnings } = await desk.json<Answer>(registration(), { env: { TOUSU_USER: '陌生人' } });
    expect(warnings.map(({ code }) => code)).not.toContain('unknown_person');
  });
});

test('repeat_complainant: the same phone within 90 days, with the command that voids the copy', async () => {
  const desk = await unitDesk();
  await desk.ok(registration());
  const again = (at: string, phone = '13800001234') =>
    warned(desk, 'repeat_complainant', registration({ at, phone }));
  expect(await again('2023-12-30 09:00')).toEqual([
    expect.stringContaining('tousu void 2023123001 --duplicate-of 2023100101 --reason'),
  ]);
  expect(await again('2023-10-02 09:00', '13900001234')).toEqual([]);
  expect(await again('2023-10-03 09:00', '+86-13900001234')).toHaveLength(1);
  expect(await again('2024-03-30 09:00')).toEqual([]);
});

test('clock_set_back: the system clock stands before the last entry', async () => {
  const desk = await unitDesk();
  await desk.ok(registration());
  const ledger = await openLedger(desk.ledger);
  const at = (now: string) => contextOn(ledger, desk.ledger, { now });
  const note = { no: '01', text: '记一句', by: null, at: null };
  const codes = async (now: string) => (await noteCase(at(now), note)).warnings.map(({ code }) => code);
  expect(await codes('2999-01-01T09:00:00+08:00')).toEqual([]);
  expect(await codes('2998-12-31T09:00:00+08:00')).toEqual(['clock_set_back']);
  await ledger.close();
});
