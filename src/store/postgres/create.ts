import type pg from 'pg';
import { refuse } from '../../domain/problems.ts';
import type { Engine } from '../db.ts';
import { codeOf } from '../files/faults.ts';
import { parseAddress } from './address.ts';
import { connect, quoted } from './connect.ts';
import { commitAll, refuseFault, refusing } from './faults.ts';
import { ledger } from './ledger.ts';
import { refuseWithoutUnit } from './open.ts';
import { definitionsFrom } from './schema.ts';
import { VERSION } from './version.ts';

/** Creates an empty ledger in a schema of its own, in one transaction; see Engine.create. */
export const createLedger: Engine['create'] = async (address, schema, fill) => {
  refuseWithoutUnit(address);
  const client = await connect(address);
  try {
    await refusing(address, () => client.query('BEGIN'));
    const operator = await makeSchema(client, address, schema);
    const opened = { address, version: VERSION, operator, schema: () => schema };
    await fill(ledger(client, opened, { within: true }));
    await commitAll(client, address);
  } finally {
    // What was not committed is as if it had never been.
    await client.end().catch(() => {});
  }
};

/** Nobody but the owner may enter the schema. Returns who that is. */
async function makeSchema(client: pg.Client, address: string, schema: string): Promise<string> {
  const { unit } = parseAddress(address);
  try {
    await client.query(`CREATE SCHEMA ${quoted(unit ?? '')}`);
  } catch (error) {
    // There is one of that name, or somebody has made one meanwhile.
    if (/^(42P06|23505)$/.test(codeOf(error))) refuse('ledger.exists', { file: address });
    refuseFault(error, address);
  }
  await refusing(address, () => client.query(definitionsFrom(schema)));
  const { rows } = await refusing(address, () => client.query('SELECT session_user AS operator'));
  return rows[0].operator;
}
