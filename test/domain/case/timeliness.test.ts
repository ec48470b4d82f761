import { describe, expect, test } from '@jest/globals';
import { FOREVER, inTimeUntil } from '../../../src/domain/case/timeliness.ts';
import {
  accepted,
  amended,
  assigned,
  attempted,
  completed,
  concluded,
  disagreed,
  dissatisfied,
  explained,
  fedBack,
  judgedInvalid,
  judgedValid,
  type Move,
  on,
  onTheSpot,
  opined,
  passed,
  proceeded,
  promised,
  promiseMoved,
  proposed,
  rejected,
  reopened,
  replied,
  returned,
  story,
  supplemented,
  unanswered,
} from '../../support/build-case.ts';
import { wayTo, wayToClosedInvalid } from '../../support/build-states.ts';

type Row = readonly [name: string, way: readonly Move[], until: string | null];
const toExecuting = wayTo('executing');
const promiseMade = [assigned(), judgedValid(), proposed(), promised('10-20')];
const late = completed({ at: '10-05 00:00' });
const refusedTwice = [...wayTo('proposed'), rejected(), proposed(), rejected()];
const tried = ['10-02', '10-03', '10-04'].map((day) => attempted({ at: `${day} 09:00` }));
const unreached = [...wayTo('proposed'), ...tried, proceeded()];
const again = [dissatisfied({ rehandle: true }), proposed(), accepted()];

