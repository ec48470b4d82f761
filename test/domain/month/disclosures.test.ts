import { describe, expect, test } from '@jest/globals';
import {
  type DisclosureFacts,
  disclosureKinds,
  disclosuresOf,
  type Ending,
  type LateCase,
  type OpenPromise,
} from '../../../src/domain/month/disclosures.ts';
import { on } from '../../support/build-case.ts';
import { disclosing, ofLi } from '../../support/build-facts.ts';

const FROM = '2023-10-01';
const AS_OF = on('11-01 09:30');
const disclosed = (facts: Partial<DisclosureFacts>) => disclosuresOf(disclosing(facts), FROM, AS_OF);
const itemsOf = (facts: Partial<DisclosureFacts>) => disclosed(facts).flatMap(({ items }) => items);

type Clock = LateCase['deadlines'][number];
/** A clock of the first round that was due on 10-04, met on 10-03 and typed in on 10-20. */
const aClock = (changed: Partial<Clock> = {}): Clock => ({
  kind: 'resolve',
  round: 1,
  dueAt: on('10-04 23:59:59'),
  metAt: on('10-03 16:00'),
  metRecordedAt: on('10-20 09:12'),
  cancelledAt: null,
  operator: '王芳',
  ...changed,
});
const aLateCase = (deadlines: readonly Clock[], changed: Partial<LateCase> = {}): LateCase => ({
  ...ofLi,
  verdict: { valid: true },
  withdrawal: null,
  deadlines,
  ...changed,
});

describe('(1) 补录: a step that decides an in-time figure was typed in after the due time it meets', () => {
  const explained = { kind: 'explain', dueAt: on('10-02 23:59:59'), metAt: on('10-02 09:00') } as const;
  const cancelled = aClock({ metAt: null, metRecordedAt: null, cancelledAt: on('10-02 09:00') });
  const withdrawal = { at: on('10-02 09:00'), recordedAt: on('10-20 09:12'), operator: '王芳' };
  const promises = [
    aClock({ kind: 'promise', dueAt: on('10-10 23:59:59'), metAt: on('10-09 16:00') }),
    aClock({ kind: 'promise', dueAt: on('10-15 23:59:59'), metAt: on('10-09 16:00') }),
  ];

  test.each<readonly [string, LateCase, readonly string[]]>([
    ['resolve', aLateCase([aClock()]), ['办结写作 2023-10-03 16:00，限 2023-10-04 23:59']],
    ['typed in in the last second: none', aLateCase([aClock({ metRecordedAt: on('10-04 23:59:59') })]), []],
    ['met late: it is a breach', aLateCase([aClock({ metAt: on('10-05 00:00') })]), []],
    ['unmet: none', aLateCase([aClock({ metAt: null, metRecordedAt: null })]), []],
    ['nobody knows when it was typed in', aLateCase([aClock({ metRecordedAt: null })]), []],
    ['cancelled: it decides nothing', aLateCase([aClock({ cancelledAt: on('10-03 17:00') })]), []],
    ['another clock than the deciding one', aLateCase([aClock({ kind: 'assign' })]), []],
    ['a re-handling has a clock of its own', aLateCase([aClock({ kind: 'rehandle', round: 2 })]), []],
    [
      'no verdict yet is valid',
      aLateCase([aClock()], { verdict: null }),
      ['办结写作 2023-10-03 16:00，限 2023-10-04 23:59'],
    ],
    [
      'an invalid case is decided by explain alone',
      aLateCase([aClock(), aClock(explained)], { verdict: { valid: false } }),
      ['解释答复写作 2023-10-02 09:00，限 2023-10-02 23:59'],
    ],
    [
      'the first promise decides beside resolve',
      aLateCase(promises),
      ['承诺办结写作 2023-10-09 16:00，限 2023-10-10 23:59'],
    ],
    [
      'the report that headquarters waits for',
      aLateCase([aClock({ kind: 'hq_feedback', metAt: on('10-03 17:00') })]),
      ['总部反馈写作 2023-10-03 17:00，限 2023-10-04 23:59'],
    ],
    [
      'a withdrawal that was typed in too late',
      aLateCase([cancelled], { withdrawal }),
      ['办结写作 2023-10-02 09:00，限 2023-10-04 23:59'],
    ],
    [
      'a withdrawal that was typed in in time',
      aLateCase([cancelled], { withdrawal: { ...withdrawal, recordedAt: on('10-02 09:05') } }),
      [],
    ],
    [
      'of a withdrawn case the report to headquarters is not asked',
      aLateCase([aClock({ kind: 'hq_feedback' })], { withdrawal }),
      [],
    ],
  ])('%s', (_name, late, details) => {
    expect(itemsOf({ late: [late] }).map(({ detail }) => detail)).toEqual(details);
  });

  test('it says when it was typed in and by whom; nobody gave a reason', () => {
    expect(itemsOf({ late: [aLateCase([aClock()])] })).toMatchObject([
      { no: '2023100102', at: on('10-20 09:12'), by: '王芳', approvedBy: null, reason: null },
    ]);
  });
});

