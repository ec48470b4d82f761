import { minute } from '../../domain/case/clock.ts';
import type { Complaint } from '../../domain/case/complaint.ts';
import * as words from '../../domain/words/vocabulary.ts';

/** What the row of an old ledger says of the way of its case, a line for each step: the time line has no entries of them. */
export function importedStory(imported: Complaint): string {
  const { verdict, explanation, completion, reply, closure } = imported;
  const signed = (given: { readonly agreed: boolean }): string => (given.agreed ? '同意' : '不同意');
  return [
    ...imported.investigations.map(({ by, findings }) => `调查（${by}）：${findings}`),
    verdict && `判定：${verdict.valid ? words.verdicts.valid : words.verdicts.invalid}`,
    ...imported.proposals.map(({ by, plan }) => `方案（${by}）：${plan}`),
    completion && `${completion.concluded ? '终结' : '办结'}（${completion.by}）：${completion.result}`,
    reply?.method && `回复客户（${reply.by}）：${words.replyMethods[reply.method]}`,
    explanation && `解释（${explanation.by}）：${explanation.reply}`,
    ...imported.opinions.map(
      (given) => `${words.opinionRoles[given.as]}（${given.by}）：${signed(given)}，${given.opinion}`,
    ),
    ...imported.reviews.map(
      ({ by, passed, reason }) => `审核（${by}）：${passed ? '通过' : `退回，${reason}`}`,
    ),
    ...imported.callbacks.map(
      ({ by, satisfaction }) =>
        `回访（${by}）：${satisfaction === null ? '未接通' : words.grades[satisfaction]}`,
    ),
    ...imported.feedbacks.map(({ to, content }) => `反馈（${to}）：${content}`),
    closure && `归档（${closure.by}）：${minute(closure.at)}`,
    closure?.waiver && `免回访：${closure.waiver.reason}`,
    closure?.withdrawn && `撤诉：${closure.withdrawn.text}`,
  ]
    .filter(Boolean)
    .join('\n');
}
