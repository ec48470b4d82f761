import { canonical, type Json } from '../../domain/canonical.ts';
import { type Day, dayOf, monthsBefore } from '../../domain/case/clock.ts';
import { standing } from '../../domain/case/events.ts';
import { replay } from '../../domain/case/evolve.ts';
import { valuesAtHoles } from '../../domain/case/personal-part.ts';
import { redacted, tracesIn } from '../../domain/case/redact.ts';
import { type Traces, withoutTraces } from '../../domain/case/traces.ts';
import { policyFrom } from '../../domain/policy.ts';
import { refuse } from '../../domain/problems.ts';
import { inForce } from '../../domain/settings.ts';
import { getComplaint, saveComplaint } from '../../store/complaints.ts';
import type { Db, Upgrade } from '../../store/db.ts';
import { type Draft, removeDrafts } from '../../store/files/drafts.ts';
import { removeLeftDrafts } from '../../store/files/left-drafts.ts';
import { listStrayFiles } from '../../store/inspection.ts';
import { entryFrom, getHead, type JournalRow, listEntryRows, redactionDigest } from '../../store/journal.ts';
import { listPurgeable, listPurgedFiles, redactEntry } from '../../store/purge.ts';
import { listSettings } from '../../store/settings.ts';
import type { LedgerContext } from '../ledger-context.ts';
import { recordLedgerEvent } from '../record-ledger-event.ts';
import { folderOf } from './backup-names.ts';
import { type Remnant, remnants } from './remnants.ts';

export interface DueCases {
  /** Cases filed or voided before this day may be purged. */
  readonly before: Day;
  readonly cases: readonly string[];
}

export interface Purged extends DueCases {
  /** Where what was purged, now or before, still lies. */
  readonly remaining: readonly Remnant[];
}

/**
 * The cases that may be purged: filed or voided before `asked`, where that is given, and longer ago than cases are to be
 * kept. Refuses where the clock of this computer is so far ahead of the last entry that it may be wrong.
 */
export const dueForPurge = async (ctx: LedgerContext, asked: Day | null): Promise<DueCases> => {
  const { before, cases } = await dueIn(ctx.ledger, ctx, asked);
  return { before, cases };
};

async function dueIn(db: Db, { now }: Pick<LedgerContext, 'now'>, asked: Day | null) {
  const { recordedAt } = await getHead(db);
  if (dayOf(recordedAt) < monthsBefore(dayOf(now), 1)) refuse('time.clock_ahead', { now, last: recordedAt });
  const { retentionMonths } = policyFrom(await listSettings(db));
  const kept = monthsBefore(dayOf(now), retentionMonths);
  const before = asked !== null && asked < kept ? asked : kept;
  return { before, retentionMonths, cases: await listPurgeable(db, before) };
}

/**
 * Takes who complained out of the cases that are due: out of tables and journal, attachments included, for good. Figures
 * and chain stay; the act is journalled with what each case says since. Refuses unless they are `confirmed` in number.
 * What an earlier run that was broken off has left goes, too.
 */
export async function purgePersonalData(
  ctx: LedgerContext & Upgrade,
  asked: Day | null,
  confirmed: number,
): Promise<Purged> {
  const { before, cases } = await ctx.ledger.transaction(async (db) => {
    const { before, retentionMonths, cases } = await dueIn(db, ctx, asked);
    if (cases.length !== confirmed) refuseNumber(confirmed, cases.length);
    const purged: PurgedCase[] = [];
    for (const no of cases) purged.push(await purgeCase(db, no));
    if (purged.length > 0)
      await recordLedgerEvent(ctx, db, 'ledger', {
        type: 'personal_data_purged',
        data: { before, retentionMonths, cases: purged.map(({ no, digest }) => ({ no, digest })) },
      });
    return { before, cases: purged };
  });
  const { files } = ctx.ledger;
  // Of what is deleted in a table something is left until it is made anew; from a folder files go when nobody reads any more
  // who saw them attached.
  if (files.inTables) await removePurgedFiles(ctx);
  const hindrance = await ctx.ledger.scour();
  if (!files.inTables) await removePurgedFiles(ctx);
  removeDrafts(ctx, (draft) => isOld(draft, ctx) || cases.some((purged) => speaksOf(draft, purged)));
  for (const folder of [ctx.home, folderOf(ctx, inForce(ctx.settings, 'backup.folder'))])
    removeLeftDrafts(folder, Date.parse(ctx.now));
  return { before, cases: cases.map(({ no }) => no), remaining: await remnants(ctx, hindrance) };
}

const refuseNumber = (confirmed: number, due: number): never =>
  refuse('usage.invalid', {
    message: `要清除的是 ${due} 件，不是 ${confirmed} 件，什么也没有清除`,
    hint: 'tousu purge --dry-run，看是哪些',
    details: { due },
  });

/** Nobody goes on with what he has not finished for a month. */
const isOld = ({ savedAt }: Draft, { now }: LedgerContext): boolean =>
  dayOf(savedAt) < monthsBefore(dayOf(now), 1);

/** What was half typed is about the case, or says who complained in it. */
const speaksOf = ({ texts }: Draft, { no, traces }: PurgedCase): boolean =>
  (texts.no ?? []).some((ending) => ending !== '' && no.endsWith(ending)) ||
  Object.values(texts)
    .flat()
    .some((text) => withoutTraces(text, traces) !== withoutTraces(text, []));

/**
 * Behind the entries, so that no entry ever speaks of a file that is gone; under the lock, which whoever attaches a file
 * holds until it lies there: the same file, attached anew in between, stays. What nobody spoke of may be anybody's.
 */
const removePurgedFiles = (ctx: LedgerContext): Promise<void> =>
  ctx.ledger.transaction(async (db) => {
    const { files } = ctx.ledger;
    for (const sha256 of [...(await listPurgedFiles(db)), ...(await listStrayFiles(db, files))])
      await files.remove(sha256);
  });

interface PurgedCase {
  readonly no: string;
  /** Of what its entries say since. */
  readonly digest: string;
  /** By what the complainant was known in it. */
  readonly traces: readonly Traces[];
}

/** Blanks the entries of one case that tell who complained and lets its rows follow from what is left of them. */
async function purgeCase(db: Db, no: string): Promise<PurgedCase> {
  const rows = await listEntryRows(db, no);
  const entries = rows.map(entryFrom);
  const cleaned = redacted(entries);
  const left = rows.map((row, i) => blanked(row, cleaned[i] ?? null));
  for (const [i, row] of left.entries()) if (row !== rows[i]) await redactEntry(db, row);
  const complaint = replay(standing(left.map(entryFrom)));
  await saveComplaint(db, complaint, await getComplaint(db, no));
  const digest = redactionDigest(left.filter((row) => row.redacted !== 0));
  return { no, digest, traces: entries.flatMap(tracesIn) };
}

/**
 * What is left of the entry: only its personal part changes, and only where something in it does. An entry from before the
 * parts were held apart changes as a whole, and but once.
 */
function blanked(row: JournalRow, cleaned: Json): JournalRow {
  if (row.personal_digest === null) {
    const data = canonical(cleaned);
    return row.redacted !== 0 || data === row.data ? row : { ...row, data, salt: '', redacted: 1 };
  }
  if (row.personal === null) return row;
  const personal = canonical(valuesAtHoles(JSON.parse(row.data) as Json, cleaned));
  return personal === row.personal ? row : { ...row, personal, personal_salt: '', redacted: 1 };
}
