import { type CaseToPack, caseFolder, MISSING, missingList } from '../../documents/case/archive.ts';
import type { Packed } from '../../documents/case/archive-zip.ts';
import { type FormValues, filledForm } from '../../documents/form/values.ts';
import type { Attachment, Complaint } from '../../domain/case/complaint.ts';
import { standing } from '../../domain/case/events.ts';
import { rounds } from '../../domain/case/rounds.ts';
import { monthRange } from '../../domain/month/figures.ts';
import { refuse } from '../../domain/problems.ts';
import { listNumbersAccepted, pageComplaints } from '../../store/complaints.ts';
import type { Db } from '../../store/db.ts';
import { chainedEntry, type JournalRow, listEntryRows } from '../../store/journal.ts';
import { filesPurged, lastPurges, listPurges } from '../../store/purge.ts';
import type { LedgerContext } from '../ledger-context.ts';
import { findCase } from './find.ts';
import { formUnit } from './form-unit.ts';

/** Cases held in memory at a time. */
const PAGE = 100;

export interface Archive {
  readonly files: readonly Packed[];
  /** The numbers of the cases in it. */
  readonly cases: readonly string[];
  /** The cases that lack something the clause asks for are listed in it. */
  readonly incomplete: boolean;
}

type FillForm = (values: FormValues) => Promise<Uint8Array>;

/** 4.4.1 The file of one case; `no` may be a unique ending. */
export const archiveCase = (ctx: LedgerContext, no: string, fillForm: FillForm): Promise<Archive> =>
  archive(ctx, fillForm, async (db) => [await findCase(db, no)]);

/** 4.4.1 The files of all cases accepted in a month, voided ones included: their numbers are taken, too. */
export const archiveMonth = (ctx: LedgerContext, month: string, fillForm: FillForm): Promise<Archive> =>
  archive(ctx, fillForm, async (db) => {
    const numbers = await listNumbersAccepted(db, monthRange(month));
    const complaints: Complaint[] = [];
    for await (const page of pageComplaints(db, numbers, PAGE)) complaints.push(...page);
    return complaints.length > 0
      ? complaints
      : refuse('usage.invalid', { message: `${month} 没有受理的投诉`, hint: 'tousu list --all' });
  });

/** Reads in one snapshot, so that the case and its journal agree. */
async function archive(
  ctx: LedgerContext,
  fillForm: FillForm,
  chosen: (db: Db) => Promise<readonly Complaint[]>,
): Promise<Archive> {
  const unit = await formUnit(ctx);
  return ctx.ledger.snapshot(async (db) => {
    const cases: CaseFile[] = [];
    const purged = lastPurges(await listPurges(db));
    for (const complaint of await chosen(db)) {
      const rows = await listEntryRows(db, complaint.no);
      cases.push(caseFile(ctx, complaint, rows, filesPurged(rows, purged)));
    }
    await refuseChanged(ctx, cases);
    const files: Packed[] = [];
    for (const one of cases) {
      const form = await fillForm(filledForm(rounds(standing(one.entries)), unit));
      files.push(...caseFolder({ ...one, form }, ctx.now));
    }
    const missing = missingList(cases, ctx.now);
    return {
      files: missing === undefined ? files : [...files, { path: MISSING, content: missing }],
      cases: cases.map(({ complaint }) => complaint.no),
      incomplete: missing !== undefined,
    };
  });
}

type CaseFile = Omit<CaseToPack, 'form'>;

/** Attachments that a purge took from the case are listed as cleared, and not packed even where another case has the same file. */
function caseFile(
  { ledger: { files } }: LedgerContext,
  complaint: Complaint,
  rows: readonly JournalRow[],
  purged: ReadonlySet<string>,
): CaseFile {
  const isCleared = ({ sha256 }: Attachment) => purged.has(sha256);
  return {
    complaint,
    entries: rows.map(chainedEntry),
    files: complaint.attachments
      .filter((file) => !isCleared(file))
      .map((file) => ({ ...file, read: () => files.pieces(file.sha256) })),
    cleared: complaint.attachments.filter(isCleared),
  };
}

/** An archive vouches for its files: one that is gone or no longer what it was cannot go into it. */
async function refuseChanged({ ledger }: LedgerContext, cases: readonly CaseFile[]): Promise<void> {
  const changed: string[] = [];
  for (const { complaint, files } of cases)
    for (const file of files)
      if ((await ledger.files.state(file, { thorough: true })) !== 'intact')
        changed.push(`${complaint.no} ${file.name}（attachments/${file.sha256}）`);
  if (changed.length > 0) refuse('attachment.changed', { files: changed });
}
