import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Session } from '../../context.ts';
import type { Complaint } from '../../domain/case/complaint.ts';
import { categories } from '../../domain/words/vocabulary.ts';
import { packageFile } from '../../ledger-place.ts';

/** The office's own list lies beside the ledger; until there is one, that of the program holds. */
const FILE = 'phrases.txt';

/** The fields that have phrases, by what their part of the list is called. */
const parts: Readonly<Record<string, string>> = {
  findings: '调查情况',
  cause: '原因',
  plan: '处理方案',
  result: '处理结果',
  corrective: '整改措施',
  preventive: '预防措施',
  accountability: '责任人处理',
  opinion: '意见',
  reply: '回复',
};

/**
 * Standard phrases of the office for a field of a case of this category: those of the category first, then those for all.
 * `[调查情况]` begins a part; a line is a phrase, with `维修：` before it where it is for one category only.
 */
export function phrasesIn(
  list: string,
  key: string,
  category: Complaint['category'] | undefined,
): readonly string[] {
  const wanted = parts[key];
  const own: string[] = [];
  const common: string[] = [];
  let part: string | undefined;
  for (const line of list.split(/\r?\n/).map((each) => each.trim())) {
    const title = /^[[【](.+)[\]】]$/.exec(line)?.[1]?.trim();
    if (title !== undefined) part = title;
    else if (line !== '' && !line.startsWith('#') && part === wanted) {
      const [, label = '', phrase = ''] = /^([^：:]+)[：:]\s*(.+)$/.exec(line) ?? [];
      if (!(Object.values(categories) as readonly string[]).includes(label)) common.push(line);
      else if (category !== undefined && label === categories[category]) own.push(phrase);
    }
  }
  return wanted === undefined ? [] : [...own, ...common];
}

/** The list as it is now; empty where it cannot be read: it is a help, no more. */
export function phraseList(session: Session): string {
  const own = join(session.home, FILE);
  try {
    return session.readText(existsSync(own) ? own : packageFile(`templates/${FILE}`));
  } catch {
    return '';
  }
}
