import { wrap } from '../../../cli/screen/width.ts';
import { CURSOR, column, type Look, NO_CURSOR } from './look.ts';
import { signs } from './signs.ts';
import type { MonthOffer, MonthPage, State } from './state.ts';

/** A month: its figures, and what is done at its end in its order, with the files by their whole paths. */
export function monthView({ size }: State, page: MonthPage, room: number, look: Look): readonly string[] {
  const { month, months, figures, offers, index } = page;
  const earlier = months.indexOf(month) > 0 ? '← ' : '';
  const later = months.at(-1) === month ? '' : ' →';
  const head = [
    column(`月末  ${earlier}${month}${later}`, size.columns, look),
    ...figures.flatMap((line) => broken(line, 2, size.columns, look)),
    '',
  ];
  const blocks = offers.map((offer, i) => block(offer, i, { index, columns: size.columns }, look));
  const all = [...head, ...blocks.flat()];
  if (all.length <= room) return all;
  // Too low for every remark: that of the offer the cursor is on, and the offer in sight.
  const short = blocks.map((lines, i) => (i === index ? lines : lines.slice(0, 1)));
  const end = head.length + short.slice(0, index + 1).flat().length;
  return [...head, ...short.flat()].slice(Math.max(0, end - room));
}

interface Cursor {
  readonly index: number;
  readonly columns: number;
}

/** An offer with what is known of it. */
function block(
  { label, remark }: MonthOffer,
  place: number,
  { index, columns }: Cursor,
  look: Look,
): readonly string[] {
  const line = `${place === index ? CURSOR : NO_CURSOR}${signs[place]} ${label}`;
  const remarks = remark === '' ? [] : broken(remark, 6, columns, look);
  return [column(line, columns, look), ...remarks.map((each) => look.theme('quiet', each))];
}

const broken = (text: string, indent: number, columns: number, { measure }: Look): readonly string[] =>
  wrap(text, columns - indent, measure)
    .split('\n')
    .map((line) => `${' '.repeat(indent)}${line}`);
