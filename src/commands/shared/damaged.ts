import { refuse } from '../../domain/problems.ts';
import { verifyLedger } from '../../services/care/verify.ts';
import type { Ledger } from '../../store/db.ts';

/**
 * Refuses where the ledger is damaged: what no table allows, or no version of the program has recorded, is no defect of the
 * program, wherever it was stumbled over. Takes as long as `verify`.
 */
export async function refuseDamaged(ledger: Ledger): Promise<void> {
  // What cannot be stored cannot be replayed either.
  const integrity = await ledger.inspect();
  const findings = integrity.length > 0 ? integrity : (await verifyLedger(ledger, () => 'intact')).findings;
  if (findings.length > 0) refuse('journal.broken', { findings });
}
