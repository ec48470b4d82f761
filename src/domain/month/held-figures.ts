import { inHours, type Moment } from '../case/clock.ts';
import type { Holding } from '../case/complaint.ts';
import { held } from '../case/held.ts';
import { owners } from '../words/vocabulary.ts';
import type { Labelled } from './figures.ts';

/** 4.3.6 How long somebody had cases in hand: a role of section 3, of the responsible ones each department for itself. */
export interface HeldRow extends Labelled {
  /** How many cases he had, however often. */
  readonly total: number;
  /** Of all of them together, to one decimal. */
  readonly hours: number;
}

/**
 * Who had these cases how long until `asOf`; the roles in the order of the regulation, the departments in theirs, those
 * that are no longer there last. One list of holdings a case.
 */
export function heldByHolder(
  cases: readonly (readonly Holding[])[],
  departments: readonly string[],
  asOf: Moment,
): readonly HeldRow[] {
  const spans = cases.flatMap((holdings, i) =>
    held({ holdings }, asOf).map(({ role, department, seconds }) => ({ i, role, department, seconds })),
  );
  const byHolder = Map.groupBy(spans, ({ role, department }) => keyOf(role, department));
  // Old entries keep a name that the directory may no longer have.
  const named = new Set([...departments, ...spans.flatMap(({ department }) => department ?? [])]);
  const holders = owners.flatMap((role) => [
    { key: keyOf(role, null), label: role },
    ...[...named].map((name) => ({ key: keyOf(role, name), label: name })),
  ]);
  return holders.flatMap(({ key, label }) => {
    const theirs = byHolder.get(key);
    if (theirs === undefined) return [];
    const seconds = theirs.reduce((sum, span) => sum + span.seconds, 0);
    return [{ key, label, total: new Set(theirs.map(({ i }) => i)).size, hours: inHours(seconds) }];
  });
}

const keyOf = (role: string, department: string | null): string =>
  department === null ? role : `${role}:${department}`;
