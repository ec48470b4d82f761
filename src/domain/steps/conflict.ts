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

/**
 * The respondent, and who stands on the recusal list, under any of the `names` of one person; they are compared without
 * blanks and width.
 */
export const mustRecuse = ({ recused, respondent }: Interests, ...names: readonly string[]): boolean => {
  const whole = respondent === null ? [] : [respondent];
  const keys = new Set(names.map(nameKey));
  return [...recused, ...whole, ...namesIn(respondent)].some((known) => keys.has(nameKey(known)));
};

/** One of the names of somebody stands inside the longer text of the respondent (维修工赵强): it may be he. */
export const mayBeRespondent = ({ recused, respondent }: Interests, ...names: readonly string[]): boolean => {
  const isInside = (key: string): boolean =>
    key.length > 1 && respondent !== null && nameKey(respondent).includes(key);
  return names.map(nameKey).some(isInside) && !mustRecuse({ recused, respondent }, ...names);
};

/** Who does something, by every name the directory knows him under; the one he acts under first. */
type Names = readonly [string, ...string[]];

/** The refusal of who must recuse himself; undefined where he need not. */
export const recusal = (complaint: Complaint, names: Names, act: Act): Problem | undefined =>
  mustRecuse(complaint, ...names)
    ? problem('rule.recusal', { no: complaint.no, name: names[0], act })
    : undefined;

/** A step of somebody who need not be in the directory. */
export interface Acting extends Request {
  /** Other names, former or present, that the directory knows him under; [] where there are none. */
  readonly otherNames: readonly string[];
}

export const namesActing = ({ by, otherNames }: Acting): Names => [by, ...otherNames];

/** 4.3.2 Who does this step has no interest in the matter. */
export const isDisinterested =
  (act: Act): Rule<Acting> =>
  (request) =>
    recusal(request.complaint, namesActing(request), act);

/** Who investigated, proposed or completed: he does not approve it as a leader. */
const didTheWork = ({ investigations, proposals, completion }: Complaint, names: Names): boolean => {
  const done = completion === null ? [] : [completion];
  const keys = new Set(names.map(nameKey));
  return [...investigations, ...proposals, ...done].some(({ by }) => keys.has(nameKey(by)));
};

/** 4.3.2 A leader signs only where he has no interest and did none of the work; undefined where he may. */
export const interestOfLeader = (complaint: Complaint, names: Names): Problem | undefined =>
  recusal(complaint, names, 'sign') ??
  (didTheWork(complaint, names)
    ? problem('rule.recusal', { no: complaint.no, name: names[0], act: 'own' })
    : undefined);
