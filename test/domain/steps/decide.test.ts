import { describe, expect, test } from '@jest/globals';
import { momentOf } from '../../../src/domain/steps/decide.ts';
import {
  aCase,
  amended,
  assigned,
  attached,
  calledBack,
  closed,
  completed,
  explained,
  fedBack,
  investigated,
  judgedInvalid,
  type Move,
  measureAdded,
  measureDone,
  noted,
  notReached,
  on,
  opined,
  penalized,
  refusal,
  refusalCode,
  story,
  voided,
} from '../../support/build-case.ts';
import { wayTo } from '../../support/build-states.ts';

test('section 3 what is left of a closed invalid case is to judge it anew, and can be copied', () => {
  const closedInvalid = aCase(assigned(), judgedInvalid(), explained(), opined(), closed());
  expect(refusal(voided(), closedInvalid)?.hint).toContain('--verdict valid --reason');
});

describe('two times for everything: when a step happened', () => {
  const complaint = aCase(assigned({ at: '10-01 10:00' }));
  test.each([
    ['a second before the previous step: refused', { at: '10-01 09:59:59' }, 'time.before_previous_step'],
    ['at the same second as the previous step: taken', { at: '10-01 10:00' }, undefined],
    ['now: taken', { at: '10-05 10:00', now: on('10-05 10:00') }, undefined],
    ['1.2.2 a second ahead: refused', { at: '10-05 10:00:01', now: on('10-05 10:00') }, 'time.future'],
    ['the day of the previous step: its moment, taken', { at: '10-01' }, undefined],
    ['an earlier day: refused', { at: '09-30' }, 'time.before_previous_step'],
  ])('%s', (_name, given, code) => {
    expect(refusalCode(investigated(given), complaint)).toBe(code);
  });

  test.each([
    ['a moment is itself', { moment: on('10-03 12:00') }, on('10-03 12:00')],
    ['the day of the previous step is its moment', { day: '2023-10-01' }, on('10-01 10:00')],
    ['a later day is its first second', { day: '2023-10-02' }, on('10-02 00:00')],
    ['an earlier day is its first second', { day: '2023-09-30' }, on('09-30 00:00')],
  ])('%s', (_name, when, moment) => {
    expect(momentOf(when, complaint.lastStepAt)).toBe(moment);
  });

  test('without a previous step a day is its first second', () => {
    expect(momentOf({ day: '2023-10-01' })).toBe(on('10-01 00:00'));
  });

  test('the refusal names both times', () => {
    expect(refusal(investigated({ at: '10-01 09:00' }), complaint)?.message).toMatch(
      /2023-10-01 09:00.*2023-10-01 10:00/,
    );
  });

  test('the event says when it happened, when it was typed in, who did it and who typed', () => {
    const given = { at: '10-02 08:00', now: on('10-04 09:00'), by: '刘敏', operator: '孙丽' };
    expect(assigned(given)(complaint)).toMatchObject({
      event: {
        no: '2023100102',
        occurredAt: on('10-02 08:00'),
        recordedAt: on('10-04 09:00'),
        by: '刘敏',
        operator: '孙丽',
      },
    });
  });
});

describe('what bounds the time of the next step', () => {
  const at = '10-20 10:00';
  const moved = (way: readonly Move[], move: Move): boolean =>
    story({}, ...way, move).complaint.lastStepAt === on(at);

  test.each([
    ['an opinion', wayTo('completed'), opined({ at })],
    ['a failed attempt to call back', wayTo('awaiting_callback'), notReached({ at })],
    ['a callback', wayTo('awaiting_callback'), calledBack({ at })],
    ['feedback', wayTo('executing'), fedBack({ at })],
    ['a step of the table', wayTo('executing'), completed({ at })],
  ])('%s does', (_name, way, move) => {
    expect(moved(way, move)).toBe(true);
  });

  test.each([
    ['a note', wayTo('completed'), noted({ at })],
    ['a file', wayTo('completed'), attached({ at })],
    ['a measure', wayTo('completed'), measureAdded({ at })],
    ['a measure carried out', wayTo('completed'), measureDone({ at, effect: '未再发生' })],
    ['a penalty', [assigned({ at: '10-03 09:00' })], penalized({ deadline: 'assign', at })],
    ['an amendment', wayTo('completed'), amended({ demand: '赔偿' }, { now: on(at) })],
  ])('%s does not', (_name, way, move) => {
    expect(moved(way, move)).toBe(false);
  });
});
