import type pg from 'pg';
import type { Right } from '../db.ts';
import { childTables } from '../tables.ts';
import { quoted } from './connect.ts';

/** Its owner made the ledger, and may do all that its guards let anybody do. */
export interface Granted {
  readonly login: string;
  readonly right: Right;
}

/** Tables of which a step takes rows away, to write them anew. */
const REWRITTEN: readonly string[] = [...childTables, 'person_role'];
/** Tables that nobody but the owner changes. */
const FIXED: readonly string[] = ['ledger_format'];
/** Tables that only ever grow: the evidence. */
const GROWING: readonly string[] = ['journal', 'attachment_piece'];

/**
 * Lets the log-in work on the unit's ledger: nothing beyond what is its work, so that the server refuses the rest. What it had
 * before is taken back.
 */
export async function grant(client: pg.Client, unit: string, { login, right }: Granted): Promise<void> {
  const [schema, to] = [quoted(unit), `TO ${quoted(login)}`];
  await client.query(`REVOKE ALL ON ALL TABLES IN SCHEMA ${schema} FROM ${quoted(login)}`);
  await client.query(
    `GRANT USAGE ON SCHEMA ${schema} ${to}; GRANT SELECT ON ALL TABLES IN SCHEMA ${schema} ${to}`,
  );
  if (right === 'reader') return;
  for (const table of await tablesIn(client, unit)) {
    const rights = rightsOn(table);
    if (rights !== '') await client.query(`GRANT ${rights} ON ${schema}.${quoted(table)} ${to}`);
  }
}

function rightsOn(table: string): string {
  if (FIXED.includes(table)) return '';
  if (GROWING.includes(table)) return 'INSERT';
  return REWRITTEN.includes(table) ? 'INSERT, UPDATE, DELETE' : 'INSERT, UPDATE';
}

async function tablesIn(client: pg.Client, unit: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT tablename AS name FROM pg_tables WHERE schemaname = $1 ORDER BY 1',
    [unit],
  );
  return rows.map(({ name }) => name);
}

/** Whom the owner has let work on the unit's ledger. */
export async function listGranted(client: pg.Client, unit: string): Promise<readonly Granted[]> {
  const { rows } = await client.query<Granted>(
    `SELECT pg_get_userbyid(a.grantee) AS login,
            CASE WHEN bool_or(a.privilege_type = 'INSERT') THEN 'desk' ELSE 'reader' END AS right
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(c.relacl) a
     WHERE n.nspname = $1 AND c.relname = 'journal' AND a.grantee NOT IN (0, c.relowner) GROUP BY a.grantee ORDER BY 1`,
    [unit],
  );
  return rows;
}

/** Lets none of these in any more. */
export async function shutOut(client: pg.Client, unit: string, granted: readonly Granted[]): Promise<void> {
  for (const { login } of granted)
    await client.query(`REVOKE ALL ON SCHEMA ${quoted(unit)} FROM ${quoted(login)}`);
}