const anEnding = (changed: Partial<Ending> = {}): Ending => ({
  ...ofLi,
  kind: 'voided',
  at: on('10-09 09:00'),
  by: '刘敏',
  approvedBy: '陈国栋',
  confirmedBy: null,
  reason: '重复登记',
  ...changed,
});
const moved = {
  ...ofLi,
  at: on('10-09 09:00'),
  by: '刘敏',
  fromDay: '2023-09-30',
  toDay: '2023-10-01',
  approvedBy: '陈国栋',
  reason: '录错',
};
const struck = {
  ...ofLi,
  at: on('10-09 09:00'),
  by: '刘敏',
  approvedBy: '陈国栋',
  reason: '录错',
  struck: 'called_back',
  struckAt: on('10-08 10:00'),
} as const;
const signed = { no: '2023100102', at: on('10-09 09:00'), by: '刘敏', approvedBy: '陈国栋' };

describe('what a report owes its reader', () => {
  test.each<readonly [string, Partial<DisclosureFacts>, string, object]>([
    [
      '(2) the acceptance time was amended to another day',
      { movedDays: [moved] },
      'amended_day',
      { ...signed, reason: '录错', detail: '2023-09-30→2023-10-01' },
    ],
    [
      '(3) a completed callback was withdrawn',
      { struck: [struck] },
      'withdrawn_entry',
      { ...signed, reason: '录错', detail: '2023-10-08 的回访' },
    ],
    [
      '(3) a completion was withdrawn',
      { struck: [{ ...struck, struck: 'completed', approvedBy: null }] },
      'withdrawn_entry',
      { ...signed, approvedBy: null, reason: '录错', detail: '2023-10-08 的办结' },
    ],
    [
      '(4) 1.3 a case was voided: reason, who signed',
      { endings: [anEnding()] },
      'voided',
      { ...signed, reason: '重复登记', detail: null },
    ],
    [
      '(5) 4.3.8(1) the callback was waived: reason, who signed',
      { endings: [anEnding({ kind: 'waived', reason: '三天联系不上' })] },
      'waived',
      { ...signed, reason: '三天联系不上', detail: null },
    ],
    [
      '(5) the complainant withdrew: his words, and who heard them',
      {
        endings: [anEnding({ kind: 'withdrawn', approvedBy: null, confirmedBy: '李娜', reason: '不再投诉' })],
      },
      'withdrawn',
      { ...signed, approvedBy: null, reason: '不再投诉', detail: '李娜核实' },
    ],
    [
      '(5) ended after refused plans',
      { endings: [anEnding({ kind: 'concluded', reason: '两次方案均不接受' })] },
      'concluded',
      { ...signed, reason: '两次方案均不接受', detail: null },
    ],
    [
      '(6) the verdict was changed',
      {
        rejudgements: [
          { ...ofLi, at: on('10-09 09:00'), by: '赵强', valid: false, reason: '现场查明系自改' },
        ],
      },
      'rejudged',
      { by: '赵强', approvedBy: null, reason: '现场查明系自改', detail: '改为无效' },
    ],
    [
      '(7) a limit differs from the regulation: since when, by whom, why',
      {
        limits: [
          { key: 'policy.resolveDays', to: '30', at: on('09-10 09:00'), by: '刘敏', reason: '配件短缺' },
        ],
      },
      'limit_changed',
      {
        no: null,
        at: on('09-10 09:00'),
        by: '刘敏',
        reason: '配件短缺',
        detail: '有效投诉办结的自然日数 3→30',
      },
    ],
    [
      '(8) a promised date was moved',
      {
        movedPromises: [
          {
            ...ofLi,
            at: on('10-09 09:00'),
            by: '赵强',
            promisedOn: '2023-10-25',
            externalFactor: '审批延期',
          },
        ],
      },
      'promise',
      { by: '赵强', reason: '审批延期', detail: '改到 2023-10-25' },
    ],
  ])('%s', (_name, facts, kind, item) => {
    expect(disclosed(facts)).toMatchObject([{ kind, total: 1, items: [item] }]);
  });

  const promise: OpenPromise = {
    ...ofLi,
    at: on('10-02 09:00'),
    dueAt: on('11-01 23:59:59'),
    by: '王芳',
    reason: '市政审批',
    isMoved: false,
  };

  test.each<readonly [string, readonly OpenPromise[], readonly (string | null)[]]>([
    ['still runs', [promise], ['承诺 2023-11-01']],
    ['was due this second: it still runs', [{ ...promise, dueAt: AS_OF }], ['承诺 2023-11-01']],
    ['is past due: it is a breach, no promise', [{ ...promise, dueAt: on('10-31 23:59:59') }], []],
    ['was moved: that is said once', [{ ...promise, isMoved: true }], []],
  ])('(8) a promised date %s', (_name, promises, details) => {
    expect(itemsOf({ promises }).map(({ detail }) => detail)).toEqual(details);
  });

  test('the kinds come in their order, and one that did not happen is left out', () => {
    const facts = {
      endings: [anEnding({ kind: 'waived' }), anEnding(), anEnding({ no: '2023100103' })],
      movedDays: [moved],
    };
    expect(disclosed(facts).map(({ kind, total }) => [kind, total])).toEqual([
      ['amended_day', 1],
      ['voided', 2],
      ['waived', 1],
    ]);
    expect(disclosed({})).toEqual([]);
    expect(Object.keys(disclosureKinds)).toHaveLength(10);
  });

  test('4.4 a reason names neither the complainant nor his phone', () => {
    const reason = '李强来电 13800001234 要求撤回';
    expect(itemsOf({ endings: [anEnding({ reason })] })).toMatchObject([
      { reason: '投诉人来电 138****1234 要求撤回' },
    ]);
  });
});
