import type { Complaint } from '../../../domain/case/complaint.ts';
import { dayInWords } from '../../texts.ts';
import type { Sheet } from '../sheet.ts';
import { hotlinesOf, inShort, lines } from '../wording.ts';

/** The marks of a letter: the wording of its paragraphs follows the case, the template says how they look. */
export const letterTags = {
  字号: '发文字号',
  日期: '成文日期',
  登记编号: '投诉的登记编号',
  抬头: '称呼，带冒号',
  段落: { 段: '正文的一段' },
  结语: '特此函复之类的结束语',
} as const;

interface Letter {
  readonly salutation: string;
  readonly paragraphs: readonly string[];
  readonly ending: string;
}

export const letterValues = ({ number, asOf }: Sheet, c: Complaint, letter: Letter) => ({
  字号: number,
  日期: dayInWords(asOf),
  登记编号: c.no,
  抬头: letter.salutation,
  段落: letter.paragraphs.map((段) => ({ 段 })),
  结语: letter.ending,
});

/** The letter as a message: the same words, signed by the unit. */
export const letterText = ({ unit, asOf }: Sheet, { salutation, paragraphs }: Letter): string =>
  lines(salutation, ...paragraphs, `${unit.name}　${dayInWords(asOf)}`);

/** 抬头: a person is addressed with respect, an office by its name; who gave no name as what he is. */
export function salutationOf({ name, anonymous, kind }: Complaint): string {
  if (anonymous) return '尊敬的投诉人：';
  return kind === 'ordinary' || kind === 'vulnerable' ? `尊敬的${name}先生（女士）：` : `${name}：`;
}

/** The matter in the complainant's own words, as far as a letter repeats them. */
export const opening = (c: Complaint): string =>
  `您于${dayInWords(c.acceptedAt)}反映的“${inShort(c.content, 80).replace(/[。．.]$/, '')}”一事（登记编号${c.no}），我公司已受理并进行了调查。`;

/** 4.1.4 Whom to call, where the letter leaves a question. */
export const closingLine = ({ unit }: Sheet, where: string): string =>
  `${where}，可拨打我公司${hotlinesOf(unit)}。感谢您对我公司服务工作的监督。`;
