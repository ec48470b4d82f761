import type { PrintedDifference } from '../problems.ts';
import { NOTHING, percent } from '../words/wording.ts';
import { type MonthFigure, monthColumns } from './annex2-columns.ts';
import { type FigureChange, figureChanges, isProvisional, type UnitMonth } from './group-figures.ts';

/** A check code that is known of a unit's journal, and from where. */
export interface KnownCode {
  readonly seq: number;
  readonly hash: string;
  readonly origin: string;
  /** `收过的 2023-10 月报`, as a sentence about it begins. */
  readonly known: string;
}

/** The codes that headquarters has got from a unit, the latest last. */
export const codesOf = (collected: readonly Omit<UnitMonth, 'figures'>[]): readonly KnownCode[] =>
  collected.map(({ month, origin, head: { seq, hash } }) => ({
    seq,
    hash,
    origin,
    known: `收过的 ${month} 的数`,
  }));

/** `codes` against a journal that begins with `origin`, of which `hashAt` gives the entries: what is not in it. */
export async function codesLacking(
  codes: readonly KnownCode[],
  origin: string,
  hashAt: (seq: number) => Promise<string | undefined>,
): Promise<readonly PrintedDifference[]> {
  const stranger = codes.find((code) => code.origin !== origin);
  if (stranger) return [otherLedger(stranger)];
  const lacking: PrintedDifference[] = [];
  for (const { seq, hash, known } of codes) {
    const ledger = (await hashAt(seq)) ?? null;
    if (ledger !== hash)
      lacking.push(
        difference(
          '流水校验码',
          { printed: `${seq} ${hash}`, ledger: ledger === null ? null : `${seq} ${ledger}` },
          ledger === null
            ? `${known}到第 ${seq} 条流水，这份里还没有这一条：是旧的一份，或流水被截短`
            : `${known}里的第 ${seq} 条流水，在这份里是另外一条：流水被改写`,
        ),
      );
  }
  return lacking;
}

const otherLedger = ({ known }: KnownCode): PrintedDifference =>
  difference('流水', { printed: null, ledger: null }, `不是${known}的那一本台账：第 1 条流水就不同`);

/** What a workbook alone can show of its journal: a code of the same entry is the same one, and none of its month is newer. */
export function workbookLacking(
  now: UnitMonth,
  collected: readonly UnitMonth[],
): readonly PrintedDifference[] {
  const codes = codesOf(collected);
  const stranger = codes.find(({ origin }) => origin !== now.origin);
  if (stranger) return [otherLedger(stranger)];
  const { seq, hash } = now.head;
  return [
    ...codes
      .filter((code) => code.seq === seq && code.hash !== hash)
      .map(({ known, hash: before }) =>
        difference(
          '流水校验码',
          { printed: `${seq} ${hash}`, ledger: `${seq} ${before}` },
          `第 ${seq} 条流水与${known}里的不同：流水被改写`,
        ),
      ),
    ...collected
      .filter(({ month, head }) => month === now.month && head.seq > seq)
      .slice(-1)
      .map(({ head }) =>
        difference(
          '流水校验码',
          { printed: String(seq), ledger: String(head.seq) },
          `到第 ${seq} 条流水，收过的已到第 ${head.seq} 条：是旧的一份`,
        ),
      ),
  ];
}

/** How the figures of a unit fit those that were collected of the same month last. */
export interface SinceCollected {
  /** Changed figures that had been whole: every case of the month was filed. */
  readonly differ: readonly PrintedDifference[];
  /** Changed figures that were provisional. */
  readonly changed: readonly FigureChange[];
}

export function sinceCollected(now: UnitMonth, collected: readonly UnitMonth[]): SinceCollected {
  const last = collected.findLast(({ month }) => month === now.month);
  if (last === undefined) return { differ: [], changed: [] };
  const changes = figureChanges(last.figures, now.figures);
  return isProvisional(last)
    ? { differ: [], changed: changes }
    : { differ: changes.map((change) => figureDifference(change, '收过的')), changed: [] };
}

/** A figure that is another one elsewhere: `elsewhere` says where, as `收过的`. */
export function figureDifference({ figure, was, is }: FigureChange, elsewhere: string): PrintedDifference {
  const [printed, ledger] = [figureInWords(figure, is), figureInWords(figure, was)];
  const { title } = monthColumns[figure];
  return difference(title, { printed, ledger }, `${title} ${printed}，${elsewhere}是 ${ledger}`);
}

export const figureInWords = (figure: MonthFigure, value: number | null): string =>
  monthColumns[figure].kind === 'rate' ? percent(value) : String(value ?? NOTHING);

/** A difference that is told in a sentence of its own. */
export const difference = (
  cell: string,
  { printed, ledger }: Pick<PrintedDifference, 'printed' | 'ledger'>,
  words: string,
): PrintedDifference => ({ cell, name: '', printed, ledger, words });
