import { dayOf } from '../../domain/case/clock.ts';
import type { Complaint } from '../../domain/case/complaint.ts';
import { type Entry, standing } from '../../domain/case/events.ts';
import { replay } from '../../domain/case/evolve.ts';
import { type MonthFigures, monthRange } from '../../domain/month/figures.ts';
import { caseChanges, type FinalReport, figureLabel, isRate } from '../../domain/month/sent-figures.ts';
import { percent } from '../../domain/words/wording.ts';
import { findLastEntry, listHistoriesChanged } from '../../store/journal.ts';
import type { LedgerContext } from '../ledger-context.ts';

export const subjectOf = (month: string): string => `month:${month}`;

type Sending = Extract<Entry, { readonly type: 'report_finalised' }>;

/** The entry by which the figures of the month were last marked as sent to headquarters; undefined where none was. */
export async function findSending(ctx: LedgerContext, month: string): Promise<Sending | undefined> {
  const entry = await findLastEntry(ctx.ledger, subjectOf(month));
  return entry?.type === 'report_finalised' ? entry : undefined;
}

/** The report of the month as it was last sent to headquarters; undefined when none was. */
export const findFinalReport = async (ctx: LedgerContext, month: string): Promise<FinalReport | undefined> =>
  (await findSending(ctx, month))?.data;

/** More cases than these are not read below a table. */
const MOST_CASES = 20;

/** What has changed since the report was sent, a sentence each: the figures of Annex 2, and the cases that changed them. */
export async function changesSinceFinal(
  ctx: LedgerContext,
  { month, changedSinceFinal }: MonthFigures,
): Promise<readonly string[]> {
  const sent = await findFinalReport(ctx, month);
  if (sent === undefined || changedSinceFinal.length === 0) return [];
  const figures = changedSinceFinal.flatMap(({ figure, was, is }) => {
    const label = figureLabel(figure);
    return label === undefined ? [] : [`${label} ${inWords(figure, was)}→${inWords(figure, is)}`];
  });
  const cases = await changedCases(ctx, sent);
  const more = cases.length - MOST_CASES;
  return [
    ...(figures.length > 0 ? [figures.join('；')] : []),
    ...cases.slice(0, MOST_CASES),
    ...(more > 0 ? [`另有 ${more} 件投诉有变动`] : []),
  ];
}

/** The cases of the month, as it was or is, that entries after the report have changed, in the order of the first of them. */
async function changedCases(ctx: LedgerContext, { month, head }: FinalReport): Promise<readonly string[]> {
  const entries = await listHistoriesChanged(ctx.ledger, head.seq, monthRange(month));
  return [...Map.groupBy(entries, ({ no }) => no)].flatMap(([no, history]) => {
    const before = stateOf(history.filter(({ seq }) => seq <= head.seq));
    const after = stateOf(history);
    const inMonth = [before, after].some((state) => state && dayOf(state.acceptedAt).startsWith(month));
    const changes = after && inMonth ? caseChanges(before, after) : [];
    return changes.length === 0 ? [] : [`${no}：${changes.join('，')}`];
  });
}

/** The case that these entries of it make; undefined before its registration. */
function stateOf(entries: readonly Entry[]): Complaint | undefined {
  const events = standing(entries);
  return events.length === 0 ? undefined : replay(events);
}

const inWords = (figure: string, value: unknown): string =>
  value === null || isRate(figure) ? percent(value === null ? null : Number(value)) : String(value);
