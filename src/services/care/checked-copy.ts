import type { Upgrade } from '../../store/db.ts';
import { engineFor } from '../../store/engine.ts';
import { type AttachmentState, attachmentState, copyAttachment } from '../../store/files/attachment-files.ts';
import { listStoredFiles } from '../../store/inspection.ts';
import { type StoredFile, type Verification, verifyLedger } from './verify.ts';

export interface CheckedCopy extends Verification {
  /** Attachments that were copied now, because they were not there yet. */
  readonly copied: number;
}

/**
 * Opens a copy of a ledger, brings the attachments it knows from the home `from` to the home `to`, and verifies it. What
 * is copied now is read in full; what was there before only where `thorough`, else it is compared by size.
 */
export async function completeCopy(
  upgrade: Upgrade,
  copy: string,
  { from, to }: { readonly from: string; readonly to: string },
  { thorough }: { readonly thorough: boolean },
): Promise<CheckedCopy> {
  const engine = await engineFor(copy);
  const ledger = await engine.openCopy(copy, upgrade);
  try {
    const fresh = new Set<string>();
    for (const file of await listStoredFiles(ledger)) {
      const lacking = attachmentState(to, file, { thorough }) !== 'intact';
      if (lacking && attachmentState(from, file, { thorough: true }) === 'intact') {
        copyAttachment(from, to, file.sha256);
        fresh.add(file.sha256);
      }
    }
    const lookAt = (file: StoredFile): AttachmentState =>
      attachmentState(to, file, { thorough: thorough || fresh.has(file.sha256) });
    return { ...(await verifyLedger(ledger, lookAt)), copied: fresh.size };
  } finally {
    await ledger.close();
  }
}
