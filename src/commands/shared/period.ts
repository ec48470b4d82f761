import { optional } from '../../cli/fields.ts';
import { day, month } from '../../cli/values.ts';
import { addDays, type Day } from '../../domain/case/clock.ts';
import { monthRange } from '../../domain/month/figures.ts';
import { refuse } from '../../domain/problems.ts';

/** `--month`, or `--from` and `--to`: when the cases were accepted. */
export const periodFields = {
  month: optional('受理月份', month),
  from: optional('受理日期从（含）', day),
  to: optional('受理日期到（含）', day),
};

/** Given by month, the period takes no days. */
export const monthOrDays = [
  ['month', 'from'],
  ['month', 'to'],
] as const;

export interface Days {
  readonly from: Day;
  readonly to: Day;
}

/** The days asked for, both included; an end that was not said is that of `otherwise`. Refuses an end before its start. */
export function daysIn(
  asked: { readonly month?: string | null; readonly from: Day | null; readonly to: Day | null },
  otherwise: Days,
): Days {
  if (asked.month) {
    const [first, next] = monthRange(asked.month);
    return { from: first, to: addDays(next, -1) };
  }
  const days = { from: asked.from ?? otherwise.from, to: asked.to ?? otherwise.to };
  if (days.from > days.to && asked.from !== null) {
    refuse('usage.invalid', { message: `--from ${days.from} 晚于 --to ${days.to}`, hint: '对调两个日期' });
  }
  return days;
}

/** The same days as the store asks for them: the first, and the one after the last. */
export const halfOpen = ({ from, to }: Days): readonly [Day, Day] => [from, addDays(to, 1)];
