import { noticeChannels } from '../../domain/notices.ts';
import { refuse } from '../../domain/problems.ts';
import type { Delivery } from '../../services/day/notify.ts';

/** Refuses with every channel that did not take its message, and why. The others have theirs. */
export function refuseFailures(deliveries: readonly Delivery[]): void {
  const failures = deliveries.flatMap(({ channel, error }) =>
    error === null ? [] : [{ channel: `${channel} ${noticeChannels[channel]}`, error }],
  );
  if (failures.length > 0) refuse('notify.failed', { failures });
}
