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

describe('what only the directory knows of an entry', () => {
  const at = ['--at', '2023-10-01 12:00'];
  const codes = async (desk: Desk, words: readonly string[]) =>
    (await desk.json<Answer>(words)).warnings.map(({ code }) => code).filter((code) => code !== 'late_entry');
  const investigated = ['investigate', '0101', '--method=documents', '--findings=属实', ...at];

  async function assignedDesk(changed: Readonly<Record<string, string>> = {}): Promise<Desk> {
    const desk = await unitDesk();
    await desk.ok(registration(changed));
    await desk.ok(['assign', '0101', '--dept', '工程部', '--at', '2023-10-01 10:00']);
    return desk;
  }

  test('4.3.2 possible_conflict: a name inside a longer respondent, at the registration and when he acts', async () => {
    const desk = await unitDesk();
    const registered = registration({ respondent: '维修工赵强' });
    expect(await warned(desk, 'possible_conflict', registered)).toEqual([
      expect.stringContaining('tousu amend 2023100101 --recuse 赵强 --reason'),
    ]);
    await desk.ok(['assign', '0101', '--dept', '工程部', '--at', '2023-10-01 10:00']);
    expect(await codes(desk, [...investigated, '--by=赵强'])).toEqual(['possible_conflict']);
    await desk.ok(['amend', '0101', '--recuse=赵强', '--reason=须回避']);
    expect(await desk.refusal([...investigated, '--by=赵 强'])).toMatchObject({ code: 'rule.recusal' });
  });

  test('4.3.2 not_of_department: of neither the responsible nor an assisting one', async () => {
    const desk = await assignedDesk();
    expect(await codes(desk, [...investigated, '--by=赵强'])).toEqual([]);
    expect(await codes(desk, [...investigated, '--by=王芳'])).toEqual(['not_of_department']);
    await desk.ok(['assign', '0101', '--dept=工程部', '--assist=客户服务部', ...at]);
    expect(await codes(desk, [...investigated, '--by=王芳'])).toEqual([]);
  });

  test('2.1.6 typical_not_investigated: at the completion, when nobody of customer service has investigated', async () => {
    const desk = await unitDesk();
    await desk.ok([...registration(), '--typical']);
    await desk.ok(['assign', '0101', '--dept', '工程部', '--at', '2023-10-01 10:00']);
    await desk.ok([...investigated, '--by=赵强', '--verdict=valid']);
    const complete = ['resolve', 'complete', '0101', '--on-the-spot', '--by=赵强', '--result=好', ...at];
    const done = [...complete, '--replied=phone', '--cause=漏检', '--accountability=批评', '--corrective=换'];
    expect(await codes(desk, [...done, '--preventive=查'])).toEqual(['typical_not_investigated']);
    await desk.ok(['undo', '0101', '--reason=先查']);
    expect(await codes(desk, [...investigated, '--by=王芳'])).toEqual([]);
    expect(await codes(desk, [...done, '--preventive=查'])).toEqual([]);
  });

  test('4.3.6 not_the_holder: a decision for another one than who held the case', async () => {
    const desk = await unitDesk();
    await desk.ok(registration());
    await desk.ok(['assign', '0101', '--dept', '工程部', '--by=刘敏', '--at', '2023-10-02 10:00']);
    const decided = ['penalty', '0101', '--deadline=assign', '--decision=提醒'];
    expect(await codes(desk, [...decided, '--person=刘敏'])).toEqual([]);
    expect(await codes(desk, [...decided, '--person=赵强'])).toEqual(['not_the_holder']);
  });

  test('4.3.7(1) interim_feedback: headquarters still waits', async () => {
    const desk = await assignedDesk({ source: 'headquarters' });
    const told = ['feedback', '0101', '--content=已收到', ...at];
    expect(await codes(desk, [...told, '--to=管理总部'])).toEqual(['interim_feedback']);
    await desk.ok([...investigated, '--by=赵强']);
    expect(await codes(desk, [...told, '--to=经理室'])).toEqual(['interim_feedback']);
    expect(await codes(desk, [...told, '--to=管理总部'])).toEqual([]);
  });

  test('step 100 a department can be reminded, a person there is none of is a slip', async () => {
    const desk = await assignedDesk();
    const reminded = ['remind', '0101', '--text=快', ...at];
    for (const to of ['工程部', '赵强', '赵 强', '赵　强'])
      expect(await codes(desk, [...reminded, `--to=${to}`])).toEqual([]);
    expect(await codes(desk, [...reminded, '--to=赵小强'])).toEqual(['unknown_person']);
  });
});

test('duplicate_external_no: the same number of the hotline, with the command that voids the copy', async () => {
  const desk = await unitDesk();
  const hotline = { source: 'government_hotline', 'external-no': '热线-77' };
  await desk.ok(registration(hotline));
  const again = registration({ ...hotline, phone: '13900001234' });
  expect(await warned(desk, 'duplicate_external_no', again)).toEqual([
    expect.stringContaining('tousu void 2023100102 --duplicate-of 2023100101 --reason'),
  ]);
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
