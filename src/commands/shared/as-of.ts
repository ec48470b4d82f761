import { optional } from '../../cli/fields.ts';
import { when } from '../../cli/values.ts';
import { endOfDay, type Moment } from '../../domain/case/clock.ts';
import type { When } from '../../domain/steps/decide.ts';

/** `--at` of the commands that only look: the moment as of which clocks are judged; of a day alone its end. */
export const asOfField = optional('按哪个时刻判断时限（默认现在）', when);

export const asOf = (at: When | null, now: Moment): Moment =>
  at === null ? now : 'moment' in at ? at.moment : endOfDay(at.day);
