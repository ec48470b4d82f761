import { canonical } from '../../domain/canonical.ts';
import type { Day } from '../../domain/case/clock.ts';
import { standing } from '../../domain/case/events.ts';
import { replay } from '../../domain/case/evolve.ts';
import { redacted } from '../../domain/case/redact.ts';
import { getComplaint, saveComplaint } from '../../store/complaints.ts';
import type { Db } from '../../store/db.ts';
import { attachmentFile } from '../../store/files/attachment-files.ts';
import { removeFile } from '../../store/files/copies.ts';
import { entryFrom, listEntryRows, redactionDigest } from '../../store/journal.ts';
import { listPurgeable, listPurgedFiles, redactEntry } from '../../store/purge.ts';
import type { LedgerContext } from '../ledger-context.ts';
import { recordLedgerEvent } from '../record-ledger-event.ts';

/**
 * Takes who complained out of the cases filed or voided before that day: out of tables and journal, attachments
 * included, for good. Figures and chain stay; the act is journalled with what each case says since. Returns the cases.
 */
export async function purgePersonalData(ctx: LedgerContext, before: Day): Promise<readonly string[]> {
  const numbers = await ctx.ledger.erasure(async (db) => {
    const numbers = await listPurgeable(db, before);
    const purged = [];
    for (const no of numbers) purged.push(await purgeCase(db, no));
    if (numbers.length > 0) {
      await recordLedgerEvent(ctx, db, 'ledger', {
        type: 'personal_data_purged',
        data: { before, cases: purged },
      });
    }
    return numbers;
  });
  await removePurgedFiles(ctx);
  return numbers;
}

/**
 * Behind the entries, so that no entry ever speaks of a file that is gone; under the lock, which whoever attaches a file
 * holds until it lies there: the same file, attached anew in between, stays.
 */
const removePurgedFiles = (ctx: LedgerContext): Promise<void> =>
  ctx.ledger.transaction(async (db) => {
    for (const sha256 of await listPurgedFiles(db)) removeFile(attachmentFile(ctx.home, sha256));
  });

/** Blanks the entries of one case and lets its rows follow from what is left of them. */
async function purgeCase(db: Db, no: string) {
  const rows = await listEntryRows(db, no);
  const data = redacted(rows.map(entryFrom));
  const blanked = rows.map((row, i) => ({ ...row, data: canonical(data[i] ?? null), salt: '', redacted: 1 }));
  for (const row of blanked) await redactEntry(db, row.seq, row.data);
  const complaint = replay(standing(blanked.map(entryFrom)));
  await saveComplaint(db, complaint, await getComplaint(db, no));
  return { no, digest: redactionDigest(blanked) };
}
