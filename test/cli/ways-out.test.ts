// The ways out of the second reading: each refused where it does not stand open, by its code, and nothing is written.

import { beforeAll, describe, expect, test } from '@jest/globals';
import { refusedBy } from '../support/refused.ts';
import type { Desk } from '../support/run-tousu.ts';
import { registration, unitDesk } from '../support/run-unit.ts';

let desk: Desk;

const handed = (no: string) => [
  `assign ${no} --dept 工程部 --recuse 周健 --at 2023-10-01T10:00`,
  `investigate ${no} --by 赵强 --method site_visit --findings 松动 --verdict valid --at 2023-10-01T12:00`,
];
const planned = (no: string) => [
  ...handed(no),
  `resolve propose ${no} --by 赵强 --plan 换 --at 2023-10-01T13:00`,
];
const promised = (no: string) => [
  ...planned(no),
  `resolve answer ${no} --accept --external-factor 缺货 --promised 2023-10-20 --at 2023-10-01T14:00`,
];
const doneAt = (no: string, replied: string) =>
  `resolve complete ${no} --by 赵强 --on-the-spot --result 已换 --replied ${replied} --accountability 批评 --corrective 换 --preventive 查 --at 2023-10-01T14:00`;
const awaiting = (no: string) => [
  ...handed(no),
  doneAt(no, 'phone'),
  `approve ${no} --as leader --by 陈国栋 --opinion 同意 --at 2023-10-01T15:00`,
  `review ${no} --pass --by 刘敏 --at 2023-10-01T16:00`,
];
const calledBack = (no: string) => [
  ...awaiting(no),
  `callback ${no} --by 李娜 --method phone --handled yes --timeliness 1 --satisfaction 1 --at 2023-10-02T09:00`,
];

/** The cases of the desk by what they have come to. */
const cases = {
  registered: () => [],
  solving: handed,
  proposed: planned,
  promised,
  owing: (no: string) => [...handed(no), doneAt(no, 'later')],
  awaiting,
  calledBack,
  unreachable: planned,
} satisfies Readonly<Record<string, (no: string) => readonly string[]>>;
type Name = keyof typeof cases;

const names = Object.keys(cases) as readonly Name[];
const numberOf = (name: Name): string => `20231001${String(names.indexOf(name) + 1).padStart(2, '0')}`;

beforeAll(async () => {
  desk = await unitDesk();
  await desk.ok(['staff', 'add', '周健', '--dept', '经理室', '--role', 'leader']);
  await desk.ok(['staff', 'add', '钱伟', '--dept', '工程部', '--role', 'caller']);
  await desk.ok(['staff', 'role', '赵强', '--role', 'leader']);
  for (const name of names) {
    const anonymous = registration().filter((word) => !/^--(name|phone)=/.test(word));
    await desk.ok(name === 'unreachable' ? [...anonymous, '--anonymous'] : registration());
    for (const line of cases[name](numberOf(name))) await desk.ok(line.split(' '));
  }
});

type Row = readonly [why: string, command: string, name: Name, options: string, exit: number, code: string];

const proceed = '--proceed 急';
const conclude = '--by 赵强 --reason 超规 --reply 已告知 --method phone';
const unhandled = '--by 李娜 --method phone --handled no --timeliness 1 --satisfaction 1';
const withdraw = '--by 刘敏 --withdrawn 不投诉了';
const invalid = '--by 赵强 --method documents --findings 查无此事 --verdict invalid';

