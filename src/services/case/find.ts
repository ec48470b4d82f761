import type { Complaint } from '../../domain/case/complaint.ts';
import { problem, Refusal } from '../../domain/problems.ts';
import { findComplaint, listNumbersEnding } from '../../store/complaints.ts';
import type { Db } from '../../store/db.ts';

const MOST_SHOWN = 10;

/** The case that `no` names: the whole number, or an ending that only one case has. Refuses none and several. */
export async function findCase(db: Db, no: string): Promise<Complaint> {
  const exact = await findComplaint(db, no);
  if (exact) return exact;
  const [match, ...others] = /^\d+$/.test(no) ? await listNumbersEnding(db, no) : [];
  const found = match !== undefined && others.length === 0 ? await findComplaint(db, match) : undefined;
  if (found) return found;
  throw new Refusal(
    match === undefined ? problem('not_found.complaint', { no }) : ambiguous(no, [match, ...others]),
  );
}

function ambiguous(ending: string, numbers: readonly string[]) {
  const shown = numbers.slice(0, MOST_SHOWN);
  return problem('usage.invalid', {
    message: `以 ${ending} 结尾的有 ${numbers.length} 件：${shown.join('、')}${numbers.length > MOST_SHOWN ? '……' : ''}`,
    hint: `多写几位，如 ${shown[0]}`,
    details: { matches: numbers },
  });
}
