/** Who knows the number recognises it; whoever reads over the shoulder does not learn it: 138****1234. */
export const maskPhone = (phone: string | null): string =>
  phone === null ? '' : phone.length < 7 ? '****' : `${phone.slice(0, 3)}****${phone.slice(-4)}`;

/** As much of a name as tells colleagues whom it is about: 李*. */
export const maskName = (name: string): string => {
  const [first = '', ...rest] = [...name];
  return `${first}${'*'.repeat(Math.max(1, rest.length))}`;
};

/** Who complained, as far as a text about his case could name him. */
export interface Identity {
  readonly name: string;
  readonly anonymous: boolean;
  readonly contact: string | null;
}

/** A phone of the country, as it mostly stands in a text. */
const PHONE_IN_TEXT = /(?<!\d)(?:(?:86)?1\d{10}|0\d{2,3}-?\d{7,8})(?!\d)/g;

/** A text about a case for readers outside of it: without the complainant's name and contact, every phone masked. */
export function anonymised(text: string, { name, anonymous, contact }: Identity): string {
  // One sign alone is too common a part of other words.
  const unnamed = anonymous || name.length < 2 ? text : text.replaceAll(name, '投诉人');
  return maskPhones(contact === null ? unnamed : unnamed.replaceAll(contact, '****'));
}

/** The text with every phone in it masked, whoever's it is. */
export const maskPhones = (text: string): string =>
  text.replaceAll(PHONE_IN_TEXT, (phone) => maskPhone(phone));
