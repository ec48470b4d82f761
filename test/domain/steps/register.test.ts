import { describe, expect, test } from '@jest/globals';
import { isReportedLate, type Registration } from '../../../src/domain/case/complaint.ts';
import { defaultPolicy } from '../../../src/domain/policy.ts';
import { ANONYMOUS, missingFields } from '../../../src/domain/steps/register.ts';
import {
  ACCEPTED,
  amended,
  anOccasion,
  aRegistration,
  eventOf,
  type Move,
  on,
  registration,
  story,
} from '../../support/build-case.ts';

describe('1.2.1, 4.2.2 what a registration must have', () => {
  test.each<[string, Partial<Registration>, readonly string[]]>([
    ['complete', {}, []],
    ['1.2.1 no content', { content: '' }, ['content']],
    ['1.2.1 no demand', { demand: '' }, ['demand']],
    ['1.2.1 nothing is asked for: 未提出', { demand: '未提出' }, []],
    ['4.2.2 no name', { name: '' }, ['name']],
    ['4.2.2 no contact at all', { phone: null }, ['phone']],
    ['4.2.2 another contact instead of a phone', { phone: null, contact: 'liqiang@example.com' }, []],
    ['4.2.2 anonymous: no contact needed', { anonymous: true, name: ANONYMOUS, phone: null }, []],
    ['4.2.2 anonymous: no name needed', { anonymous: true, name: '', phone: null }, []],
    ['4.2.2 the channel 其他 says which', { channel: 'other' }, ['channelNote']],
    ['4.2.2 the channel 其他 with its note', { channel: 'other', channelNote: '12345热线工单' }, []],
  ])('%s', (_name, changed, missing) => {
    expect(missingFields({ ...aRegistration, ...changed })).toEqual(missing);
  });

  test('everything missing is named at once', () => {
    expect(missingFields({})).toEqual(['channel', 'name', 'phone', 'content', 'demand']);
  });
});

describe('1.2.2 the matter has happened', () => {
  test.each([
    ['a second ahead: refused', '10-01 09:30:01', 'time.future'],
    ['now: taken', '10-01 09:30', undefined],
    ['before: taken', '09-30 23:00', undefined],
  ])('%s', (_name, at, code) => {
    const outcome = registration({ at, now: ACCEPTED });
    expect(outcome.ok ? undefined : outcome.problem.code).toBe(code);
  });
});

describe('4.1.2 safety first: when a leak was handed to the repair crew', () => {
  const handedOver = (emergencyAt: string) =>
    registration({ emergencyAt: on(emergencyAt), now: on('10-01 10:00') });
  test('is on record; nothing where it was not', () => {
    expect(story({ category: 'leak_safety', emergencyAt: on('10-01 09:32') }).complaint.emergencyAt).toBe(
      on('10-01 09:32'),
    );
    expect(story({}).complaint.emergencyAt).toBeNull();
  });
  test.each([
    ['before the acceptance: taken', '10-01 09:20', undefined],
    ['this very second: taken', '10-01 10:00', undefined],
    ['1.2.2 a second ahead: refused', '10-01 10:00:01', 'time.future'],
  ])('%s', (_name, at, code) => {
    const outcome = handedOver(at);
    expect(outcome.ok ? undefined : outcome.problem.code).toBe(code);
  });
});

describe('4.3.8(1) whether a contact is on record', () => {
  test.each<[string, Partial<Registration>, boolean]>([
    ['a phone', {}, true],
    ['another contact', { phone: null, contact: '微信 liqiang' }, true],
    ['anonymous, with a phone', { anonymous: true, name: ANONYMOUS }, true],
    ['anonymous, without any', { anonymous: true, name: ANONYMOUS, phone: null }, false],
  ])('%s: %s', (_name, given, onRecord) => {
    expect(story(given).complaint.contactOnRecord).toBe(onRecord);
  });
});

describe('4.2.1 the case it makes', () => {
  test('registered, first round, by its acceptor; nothing else has happened', () => {
    expect(story({ by: '王芳', operator: '孙丽', now: on('10-01 10:00') }).complaint).toMatchObject({
      status: 'registered',
      round: 1,
      acceptor: '王芳',
      operator: '孙丽',
      acceptedAt: ACCEPTED,
      recordedAt: on('10-01 10:00'),
      lastStepAt: ACCEPTED,
      approved: false,
      verdict: null,
      explanation: null,
      completion: null,
      closure: null,
      voiding: null,
      cause: null,
      accountability: null,
      assignments: [],
    });
  });

  test('the number is made of the acceptance day, not of the day it was typed in', () => {
    const event = eventOf(registration({ at: '10-01 23:59:59', now: on('10-05 09:00'), sequence: 7 }));
    expect(event).toMatchObject({ no: '2023100107', data: { numberedOn: '2023-10-01', sequence: 7 } });
  });
});

describe('the event carries every limit it set', () => {
  test('4.3.1, 4.3.7(1) assign and resolve, by the policy in force', () => {
    const policy = { ...anOccasion.policy, resolveDays: 5 };
    expect(eventOf(registration({ policy })).data.deadlines).toEqual([
      { kind: 'assign', days: 0, dueAt: on('10-01 23:59:59') },
      { kind: 'resolve', days: 5, dueAt: on('10-06 23:59:59') },
    ]);
  });

  test('4.3.7(1) hq_feedback for a case that headquarters accepted itself', () => {
    const { data } = eventOf(registration({ acceptedByHeadquarters: true }));
    expect(data).toMatchObject({ acceptedByHeadquarters: true, reading: 2 });
    expect(data.deadlines.map(({ kind }) => kind)).toEqual(['assign', 'resolve', 'hq_feedback']);
    const both = registration({ acceptedByHeadquarters: true, source: 'headquarters' });
    expect(eventOf(both).data.deadlines).toHaveLength(3);
  });

  test('4.3.7(1) hq_feedback for a case of headquarters', () => {
    const policy = { ...defaultPolicy, hqFeedbackDays: 4 };
    expect(eventOf(registration({ policy, source: 'headquarters' })).data.deadlines.at(-1)).toEqual({
      kind: 'hq_feedback',
      days: 4,
      dueAt: on('10-05 23:59:59'),
    });
  });
});

describe('4.2.1 迟报: kept, and known by the case itself', () => {
  const late = { now: on('10-02 09:00') };
  test.each<[string, Parameters<typeof story>[0], readonly Move[], boolean]>([
    ['typed in on its day', { now: on('10-01 23:59:59') }, [], false],
    ['typed in after its day', late, [], true],
    ['relayed on its day', { ...late, relayedBy: 'sms' }, [], false],
    ['the relay amended later', late, [amended({ relayedBy: 'email' })], false],
    [
      'an acceptance amended to the day before',
      { now: on('10-01 20:00') },
      [amended({ acceptedAt: on('09-30 20:00') })],
      true,
    ],
  ])('%s', (_name, given, moves, expected) => {
    expect(isReportedLate(story(given, ...moves).complaint)).toBe(expected);
  });
  test('an imported case: nobody knows when it was written down', () => {
    expect(isReportedLate({ ...story(late).complaint, imported: true })).toBe(false);
  });
});
