import { describe, expect, test } from '@jest/globals';
import { canBeSupplemented } from '../../../src/domain/case/complaint.ts';
import { allSteps, type Step } from '../../../src/domain/case/step-table.ts';
import {
  allowedSteps,
  isAllowed,
  isOpenCase,
  nextStep,
  statusesFor,
} from '../../../src/domain/case/workflow.ts';
import { ANONYMOUS } from '../../../src/domain/steps/register.ts';
import { type Status, statuses } from '../../../src/domain/words/vocabulary.ts';
import {
  aCase,
  amended,
  asDepartment,
  assigned,
  attached,
  completed,
  disagreed,
  explained,
  judgedInvalid,
  judgedValid,
  measureAdded,
  measureDone,
  noted,
  on,
  opined,
  promised,
  proposed,
  refusal,
  refusalCode,
  reopened,
  returned,
  story,
} from '../../support/build-case.ts';
import { aCaseThatIs, aClosedInvalidCase, movesOf, wayTo } from '../../support/build-states.ts';

const states = Object.keys(statuses) as readonly Status[];

/** The steps of the regulation in section 3, `feedback` and `approve` with its words below the table. */
const table: Readonly<Record<Status, readonly Step[]>> = {
  registered: ['assign', 'void'],
  investigating: ['assign', 'investigate', 'approve', 'feedback', 'void'],
  solving: ['resolve propose', 'approve', 'feedback', 'void'],
  proposed: ['resolve answer', 'approve', 'feedback', 'void'],
  executing: ['resolve complete', 'approve', 'feedback', 'void'],
  completed: ['review', 'approve', 'feedback', 'void'],
  awaiting_callback: ['callback', 'close', 'approve', 'feedback', 'void'],
  called_back: ['close', 'approve', 'feedback', 'void'],
  explaining: ['resolve explain', 'investigate', 'approve', 'feedback', 'void'],
  explained: ['close', 'investigate', 'approve', 'feedback', 'void'],
  closed: ['reopen', 'feedback'],
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

  test.each<[Status, boolean]>([
    ['registered', false],
    ['investigating', false],
    ['solving', false],
    ['proposed', false],
    ['executing', false],
    ['completed', true],
    ['awaiting_callback', true],
    ['called_back', true],
    ['explaining', false],
    ['explained', false],
    ['closed', true],
    ['voided', false],
  ])('4.1.1 what the three releases lack is added from the completion on: %s %s', (status, allowed) => {
    const complaint = aCaseThatIs(status);
    expect(refusalCode(measureAdded(), complaint)).toBe(allowed ? undefined : 'state.not_allowed');
    expect(canBeSupplemented(complaint)).toBe(allowed);
    expect(refusalCode(amended({ cause: '别的原因' }), complaint)).toBe(
      allowed ? undefined : 'state.not_allowed',
    );
  });

  test('4.1.1 a filed invalid case has no work to add to', () => {
    expect(refusalCode(measureAdded(), aClosedInvalidCase())).toBe('state.not_allowed');
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
    ['completed', 'approve', '主管领导', null],
    ['awaiting_callback', 'callback', '回访人', '10-03 23:59:59'],
    ['called_back', 'close', '对接人', null],
    ['explaining', 'resolve explain', '受理人', '10-02 23:59:59'],
    ['explained', 'approve', '主管领导', null],
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
