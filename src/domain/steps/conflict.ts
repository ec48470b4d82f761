import type { Complaint } from '../case/complaint.ts';
import { type Problem, problem } from '../problems.ts';
import { nameKey } from '../words/text.ts';
import type { Request, Rule } from './decide.ts';

// 4.3.2 Who has an interest in the matter recuses himself, whatever his part in it would be.

/** What somebody would do who must not. */
export const acts = {
  investigate: '调查',
  sign: '签署',
  review: '审核',
  callBack: '回访',
} as const;
export type Act = keyof typeof acts;

const namesIn = (respondent: string | null): readonly string[] => respondent?.split(/[\s、，,；;/]+/) ?? [];

type Interests = Pick<Complaint, 'recused' | 'respondent'>;

/** The respondent, and who stands on the recusal list; names are compared without blanks and width. */
export const mustRecuse = ({ recused, respondent }: Interests, name: string): boolean => {
  const whole = respondent === null ? [] : [respondent];
  const key = nameKey(name);
  return [...recused, ...whole, ...namesIn(respondent)].some((known) => nameKey(known) === key);
};

/** The name stands inside the longer text of the respondent (维修工赵强): it may be he. */
export const mayBeRespondent = ({ recused, respondent }: Interests, name: string): boolean => {
  const key = nameKey(name);
  const isInside = key.length > 1 && respondent !== null && nameKey(respondent).includes(key);
  return isInside && !mustRecuse({ recused, respondent }, name);
};

/** The refusal of who must recuse himself; undefined where he need not. */
export const recusal = (complaint: Complaint, name: string, act: Act): Problem | undefined =>
  mustRecuse(complaint, name) ? problem('rule.recusal', { no: complaint.no, name, act }) : undefined;

/** 4.3.2 Who does this step has no interest in the matter. */
export const isDisinterested =
  (act: Act): Rule<Request> =>
  ({ complaint, by }) =>
    recusal(complaint, by, act);

/** Who investigated, proposed or completed: he does not approve it as a leader. */
const didTheWork = ({ investigations, proposals, completion }: Complaint, name: string): boolean => {
  const done = completion === null ? [] : [completion];
  return [...investigations, ...proposals, ...done].some(({ by }) => nameKey(by) === nameKey(name));
};

/** 4.3.2 A leader signs only where he has no interest and did none of the work; undefined where he may. */
export const interestOfLeader = (complaint: Complaint, name: string): Problem | undefined =>
  recusal(complaint, name, 'sign') ??
  (didTheWork(complaint, name) ? problem('rule.recusal', { no: complaint.no, name, act: 'own' }) : undefined);
