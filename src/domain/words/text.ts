/** What a text may hold, and how it is made safe to show: the same for the command line, old ledgers and papers. */

/** Characters (code points) that a text has at most. */
export const LONGEST_TEXT = 10_000;

/** The same for a name: of a person, a department, a unit. */
export const LONGEST_NAME = 200;

/** Bytes that are read of a file or of standard input for one text: more than its longest in any encoding. */
export const MOST_TEXT_BYTES = 65_536;

/**
 * Control characters, the marks that turn the direction of text, and what ends a line or begins a file elsewhere; newline
 * and tab are none. Said by what may stand in a text: looking up a Unicode property would take every command as long as
 * its query.
 */
const HIDDEN = /[^\n\t -~\u00a0-\u061b\u061d-\u200d\u2010-\u2027\u202f-\u2065\u206a-\ufefe\uff00-\uffff]/g;

/** The text holds something that its reader would not see, and a terminal would obey. */
export const hasHidden = (text: string): boolean => text.search(HIDDEN) >= 0;

/** The text is one line without anything hidden. */
export const isPlainLine = (text: string): boolean => !hasHidden(text) && !/[\n\t]/.test(text);

/** The text with what is hidden in it written out: `\u202e`. */
export const escapeHidden = (text: string): string => text.replaceAll(HIDDEN, escapeSign);

/** `\u202e` for the sign. */
export const escapeSign = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Full-width digits, letters and signs, as an input method writes them, in their half-width form. */
export const toHalfWidth = (given: string): string =>
  given
    .replaceAll(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ');

/**
 * A phone number as it is kept: digits, `+` and `-` without the usual separators, and an extension behind 转; undefined
 * for anything else.
 */
export function parsePhone(given: string): string | undefined {
  const digits = toHalfWidth(withoutInvisible(given))
    .replaceAll(/[\u2010-\u2015\u2212]/g, '-')
    .replaceAll(/[\s()]/g, '')
    .replace(/(?:转接?|分机|ext\.?)(?=\d)/i, '转');
  return /^\+?\d[\d-]{4,19}(?:转\d{1,6})?$/.test(digits) ? digits : undefined;
}

/** What two ways to write one phone number have in common: its digits, without the code of the country. */
export const phoneKey = (phone: string): string => phone.replace(/^(\+|00)86/, '').replaceAll(/\D/g, '');

/** U+200D is seen where it joins two pictures to one (👨‍👩‍👧), and nowhere else. */
const INVISIBLE =
  /[\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]|(?<![\udc00-\udfff])(?<!\ufe0f)\u200d|\u200d(?![\ud83c-\ud83e\u2600-\u27bf])/g;

/** The text without the signs that nobody sees and nobody typed: they come along when something is pasted. */
export const withoutInvisible = (text: string): string => text.replaceAll(INVISIBLE, '');

/** How many digits a mobile number has that has not its eleven; undefined of every other number. */
export function digitsOfOddMobile(phone: string): number | undefined {
  const digits = phoneKey(phone);
  return /^1[3-9]/.test(digits) && digits.length !== 11 ? digits.length : undefined;
}

/** What two ways to write one name have in common: without blanks, full-width signs and what nobody sees. */
export const nameKey = (name: string): string =>
  toHalfWidth(withoutInvisible(name)).normalize('NFKC').replaceAll(/\s/g, '').toLowerCase();
