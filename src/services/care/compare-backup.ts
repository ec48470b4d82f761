import type { Upgrade } from '../../store/db.ts';
import { engineFor, openCopy } from '../../store/engine.ts';
import { draftIn } from '../../store/files/draft-names.ts';
import { dropDraft } from '../../store/files/private-files.ts';
import { findHash, getHead, lastCommonEntry } from '../../store/journal.ts';
import type { LedgerContext } from '../ledger-context.ts';
import type { CheckCode } from './verify.ts';

/** What a backup proves of the ledger. */
export interface BackupComparison {
  /** The entry the backup ends with. */
  readonly head: CheckCode;
  /** The first entry that is another one in the ledger, or is not there; null where all are there. */
  readonly differs: { readonly seq: number; readonly backup: string; readonly ledger: string | null } | null;
}

/** Whether every entry of the backup is in the ledger. The backup stays as it is: a copy of it is read. */
export async function compareBackup(ctx: LedgerContext & Upgrade, backup: string): Promise<BackupComparison> {
  const draft = draftIn(ctx.home);
  try {
    await (await engineFor(backup)).copyOut(backup, draft, ctx);
    const copy = await openCopy(draft, ctx);
    try {
      const { seq, hash } = await getHead(copy);
      const first = (await lastCommonEntry(copy, ctx.ledger)) + 1;
      return {
        head: { seq, hash },
        differs:
          first > seq
            ? null
            : {
                seq: first,
                backup: (await findHash(copy, first)) ?? '',
                ledger: (await findHash(ctx.ledger, first)) ?? null,
              },
      };
    } finally {
      await copy.close();
    }
  } finally {
    dropDraft(draft);
  }
}
