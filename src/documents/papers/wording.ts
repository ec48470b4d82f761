import { dayOf, type Moment } from '../../domain/case/clock.ts';
import type { Complaint } from '../../domain/case/complaint.ts';
import { anonymised } from '../../domain/case/privacy.ts';
import { categories, channels } from '../../domain/words/vocabulary.ts';
import { dayInWords, timeInWords } from '../texts.ts';
import type { PaperUnit } from './sheet.ts';

// How papers put things: times as a reader of 公文 expects them, the matter in a few words, the hotlines.

/** Stands where there is nothing to say. */
export const NONE = '无';

/** 2023年10月4日24时 for the end of a day, else 2023年10月4日 15:30. */
export const untilInWords = (due: Moment): string =>
  due.slice(11, 16) === '23:59' ? `${dayInWords(due)}24时` : timeInWords(due);

/** The same with 前; `otherwise` where no time is set. */
export const beforeInWords = (due: Moment | null, otherwise: string): string =>
  due === null ? otherwise : `${untilInWords(due)}前`;

/** The day alone, for the narrow column of a table: 2023-10-04. */
export const dayInTable = (due: Moment | null): string => (due === null ? '' : dayOf(due));

/** Natural days since the due day; at least 1 of something overdue. */
export const daysOver = (due: Moment, asOf: Moment): number =>
  Math.max(1, Math.round((Date.parse(dayOf(asOf)) - Date.parse(dayOf(due))) / 86_400_000));

/** The text in one line, cut to `most` characters with its cut marked. */
export function inShort(text: string, most: number): string {
  const signs = [...text.replaceAll(/\s+/g, ' ')];
  return signs.length <= most ? signs.join('') : `${signs.slice(0, most - 1).join('')}…`;
}

/** A sentence that ends as one. */
export const sentence = (text: string): string => (/[。！？!?….]$/.test(text) ? text : `${text}。`);

/** What the case is about, for a reader who is not to learn who complained. */
export const matterOf = (c: Complaint, most: number): string =>
  `${categories[c.category]}：${inShort(anonymised(c.content, c), most)}`;

/** A text about the case for the same reader. */
export const withoutNames = (c: Complaint, text: string): string => anonymised(text, c);

/** How the complainant came, with the note where he came another way. */
export const channelOf = ({ channel, channelNote }: Complaint): string =>
  `${channels[channel]}${channelNote ? `（${channelNote}）` : ''}`;

/** 4.1.4 Whom to call. */
export const hotlinesOf = ({ hotline, groupHotline }: PaperUnit): string =>
  `客户服务电话${hotline}，集团服务监督电话${groupHotline}`;

/** The lines there are, one below the other. */
export const lines = (...texts: readonly (string | null)[]): string =>
  texts.filter((text) => text !== null && text !== '').join('\n');

/** 一、二、三…… before each, as the sections of a report are counted. */
export const counted = (sections: readonly string[]): readonly string[] =>
  sections.map((section, i) => `${'一二三四五六七八九十'[i]}、${section}`);
