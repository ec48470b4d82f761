// No clerk must type an untruth: whatever has happened to a case, honest steps lead it to its end.

import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, dayOf } from '../../src/domain/case/clock.ts';
import type { Complaint } from '../../src/domain/case/complaint.ts';
import { evolve } from '../../src/domain/case/evolve.ts';
import { gaps } from '../../src/domain/case/three-releases.ts';
import * as build from '../support/build-case.ts';
import { headquartersCaller } from '../support/build-people.ts';
import { someWalk } from '../support/build-random.ts';

interface World {
  /** Whether the complainant answers. Who left no contact never does. */
  readonly answers: boolean;
  /** The complaint is a valid one, as whoever investigates it will find. */
  readonly valid: boolean;
}

/** What can truthfully be done to the case, what brings it on first. */
function honestMoves(complaint: Complaint, { answers, valid }: World): readonly build.Move[] {
  const nextDay = `${addDays(dayOf(complaint.lastStepAt), 1)}T09:00:00+08:00`;
  const told = answers ? 'phone' : complaint.contactOnRecord ? 'letter' : 'notice';
  const byHeadquarters = { by: headquartersCaller.name, caller: headquartersCaller };
  const reached = answers
    ? [
        build.accepted(),
        build.rejected(),
        build.calledBack(),
        build.calledBack(byHeadquarters),
        build.dissatisfied({ rehandle: true }),
        build.dissatisfied({ rehandle: true, ...byHeadquarters }),
      ]
    : [
        build.attempted({ at: nextDay }),
        build.notReached({ at: nextDay }),
        build.notReached({ ...byHeadquarters, at: nextDay }),
      ];
  return [
    build.closed(),
    build.waived(),
    build.passed(),
    build.opined(),
    build.replied({ method: told }),
    build.completed({ method: told }),
    build.proceeded(),
    build.explained({ method: told }),
    ...reached,
    build.proposed(),
    valid ? build.judgedValid({ reason: '查实' }) : build.judgedInvalid({ reason: '查无此事' }),
    build.investigated(),
    build.assigned({ reason: '再次核实' }),
    build.amended({ cause: '电池盒老化', accountability: '通报批评' }),
    ...openMeasures(complaint).map(({ n }) => build.measureDone({ n })),
    ...(['corrective', 'preventive'] as const)
      .filter((kind) => gaps(complaint).includes(kind))
      .map((kind) => build.measureAdded({ kind })),
    build.returned(),
    build.disagreed(),
    build.reopened(),
  ];
}

const openMeasures = ({ measures }: Complaint) => measures.filter(({ doneOn }) => doneOn === null);

/** Filed with the verdict that is true, or because the complainant withdrew: no move of these does that. */
const isEnded = ({ status, verdict, closure }: Complaint, { valid }: World): boolean =>
  status === 'closed' && (verdict?.valid === valid || closure?.withdrawn != null);

const daysOf = (acts: readonly { readonly at: string }[]): number =>
  new Set(acts.map(({ at }) => dayOf(at))).size;

/** What decides what can be done: two cases that do not differ in it go the same ways. */
const situation = (c: Complaint): string =>
  JSON.stringify({
    status: c.status,
    valid: c.verdict?.valid,
    approved: c.approved,
    owesReply: c.completion?.owesReply,
    gaps: gaps(c),
    openMeasures: openMeasures(c).length,
    isAssigned: c.assignments.length > 0,
    isInvestigated: c.investigations.length > 0,
    daysTried: daysOf(c.attempts.filter(({ proposal }) => proposal === c.proposals.length)),
    daysCalled: daysOf(c.callbacks.filter(({ round, reached }) => round === c.round && !reached)),
  });

/** The first way to the end that is found, as the states on it; undefined where there is none. */
function wayOut(from: Complaint, world: World): readonly string[] | undefined {
  const seen = new Set<string>();
  const search = (complaint: Complaint): readonly string[] | undefined => {
    if (isEnded(complaint, world)) return [];
    const here = situation(complaint);
    if (seen.has(here)) return undefined;
    seen.add(here);
    for (const move of honestMoves(complaint, world)) {
      const outcome = move(complaint);
      const rest = outcome.ok ? search(evolve(complaint, outcome.event)) : undefined;
      if (outcome.ok && rest !== undefined) return [outcome.event.type, ...rest];
    }
    return undefined;
  };
  return search(from);
}

const worlds: readonly (readonly [string, World])[] = [
  ['a reachable complainant, valid', { answers: true, valid: true }],
  ['a reachable complainant, invalid', { answers: true, valid: false }],
  ['nobody reachable, valid', { answers: false, valid: true }],
  ['nobody reachable, invalid', { answers: false, valid: false }],
];

test.each(worlds)('no state without a way to its end: %s', (_name, world) => {
  fc.assert(
    fc.property(someWalk, ({ complaint }) => {
      fc.pre(complaint.status !== 'voided' && (complaint.contactOnRecord || !world.answers));
      expect(wayOut(complaint, world)).toBeDefined();
    }),
    { numRuns: 60 },
  );
});

test('both who left a contact and who left none are among those who cannot be reached', () => {
  const seen = new Set<boolean>();
  fc.assert(
    fc.property(someWalk, ({ complaint }) => {
      seen.add(complaint.contactOnRecord);
    }),
    { numRuns: 60, seed: 20231001 },
  );
  expect(seen).toEqual(new Set([true, false]));
});
