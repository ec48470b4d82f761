import type pg from 'pg';
import { refuse } from '../../domain/problems.ts';
import type { Engine } from '../db.ts';
import { fillTables } from '../rebuild.ts';
import { APPLICATION } from '../version.ts';
import { addressOfUnit, parseAddress } from './address.ts';
import { connect, quoted } from './connect.ts';
import { commitAll, refusing } from './faults.ts';
import { formatOf, refuseStrangers, refuseWithoutUnit } from './open.ts';
import { keptName, renewTables } from './renew.ts';
import { VERSION } from './version.ts';

/**
 * Brings the unit's ledger to this version, all of it or nothing: journal and attachments are taken over, every other table
 * follows from the journal. Only its owner can. Who comes second finds it done; see Engine.upgrade.
 */
export const upgradeLedger: Engine['upgrade'] = async (address, { schema, progress }) => {
  refuseWithoutUnit(address);
  const unit = parseAddress(address).unit ?? '';
  const client = await connect(address);
  try {
    await refuseStrangers(client, address);
    await formatOf(client, address);
    return await refusing(address, async () => {
      await client.query(`BEGIN; SELECT pg_advisory_xact_lock(${APPLICATION}, hashtext(current_schema()))`);
      const { version, operator } = await formatOf(client, address);
      if (version > VERSION) refuse('ledger.newer', { file: address });
      if (version === VERSION) return null;
      const kept = keptName(unit, `v${version}_${await lastEntry(client)}`);
      const opened = { address, version, operator, schema };
      await renewTables(client, { opened, unit, kept }, async (fresh) => {
        for (const table of ['journal', 'attachment_piece']) await takeOver(client, kept, table);
        await client.query('SET CONSTRAINTS ALL DEFERRED');
        await fillTables(fresh, progress);
      });
      await commitAll(client, address);
      return addressOfUnit(address, kept);
    });
  } finally {
    await client.end().catch(() => {});
  }
};

async function lastEntry(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ last: number | null }>('SELECT MAX(seq) AS last FROM journal');
  return rows[0]?.last ?? 0;
}

/** The rows of the table as it was, in the columns that it had: later ones are added at the end, and may be empty. */
async function takeOver(client: pg.Client, kept: string, table: string): Promise<void> {
  const { rows } = await client.query<{ columns: string }>(
    `SELECT string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position) AS columns
     FROM information_schema.columns WHERE table_schema = $1 AND table_name = $2`,
    [kept, table],
  );
  const columns = rows[0]?.columns ?? '';
  await client.query(`INSERT INTO ${table} (${columns}) SELECT ${columns} FROM ${quoted(kept)}.${table}`);
}
