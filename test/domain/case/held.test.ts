import { describe, expect, test } from '@jest/globals';
import type { Deadline } from '../../../src/domain/case/clock.ts';
import { answersFor, held, holderOf } from '../../../src/domain/case/held.ts';
import { ANONYMOUS } from '../../../src/domain/steps/register.ts';
import type { Owner, Status } from '../../../src/domain/words/vocabulary.ts';
import {
  aCase,
  accepted,
  amended,
  assigned,
  calledBack,
  closed,
  completed,
  investigated,
  judgedInvalid,
  judgedValid,
  type Move,
  noted,
  on,
  opined,
  passed,
  proceeded,
  proposed,
  reminded,
  reopened,
  replied,
  story,
  unanswered,
  voided,
  withdrawn,
} from '../../support/build-case.ts';
import { caller } from '../../support/build-people.ts';
import { aCaseThatIs, wayTo } from '../../support/build-states.ts';
import { clocksOf } from '../../support/case-clocks.ts';

const HOUR = 3600;

describe('4.3.6 who holds a case is who owes its next step', () => {
  test.each<[Status, Owner | null, string | null, string | null]>([
    ['registered', '对接人', null, null],
    ['investigating', '责任部门', '工程部', null],
    ['solving', '责任部门', '工程部', null],
    ['proposed', '受理人', null, '王芳'],
    ['executing', '责任部门', '工程部', null],
    ['completed', '主管领导', null, null],
    ['awaiting_callback', '回访人', null, null],
    ['called_back', '对接人', null, null],
    ['explaining', '受理人', null, '王芳'],
    ['explained', '主管领导', null, null],
    ['closed', null, null, null],
    ['voided', null, null, null],
  ])('%s: %s', (status, role, department, person) => {
    expect(holderOf(aCaseThatIs(status))).toEqual({ role, department, person });
  });

  test('the caller by name, where the liaison named one', () => {
    expect(holderOf(aCase(...wayTo('completed'), opined(), passed({ caller })))).toMatchObject({
      role: '回访人',
      person: '李娜',
    });
  });
  test('the department while the reply is owed, the liaison once a leader has agreed', () => {
    const owing = [...wayTo('executing'), unanswered()];
    expect(holderOf(aCase(...owing, opined()))).toMatchObject({ role: '责任部门', department: '工程部' });
    expect(holderOf(aCase(...owing, opined(), replied())).role).toBe('对接人');
  });
  test('the department that is responsible at the time', () => {
    expect(holderOf(aCase(assigned(), assigned({ department: '安检部' }))).department).toBe('安检部');
  });
});

describe('held: who had it how long', () => {
  const way: readonly Move[] = [
    assigned({ at: '10-01 10:30' }),
    investigated({ at: '10-01 11:00' }),
    judgedValid({ at: '10-01 12:30' }),
    proposed({ at: '10-01 14:30' }),
    accepted({ at: '10-01 15:30' }),
    completed({ at: '10-01 20:30' }),
  ];

  test('in the order in which each had it first, summed over all its turns, to the second', () => {
    expect(held(aCase(...way), on('10-01 20:30:07'))).toEqual([
      { role: '对接人', department: null, person: null, seconds: HOUR },
      { role: '责任部门', department: '工程部', person: null, seconds: 9 * HOUR },
      { role: '受理人', department: null, person: '王芳', seconds: HOUR },
      { role: '主管领导', department: null, person: null, seconds: 7 },
    ]);
  });
  test('as of a moment in the past, what came later is left out', () => {
    expect(held(aCase(...way), on('10-01 11:30')).map(({ role, seconds }) => [role, seconds])).toEqual([
      ['对接人', HOUR],
      ['责任部门', HOUR],
    ]);
    expect(held(aCase(...way), on('10-01 09:30'))).toEqual([]);
  });
  test('two departments are told apart', () => {
    const handedOn = [way[0] as Move, assigned({ department: '安检部', at: '10-01 12:30' })];
    const departments = held(aCase(...handedOn), on('10-01 13:30')).map((each) => [
      each.department,
      each.seconds,
    ]);
    expect(departments).toEqual([
      [null, HOUR],
      ['工程部', 2 * HOUR],
      ['安检部', HOUR],
    ]);
  });
  test('nobody while it is filed; from the reopening on the department again', () => {
    const filed = [...wayTo('called_back'), closed({ at: '10-02 09:30' })];
    const sum = (asOf: string, ...moves: readonly Move[]) =>
      held(aCase(...filed, ...moves), on(asOf)).reduce((all, { seconds }) => all + seconds, 0);
    expect(sum('10-09 09:30')).toBe(24 * HOUR);
    expect(sum('10-09 10:30', reopened({ at: '10-09 09:30' }))).toBe(25 * HOUR);
  });
  test('nobody once it is voided', () => {
    expect(held(aCase(voided({ at: '10-01 10:30' })), on('10-09 09:30'))).toMatchObject([{ seconds: HOUR }]);
  });
  test('remarks, files and amendments hand nothing over', () => {
    const beside = [
      noted({ at: '10-01 11:00' }),
      reminded({ at: '10-01 12:00' }),
      amended({ demand: '赔偿' }),
    ];
    expect(aCase(assigned({ at: '10-01 10:30' }), ...beside).holdings).toHaveLength(2);
  });
  test('from an amended acceptance on', () => {
    const earlier = [...way, amended({ acceptedAt: on('09-30 09:30') })];
    expect(held(aCase(...earlier), on('10-01 20:30'))[0]).toMatchObject({
      role: '对接人',
      seconds: 25 * HOUR,
    });
  });
  test('4.3.8(1) a contact that turns up: since the order the case has been the caller’s, as if it had been known', () => {
    const given = { anonymous: true, name: ANONYMOUS, phone: null } as const;
    const toCallback = [
      ...wayTo('proposed'),
      proceeded(),
      completed({ method: null }),
      opined(),
      passed({ at: '10-02 09:30', caller }),
    ];
    const { complaint } = story(given, ...toCallback);
    expect(holderOf(complaint).role).toBe('对接人');
    const known = story(given, ...toCallback, amended({ phone: '13800001234' })).complaint;
    expect(known.holdings.at(-1)).toEqual({
      role: '回访人',
      department: null,
      person: '李娜',
      since: on('10-02 09:30'),
    });
  });
});

