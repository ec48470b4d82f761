import type { InputSoFar } from '../../cli/fields.ts';
import type { Prompts } from '../../cli/questions/prompts.ts';
import { brief, shown } from '../../cli/screen/text.ts';
import type { Context } from '../../context.ts';
import { addDays, dayOf } from '../../domain/case/clock.ts';
import { REPEAT_DAYS } from '../../domain/month/analysis-figures.ts';
import { statuses } from '../../domain/words/vocabulary.ts';
import { getComplaint, listNumbersByPhone } from '../../store/complaints.ts';

const ANOTHER = '';

/**
 * At the phone number: what the caller has complained of within 90 days. The same matter becomes a note on its case, and
 * these are the words of that command; undefined where it is another, or he has not called before.
 */
export async function sameMatter(
  ctx: Context,
  { phone }: InputSoFar,
  prompts: Prompts,
): Promise<readonly string[] | undefined> {
  const today = dayOf(ctx.now);
  const numbers = await listNumbersByPhone(ctx.ledger, String(phone), [addDays(today, -REPEAT_DAYS), today]);
  if (numbers.length === 0) return undefined;
  const earlier = await Promise.all(numbers.toReversed().map((no) => getComplaint(ctx.ledger, no)));
  const choices = earlier.map(({ no, name, acceptedAt, status, content }) => ({
    value: no,
    label: shown(
      `同一件，加备注：${no} ${name} ${acceptedAt.slice(5, 10)} ${statuses[status]} ${brief(content)}`,
    ),
  }));
  const chosen = await prompts.pick(
    `这个电话 ${REPEAT_DAYS} 天内投诉过 ${numbers.length} 件`,
    [...choices, { value: ANOTHER, label: '另一件，接着登记' }],
    { noPreset: true },
  );
  return chosen === ANOTHER ? undefined : ['note', chosen];
}
