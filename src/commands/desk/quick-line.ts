import { parsePhone, toHalfWidth } from '../../domain/words/text.ts';

/** What was written of a call on one line, by the field of `register` that it is for. */
export type QuickLine = Readonly<Partial<Record<'name' | 'phone' | 'content' | 'demand', string>>>;

/**
 * Reads a line as a clerk writes it while the caller speaks: `李强 13800001234 灶具打不着火`, with or without blanks around
 * the phone; what comes behind 要求 or 希望 at a pause is the demand too. Without a phone all of it is the name.
 */
export function quickLine(typed: string): QuickLine {
  const line = typed.trim();
  const [found] = toHalfWidth(line).matchAll(CALL);
  const [, nameAt, phoneAt, contentAt] = found?.indices ?? [];
  // Sign for sign as long as what was typed, which alone keeps its punctuation.
  const part = (place: readonly [number, number] | undefined): string => (place ? line.slice(...place) : '');
  const [name, phone, content] = [part(nameAt), parsePhone(part(phoneAt)), part(contentAt)];
  if (phone === undefined) return line === '' ? {} : { name: line };
  const [, demand = ''] = DEMAND.exec(content) ?? [];
  return {
    ...(name === '' ? {} : { name }),
    phone,
    ...(content === '' ? {} : { content }),
    ...(demand === '' ? {} : { demand: demand.trim() }),
  };
}

const CALL = /^([^\d+]*?)[\s,、;]*(\+?\d[\d-]{4,19})[\s,、;]*(.*)$/dgsu;
const DEMAND = /[\s,，。;；](?:要求|希望)(.+)$/su;
