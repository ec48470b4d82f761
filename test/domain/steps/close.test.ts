import { describe, expect, test } from '@jest/globals';
import type { Complaint } from '../../../src/domain/case/complaint.ts';
import type { CaseEvent } from '../../../src/domain/case/events.ts';
import { evolve, replay } from '../../../src/domain/case/evolve.ts';
import { redacted } from '../../../src/domain/case/redact.ts';
import { defaultPolicy } from '../../../src/domain/policy.ts';
import { ANONYMOUS } from '../../../src/domain/steps/register.ts';
import {
  aCase,
  accepted,
  amended,
  assigned,
  calledBack,
  closed,
  completed,
  dissatisfied,
  eventOf,
  judgedValid,
  type Move,
  measureAdded,
  measureDone,
  notReached,
  on,
  opined,
  passed,
  proceeded,
  proposed,
  refusal,
  refusalCode,
  reopened,
  story,
  voided,
  waived,
} from '../../support/build-case.ts';
import { caller, generalManager, leader } from '../../support/build-people.ts';
import { aCaseThatIs, wayTo } from '../../support/build-states.ts';

const awaiting = wayTo('awaiting_callback');
/** The way there where nobody can be told anything. */
const nameless = [...wayTo('proposed'), proceeded(), completed({ method: null }), opined(), passed()];
const after = (complaint: Complaint, move: Move): Complaint => evolve(complaint, eventOf(move(complaint)));
const nothingSaid = { cause: null, accountability: null, corrective: [], preventive: [] };
const toCallback: readonly Move[] = [opined(), passed(), calledBack()];

describe('step 120: the liaison files the case', () => {
  test('a valid case after its callback', () => {
    expect(aCase(...wayTo('called_back'), closed({ at: '10-06 09:00' }))).toMatchObject({
      status: 'closed',
      closure: { at: on('10-06 09:00'), by: '刘敏', waiver: null },
    });
  });

  test('an invalid case after its explanation and a leader', () => {
    expect(aCase(...wayTo('explained'), opined(), closed()).status).toBe('closed');
  });

  test('nobody else does', () => {
    expect(refusalCode(closed({ person: caller }), aCaseThatIs('called_back'))).toBe('rule.not_a_liaison');
  });
});

describe('4.1.1 三不放过', () => {
  /** A case that was called back, completed with these things changed. */
  const completedWith = (given: Parameters<typeof completed>[0], ...more: readonly Move[]) =>
    story({}, ...wayTo('executing'), completed(given), ...toCallback, ...more).complaint;
  const missing = (complaint: ReturnType<typeof aCase>): unknown => refusal(closed(), complaint)?.details;

  test.each([
    ['no accountability', { accountability: null }, ['accountability']],
    ['no corrective measure', { corrective: [] }, ['corrective']],
    ['no preventive measure', { preventive: [] }, ['preventive']],
    ['several are listed at once', nothingSaid, ['accountability', 'corrective', 'preventive']],
  ])('%s: refused', (_name, given, gaps) => {
    expect(refusalCode(closed(), completedWith(given))).toBe('rule.three_no_release');
    expect(missing(completedWith(given))).toEqual({ missing: gaps });
  });

  test('no cause, neither in the investigation nor in the completion: refused', () => {
    const before = [assigned(), judgedValid({ cause: null }), proposed(), accepted()];
    expect(missing(aCase(...before, completed(), ...toCallback))).toEqual({ missing: ['cause'] });
  });

  test('a corrective measure that is still to be done: refused until it is', () => {
    const open = completedWith({}, measureAdded());
    expect(missing(open)).toEqual({ missing: ['corrective_open'] });
    expect(refusalCode(closed(), completedWith({}, measureAdded(), measureDone({ n: 3 })))).toBeUndefined();
  });

  test('a preventive measure may be still to be done', () => {
    expect(refusalCode(closed(), completedWith({}, measureAdded({ kind: 'preventive' })))).toBeUndefined();
  });

  test('what is missing is filled in by amend and by measures', () => {
    const filled = completedWith(
      nothingSaid,
      amended({ cause: '电池盒老化', accountability: '通报批评' }),
      measureAdded(),
      measureAdded({ kind: 'preventive' }),
      measureDone({ n: 1 }),
    );
    expect(refusalCode(closed(), filled)).toBeUndefined();
  });

  test('an invalid case has nothing to release', () => {
    expect(refusalCode(closed(), aCase(...wayTo('explained'), opined()))).toBeUndefined();
  });
});

