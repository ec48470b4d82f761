import type { Size } from '../../../cli/screen/full-screen.ts';
import { cutTo } from '../../../cli/screen/width.ts';
import { hidden, seen } from '../../../cli/screen/window.ts';
import { CURSOR, column, type Look, NO_CURSOR } from './look.ts';
import { signs } from './signs.ts';
import type { CasePage, State } from './state.ts';

/** Lines of the page of a case beside its offers and its text: the heading, and two lines that part them. */
const BESIDE = 3;
/** Lines of the screen beside the page: title and keys. */
const AROUND = 2;

/** Lines for the offers and for the text of a case's page, where the page has so many. */
const rooms = (room: number, offers: number): { readonly offers: number; readonly text: number } => {
  const left = Math.max(4, room - BESIDE);
  const forOffers = Math.min(offers, Math.max(3, Math.floor(left / 2)));
  return { offers: forOffers, text: Math.max(1, left - forOffers) };
};

/** Lines of text that are seen at once on a screen of this size. */
export const textRoom = ({ lines }: Size, offers: number): number => rooms(lines - AROUND, offers).text;

/** What can be done with the case, what is due first; and under it all that is known. */
export function caseView({ size }: State, page: CasePage, room: number, look: Look): readonly string[] {
  const { offers, index, lines, scroll, heading } = page;
  const split = rooms(room, offers.length);
  const window = seen(index, offers.length, split.offers);
  const choices = offers.slice(...window).map(({ label, isDue, isGrave }, i) => {
    const place = window[0] + i;
    const head = `${place === index ? CURSOR : NO_CURSOR}${signs[place] ?? ' '} `;
    const text = column(`${label}${isDue ? '（下一步）' : ''}`, size.columns - 4, look);
    return `${head}${isGrave ? look.theme('quiet', text) : text}`;
  });
  const text = lines.slice(scroll, scroll + split.text);
  const below = lines.length - scroll - text.length;
  const turning = [
    scroll > 0 && `上面还有 ${scroll} 行`,
    below > 0 && `下面还有 ${below} 行，PgDn 看`,
  ].filter(Boolean);
  return [
    column(heading, size.columns, look),
    ...choices,
    parting(hidden(window, offers.length), size, look),
    ...text,
    ...Array.from({ length: split.text - text.length }, () => ''),
    parting(turning.join('，'), size, look),
  ];
}

/** A line that parts two regions and says what the one above does not show. */
function parting(words: string, { columns }: Size, look: Look): string {
  const head = words === '' ? '' : cutTo(`--- ${words} `, columns, look.measure);
  return look.theme('quiet', `${head}${'-'.repeat(Math.max(0, columns - look.measure(head)))}`);
}
