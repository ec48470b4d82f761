import { describe, expect, test } from '@jest/globals';
import { evolve } from '../../../src/domain/case/evolve.ts';
import { warningsOf } from '../../../src/domain/steps/warnings.ts';
import {
  aCase,
  accepted,
  assigned,
  closed,
  completed,
  eventOf,
  explained,
  fedBack,
  judgedInvalid,
  judgedValid,
  type Move,
  on,
  opined,
  passed,
  promised,
  proposed,
  registration,
  story,
} from '../../support/build-case.ts';
import { wayTo } from '../../support/build-states.ts';

/** The codes that the last of these moves brings. */
function warned(given: Parameters<typeof story>[0], ...moves: readonly Move[]): readonly string[] {
  const last = moves.at(-1);
  if (last === undefined) {
    const event = eventOf(registration(given));
    return warningsOf(undefined, evolve(undefined, event), event).map(({ code }) => code);
  }
  const before = story(given, ...moves.slice(0, -1)).complaint;
  const event = eventOf(last(before));
  return warningsOf(before, evolve(before, event), event).map(({ code }) => code);
}

describe('a registration', () => {
  test.each([
    ['typed in on its day: none', { now: on('10-01 20:00') }, []],
    ['4.2.1 typed in after its day: 迟报', { now: on('10-02 09:00') }, ['not_relayed']],
    ['4.2.1 after its day, relayed by SMS on it: none', { now: on('10-02 09:00'), relayedBy: 'sms' }, []],
    ['补录 more than a day late', { now: on('10-02 09:31') }, ['late_entry', 'not_relayed']],
    ['the 99th case of the day: none', { now: on('10-01 20:00'), sequence: 99 }, []],
    ['the 100th case of the day', { now: on('10-01 20:00'), sequence: 100 }, ['three_digit_number']],
  ] as const)('%s', (_name, given, codes) => {
    expect(warned(given)).toEqual(codes);
  });
});

describe('a step after its due time', () => {
  const now = on('10-05 10:00');
  test.each<[string, readonly Move[], readonly string[]]>([
    ['assigned in time: none', [assigned({ at: '10-01 23:59:59', now: on('10-02 00:10') })], []],
    [
      'assigned a second late',
      [assigned({ at: '10-02 00:00', now: on('10-02 00:10') })],
      ['deadline_missed'],
    ],
    [
      'explained late: that clock, and the response in time is not named',
      [assigned(), judgedInvalid(), explained({ at: '10-03 00:00', now: on('10-03 08:00') })],
      ['deadline_missed'],
    ],
    ['typed in late, happened in time', [assigned({ now })], ['late_entry']],
  ])('%s', (_name, way, codes) => {
    expect(warned({ now: on('10-01 10:00') }, ...way)).toEqual(codes);
  });
});

describe('4.3.7(1) a promise', () => {
  const way = [assigned(), judgedValid(), proposed()];
  test.each([
    ['agreed in time: none', '10-04 23:59:59', []],
    ['agreed a second late: it saves nothing', '10-05 00:00:00', ['deadline_missed']],
  ])('%s', (_name, at, codes) => {
    expect(warned({}, ...way, promised('10-20', { at, now: on('10-05 00:00') }))).toEqual(codes);
  });
  test('none where nothing was promised', () => {
    expect(warned({}, ...way, accepted({ at: '10-05 00:00', now: on('10-05 00:00') }))).toEqual([]);
  });
});

describe('4.1.1 what closing will still need is said in time', () => {
  const now = on('10-01 12:00');
  const lacking = completed({ preventive: [], now });
  test.each<[string, readonly Move[], readonly string[]]>([
    ['resolve complete with everything: none', [completed({ now })], []],
    ['resolve complete with a gap', [lacking], ['incomplete']],
    ['approve: none', [lacking, opined({ now })], []],
    ['review --pass with a gap', [lacking, opined(), passed({ now })], ['incomplete']],
  ])('%s', (_name, way, codes) => {
    expect(warned({}, ...wayTo('executing'), ...way)).toEqual(codes);
  });

  test('the gaps are named', () => {
    const before = aCase(...wayTo('executing'));
    const event = eventOf(completed({ preventive: [], accountability: null, now })(before));
    expect(warningsOf(before, evolve(before, event), event)).toEqual([
      { code: 'incomplete', message: expect.stringMatching(/责任人处理.*预防措施/) },
    ]);
  });
});

describe('4.3.7(1) headquarters still waits', () => {
  const now = on('10-01 12:00');
  const source = 'headquarters';
  const toClose = [...wayTo('explained'), opined()];
  test('filed without feedback', () => {
    expect(warned({ source }, ...toClose, closed({ now }))).toEqual(['no_feedback']);
  });
  test('filed after feedback: none', () => {
    expect(warned({ source }, ...toClose, fedBack(), closed({ now }))).toEqual([]);
  });
  test('no case of headquarters: none', () => {
    expect(warned({}, ...toClose, closed({ now }))).toEqual([]);
  });
});
