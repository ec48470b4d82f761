import { registrationDefaults } from '../../src/domain/steps/register.ts';
import { registerCase } from '../../src/services/case/register.ts';
import { listSettings } from '../../src/store/settings.ts';
import { contextOn } from '../support/build-ledger.ts';
import { openLedger } from '../support/open-ledger.ts';
import type { Desk } from '../support/run-tousu.ts';
import { registration } from '../support/run-unit.ts';

/** Texts that a program on the way could take for something else. */
export const dangerous = [
  '=1+1',
  '+8613800001234',
  '@x',
  '-x',
  '_x0041_',
  '<b>&"\'</b>',
  '𠮷野家👨‍👩‍👧😀',
] as const;

/** Registers a complaint; its number. A text that begins with @ is typed with two, else it would name a file. */
export async function registered(
  desk: Desk,
  changed: Readonly<Record<string, string>> = {},
): Promise<string> {
  const typed = Object.entries(changed).map(([key, text]) => [key, text.replace(/^@/, '@@')] as const);
  const { no } = await desk.json<{ no: string }>(registration(Object.fromEntries(typed)));
  return no;
}

/** A valid complaint taken through every step, in time; its number. */
export async function filed(desk: Desk, changed: Readonly<Record<string, string>> = {}): Promise<string> {
  const no = await registered(desk, changed);
  for (const words of [
    ['assign', no, '--dept=工程部', '--by=刘敏', '--at=2023-10-01 10:00'],
    [
      'investigate',
      no,
      '--by=赵强',
      '--method=site_visit',
      '--findings=接头漏气，现场已关阀',
      '--cause=胶圈老化',
      '--verdict=valid',
      '--at=2023-10-01 14:00',
    ],
    ['resolve', 'propose', no, '--by=赵强', '--plan=更换接头', '--at=2023-10-01 15:00'],
    ['resolve', 'answer', no, '--accept', '--at=2023-10-01 15:30'],
    [
      'resolve',
      'complete',
      no,
      '--by=赵强',
      '--result=接头已更换，检漏合格',
      '--replied=visit',
      '--at=2023-10-02 10:00',
      '--accountability=对巡线员批评教育',
      '--corrective=排查同楼接头',
      '--preventive=接头列入年度更换计划',
    ],
    ['approve', no, '--as=leader', '--by=陈国栋', '--opinion=同意，尽快排查', '--at=2023-10-02 11:00'],
    ['review', no, '--pass', '--by=刘敏', '--at=2023-10-02 12:00'],
    [
      'callback',
      no,
      '--by=李娜',
      '--method=phone',
      '--handled=yes',
      '--timeliness=较满意',
      '--satisfaction=满意',
      '--comment=处理很快',
      '--at=2023-10-03 09:00',
    ],
    ['close', no, '--by=刘敏', '--at=2023-10-03 10:00'],
  ]) {
    await desk.ok(words);
  }
  return no;
}

/** Many complaints of one day, registered without a process for each. */
export async function registerMany(desk: Desk, count: number): Promise<void> {
  const ledger = await openLedger(desk.ledger);
  const ctx = contextOn(ledger, desk.ledger, { settings: await listSettings(ledger) });
  const complaint = {
    channel: 'phone',
    name: '李强',
    phone: '13800001234',
    content: '无',
    demand: '无',
  } as const;
  for (let n = 0; n < count; n += 1) {
    const at = { moment: '2023-10-01T09:30:00+08:00' };
    await registerCase(ctx, { ...registrationDefaults, ...complaint, by: null, at });
  }
  await ledger.close();
}
