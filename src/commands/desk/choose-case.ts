import type { Choice } from '../../cli/questions/pick.ts';
import type { Prompts } from '../../cli/questions/prompts.ts';
import type { Context } from '../../context.ts';
import { refuse } from '../../domain/problems.ts';
import { casesCalled } from '../../services/case/find.ts';
import { findComplaint, getComplaint } from '../../store/complaints.ts';
import { caseHeading } from './case-heading.ts';

/** The cases that are listed to choose from, where so many are called alike. */
const MOST_LISTED = 50;

/** The number of the case that is called so; of several she chooses one. Refuses what calls none. */
export async function chooseCase(ctx: Context, called: string, prompts: Prompts): Promise<string> {
  if (await findComplaint(ctx.ledger, called)) return called;
  const cases = await casesCalled(ctx.ledger, called);
  const [only, ...others] = cases;
  if (only === undefined) return refuse('not_found.complaint', { no: called });
  if (others.length === 0) return only.no;
  const choices: Choice[] = [];
  for (const { no } of cases.slice(0, MOST_LISTED)) choices.push(await caseChoice(ctx, no));
  return prompts.pick(`“${called}”有 ${cases.length} 件，是哪一件`, choices, { noPreset: true });
}

/** Columns before a choice: the cursor and its number. */
const MARGIN = 6;

async function caseChoice(ctx: Context, no: string): Promise<Choice> {
  const complaint = await getComplaint(ctx.ledger, no);
  return { value: no, label: await caseHeading(complaint, ctx.now, ctx.width - MARGIN) };
}
