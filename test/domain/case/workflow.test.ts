import { describe, expect, test } from '@jest/globals';
import { type Complaint, canBeSupplemented } from '../../../src/domain/case/complaint.ts';
import { allSteps, type Step } from '../../../src/domain/case/step-table.ts';
import {
  allowedSteps,
  isAllowed,
  isOfficeLimit,
  isOpenCase,
  nextStep,
  statusesFor,
} from '../../../src/domain/case/workflow.ts';
import { defaultPolicy } from '../../../src/domain/policy.ts';
import { ANONYMOUS } from '../../../src/domain/steps/register.ts';
import { type Status, statuses } from '../../../src/domain/words/vocabulary.ts';
import {
  aCase,
  amended,
  asDepartment,
  assigned,
  attached,
  closed,
  completed,
  disagreed,
  explained,
  judgedInvalid,
  judgedValid,
  type Move,
  measureAdded,
  measureDone,
  noted,
  on,
  onTheSpot,
  opined,
  promised,
  promiseMoved,
  proposed,
  refusal,
  refusalCode,
  reopened,
  replied,
  returned,
  story,
  unanswered,
} from '../../support/build-case.ts';
import { aCaseThatIs, aClosedInvalidCase, movesOf, wayTo } from '../../support/build-states.ts';

const states = Object.keys(statuses) as readonly Status[];

/** Possible on the whole way: a leader's opinion, the department's at least; reminding, reporting, withdrawing, voiding. */
const always = ['approve', 'remind', 'feedback', 'close', 'void'] as const;

/** The steps of the regulation in section 3, and what its words below the table add. */
const table: Readonly<Record<Status, readonly Step[]>> = {
  registered: ['assign', 'close', 'void'],
  investigating: ['assign', 'investigate', ...always],
  solving: ['resolve propose', 'resolve conclude', 'resolve complete', 'assign', 'investigate', ...always],
  proposed: ['resolve answer', 'resolve complete', 'investigate', ...always],
  executing: ['resolve complete', 'investigate', ...always],
  completed: ['review', ...always],
  awaiting_callback: ['callback', ...always],
  called_back: always,
  explaining: ['resolve explain', 'investigate', ...always],
  explained: ['investigate', ...always],
  closed: ['reopen', 'feedback', 'remind'],
  voided: [],
};

const remarks: readonly Step[] = [
  'amend',
  'undo',
  'note',
  'attach',
  'measure add',
  'measure done',
  'penalty',
];

describe('section 3: every step in every state', () => {
  const cells = states.flatMap((status) =>
    allSteps
      .filter((step) => !remarks.includes(step))
      .map((step) => [status, step, table[status].includes(step)] as const),
  );
  test.each(cells)('%s, %s: %s', (status, step, allowed) => {
    const complaint = aCaseThatIs(status);
    expect(isAllowed(complaint, step)).toBe(allowed);
    if (step === 'undo' || allowed) return;
    // 4.3.8(5): that an invalid case is not called back says more than its state.
    const invalid = complaint.verdict?.valid === false;
    const code = step === 'callback' && invalid ? 'rule.no_callback_for_invalid' : 'state.not_allowed';
    for (const move of movesOf(step)) expect(refusalCode(move, complaint)).toBe(code);
  });

  test.each(cells)('%s, %s: the states of the step say so too', (status, step, allowed) => {
    expect(statusesFor(step).includes(status) || !allowed).toBe(true);
  });

  test.each(states)('%s is reached by its own way', (status) => {
    expect(aCaseThatIs(status).status).toBe(status);
  });

  test('a refusal says the state, what is allowed in it, and a command to copy', () => {
    expect(refusal(completed(), aCaseThatIs('solving'))).toMatchObject({
      code: 'state.not_allowed',
      clause: '3',
      message: expect.stringContaining('2023100102 现在是“拟定方案”'),
      hint: 'tousu resolve propose 2023100102 --by 姓名 --plan 解决方案',
      details: { status: 'solving', allowed: expect.arrayContaining(['resolve propose', 'feedback']) },
    });
  });
});

