import {
  type Answer,
  type Complaint,
  isJudgedInvalid,
  type Proposal,
  promises,
  type Reply,
} from '../../domain/case/complaint.ts';
import * as words from '../../domain/words/vocabulary.ts';
import { dayInWords, named, timeInWords, together } from '../texts.ts';

// What Annex 1 says of the handling (处理结果). The case is one round of it, as `rounds` gives it.

/** 3 steps 50-90, 4.3.4: what was found, and the result; of an invalid case the ground, the reason and the explanation. */
export const handlingText = (c: Complaint): string =>
  together('\n', [
    named('调查情况', c.investigations.map(({ findings }) => findings).join('\n')),
    ...(isJudgedInvalid(c) ? invalidLines(c) : validLines(c)),
    withdrawalText(c),
  ]);

const invalidLines = ({ verdict, explanation }: Complaint): readonly (string | null)[] => [
  named(
    '判定为无效投诉的原因',
    together('：', [verdict?.ground ? words.grounds[verdict.ground] : null, verdict?.reason ?? null]),
  ),
  explanation &&
    named(
      '解释答复',
      `${explanation.reply}（${words.replyMethods[explanation.method]}，${timeInWords(explanation.at)}，${explanation.by}）`,
    ),
];

const validLines = (c: Complaint): readonly (string | null)[] => [
  named('投诉原因', c.cause),
  ...wayLines(c),
  named('责任人处理', c.accountability),
  named(words.measureKinds.corrective, measures(c, 'corrective')),
  named(words.measureKinds.preventive, measures(c, 'preventive')),
];

/** Steps 60-90: the final plan and its answer, the day agreed, the result, and how the complainant was told. */
export const wayLines = (c: Complaint): readonly (string | null)[] => [
  named('处理方案', planText(c)),
  named('承诺办结', promiseText(c)),
  ...resultLines(c),
];

/** Step 90 asks for the final plan; how many were refused before is said with it. */
function planText(c: Complaint): string | null {
  const last = c.proposals.at(-1);
  if (last === undefined) return null;
  const refused = c.proposals.slice(0, -1).filter(({ answer }) => answer?.accepted === false).length;
  const asides = [answerText(last, c), refused > 0 ? `此前 ${refused} 个方案未被接受` : null];
  const aside = together('；', asides);
  return aside === '' ? last.plan : `${last.plan}（${aside}）`;
}

/** Step 70: what the complainant said of the plan, or that he was not reached. */
function answerText({ answer }: Proposal, c: Complaint): string | null {
  if (answer !== null) return given(answer);
  const tried = c.attempts.filter(({ proposal }) => proposal === c.proposals.length).length;
  if (tried > 0) return `联系投诉人 ${tried} 次未联系上`;
  return c.completion === null ? '待投诉人答复' : null;
}

function given({ accepted, proceeded, at, reason, approvedBy }: Answer): string {
  if (accepted) return `投诉人接受，${dayInWords(at)}`;
  return proceeded ? `未得到答复，经 ${approvedBy} 批准先执行：${reason}` : `投诉人不接受：${reason}`;
}

/** 4.3.7(1) Every day that was agreed, with its outside factor. */
const promiseText = (c: Complaint): string =>
  promises(c)
    .map(({ promisedOn, externalFactor }) => `${dayInWords(promisedOn)}（外界因素：${externalFactor}）`)
    .join('，后改为 ');

function resultLines({ completion, reply }: Complaint): readonly (string | null)[] {
  if (completion === null) return [];
  const { result, at, by, onTheSpot, concluded, approvedBy, owesReply } = completion;
  const how = concluded ? `终结（${approvedBy} 批准），` : onTheSpot ? '当场办结，' : '';
  return [
    named('处理结果', `${how}${result}`),
    together('；', [`办结：${timeInWords(at)}，${by}`, owesReply ? '尚未回复客户' : replyText(reply)]),
  ];
}

/** 4.3.7(1) 并回复客户: when and how; null of a completion from before that was recorded. */
function replyText(reply: Reply | null): string | null {
  if (reply === null || reply.method === null) return null;
  const how = together('，', [timeInWords(reply.at), words.replyMethods[reply.method], reply.by]);
  return `回复客户：${how}${reply.text === null ? '' : `（${reply.text}）`}`;
}

const measures = (c: Complaint, kind: words.MeasureKind): string =>
  together(
    '；',
    c.measures
      .filter((measure) => measure.kind === kind)
      .map(({ text, doneOn, dueOn }) =>
        doneOn ? `${text}（${dayInWords(doneOn)}完成）` : `${text}（${dayInWords(dueOn)}前）`,
      ),
  );

function withdrawalText({ closure }: Complaint): string | null {
  if (!closure?.withdrawn) return null;
  const { text, confirmedBy } = closure.withdrawn;
  return `投诉人撤诉：${text}（${confirmedBy} 核实，${timeInWords(closure.at)}）`;
}
