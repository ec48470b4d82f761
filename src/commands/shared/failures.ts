import { couriers } from '../../domain/notices.ts';
import { refuse } from '../../domain/problems.ts';
import type { Delivery } from '../../services/day/notify.ts';

/** Refuses with every courier that did not take its message, and why. The others have theirs. */
export function refuseFailures(deliveries: readonly Delivery[]): void {
  const failures = deliveries.flatMap(({ courier, error }) =>
    error === null ? [] : [{ channel: `${courier} ${couriers[courier]}`, error }],
  );
  if (failures.length > 0) refuse('notify.failed', { failures });
}
