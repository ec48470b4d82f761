import { describe, expect, test } from '@jest/globals';
import { standingOpinion } from '../../../src/domain/steps/approve.ts';
import { type Status, statuses } from '../../../src/domain/words/vocabulary.ts';
import {
  aCase,
  asDepartment,
  asGeneralManager,
  assigned,
  closed,
  completed,
  disagreed,
  explained,
  judgedInvalid,
  judgedValid,
  type Move,
  on,
  opined,
  passed,
  refusal,
  refusalCode,
  returned,
} from '../../support/build-case.ts';
import { caller, engineer, generalManager, leader } from '../../support/build-people.ts';
import { aCaseThatIs, wayTo } from '../../support/build-states.ts';

describe('4.3.5 who signs as what', () => {
  test.each([
    ['a leader as leader', {}, undefined],
    ['the general manager as general manager', asGeneralManager, undefined],
    ['the general manager as leader: refused', { signer: generalManager }, 'rule.not_a_leader'],
    ['a leader as general manager: refused', { ...asGeneralManager, signer: leader }, 'rule.not_a_leader'],
    ['a caller as leader: refused', { signer: caller }, 'rule.not_a_leader'],
    ['an engineer as leader: refused', { signer: engineer }, 'rule.not_a_leader'],
    ['anybody for the department', asDepartment, undefined],
  ])('%s', (_name, given, code) => {
    expect(refusalCode(opined(given), aCaseThatIs('completed'))).toBe(code);
  });

  test('the opinion is on record, the state stays', () => {
    expect(aCase(...wayTo('completed'), opined({ at: '10-03 10:00' }))).toMatchObject({
      status: 'completed',
      approved: true,
      opinions: [{ at: on('10-03 10:00'), by: '陈国栋', as: 'leader', agreed: true, opinion: '同意' }],
    });
  });
});

describe('section 3 when opinions are given', () => {
  const leaders: readonly Status[] = ['completed', 'explaining', 'explained'];
  const nobody: readonly Status[] = ['registered', 'closed', 'voided'];
  test.each(Object.keys(statuses) as readonly Status[])('%s', (status) => {
    const complaint = aCaseThatIs(status);
    for (const given of [{}, asGeneralManager])
      expect(refusalCode(opined(given), complaint)).toBe(
        leaders.includes(status) ? undefined : 'state.not_allowed',
      );
    expect(refusalCode(opined(asDepartment), complaint)).toBe(
      nobody.includes(status) ? 'state.not_allowed' : undefined,
    );
  });

  test('the refusal says whose opinion it was', () => {
    const message = (given: Parameters<typeof opined>[0]) =>
      refusal(opined(given), aCaseThatIs('executing'))?.message;
    expect(message({})).not.toBe(message(asGeneralManager));
  });
});

describe('4.3.5 whose signature stands on the form', () => {
  const signed = (...moves: readonly Move[]) => standingOpinion(aCase(...moves), 'leader')?.opinion;
  const done = wayTo('completed');
  const at = '10-03 10:00';
  test.each<[string, readonly Move[], string | undefined]>([
    ['the leader who agreed to the work', [...done, opined()], '同意'],
    ['who disagreed, until it is done again', [...done, disagreed()], '重办'],
    ['nobody once the work was sent back', [...done, opined(), returned()], undefined],
    [
      'nobody for work done again, be it in the same second',
      [...wayTo('executing'), completed({ at }), opined({ at }), returned({ at }), completed({ at })],
      undefined,
    ],
    [
      'nobody once an invalid verdict he agreed to was changed',
      [assigned(), judgedInvalid(), explained(), opined(), closed(), judgedValid({ reason: '新的检测报告' })],
      undefined,
    ],
  ])('%s', (_name, moves, opinion) => {
    expect(signed(...moves)).toBe(opinion);
  });
});

describe('4.3.5 what passes the leader', () => {
  const done = wayTo('completed');
  const redone = completed({ at: '10-03 09:00' });
  test.each<[string, readonly Move[], string | undefined]>([
    ['no opinion: refused', [], 'rule.approval_required'],
    ['the department alone: refused', [opined(asDepartment)], 'rule.approval_required'],
    ['a leader agrees: passes', [opined()], undefined],
    ['the general manager agrees: passes', [opined(asGeneralManager)], undefined],
    [
      'the department disagrees after the leader agreed: passes',
      [opined(), disagreed(asDepartment)],
      undefined,
    ],
    ['opinion from before the rework: refused', [opined(), returned(), redone], 'rule.approval_required'],
    ['work redone and approved again: passes', [opined(), returned(), redone, opined()], undefined],
    [
      'redone after a disagreement, not yet approved: refused',
      [disagreed(), redone],
      'rule.approval_required',
    ],
  ])('review --pass of a valid case, %s', (_name, way, code) => {
    expect(refusalCode(passed(), aCase(...done, ...way))).toBe(code);
  });

  const explainedWay = wayTo('explained');
  test.each<[string, readonly Move[], string | undefined]>([
    ['no opinion: refused', explainedWay, 'rule.approval_required'],
    ['the department alone: refused', [...explainedWay, opined(asDepartment)], 'rule.approval_required'],
    ['a leader agrees: filed', [...explainedWay, opined()], undefined],
    ['the general manager agrees: filed', [...explainedWay, opined(asGeneralManager)], undefined],
    ['agreed before the explanation: filed', [...wayTo('explaining'), opined(), explained()], undefined],
    [
      'agreed to the verdict before this one: refused',
      [...wayTo('explaining'), opined(), disagreed(), judgedInvalid(), explained()],
      'rule.approval_required',
    ],
  ])('close of an invalid case, %s', (_name, way, code) => {
    expect(refusalCode(closed(), aCase(...way))).toBe(code);
  });
});

describe("4.3.5 a leader's disagreement", () => {
  test.each([
    ['a leader', {}],
    ['the general manager', asGeneralManager],
  ])('%s sends a valid case back to executing', (_name, who) => {
    expect(aCase(...wayTo('completed'), disagreed(who))).toMatchObject({
      status: 'executing',
      approved: false,
    });
  });

  test.each([
    ['explaining', wayTo('explaining')],
    ['explained', wayTo('explained')],
  ])('from %s an invalid case goes back to investigating: its verdict is gone', (_name, way) => {
    for (const who of [{}, asGeneralManager])
      expect(aCase(...way, disagreed(who))).toMatchObject({
        status: 'investigating',
        verdict: null,
        approved: false,
      });
  });

  test("the department's disagreement moves nothing", () => {
    for (const status of ['completed', 'explaining', 'explained'] as const)
      expect(aCase(...wayTo(status), disagreed(asDepartment)).status).toBe(status);
  });

  test('it may be assigned and judged anew', () => {
    const way = [assigned(), judgedInvalid(), disagreed(), assigned({ department: '安检部' }), judgedValid()];
    expect(aCase(...way)).toMatchObject({ status: 'solving', verdict: { valid: true } });
  });
});
