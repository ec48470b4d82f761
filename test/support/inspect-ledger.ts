import { verifyLedger } from '../../src/services/care/verify.ts';
import { openLedger } from './open-ledger.ts';

export interface Inspection {
  /** What `verify` would find, and why a ledger cannot be opened. */
  readonly problems: readonly string[];
  readonly rows: readonly { readonly operator: string; readonly type: string }[];
}

/** Verifies the ledger as the command does, but here: a start of the program takes ten times as long. */
export async function inspectLedger(file: string): Promise<Inspection> {
  try {
    const ledger = await openLedger(file);
    try {
      const verified = await verifyLedger(ledger, (attachment) =>
        ledger.files.state(attachment, { thorough: true }),
      );
      const rows = await ledger.all<Inspection['rows'][number]>('SELECT operator, type FROM journal');
      return { problems: [...verified.findings, ...verified.changedFiles], rows };
    } finally {
      await ledger.close();
    }
  } catch (error) {
    return { problems: [String(error)], rows: [] };
  }
}