describe('section 3: steps that the state alone does not allow', () => {
  const promising = [assigned(), judgedValid(), proposed(), promised('10-20')];
  const owing = [...wayTo('executing'), unanswered()];
  test.each<[string, Step, readonly Move[], boolean]>([
    ['4.3.7(1) the reply, while it is owed', 'resolve reply', owing, true],
    ['4.3.7(1) once', 'resolve reply', [...owing, replied()], false],
    ['4.3.7(1) not where it was given with the completion', 'resolve reply', wayTo('completed'), false],
    ['point 6 a further date, while a promise runs', 'resolve promise', promising, true],
    ['point 6 not without a promise', 'resolve promise', wayTo('executing'), false],
    ['point 6 not when it was kept', 'resolve promise', [...promising, completed()], false],
    [
      'point 6 again when the work was sent back',
      'resolve promise',
      [...promising, completed(), returned()],
      true,
    ],
  ])('%s', (_name, step, way, allowed) => {
    expect(isAllowed(aCase(...way), step)).toBe(allowed);
  });

  test.each<[Status, Move, string | undefined]>([
    ['solving', completed(), 'state.not_allowed'],
    ['solving', onTheSpot(), undefined],
    ['proposed', completed(), 'state.not_allowed'],
    ['proposed', onTheSpot(), undefined],
    ['executing', completed(), undefined],
    ['executing', onTheSpot(), 'state.not_allowed'],
  ])(
    'steps 60-90 in %s the work is completed by a plan that was accepted, or on the spot',
    (status, move, code) => {
      expect(refusalCode(move, aCaseThatIs(status))).toBe(code);
    },
  );

  test.each(states)('step 120 in %s a case is filed at the end of its way only', (status) => {
    const ended: readonly Status[] = ['awaiting_callback', 'called_back', 'explained'];
    const code = refusalCode(closed(), aCaseThatIs(status));
    expect(code === 'state.not_allowed').toBe(!ended.includes(status));
  });
});

describe('section 3: remarks, which move nothing', () => {
  const open = states.filter((status) => status !== 'voided');
  test.each(open)('%s takes a note, a file and an amendment, and stays what it is', (status) => {
    const complaint = story({}, ...wayTo(status), noted(), attached(), amended({ demand: '赔偿' })).complaint;
    expect(complaint.status).toBe(status);
  });

  test('1.3 a voided case takes a note and an undo, nothing else', () => {
    expect(allowedSteps(aCaseThatIs('voided'))).toEqual(['undo', 'note']);
    expect(refusalCode(attached(), aCaseThatIs('voided'))).toBe('state.not_allowed');
    expect(refusalCode(amended({ demand: '赔偿' }), aCaseThatIs('voided'))).toBe('state.not_allowed');
  });

  test.each(states)('4.1.1 measures are added from the first assignment on: %s', (status) => {
    const allowed = status !== 'registered' && status !== 'voided';
    expect(refusalCode(measureAdded(), aCaseThatIs(status))).toBe(allowed ? undefined : 'state.not_allowed');
  });

  test.each(states)('4.1.1 cause and accountability are filled in from the completion on: %s', (status) => {
    const done: readonly Status[] = ['completed', 'awaiting_callback', 'called_back', 'closed'];
    const complaint = aCaseThatIs(status);
    expect(canBeSupplemented(complaint)).toBe(done.includes(status));
    expect(refusalCode(amended({ cause: '别的原因' }), complaint)).toBe(
      done.includes(status) ? undefined : 'state.not_allowed',
    );
  });

  test('4.1.1 a filed invalid case has no cause to add', () => {
    expect(refusalCode(amended({ cause: '原因' }), aClosedInvalidCase())).toBe('state.not_allowed');
  });

  test('2.1.6 a measure is finished whenever there is one, after the filing too', () => {
    expect(refusalCode(measureDone(), aCaseThatIs('executing'))).toBe('not_found.measure');
    expect(refusalCode(measureDone({ effect: '未再发生' }), aCaseThatIs('closed'))).toBeUndefined();
    expect(isAllowed(aCaseThatIs('executing'), 'measure done')).toBe(false);
    expect(isAllowed(aCaseThatIs('closed'), 'measure done')).toBe(true);
  });
});

describe('section 3: closed cases', () => {
  test('a valid one is reopened, not re-judged', () => {
    const complaint = aCaseThatIs('closed');
    expect(allowedSteps(complaint)).toContain('reopen');
    expect(refusalCode(judgedValid({ reason: '新证据' }), complaint)).toBe('state.not_allowed');
  });

  test('an invalid one is re-judged, not reopened; the hint says how', () => {
    const complaint = aClosedInvalidCase();
    expect(allowedSteps(complaint)).toContain('investigate');
    expect(allowedSteps(complaint)).not.toContain('reopen');
    expect(refusal(reopened(), complaint)).toMatchObject({
      code: 'state.not_allowed',
      hint: expect.stringContaining('--verdict valid --reason'),
    });
  });
});

