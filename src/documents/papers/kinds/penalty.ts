import { secondsBetween } from '../../../domain/case/clock.ts';
import type { Complaint, Penalty } from '../../../domain/case/complaint.ts';
import { held } from '../../../domain/case/held.ts';
import { clockKinds } from '../../../domain/words/vocabulary.ts';
import { spanInWords, timeInWords } from '../../texts.ts';
import { caseOf, design, type Sheet } from '../sheet.ts';
import { matterOf, sentence, untilInWords, withoutNames } from '../wording.ts';
import { letterTags, letterText, letterValues } from './letter.ts';

/** 4.3.6 The decision about whoever delayed a case or did harm: what for, who had it how long, what was decided. */
export const penalty = design({
  tags: letterTags,
  values: (sheet) => letterValues(sheet, caseOf(sheet), letterOf(sheet)),
  text: (sheet) => letterText(sheet, letterOf(sheet)),
});

function letterOf(sheet: Sheet) {
  const c = caseOf(sheet);
  const { penalty: decided } = sheet;
  if (decided === null) throw new Error('this paper is about a decision');
  return {
    salutation: `${decided.person}：`,
    paragraphs: [
      `经查，在投诉${c.no}（${matterOf(c, 40)}）的处理中，${faultOf(c, decided, sheet.asOf)}`,
      ...heldIn(c, sheet.asOf),
      `依据《投诉管理办法（试行）》4.3.6的规定，于${timeInWords(decided.at)}作出如下决定：`,
      sentence(withoutNames(c, decided.decision)),
    ],
    ending: '望引以为戒，严格执行投诉处理时限的规定。',
  };
}

function faultOf(c: Complaint, { deadline, effect }: Penalty, asOf: string): string {
  if (deadline === null) return `造成不良影响：${sentence(withoutNames(c, effect ?? ''))}`;
  const clock = c.deadlines.find(({ kind, dueAt, metAt }) => kind === deadline && (metAt ?? asOf) > dueAt);
  if (clock === undefined) return `“${clockKinds[deadline]}”超期。`;
  const late = spanInWords(secondsBetween(clock.dueAt, clock.metAt ?? asOf));
  const done = clock.metAt === null ? '至今没有完成' : `${timeInWords(clock.metAt)}才完成`;
  return `“${clockKinds[deadline]}”应于${untilInWords(clock.dueAt)}前完成，${done}，超期${late}。`;
}

/** By role and department: the names of others are no business of his. */
function heldIn(c: Complaint, asOf: string): readonly string[] {
  const spans = Map.groupBy(held(c, asOf), ({ department, role }) => department ?? role);
  const said = [...spans].map(
    ([holder, theirs]) => `${holder}${spanInWords(theirs.reduce((sum, { seconds }) => sum + seconds, 0))}`,
  );
  return said.length === 0 ? [] : [`该件由各方经手的时间：${said.join('，')}。`];
}
