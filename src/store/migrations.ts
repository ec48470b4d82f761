/**
 * What brings the tables of an older ledger to this version: the statements at place n lead from version n + 1 to
 * n + 2. Steps are never changed once released, only added; `schema.sql` is what a new ledger begins with.
 */
export const migrations: readonly string[] = [];