describe('Annex 2, note 2: handled in time', () => {
  test.each<Row>([
    ['valid: resolve still runs: not yet', toExecuting, null],
    ['no verdict yet, resolve runs: not yet', [assigned()], null],
    ['valid: resolve met in time, whether filed or not', wayTo('completed'), FOREVER],
    ['valid: resolve met late', [...toExecuting, late], null],
    [
      'valid: met by a promise in time, which still runs: until the promised day',
      promiseMade,
      on('10-20 23:59:59'),
    ],
    ['valid: the promise kept', [...promiseMade, completed({ at: '10-20 23:59:59' })], FOREVER],
    ['valid: the promise broken', [...promiseMade, completed({ at: '10-21 00:00' })], null],
    [
      'valid: a promise made too late saves nothing',
      [assigned(), judgedValid(), proposed(), promised('10-20', { at: '10-05 00:00' }), completed()],
      null,
    ],
    ['valid: sent back, resolve runs again', [...wayTo('completed'), returned()], null],
    [
      'valid: sent back after a kept promise, the promise runs again',
      [...promiseMade, completed(), returned()],
      on('10-20 23:59:59'),
    ],
    [
      '4.3.7(1) done in time, answered in time: then',
      [...toExecuting, unanswered(), replied({ at: '10-04 23:59:59' })],
      FOREVER,
    ],
    ['4.3.7(1) done in time, not answered: not yet', [...toExecuting, unanswered()], null],
    [
      '4.3.7(1) done in time, answered late',
      [...toExecuting, unanswered(), replied({ at: '10-05 00:00' })],
      null,
    ],
    [
      '4.3.7(1) a further date: the first one decides, kept',
      [...promiseMade, promiseMoved(), completed({ at: '10-20 09:00' })],
      FOREVER,
    ],
    [
      '4.3.7(1) a further date: the first one decides, broken',
      [...promiseMade, promiseMoved(), completed({ at: '10-21 00:00' })],
      null,
    ],
    ['4.3.7(1) a further date: until the first one', [...promiseMade, promiseMoved()], on('10-20 23:59:59')],
    ['put right on the spot', [...wayTo('solving'), onTheSpot()], FOREVER],
    ['carried out without an answer, in time', [...unreached, completed({ at: '10-04 20:00' })], FOREVER],
    ['step 70 ended after refusals in time', [...refusedTwice, concluded()], FOREVER],
    ['step 70 ended after refusals late', [...refusedTwice, concluded({ at: '10-05 00:00' })], null],
    ['sent back for the form alone: done stays done', [...wayTo('completed'), supplemented()], FOREVER],
    [
      'changed to invalid too late to be explained in time',
      [...toExecuting, judgedInvalid({ at: '10-03 00:00' }), explained()],
      null,
    ],
    ['changed to invalid, explained in time', [...toExecuting, judgedInvalid(), explained()], FOREVER],
    [
      'a closed invalid case judged valid: the first handling is late, whatever the new clock says',
      [...wayToClosedInvalid, judgedValid({ reason: '新证据', at: '10-10 09:00' }), onTheSpot()],
      null,
    ],
    [
      'internal clocks missed decide nothing',
      [...wayTo('completed'), opined({ at: '11-05 09:00' })],
      FOREVER,
    ],
    ['invalid: explain still runs: not yet', [assigned(), judgedInvalid()], null],
    ['invalid: explained in time', wayTo('explained'), FOREVER],
    ['invalid: explained late', [assigned(), judgedInvalid(), explained({ at: '10-03 00:00' })], null],
    [
      'invalid again after a met explanation: that one decides',
      [...wayTo('explained'), disagreed(), judgedInvalid({ at: '10-09 09:00' })],
      FOREVER,
    ],
    ['verdict gone, explained in time: resolve decides again', [...wayTo('explained'), disagreed()], null],
    [
      'changed to valid and completed in time',
      [...wayTo('explained'), judgedValid({ reason: '新证据' }), proposed(), accepted(), completed()],
      FOREVER,
    ],
    [
      'changed to valid and completed late: the explanation in time does not count',
      [...wayTo('explained'), judgedValid({ reason: '新证据' }), proposed(), accepted(), late],
      null,
    ],
    [
      'the first handling counts: a second one missed changes nothing',
      [...wayTo('awaiting_callback'), ...again, completed({ at: '10-30 09:00' })],
      FOREVER,
    ],
    [
      'the first handling counts: a second one in time saves nothing',
      [...toExecuting, late, opined(), passed(), ...again, completed()],
      null,
    ],
    [
      'the first handling counts: a promise of the second round broken',
      [
        ...wayTo('awaiting_callback'),
        dissatisfied({ rehandle: true }),
        proposed(),
        promised('10-10'),
        completed({ at: '10-30 09:00' }),
      ],
      FOREVER,
    ],
    ['reopened: its first handling counts', [...wayTo('closed'), reopened()], FOREVER],
    [
      'acceptance amended to an earlier day: judged by the moved due time',
      [...wayTo('completed'), amended({ acceptedAt: on('09-20 08:00') })],
      null,
    ],
  ])('%s', (_name, way, until) => {
    expect(inTimeUntil(story({}, ...way).complaint)).toBe(until);
  });

  test.each<Row>([
    ['valid: resolve in time, no feedback yet: not yet', wayTo('completed'), null],
    ['valid: both in time', [...wayTo('completed'), fedBack()], FOREVER],
    ['valid: only a hollow report in time', [assigned(), fedBack(), ...wayTo('completed').slice(1)], null],
    ['valid: feedback late', [...wayTo('completed'), fedBack({ at: '10-04 00:00' })], null],
    ['valid: feedback in time, resolve late', [...toExecuting, fedBack(), late], null],
    ['invalid: hq_feedback does not decide', wayTo('explained'), FOREVER],
    [
      'turned out not to be of headquarters: hq_feedback does not decide',
      [...wayTo('completed'), fedBack({ at: '10-04 00:00' }), amended({ source: 'direct' })],
      FOREVER,
    ],
  ])('of headquarters, %s', (_name, way, until) => {
    expect(inTimeUntil(story({ source: 'headquarters' }, ...way).complaint)).toBe(until);
  });

  test('4.3.7(1) accepted by headquarters: its report decides, too', () => {
    const given = { acceptedByHeadquarters: true } as const;
    expect(inTimeUntil(story(given, ...wayTo('completed')).complaint)).toBeNull();
    expect(inTimeUntil(story(given, ...wayTo('completed'), fedBack()).complaint)).toBe(FOREVER);
  });
});
