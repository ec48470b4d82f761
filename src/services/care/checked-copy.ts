import type { FileStore, Ledger, StoredFile, Upgrade } from '../../store/db.ts';
import { openCopy } from '../../store/engine.ts';
import { listStoredFiles } from '../../store/inspection.ts';
import { type Verification, verifyLedger } from './verify.ts';

export interface CheckedCopy extends Verification {
  /** Attachments that were copied now, because they were not there yet. */
  readonly copied: number;
}

/**
 * Opens a copy of a ledger, brings it the attachments it knows from another store, and verifies it. What is copied now is
 * read in full; what was there before only where `thorough`, else it is compared by size.
 */
export async function completeCopy(
  upgrade: Upgrade,
  copy: string,
  from: FileStore,
  { thorough }: { readonly thorough: boolean },
): Promise<CheckedCopy> {
  const ledger = await openCopy(copy, upgrade);
  try {
    const fresh = new Set<string>();
    await bringFiles(ledger, from, fresh, { thorough });
    const lookAt = (file: StoredFile) =>
      ledger.files.state(file, { thorough: thorough || fresh.has(file.sha256) });
    return { ...(await verifyLedger(ledger, lookAt)), copied: fresh.size };
  } finally {
    await ledger.close();
  }
}

/**
 * Brings the ledger the attachments it knows and lacks, as far as the other store has them intact; the digest of each is
 * added to `fresh` before it is brought. `thorough` reads what is there already, else it is compared by size.
 */
export async function bringFiles(
  ledger: Ledger,
  from: FileStore,
  fresh: Set<string>,
  { thorough }: { readonly thorough: boolean },
): Promise<void> {
  for (const file of await listStoredFiles(ledger)) {
    if ((await ledger.files.state(file, { thorough })) === 'intact') continue;
    if ((await from.state(file, { thorough: true })) !== 'intact') continue;
    fresh.add(file.sha256);
    await ledger.files.copyFrom(from, file.sha256);
  }
}
