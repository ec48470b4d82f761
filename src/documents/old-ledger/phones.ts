import { parsePhone } from '../../domain/words/text.ts';
import { type Around, name as nameIn, type ParseCell, plain, unreadable } from './cells.ts';

/** The first phone of the cell. What else it says, another phone or whose it is, comes as 其他联系方式. */
export const phone: ParseCell<string | null> = (value, around) => {
  const given = plain(value, around);
  if (/\d\*+\d*/.test(given)) return unreadable('电话打了码；从台账导出的，导出时加 --reveal');
  if (/^\d(\.\d+)?e\+\d+$/i.test(given))
    return unreadable('Excel 把号码改成了科学记数；把这一格设为文本，重新输入');
  const whole = parsePhone(given);
  if (whole !== undefined) return checked(whole, around);
  const first = firstPhone(given);
  around.also('contact', given);
  if (first === undefined) {
    around.doubt('不是电话号码', `其他联系方式“${given}”`);
    return null;
  }
  return checked(first, around);
};

const PHONE = /\+?\d[\d -]{3,18}\d(?:转\d{1,6})?/;
/** A mobile number is told from the number of a house before it. */
const MOBILE_WITHIN = /(?<!\d)1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)/;

const phoneWithin = (given: string): string | undefined =>
  (MOBILE_WITHIN.exec(given) ?? PHONE.exec(given))?.[0];

function firstPhone(given: string): string | undefined {
  const found = phoneWithin(given);
  return found === undefined ? undefined : parsePhone(found.trim());
}

const MOBILE = /^(?:\+?86-?|0086-?)?1[3-9]\d{9}$/;
/** Numbers for a whole country begin with these and have no zero to lose. */
const SERVICE = /^[48]00/;

function checked(found: string, { doubt, isOwn }: Around): string {
  const digits = found.replace(/转\d+$/, '').replaceAll(/\D/g, '');
  if (isOwn || MOBILE.test(found.replaceAll(/(?<=\d)-(?=\d)/g, '')))
    return found.replace(/^86-?(?=1[3-9]\d{9}$)/, '');
  // Excel drops a zero at the beginning of a number: 0391-7172777 becomes 3917172777, and stays so in a csv that it writes.
  if (/^[2-9]\d{9,10}$/.test(digits) && digits === found && !SERVICE.test(digits)) {
    doubt('区号前面少了 0', `0${found}`);
    return `0${found}`;
  }
  if (/^1[3-9]/.test(digits)) doubt(`手机号是 ${digits.length} 位`, found);
  return found;
}

/** A name; a mobile number that stands with it is the phone, or another one, of who complains. */
export const name: ParseCell<string | null> = (value, around) => {
  const given = nameIn(value, around);
  const [found] = MOBILE_WITHIN.exec(plain(value, around)) ?? [];
  if (found === undefined || around.isOwn) return given;
  const parted = nameAndPhone(value, around);
  around.also('phone', parted.phone);
  around.doubt('姓名里有电话', `${parted.name ?? '（没有姓名）'}，电话 ${parted.phone}`);
  return parted.name;
};

/** Name and phone of a cell that has both: 李强 13800001234. */
export function nameAndPhone(
  value: Parameters<ParseCell<string>>[0],
  around: Around,
): { readonly name: string | null; readonly phone: string | null } {
  const given = plain(value, around);
  const found = phoneWithin(given);
  if (found === undefined) return { name: given, phone: null };
  const name = given
    .replace(found, ' ')
    .replaceAll(/(?:联系)?(?:电话|手机|方式)\s*[:：]?|[,，;；/、()（）]/g, ' ')
    .replaceAll(/\s+/g, '');
  return { name: name === '' ? null : name, phone: phone(found.trim(), around) };
}
