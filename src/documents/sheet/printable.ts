import { escapeHidden, escapeSign } from '../../domain/words/text.ts';

/** The text as Office files can hold it: lines end in a newline, what XML forbids and what hides is shown escaped. */
export const printable = (text: string): string =>
  ordinary.test(text)
    ? text
    : escapeHidden(text.replaceAll(/\r\n?/g, '\n')).replaceAll(FORBIDDEN, escapeSign);

/** Nearly every text of a ledger, told at a glance: ASCII, Chinese, and the signs between Chinese words. */
const ordinary = /^[\n -~\u2010-\u2027\u3000-\u9fff\uff01-\uff5e]*$/;

/** Halves of a pair, and what XML forbids. */
const FORBIDDEN = /[\p{Cs}\uFFFE\uFFFF]/gu;