describe('2.1.3 the next step: what, who, by when', () => {
  test('4.3.8(1) where nobody can be called back, the liaison files it with a waiver', () => {
    const nameless = { anonymous: true, name: ANONYMOUS, phone: null };
    const { complaint } = story(nameless, ...wayTo('awaiting_callback'));
    expect(nextStep(complaint)).toMatchObject({
      command: 'close',
      owedBy: '对接人',
      dueAt: expect.any(String),
    });
    const left = story({ ...nameless, contact: '论坛私信' }, ...wayTo('awaiting_callback')).complaint;
    expect(nextStep(left)?.command).toBe('callback');
  });

  test.each<[Status, Step, string, string | null]>([
    ['registered', 'assign', '对接人', '10-01 23:59:59'],
    ['investigating', 'investigate', '责任部门', '10-04 23:59:59'],
    ['solving', 'resolve propose', '责任部门', '10-04 23:59:59'],
    ['proposed', 'resolve answer', '受理人', '10-04 23:59:59'],
    ['executing', 'resolve complete', '责任部门', '10-04 23:59:59'],
    ['completed', 'approve', '主管领导', '10-03 23:59:59'],
    ['awaiting_callback', 'callback', '回访人', '10-03 23:59:59'],
    ['called_back', 'close', '对接人', '10-04 23:59:59'],
    ['explaining', 'resolve explain', '受理人', '10-02 23:59:59'],
    ['explained', 'approve', '主管领导', '10-03 23:59:59'],
  ])('%s: %s, owed by %s', (status, command, owedBy, dueAt) => {
    expect(nextStep(aCaseThatIs(status))).toEqual({ command, owedBy, dueAt: dueAt && on(dueAt) });
  });

  test.each<[Status]>([['closed'], ['voided']])('%s: none', (status) => {
    expect(nextStep(aCaseThatIs(status))).toBeNull();
    expect(isOpenCase(status)).toBe(false);
  });

  test('the response that was asked for comes due first', () => {
    expect(nextStep(aCase(assigned({ respondWithin: 0 })))?.dueAt).toBe(on('10-01 23:59:59'));
  });

  test('after an accepted promise the promised day is what is due', () => {
    const complaint = aCase(assigned(), judgedValid(), proposed(), promised('10-20'));
    expect(nextStep(complaint)).toMatchObject({ command: 'resolve complete', dueAt: on('10-20 23:59:59') });
  });

  test('4.3.7(1) after a further date that one is what is due, the first one past due or not', () => {
    const way = [assigned(), judgedValid(), proposed(), promised('10-20')];
    const moved = aCase(...way, promiseMoved({ promisedOn: '2023-12-25' }));
    expect(nextStep(moved)?.dueAt).toBe(on('12-25 23:59:59'));
    const earlier = aCase(...way, promiseMoved({ promisedOn: '2023-10-15' }));
    expect(nextStep(earlier)?.dueAt).toBe(on('10-15 23:59:59'));
  });

  test('point 1 completed: the reply while it is owed, an approval meanwhile or not, then approve', () => {
    const owing = [...wayTo('executing'), unanswered()];
    const reply = { command: 'resolve reply', owedBy: '责任部门', dueAt: on('10-04 23:59:59') };
    expect(nextStep(aCase(...owing))).toEqual(reply);
    expect(nextStep(aCase(...owing, opined()))).toEqual(reply);
    expect(nextStep(aCase(...owing, replied()))?.command).toBe('approve');
    expect(nextStep(aCase(...owing, opined(), replied()))?.command).toBe('review');
  });

  test('4.3.5 completed: approve until a leader has agreed, then review', () => {
    expect(nextStep(story({}, ...wayTo('completed'), opined()).complaint)?.command).toBe('review');
  });

  test('4.3.5 the department agrees: still approve', () => {
    const complaint = story({}, ...wayTo('completed'), opined(asDepartment)).complaint;
    expect(nextStep(complaint)?.command).toBe('approve');
  });

  test('4.3.5 explained: approve until a leader has agreed, then close', () => {
    expect(nextStep(story({}, ...wayTo('explained'), opined()).complaint)?.command).toBe('close');
    const early = aCase(assigned(), judgedInvalid(), opined(), explained());
    expect(nextStep(early)?.command).toBe('close');
  });

  test('sent back: resolve complete again, by the old due time', () => {
    for (const move of [returned(), disagreed()])
      expect(nextStep(story({}, ...wayTo('completed'), move).complaint)).toMatchObject({
        command: 'resolve complete',
        dueAt: on('10-04 23:59:59'),
      });
  });
});

describe('4.3.6 whose time the next step has', () => {
  const isOffices = (complaint: Complaint): boolean => {
    const next = nextStep(complaint);
    return next !== null && isOfficeLimit(complaint, next);
  };

  test.each<[string, Complaint, boolean]>([
    ['work: the regulation’s', aCaseThatIs('executing'), false],
    ['a leader’s opinion: the office’s own', aCaseThatIs('completed'), true],
    ['the callback: the regulation’s', aCaseThatIs('awaiting_callback'), false],
    ['filing: the office’s own', aCaseThatIs('called_back'), true],
    [
      'work that was sent back: the old time of the regulation',
      aCase(...wayTo('completed'), returned()),
      false,
    ],
    [
      'a leader’s opinion on the day headquarters is to be told: the regulation’s too',
      story({ source: 'headquarters' }, ...wayTo('completed')).complaint,
      false,
    ],
    ['nothing comes next', aCaseThatIs('closed'), false],
  ])('%s', (_name, complaint, offices) => {
    expect(isOffices(complaint)).toBe(offices);
  });

  test('no time, where the office has set none', () => {
    const policy = { ...defaultPolicy, approveDays: 0 };
    const done = aCase(...wayTo('executing'), completed({ policy }));
    expect(nextStep(done)).toMatchObject({ command: 'approve', dueAt: null });
    expect(isOffices(done)).toBe(false);
  });
});
