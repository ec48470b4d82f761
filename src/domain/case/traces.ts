import { phoneKey, toHalfWidth } from '../words/text.ts';
import { maskPhone, maskPhones } from './privacy.ts';

/** By what somebody can be recognised in a text. */
export interface Traces {
  /** Null where nobody gave one. */
  readonly name: string | null;
  /** Phones, other contacts, the number of his case elsewhere. */
  readonly contacts: readonly string[];
}

/**
 * The text without them, however they are written there: with blanks or dashes between the signs, in full width, in
 * capitals, a phone without or with the codes of country and town. Other phones are masked, however written.
 */
export function withoutTraces(text: string, traces: readonly Traces[]): string {
  const contacts = [...new Set(traces.flatMap((each) => each.contacts))].sort(longestFirst);
  const names = [...new Set(traces.flatMap(({ name }) => name ?? []))].sort(longestFirst);
  const cleaned = contacts.reduce((left, contact) => replaced(left, contactIn(contact), '****'), text);
  return maskPhones(
    names
      .reduce((left, name) => replaced(left, nameIn(name), '投诉人'), cleaned)
      .replaceAll(anyPhone(), (phone) => maskPhone(phoneKey(toHalfWidth(phone)))),
  );
}

const longestFirst = (a: string, b: string): number => b.length - a.length;

const replaced = (text: string, patterns: readonly RegExp[], by: string): string =>
  patterns.reduce((left, pattern) => left.replaceAll(pattern, by), text);

/** What people write between the digits of a number: blanks, dashes of all kinds, dots. */
const BETWEEN = '[\\s\\p{Pd}.．·・_]*';
const COUNTRY = `(?:[+＋]?[8８][6６]${BETWEEN})?`;
const TOWN = `(?:[(（]?[0０][\\d０-９]{2,3}[)）]?${BETWEEN})?`;
const [NO_DIGIT_BEFORE, NO_DIGIT_AFTER] = ['(?<![\\d０-９])', '(?![\\d０-９])'] as const;

const DIGIT = '[\\d０-９]';
/** A mobile phone, or one with the code of its town. Made when it is looked for: every step loads this module. */
const anyPhone = (): RegExp =>
  new RegExp(
    `${NO_DIGIT_BEFORE}${COUNTRY}(?:[1１][3-9３-９](?:${BETWEEN}${DIGIT}){9}|[0０]${DIGIT}{2,3}${BETWEEN}${DIGIT}{7,8})${NO_DIGIT_AFTER}`,
    'gu',
  );

/** Fewer digits are too common a part of other numbers. */
const FEWEST_DIGITS = 5;
/** Fewer letters are too common a part of other words. */
const FEWEST_LETTERS = 4;

/** The contact itself, the phone that it is, and the names (of a chat, a mailbox) that stand in it. */
function contactIn(contact: string): readonly RegExp[] {
  const plain = toHalfWidth(contact);
  // Of 0391-7172777转801 two numbers: the extension is too short to be looked for.
  const phones = (plain.match(/\+?\d[\d\s()-]*\d/g) ?? []).map(phoneKey);
  const words = (plain.match(/[A-Za-z\d_.@-]+/g) ?? []).filter((word) => /[A-Za-z]/.test(word));
  const isPhone = /^[+\d][\d\s()-]*$/.test(plain);
  const names = isPhone ? words : [plain, ...words];
  // Words first: of a chat name with digits in it a part would be left.
  return [
    ...names.filter((word) => word.length >= FEWEST_LETTERS).map(wordIn),
    ...phones.filter((digits) => digits.length >= FEWEST_DIGITS).flatMap(phoneIn),
  ];
}

/** Of a landline its number without the code of the town, too. */
const phoneIn = (digits: string): readonly RegExp[] =>
  localParts(digits).map((part) =>
    written(`${NO_DIGIT_BEFORE}${COUNTRY}${TOWN}${spaced([...part], BETWEEN)}${NO_DIGIT_AFTER}`),
  );

function localParts(digits: string): readonly string[] {
  const local = /^0(?:10|2\d|[3-9]\d{2})(\d{7,8})$/.exec(digits)?.[1];
  return local === undefined ? [digits] : [digits, local];
}

/** Where it begins or ends with a letter or digit, none may stand before or behind it: 77 is no part of 2077. */
const wordIn = (word: string): RegExp => {
  const [before, after] = [/^[a-z\d]/i, /[a-z\d]$/i].map((edge) => edge.test(word));
  const signs = spaced(
    [...word].filter((each) => /\S/.test(each)),
    '\\s*',
  );
  return written(`${before ? '(?<![A-Za-z\\d])' : ''}${signs}${after ? '(?![A-Za-z\\d])' : ''}`);
};

/** One sign alone is too common a part of other words. */
function nameIn(name: string): readonly RegExp[] {
  const signs = [...name.normalize('NFKC')].filter((each) => /\S/.test(each));
  return signs.length < 2 ? [] : [written(spaced(signs, '[\\s·・•]*'))];
}

const written = (pattern: string): RegExp => new RegExp(pattern, 'giu');

const spaced = (signs: readonly string[], between: string): string => signs.map(sign).join(between);

/** The sign in half width or in full width. */
function sign(half: string): string {
  const literal = half.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return /^[!-~]$/.test(half)
    ? `(?:${literal}|${String.fromCharCode(half.charCodeAt(0) + 0xfee0)})`
    : literal;
}
