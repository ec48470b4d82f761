// The clocks of the usual case after some moves.

import type { Deadline } from '../../src/domain/case/clock.ts';
import type { Complaint } from '../../src/domain/case/complaint.ts';
import type { ClockKind } from '../../src/domain/words/vocabulary.ts';
import { aCase, type Move } from './build-case.ts';

/** The clocks of this kind, in the order in which they began. */
export const clocksOf = (kind: ClockKind, { deadlines }: Pick<Complaint, 'deadlines'>): readonly Deadline[] =>
  deadlines.filter((clock) => clock.kind === kind);

/** The clocks of one kind that these moves leave, after the usual acceptance on 10-01 at 09:30. */
export const clocks = (kind: ClockKind, ...moves: readonly Move[]): readonly Deadline[] =>
  clocksOf(kind, aCase(...moves));

/** The last of them. */
export const clock = (kind: ClockKind, ...moves: readonly Move[]): Deadline | undefined =>
  clocks(kind, ...moves).at(-1);
