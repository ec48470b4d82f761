import { flag, optional } from '../../cli/fields.ts';
import { name } from '../../cli/values.ts';
import type { Context } from '../../context.ts';

/** `--mine` and `--person`: only what waits for somebody. */
export const personFields = {
  mine: flag('只列等我办的'),
  person: optional('只列等这个人办的', name),
};

/** Only one of them can be meant. */
export const mineOrPerson = ['mine', 'person'] as const;

/** Whose tasks are asked for; null for everybody's. */
export const whose = (
  ctx: Pick<Context, 'operator'>,
  { mine, person }: { readonly mine: boolean; readonly person: string | null },
): string | null => (mine ? ctx.operator : person);
