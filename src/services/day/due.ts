import { endOfDay, isPastDue, type Moment, momentAt } from '../../domain/case/clock.ts';
import { answering } from '../../domain/case/held.ts';
import { byUrgency, type Precedence } from '../../domain/case/priority.ts';
import type { DueKind, Status } from '../../domain/words/vocabulary.ts';
import { listOpenClocks, type OpenClock } from '../../store/clocks.ts';
import { listOpenMeasures, type OpenMeasure } from '../../store/measures.ts';
import type { LedgerContext } from '../ledger-context.ts';

/** What has a due time: an open clock, or a measure that is still to be done (4.1.1). */
export interface DueItem extends Precedence {
  readonly no: string;
  readonly kind: DueKind;
  readonly dueAt: Moment;
  /** In the words of the regulation, or the owner of a measure. */
  readonly owedBy: string;
  readonly department: string | null;
  readonly person: string | null;
  readonly status: Status;
  readonly complainant: string;
  /** Which measure; null for a clock. */
  readonly measure: number | null;
}

export interface Due {
  readonly overdue: readonly DueItem[];
  readonly dueSoon: readonly DueItem[];
}

/**
 * What is past due at `asOf`, and what will be within `hours` from then: clocks, the office's own among them, and
 * measures of every case, filed ones too. Most urgent first. An overdue clock names who answers for it (4.3.6).
 */
export async function listDue(ctx: LedgerContext, asOf: Moment, hours: number): Promise<Due> {
  const until = momentAt(Date.parse(asOf) + hours * 3_600_000);
  const clocks = await listOpenClocks(ctx.ledger, until);
  const measures = (await listOpenMeasures(ctx.ledger)).flatMap(dueMeasure);
  const items = [
    ...clocks.map((clock) => dueClock(clock, asOf)),
    ...measures.filter(({ dueAt }) => dueAt <= until),
  ].sort(byUrgency);
  const isPast = ({ dueAt }: DueItem) => isPastDue(dueAt, asOf);
  return { overdue: items.filter(isPast), dueSoon: items.filter((item) => !isPast(item)) };
}

function dueClock({ holder, ...clock }: OpenClock, asOf: Moment): DueItem {
  const unmet = { ...clock, metAt: null, cancelledAt: null };
  return { ...clock, ...answering(unmet, holder, asOf), measure: null };
}

/** One that is done and lacks only its effect (2.1.6) is due on no day. */
function dueMeasure(measure: OpenMeasure): readonly DueItem[] {
  if (measure.doneOn !== null) return [];
  const { no, n, owner, dueOn, department, status, complainant, urgent, priority } = measure;
  return [
    {
      no,
      kind: 'measure',
      dueAt: endOfDay(dueOn),
      owedBy: owner,
      department,
      person: owner,
      status,
      complainant,
      urgent,
      priority,
      measure: n,
    },
  ];
}