describe('4.3.8(1) 100 % are called back', () => {
  const attempts = (...days: readonly string[]): readonly Move[] =>
    days.map((day) => notReached({ at: `${day} 09:00` }));

  test('a valid case without a callback is not closed', () => {
    expect(refusalCode(closed(), aCase(...awaiting))).toBe('rule.callback_required');
    expect(refusalCode(closed(), aCase(...awaiting, notReached()))).toBe('rule.callback_required');
  });

  test.each<[string, readonly Move[], Move, string | undefined]>([
    ['waived without an attempt: refused', [], waived(), 'rule.waiver_not_allowed'],
    ['after two days: refused', attempts('10-02', '10-03'), waived(), 'rule.waiver_not_allowed'],
    [
      'after three attempts on two days: refused',
      attempts('10-02', '10-02', '10-03'),
      waived(),
      'rule.waiver_not_allowed',
    ],
    ['after three attempts on three days: taken', attempts('10-02', '10-03', '10-05'), waived(), undefined],
    [
      'signed by the general manager: taken',
      attempts('10-02', '10-03', '10-04'),
      waived({ waiver: { reason: '空号', approver: generalManager } }),
      undefined,
    ],
    [
      'signed by no leader: refused',
      attempts('10-02', '10-03', '10-04'),
      waived({ waiver: { reason: '空号', approver: caller } }),
      'rule.not_a_leader',
    ],
    [
      'another number of attempts by policy: taken',
      attempts('10-02'),
      waived({ policy: { ...defaultPolicy, callbackAttempts: 1 } }),
      undefined,
    ],
  ])('%s', (_name, way, move, code) => {
    expect(refusalCode(move, aCase(...awaiting, ...way))).toBe(code);
  });

  test('what a waiver that no leader signed is refused by', () => {
    const complaint = aCase(...awaiting, ...attempts('10-02', '10-03', '10-04'));
    const move = waived({ waiver: { reason: '空号', approver: caller } });
    expect(refusal(move, complaint)?.clause).toBe('4.3.8(1)');
  });

  test('attempts of the round before do not count', () => {
    const complaint = aCase(
      ...awaiting,
      ...attempts('10-02', '10-03', '10-04'),
      dissatisfied({ rehandle: true }),
      proposed(),
      accepted(),
      completed(),
      opined(),
      passed(),
    );
    expect(refusalCode(waived(), complaint)).toBe('rule.waiver_not_allowed');
  });

  const anonymous = { anonymous: true, name: ANONYMOUS, phone: null };

  test('where no contact was ever on record a leader may waive it at once', () => {
    expect(refusalCode(waived(), story(anonymous, ...nameless).complaint)).toBeUndefined();
  });

  test.each<[string, Complaint]>([
    [
      'anonymity alone is no reason',
      story({ ...anonymous, contact: '论坛私信 @暖气' }, ...awaiting).complaint,
    ],
    ['nor is an amendment that removes the contact', aCase(...awaiting, amended(anonymous))],
    ['nor one before the work', aCase(amended(anonymous), ...awaiting)],
    [
      'nor was it no contact once one was amended in',
      story(anonymous, ...nameless, amended({ phone: '13800001234' })).complaint,
    ],
    [
      'nor once it was amended in and away',
      story(anonymous, ...nameless, amended({ phone: '13800001234' }), amended(anonymous)).complaint,
    ],
  ])('%s: refused', (_name, complaint) => {
    expect(refusalCode(waived(), complaint)).toBe('rule.waiver_not_allowed');
    expect(refusalCode(waived(), [...attempts('10-02', '10-03', '10-04')].reduce(after, complaint))).toBe(
      undefined,
    );
  });

  test('of a complainant whose contact a purge took none is on record any more', () => {
    const entries = story({}, ...wayTo('closed')).events.map((event, i) => ({ ...event, seq: i + 1 }));
    const cleaned = redacted(entries);
    const purged = replay(
      entries.map((entry, i) => ({ ...entry, data: cleaned[i] }) as unknown as CaseEvent),
    );
    const again = [reopened(), proposed(), accepted(), completed({ method: null }), opined(), passed()];
    expect(refusalCode(waived(), again.reduce(after, purged))).toBeUndefined();
  });

  test('a refusal says what to type instead', () => {
    const hint = (move: Move, complaint: Complaint) => refusal(move, complaint)?.hint;
    const unreachable = story(anonymous, ...nameless).complaint;
    expect(hint(closed(), aCase(...awaiting))).toMatch(/^tousu callback 2023100102 --by/);
    expect(hint(closed(), unreachable)).toMatch(/^tousu close 2023100102 --waive-callback/);
    expect(hint(waived(), aCase(...awaiting))).toMatch(/--no-contact/);
    expect(hint(waived(), aCaseThatIs('called_back'))).toBe('tousu close 2023100102');
  });

  test('there is nothing to waive after a callback, nor in an invalid case', () => {
    expect(refusalCode(waived(), aCaseThatIs('called_back'))).toBe('rule.waiver_not_allowed');
    expect(refusalCode(waived(), aCase(...wayTo('explained'), opined()))).toBe('rule.waiver_not_allowed');
  });

  test('the waiver and who signed it are on record', () => {
    const way = [...awaiting, ...attempts('10-02', '10-03', '10-04'), waived()];
    expect(aCase(...way).closure?.waiver).toEqual({ reason: '多次联系不上', approvedBy: leader.name });
  });
});

describe('section 3 重新处理', () => {
  test('a valid closed case → solving, the next round; it was filed once and is not now', () => {
    expect(aCase(...wayTo('closed'), reopened())).toMatchObject({
      status: 'solving',
      round: 2,
      closure: null,
      verdict: { valid: true },
    });
  });
});

describe('1.3 nothing is deleted', () => {
  test('a mistaken entry is voided with a reason and keeps its number', () => {
    const { complaint } = story(
      {},
      voided({ duplicateOf: { no: '2023100101', status: 'closed' }, at: '10-01 12:00' }),
    );
    expect(complaint).toMatchObject({
      no: '2023100102',
      status: 'voided',
      voiding: { at: on('10-01 12:00'), by: '刘敏', reason: '重复登记', duplicateOf: '2023100101' },
    });
  });

  test('no case is its own duplicate', () => {
    expect(refusalCode(voided({ duplicateOf: aCase() }), aCase())).toBe('usage.invalid');
  });

  test('no case is the duplicate of one that has left the statistics itself', () => {
    const another = { no: '2023100101', status: 'voided' } as const;
    expect(refusalCode(voided({ duplicateOf: another }), aCase())).toBe('usage.invalid');
  });
});
