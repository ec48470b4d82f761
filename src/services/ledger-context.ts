import type { Moment } from '../domain/case/clock.ts';
import type { Policy } from '../domain/policy.ts';
import type { Db, Ledger, LedgerPlace } from '../store/db.ts';

/** What every service may use: the ledger, the time and operator of this command, the limits in force. */
export interface LedgerContext extends LedgerPlace {
  readonly ledger: Ledger;
  readonly now: Moment;
  /** Who types; stands in every entry. */
  readonly operator: string;
  readonly policy: Policy;
  readonly settings: ReadonlyMap<string, string>;
}

/** The value of a setting that every ledger has. */
export function setting(ctx: LedgerContext, key: string): string {
  const value = ctx.settings.get(key);
  if (value === undefined) throw new Error(`the ledger lacks the setting ${key}`);
  return value;
}

/** Runs `read` on a snapshot: all that it finds is of one moment. */
export const ofOneMoment = <C extends LedgerContext, T>(
  ctx: C,
  read: (inside: C) => Promise<T>,
): Promise<T> => ctx.ledger.snapshot((db) => read(within(ctx, db)));

const within = <C extends LedgerContext>(ctx: C, db: Db): C => ({
  ...ctx,
  ledger: { ...ctx.ledger, ...db },
});
