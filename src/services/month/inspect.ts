import { hash } from 'node:crypto';
import type { Complaint } from '../../domain/case/complaint.ts';
import { byNumber } from '../../domain/case/number.ts';
import { monthRange } from '../../domain/month/figures.ts';
import { refuse } from '../../domain/problems.ts';
import { listStandingNumbers, pageComplaints } from '../../store/complaints.ts';
import { getHead } from '../../store/journal.ts';
import { type LedgerContext, ofOneMoment, setting } from '../ledger-context.ts';

/** Cases held in memory at a time while they are read. */
const PAGE = 100;

/** 2.1.4 Cases of a month that were drawn for checking. */
export interface Inspection {
  readonly unit: string;
  readonly month: string;
  /** What the draw was made with: the same seed draws the same cases again. */
  readonly seed: string;
  /** The cases it was made from: those the month report counts, so none that was voided. */
  readonly total: number;
  /** The cases drawn, by number. */
  readonly cases: readonly Complaint[];
}

interface Wanted {
  readonly month: string;
  readonly size: number;
  /** Null: one that nobody chose, the month and where the journal stands. */
  readonly seed: string | null;
}

/** 2.1.4 Draws `size` cases of the month, all where it has no more. Refuses a month without cases. */
export const drawInspection = (ctx: LedgerContext, wanted: Wanted): Promise<Inspection> =>
  ofOneMoment(ctx, async (inside) => {
    const { month } = wanted;
    const numbers = await listStandingNumbers(inside.ledger, monthRange(month));
    if (numbers.length === 0)
      refuse('usage.invalid', { message: `${month} 没有受理的投诉`, hint: 'tousu list --all' });
    const seed = wanted.seed ?? (await usualSeed(inside, month));
    const cases: Complaint[] = [];
    for await (const page of pageComplaints(inside.ledger, drawn(numbers, seed, wanted.size), PAGE))
      cases.push(...page);
    return { unit: setting(inside, 'unit.name'), month, seed, total: numbers.length, cases };
  });

async function usualSeed({ ledger }: LedgerContext, month: string): Promise<string> {
  const head = await getHead(ledger);
  return `${month}:${head.seq}:${head.hash.slice(0, 12)}`;
}

/**
 * The numbers drawn, in their order: the first by the SHA-256 of seed and number, which nobody can steer and anybody
 * can compute again. A case that is entered later takes the place of one of them at most.
 */
function drawn(numbers: readonly string[], seed: string, size: number): readonly string[] {
  const lots = numbers.map((no) => ({ no, lot: hash('sha256', `${seed} ${no}`) }));
  return lots
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .slice(0, size)
    .map(({ no }) => no)
    .sort(byNumber);
}
