import { type Complaint, promises } from '../../../domain/case/complaint.ts';
import { dayInWords } from '../../texts.ts';
import { caseOf, design, type Sheet } from '../sheet.ts';
import { sentence } from '../wording.ts';
import { closingLine, letterTags, letterText, letterValues, opening, salutationOf } from './letter.ts';

/** Steps 70 and 90, 4.3.7(1): the plan, or the result, and the day agreed, told to the complainant. */
export const answer = design({
  tags: letterTags,
  values: (sheet) => letterValues(sheet, caseOf(sheet), letterOf(sheet)),
  text: (sheet) => letterText(sheet, letterOf(sheet)),
});

function letterOf(sheet: Sheet) {
  const c = caseOf(sheet);
  return {
    salutation: salutationOf(c),
    paragraphs: [`${opening(c)}现答复如下：`, ...saidOf(c), closingLine(sheet, '如您对以上答复有疑问')],
    ending: '特此函复。',
  };
}

function saidOf(c: Complaint): readonly string[] {
  return c.completion?.round === c.round ? resultOf(c) : planOf(c);
}

/** What was done; of a case ended after refused plans, why it was ended. */
function resultOf(c: Complaint): readonly string[] {
  const { result = '', concluded = false } = c.completion ?? {};
  const done = concluded
    ? `我公司先后提出的处理方案未能与您达成一致。经研究，本次投诉按规定终结处理：${sentence(result)}`
    : `处理结果：${sentence(result)}`;
  return [
    done,
    ...(c.reply?.text ? [sentence(c.reply.text)] : []),
    ...(c.contactOnRecord ? ['我公司将就处理情况对您进行回访，请您对我们的工作作出评价。'] : []),
  ];
}

function planOf(c: Complaint): readonly string[] {
  const last = c.proposals.at(-1);
  const promised = promises(c).at(-1);
  return [
    `拟采取的处理方案：${sentence(last?.plan ?? '')}`,
    ...(promised
      ? [
          `因${promised.externalFactor.replace(/^因/, '')}，经与您商定，我公司承诺于${dayInWords(promised.promisedOn)}前办结。`,
        ]
      : []),
    ...(last?.answer === null
      ? ['您如认可以上方案，请告知我们，我公司即予执行；如有不同意见，请说明理由，我公司将重新研究。']
      : []),
  ];
}