describe('4.3.6 who answers for a clock', () => {
  const answering = (kind: Deadline['kind'], asOf: string, ...moves: readonly Move[]) => {
    const complaint = aCase(...moves);
    const clock = clocksOf(kind, complaint).at(-1);
    return clock && answersFor(clock, complaint, on(asOf));
  };
  const department = { owedBy: '责任部门', department: '工程部', person: null };
  const acceptor = { owedBy: '受理人', department: null, person: '王芳' };

  test.each<[string, Deadline['kind'], readonly Move[], string, object]>([
    ['one that runs: who is expected to meet it', 'resolve', wayTo('proposed'), '10-03 09:00', department],
    ['one met in time: likewise', 'explain', wayTo('explained'), '10-20 09:00', acceptor],
    [
      'a plan that lay with the acceptor is his delay',
      'resolve',
      [...wayTo('proposed'), accepted({ at: '10-06 09:00' }), completed({ at: '10-06 10:00' })],
      '10-20 09:00',
      acceptor,
    ],
    [
      'a verdict given too late is the department’s',
      'explain',
      [assigned(), judgedInvalid({ at: '10-03 09:00' })],
      '10-20 09:00',
      department,
    ],
    [
      'a verdict given in time, explained too late: the acceptor’s',
      'explain',
      [assigned(), judgedInvalid({ at: '10-02 09:00' })],
      '10-20 09:00',
      acceptor,
    ],
    [
      'never assigned: the liaison’s',
      'resolve',
      [],
      '10-20 09:00',
      { owedBy: '对接人', department: null, person: null },
    ],
    [
      'the department that had it then, whichever it is now',
      'resolve',
      [assigned(), assigned({ department: '安检部', at: '10-05 09:00' })],
      '10-20 09:00',
      department,
    ],
    [
      'the caller by name',
      'callback',
      [...wayTo('completed'), opined(), passed({ caller })],
      '10-20 09:00',
      { owedBy: '回访人', department: null, person: '李娜' },
    ],
  ])('%s', (_name, kind, way, asOf, who) => {
    expect(answering(kind, asOf, ...way)).toEqual(who);
  });

  test('point 10 judged after everything that happened at or before the last second', () => {
    const handedAt = (at: string) => [...wayTo('solving'), proposed({ at })];
    expect(answering('resolve', '10-20 09:00', ...handedAt('10-04 23:59:59'))).toEqual(acceptor);
    expect(answering('resolve', '10-20 09:00', ...handedAt('10-05 00:00'))).toEqual(department);
  });
  test('point 10 where nobody held it, the debtor of the table stands', () => {
    const { complaint } = story(
      { source: 'headquarters' },
      ...[...wayTo('explained'), opined(), closed({ at: '10-02 09:00' })],
    );
    const [clock] = clocksOf('hq_feedback', complaint);
    expect(clock && answersFor(clock, complaint, on('10-20 09:00'))).toEqual(department);
  });
  test('so it does where nobody knows who held it: a case from before that was kept', () => {
    const old = { ...aCaseThatIs('proposed'), holdings: [] };
    const [clock] = clocksOf('resolve', old);
    expect(clock && answersFor(clock, old, on('10-20 09:00'))).toEqual(department);
  });
  test('point 2 a withdrawal past due is no less a breach of who held it', () => {
    const late = withdrawn({ at: '10-06 09:00' });
    expect(answering('resolve', '10-20 09:00', ...wayTo('proposed'), late)).toEqual(acceptor);
  });
  test('a callback made in time leaves the debtor as he is', () => {
    expect(answering('callback', '10-20 09:00', ...wayTo('awaiting_callback'), calledBack())).toEqual({
      owedBy: '回访人',
      department: null,
      person: null,
    });
  });
});
