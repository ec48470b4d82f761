import type pg from 'pg';
import { Refusal } from '../../domain/problems.ts';
import type { Ledger } from '../db.ts';
import { refusing } from './faults.ts';

/**
 * Writes all tables of the unit anew, and counts anew what the server knows of their most common values; see Ledger.scour.
 * What the server keeps beside them (its log, replicas, its own backups) is not this program's to clean.
 */
export const scour = async (client: pg.Client, address: string): ReturnType<Ledger['scour']> => {
  try {
    const { rows } = await refusing(address, () =>
      client.query<{ name: string }>(
        'SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1',
      ),
    );
    for (const { name } of rows)
      await refusing(address, () => client.query(`VACUUM (FULL, ANALYZE) ${name}`));
    return null;
  } catch (error) {
    const code = error instanceof Refusal ? error.problem.code : null;
    if (code === 'ledger.busy' || code === 'ledger.full') return code;
    throw error;
  }
};
