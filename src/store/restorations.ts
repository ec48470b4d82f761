import type { LedgerEvent } from '../domain/case/events.ts';
import type { ChainEnds, Db } from './db.ts';

type Restored = Extract<LedgerEvent, { type: 'ledger_restored' }>['data'];

/** That a backup took the place of the ledger, and when. */
export interface Restoration extends Restored {
  readonly recordedAt: string;
}

/** Every time a backup took the place of the ledger, in order. */
export async function listRestorations(db: Db): Promise<readonly Restoration[]> {
  const rows = await db.all<{ data: string; recorded_at: string }>(
    "SELECT data, recorded_at FROM journal WHERE subject = 'ledger' AND type = 'ledger_restored' ORDER BY seq",
  );
  return rows.map((row) => ({ ...(JSON.parse(row.data) as Restored), recordedAt: row.recorded_at }));
}

/** An entry of the ledger that was replaced then, after the last one which the backup had. */
export const leftBehind = (
  { backup, replaced, recordedAt }: Restoration,
  entry: ChainEnds['head'],
): boolean =>
  entry.seq > backup.seq && (replaced === null ? entry.recordedAt <= recordedAt : entry.seq <= replaced.seq);
