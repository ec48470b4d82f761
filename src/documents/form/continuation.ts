import { type Complaint, lastSurvey, responsibleDepartment } from '../../domain/case/complaint.ts';
import * as words from '../../domain/words/vocabulary.ts';
import { dayInWords, named, opinionText, timeInWords, together } from '../texts.ts';
import { wayLines } from './handling.ts';

/** The page behind the form: a case that was handled again shows what came of it before, round by round. */
export interface Continuation {
  readonly 轮次: readonly EarlierRound[];
}

export type EarlierRound = Readonly<Record<(typeof roundTags)[number], string>>;

/** What is said of an earlier round, by the tag that stands for it in the template. */
export const roundTags = ['第几轮', '该轮责任部门', '该轮处理', '该轮意见', '该轮回访'] as const;

/** One page for all earlier rounds; empty in the first round, and then there is no such page. */
export const continuation = (earlier: readonly Complaint[]): readonly Continuation[] =>
  earlier.length === 0 ? [] : [{ 轮次: earlier.map(earlierRound) }];

const earlierRound = (c: Complaint): EarlierRound => ({
  第几轮: String(c.round),
  该轮责任部门: responsibleDepartment(c) ?? '',
  该轮处理: together('\n', wayLines(c)),
  该轮意见: c.opinions
    .map(
      (given) =>
        `${words.opinionRoles[given.as]}：${opinionText(given)}（${given.by}，${dayInWords(given.at)}）`,
    )
    .join('\n'),
  该轮回访: surveyText(c),
});

/** 4.3.8 What the complainant said at the end of the round, or why he was not asked. */
function surveyText(c: Complaint): string {
  const waiver = c.closure?.waiver;
  if (waiver) return `免回访：${waiver.reason}（${waiver.approvedBy} 批准）`;
  if (c.closure?.withdrawn) return `投诉人撤诉：${c.closure.withdrawn.text}`;
  const survey = lastSurvey(c);
  if (survey === undefined) return '';
  const { at, by, method, handled, unhandledReason, timeliness, satisfaction } = survey;
  return together('\n', [
    `${timeInWords(at)}，${words.callbackMethods[method]}，${by}`,
    together('；', [
      handled === null ? null : handled ? '已处理' : `未处理，原因：${unhandledReason}`,
      named('处理时效性', timeliness && words.grades[timeliness]),
      named('客户是否满意', satisfaction && words.grades[satisfaction]),
    ]),
    named('不满意原因', survey.reason),
    survey.comment,
  ]);
}
