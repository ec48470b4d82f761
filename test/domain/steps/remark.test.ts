import { describe, expect, test } from '@jest/globals';
import {
  aCase,
  amended,
  assigned,
  attached,
  completed,
  measureAdded,
  measureDone,
  noted,
  on,
  penalized,
  refusal,
  refusalCode,
  voided,
} from '../../support/build-case.ts';
import { aCaseThatIs, wayTo } from '../../support/build-states.ts';

test('a note is kept with its time and author', () => {
  expect(aCase(assigned(), noted({ at: '10-02 09:00' })).notes).toEqual([
    { at: on('10-02 09:00'), by: '刘敏', text: '投诉人来电询问' },
  ]);
});

test('4.4.1 a file is kept by kind, name, size and checksum', () => {
  expect(aCase(attached({ at: '10-02 09:00', kind: 'decision' })).attachments).toEqual([
    {
      at: on('10-02 09:00'),
      by: '刘敏',
      kind: 'decision',
      name: '现场.jpg',
      sha256: 'ab'.repeat(32),
      size: 2048,
    },
  ]);
});

describe('2.1.5 measures', () => {
  test('planned with owner and due day, numbered on', () => {
    expect(aCase(...wayTo('completed'), measureAdded()).measures.at(-1)).toEqual({
      n: 3,
      kind: 'corrective',
      text: '更换全部同批电池盒',
      owner: '赵强',
      dueOn: '2023-10-20',
      doneOn: null,
      effect: null,
    });
  });

  test('2.1.6 carried out on a day, its effect added later without moving that day', () => {
    const way = [...wayTo('closed'), measureAdded(), measureDone({ n: 3, at: '10-18 17:00' })];
    expect(aCase(...way).measures[2]).toMatchObject({ doneOn: '2023-10-18', effect: null });
    const effect = measureDone({ n: 3, at: '11-18 17:00', effect: '一个月未再发生' });
    expect(aCase(...way, effect).measures[2]).toMatchObject({
      doneOn: '2023-10-18',
      effect: '一个月未再发生',
    });
    expect(aCase(...way, effect).measures[2]?.effect).toBe('一个月未再发生');
  });

  test('2.1.6 done once: again only to say its effect', () => {
    const done = aCase(...wayTo('closed'), measureAdded(), measureDone({ n: 3 }));
    expect(refusal(measureDone({ n: 3 }), done)).toMatchObject({
      code: 'usage.invalid',
      hint: 'tousu measure done 2023100102 3 --effect 效果',
    });
  });

  test('one that is not there is refused by its number', () => {
    expect(refusal(measureDone({ n: 9 }), aCaseThatIs('completed'))).toMatchObject({
      code: 'not_found.measure',
      message: expect.stringContaining('9'),
    });
  });
});

describe('4.3.6 only who delayed is punished', () => {
  test.each([
    ['a clock met in time: refused', assigned({ at: '10-01 23:59:59' }), {}, 'rule.no_breach'],
    ['a clock met late: taken', assigned({ at: '10-02 00:00' }), {}, undefined],
    ['a clock overdue: taken', assigned(), { deadline: 'resolve', at: '10-05 00:00' }, undefined],
    [
      'a clock that still runs: refused',
      assigned(),
      { deadline: 'resolve', now: on('10-04 23:59:59') },
      'rule.no_breach',
    ],
    [
      'decided before it was due: refused, although it is missed by now',
      assigned(),
      { deadline: 'resolve', at: '10-04 23:59:59' },
      'rule.no_breach',
    ],
    ['a clock the case never had: refused', assigned(), { deadline: 'hq_feedback' }, 'rule.no_breach'],
    [
      'a clock that was amended into time: refused',
      amended({ acceptedAt: on('12-20 09:00') }),
      {},
      'rule.no_breach',
    ],
  ] as const)('%s', (_name, before, given, code) => {
    expect(refusalCode(penalized({ deadline: 'assign', ...given }), aCase(before))).toBe(code);
  });

  test('decided before it was due, refused although it was met late since', () => {
    const late = aCase(...wayTo('executing'), completed({ at: '10-08 09:00' }), noted());
    const before = { ...late, lastStepAt: on('10-03 09:00') };
    const code = (at: string) => refusalCode(penalized({ deadline: 'resolve', at }), before);
    expect([code('10-04 23:59:59'), code('10-05 00:00')]).toEqual(['rule.no_breach', undefined]);
  });

  test('the decision is on record', () => {
    expect(aCase(assigned(), penalized({ at: '10-09 09:00' })).penalties).toEqual([
      {
        deadline: 'resolve',
        effect: null,
        person: '赵强',
        decision: '扣当月绩效 200 元',
        at: on('10-09 09:00'),
      },
    ]);
  });

  test('a bad effect needs no missed clock', () => {
    const effect = { deadline: null, effect: '被媒体曝光', at: '10-01 12:00' } as const;
    expect(aCase(assigned(), penalized(effect)).penalties).toMatchObject([
      { deadline: null, effect: '被媒体曝光' },
    ]);
  });

  test('a cancelled clock is no breach, one that was past due when the case was handed on is', () => {
    const handedOn = (at: string) => [
      assigned({ respondWithin: 0 }),
      assigned({ department: '安检部', at, respondWithin: 3 }),
    ];
    const code = (at: string) =>
      refusalCode(penalized({ deadline: 'response', at: '10-04 09:00' }), aCase(...handedOn(at)));
    expect([code('10-01 23:59:59'), code('10-02 00:00')]).toEqual(['rule.no_breach', undefined]);
  });

  test('a voided case takes none', () => {
    expect(refusalCode(penalized(), aCase(voided({ at: '10-09 09:00' })))).toBe('state.not_allowed');
  });
});
