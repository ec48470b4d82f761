import type { Ledger } from '../db.ts';
import { ledger } from '../sqlite/ledger.ts';
import { definitionsOf } from '../sqlite/schema.ts';
import { emptyTables } from '../sqlite/scratch.ts';

/**
 * Empty tables in memory; see Ledger.emptyCopy. Of SQLite: to make tables on the server takes a right that a clerk does not
 * have, and what is counted again by another engine is proved twice.
 */
export const scratch = (schema: string, tables: readonly string[]): Ledger =>
  ledger(emptyTables(definitionsOf(schema), tables), ':memory:');
