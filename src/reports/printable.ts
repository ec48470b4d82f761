import { escapeHidden, escapeSign } from '../domain/text.ts';

/** The text as Office files can hold it: lines end in a newline, what XML forbids and what hides is shown escaped. */
export const printable = (text: string): string =>
  escapeHidden(text.replaceAll(/\r\n?/g, '\n')).replaceAll(FORBIDDEN, escapeSign);

/** Halves of a pair, and what XML forbids. */
const FORBIDDEN = /[\p{Cs}\uFFFE\uFFFF]/gu;
