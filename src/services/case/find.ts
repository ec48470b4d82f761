import type { Complaint } from '../../domain/case/complaint.ts';
import { problem, Refusal } from '../../domain/problems.ts';
import { nameKey, phoneKey } from '../../domain/words/text.ts';
import { statuses } from '../../domain/words/vocabulary.ts';
import { type CalledCase, findComplaint, listCasesEnding, listOpenCalled } from '../../store/complaints.ts';
import type { Db } from '../../store/db.ts';

const MOST_SHOWN = 10;
const FEWEST_PHONE_DIGITS = 4;

/**
 * The case that is called so: by its number; by the ending of one, an open case before a filed one; of the open cases, by
 * the name of who complained or the end of his phone. Refuses what calls none, or several.
 */
export async function findCase(db: Db, called: string): Promise<Complaint> {
  const exact = await findComplaint(db, called);
  if (exact) return exact;
  const [match, ...others] = await casesCalled(db, called);
  const found = match !== undefined && others.length === 0 ? await findComplaint(db, match.no) : undefined;
  if (found) return found;
  throw new Refusal(
    match === undefined
      ? problem('not_found.complaint', { no: called })
      : ambiguous(called, [match, ...others]),
  );
}

/** The cases that may be meant, by date and sequence: of one kind of name, the first that any case has. */
export async function casesCalled(db: Db, called: string): Promise<readonly CalledCase[]> {
  const ending = /^\d+$/.test(called) ? await listCasesEnding(db, called) : [];
  const openEnding = ending.filter(({ open }) => open);
  if (ending.length > 0) return openEnding.length > 0 ? openEnding : ending;
  const open = await listOpenCalled(db);
  const key = nameKey(called);
  const named = open.filter(({ name }) => nameKey(name) === key);
  if (named.length > 0) return named;
  const digits = /^[\d+\s-]+$/.test(called) ? phoneKey(called) : '';
  return digits.length < FEWEST_PHONE_DIGITS
    ? []
    : open.filter((each) => each.phoneKey?.endsWith(digits) === true);
}

function ambiguous(called: string, cases: readonly CalledCase[]) {
  const shown = cases
    .slice(0, MOST_SHOWN)
    .map(({ no, name, status }) => `${no} ${name}（${statuses[status]}）`);
  return problem('usage.invalid', {
    message: `“${called}”有 ${cases.length} 件：${shown.join('、')}${cases.length > MOST_SHOWN ? '……' : ''}`,
    hint: `写全编号，如 ${cases[0]?.no}`,
    details: { matches: cases.map(({ no }) => no) },
  });
}