const rows: Readonly<Record<string, readonly Row[]>> = {
  'step 40, assign': [
    [
      'after the verdict without a reason',
      'assign',
      'solving',
      '--dept 抄表收费部',
      3,
      'rule.reason_required',
    ],
    [
      'while a plan waits for its answer',
      'assign',
      'proposed',
      '--dept 抄表收费部 --reason 改转',
      3,
      'state.not_allowed',
    ],
    [
      'helped by nobody there is',
      'assign',
      'registered',
      '--dept 工程部 --assist 财务部',
      4,
      'not_found.department',
    ],
    ['helped by itself', 'assign', 'registered', '--dept 工程部 --assist 工程部', 2, 'usage.invalid'],
  ],
  'step 50, a changed verdict': [
    ['invalid without a ground', 'investigate', 'promised', invalid, 3, 'rule.ground_required'],
    [
      'invalid without a reason',
      'investigate',
      'promised',
      `${invalid} --ground 7`,
      3,
      'rule.reason_required',
    ],
    ['of finished work', 'investigate', 'owing', `${invalid} --ground 7 --reason 甲`, 3, 'state.not_allowed'],
    [
      'to what it is',
      'investigate',
      'solving',
      '--by 赵强 --method other --findings 属实 --verdict valid',
      3,
      'state.not_allowed',
    ],
  ],
  'step 70, not reached': [
    ['without a plan', 'resolve answer', 'solving', '--no-contact 关机', 3, 'state.not_allowed'],
    [
      'carried out untried',
      'resolve answer',
      'proposed',
      `${proceed} --approved-by 陈国栋`,
      3,
      'rule.proceed_not_allowed',
    ],
    [
      'signed by who is no leader',
      'resolve answer',
      'unreachable',
      `${proceed} --approved-by 刘敏`,
      3,
      'rule.not_a_leader',
    ],
    [
      'signed by nobody there is',
      'resolve answer',
      'unreachable',
      `${proceed} --approved-by 陈国`,
      4,
      'not_found.person',
    ],
    [
      'signed by who must recuse himself',
      'resolve answer',
      'unreachable',
      `${proceed} --approved-by 周健`,
      3,
      'rule.recusal',
    ],
    [
      'signed by who made the plan',
      'resolve answer',
      'unreachable',
      `${proceed} --approved-by 赵强`,
      3,
      'rule.recusal',
    ],
  ],
  'step 70, ended': [
    [
      'without two refused plans',
      'resolve conclude',
      'solving',
      `${conclude} --approved-by 陈国栋`,
      3,
      'rule.refusals_required',
    ],
    [
      'while a plan waits for its answer',
      'resolve conclude',
      'proposed',
      `${conclude} --approved-by 陈国栋`,
      3,
      'state.not_allowed',
    ],
  ],
  '4.3.7(1), a further date': [
    [
      'where none was promised',
      'resolve promise',
      'solving',
      '--promised 2023-10-21 --external-factor 甲',
      3,
      'state.not_allowed',
    ],
    [
      'before the day it is agreed',
      'resolve promise',
      'promised',
      '--promised 2023-10-01 --external-factor 甲 --at 2023-10-02T09:00',
      2,
      'usage.invalid',
    ],
    [
      'that is no day',
      'resolve promise',
      'promised',
      '--promised 2023-10-32 --external-factor 甲',
      2,
      'usage.invalid',
    ],
    [
      'by a second answer',
      'resolve answer',
      'promised',
      '--accept --external-factor 甲 --promised 2023-10-21',
      3,
      'state.not_allowed',
    ],
  ],
  '4.3.7(1), the reply': [
    ['not said', 'resolve complete', 'promised', '--by 赵强 --result 已换', 2, 'usage.missing'],
    [
      'in no known way',
      'resolve complete',
      'promised',
      '--by 赵强 --result 已换 --replied 喇叭',
      2,
      'usage.invalid',
    ],
    [
      'by a notice to who left a contact',
      'resolve complete',
      'promised',
      '--by 赵强 --result 已换 --replied notice',
      2,
      'usage.invalid',
    ],
    ['later by a notice', 'resolve reply', 'owing', '--method 公示', 2, 'usage.invalid'],
    ['that is not owed', 'resolve reply', 'calledBack', '--method phone', 3, 'state.not_allowed'],
    ['owed at the review', 'review', 'owing', '--pass --by 刘敏', 3, 'rule.reply_required'],
  ],
  'steps 60 to 90, at once': [
    [
      'with an accepted plan',
      'resolve complete',
      'promised',
      '--by 赵强 --result 已换 --replied phone --on-the-spot',
      3,
      'state.not_allowed',
    ],
    [
      'before the verdict',
      'resolve complete',
      'registered',
      '--by 赵强 --result 已换 --replied phone --on-the-spot',
      3,
      'state.not_allowed',
    ],
    [
      'without a plan and not at once',
      'resolve complete',
      'solving',
      '--by 赵强 --result 已换 --replied phone',
      3,
      'state.not_allowed',
    ],
  ],
  'step 100': [
    [
      'a form to be completed of unfinished work',
      'review',
      'promised',
      '--supplement 缺签字 --by 刘敏',
      3,
      'state.not_allowed',
    ],
    ['by who is no liaison', 'review', 'owing', '--supplement 缺签字 --by 李娜', 3, 'rule.not_a_liaison'],
    [
      'a reminder before the assignment',
      'remind',
      'registered',
      '--to 刘敏 --text 快',
      3,
      'state.not_allowed',
    ],
    [
      'a reminder with a promised day that is none',
      'remind',
      'solving',
      '--to 赵强 --text 快 --promised 明年',
      2,
      'usage.invalid',
    ],
  ],
  '4.3.8(4), not handled': [
    ['without a reason', 'callback', 'awaiting', unhandled, 3, 'rule.reason_required'],
    [
      'and not asked whether to come again',
      'callback',
      'awaiting',
      `${unhandled} --unhandled-reason 没人来`,
      3,
      'rule.rehandle_required',
    ],
    ['a callback withdrawn, unsigned', 'undo', 'calledBack', '--reason 录错', 3, 'rule.approval_required'],
    [
      'signed by who is no leader',
      'undo',
      'calledBack',
      '--reason 录错 --approved-by 李娜',
      3,
      'rule.not_a_leader',
    ],
    [
      'signed by who did the work',
      'undo',
      'calledBack',
      '--reason 录错 --approved-by 赵强',
      3,
      'rule.recusal',
    ],
    [
      'a signature for another step',
      'undo',
      'owing',
      '--reason 录错 --approved-by 陈国栋',
      2,
      'usage.invalid',
    ],
  ],
  'step 120, withdrawn': [
    [
      'heard by nobody who may call',
      'close',
      'solving',
      `${withdraw} --confirmed-by 王芳`,
      3,
      'rule.not_a_caller',
    ],
    [
      'heard by the responsible department',
      'close',
      'solving',
      `${withdraw} --confirmed-by 钱伟`,
      3,
      'rule.caller_in_responsible_department',
    ],
    [
      'heard by nobody there is',
      'close',
      'solving',
      `${withdraw} --confirmed-by 李哪`,
      4,
      'not_found.person',
    ],
    [
      'filed by who is no liaison',
      'close',
      'solving',
      '--by 李娜 --withdrawn 甲 --confirmed-by 李娜',
      3,
      'rule.not_a_liaison',
    ],
  ],
  '1.3, voided and amended': [
    ['on its way, unsigned', 'void', 'solving', '--reason 误登', 3, 'rule.approval_required'],
    [
      'signed by who must recuse himself',
      'void',
      'solving',
      '--reason 误登 --approved-by 周健',
      3,
      'rule.recusal',
    ],
    [
      'a signature for nothing',
      'void',
      'registered',
      '--reason 误登 --approved-by 陈国栋',
      2,
      'usage.invalid',
    ],
    [
      'another day, unsigned',
      'amend',
      'registered',
      '--reason 录错 --accepted-at 2023-09-30T09:00',
      3,
      'rule.approval_required',
    ],
    [
      'another day, signed by who is no leader',
      'amend',
      'registered',
      '--reason 录错 --accepted-at 2023-09-30T09:00 --approved-by 王芳',
      3,
      'rule.not_a_leader',
    ],
    [
      'the same day, signed',
      'amend',
      'registered',
      '--reason 录错 --accepted-at 2023-10-01T09:00 --approved-by 陈国栋',
      2,
      'usage.invalid',
    ],
    ['recused already', 'amend', 'solving', '--reason 补充 --recuse 周健', 2, 'usage.invalid'],
    [
      'handed to the crew in time to come',
      'amend',
      'registered',
      '--reason 补充 --emergency-at 2999-01-01',
      3,
      'time.future',
    ],
  ],
  '4.3.6, decisions': [
    [
      'on a clock that was kept',
      'penalty',
      'solving',
      '--deadline response --person 赵强 --decision 扣分',
      3,
      'rule.no_breach',
    ],
  ],
};

describe.each(Object.entries(rows))('%s', (_clause, all) => {
  test.each(all)('%s: %s', async (_why, command, name, options, exit, code) => {
    const words = [...command.split(' '), numberOf(name), ...options.split(' ')];
    expect(await refusedBy(desk, words)).toMatchObject({ exit, code });
  });
});

test('what a refusal counts stands in its details', async () => {
  const words = (line: string) => refusedBy(desk, line.split(' '));
  expect(
    (await words(`resolve conclude ${numberOf('solving')} ${conclude} --approved-by 陈国栋`)).details,
  ).toEqual({ refused: 0, needed: 2 });
  expect(
    (await words(`resolve answer ${numberOf('proposed')} ${proceed} --approved-by 陈国栋`)).details,
  ).toEqual({ days: 0, needed: 3 });
  expect((await words(`resolve complete ${numberOf('promised')} --by 赵强 --result 已换`)).details).toEqual({
    names: ['--replied'],
  });
});
