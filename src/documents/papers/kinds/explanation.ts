import type { Ground } from '../../../domain/words/vocabulary.ts';
import { caseOf, design, type Sheet } from '../sheet.ts';
import { sentence } from '../wording.ts';
import { closingLine, letterTags, letterText, letterValues, opening, salutationOf } from './letter.ts';

/** 4.3.7(2), 4.3.8(5): what was found, and why the complaint is none by 1.2.4, in words for who complained. */
export const explanation = design({
  tags: letterTags,
  values: (sheet) => letterValues(sheet, caseOf(sheet), letterOf(sheet)),
  text: (sheet) => letterText(sheet, letterOf(sheet)),
});

/** 1.2.4 The seven grounds as one would say them to the complainant. */
const inPlainWords: Readonly<Record<Ground, string>> = {
  force_majeure: '该情况由自然灾害、政府行为或社会异常事件等不可抗力因素造成',
  misunderstanding: '该情况系对有关规定或事实了解不全所致',
  customer_fault: '经核实，造成该情况的原因不在我公司一方',
  excessive_expectation: '您提出的期望超出了现行服务标准所能达到的范围',
  nonstandard_request: '您提出的要求不属于正常的燃气业务范围',
  contrary_to_law: '您提出的要求与国家、地方或行业的法律法规不符',
  untrue_information: '所反映的情况与核实的事实不符',
};

function letterOf(sheet: Sheet) {
  const c = caseOf(sheet);
  const { verdict } = c;
  const findings = c.investigations.at(-1)?.findings;
  const ground = verdict?.ground ? inPlainWords[verdict.ground] : '';
  return {
    salutation: salutationOf(c),
    paragraphs: [
      `${opening(c)}现将有关情况说明如下：`,
      ...(findings ? [`经调查核实：${sentence(findings)}`] : []),
      `${ground}。${verdict?.reason ? sentence(verdict.reason) : ''}根据公司投诉管理办法，此次投诉不属于须另行处理的有效投诉，特向您作出解释，望您理解。`,
      ...(c.explanation ? [sentence(c.explanation.reply)] : []),
      closingLine(sheet, '如您对以上说明有疑问，或能提供新的情况'),
    ],
    ending: '特此告知。',
  };
}
