import type pg from 'pg';
import { refuse } from '../../domain/problems.ts';
import type { Unit, Units } from '../db.ts';
import { addressOfUnit, isNameOfOurOwn } from './address.ts';
import { connect, quoted } from './connect.ts';
import { refusing, refusingStranger } from './faults.ts';
import { grant } from './rights.ts';
import { strangersIn } from './strangers.ts';
import { VERSION } from './version.ts';

/** The units in the database of the address; see Units. */
export const unitsAt = (address: string): Units => ({
  list: () => connected(address, (client) => refusingStranger(address, () => listUnits(client))),
  addUser: (login, unit, right) =>
    connected(address, async (client) => {
      const units = await listUnits(client);
      if (!units.some(({ code }) => code === unit))
        refuse('not_found.ledger', { file: addressOfUnit(address, unit) });
      if (!isNameOfOurOwn(login))
        refuse('usage.invalid', {
          message: `登录名不能用：${login}`,
          hint: '不超过 63 个字节（21 个汉字），不以 pg_ 开头',
        });
      if (!(await isOwner(client, unit))) refuse('ledger.denied', { address, why: 'right' });
      await client.query('BEGIN');
      const isNew = await makeLogin(client, login);
      await grant(client, unit, { login, right });
      await client.query('COMMIT');
      return isNew;
    }),
});

async function connected<T>(address: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = await connect(address);
  try {
    return await refusing(address, () => work(client));
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * The schemas that hold the ledger of the unit they are named after, as far as this log-in may read them: what was replaced
 * has another name.
 */
async function listUnits(client: pg.Client): Promise<readonly Unit[]> {
  const { rows } = await client.query<{ code: string }>(
    `SELECT n.nspname AS code FROM pg_namespace n
     WHERE n.nspname !~ '^pg_' AND n.nspname <> 'public' AND has_schema_privilege(n.oid, 'USAGE')
       AND 3 = (SELECT COUNT(*) FROM pg_class c WHERE c.relnamespace = n.oid AND c.relkind = 'r'
                AND c.relname IN ('ledger_format', 'setting', 'journal') AND has_table_privilege(c.oid, 'SELECT'))
     ORDER BY n.nspname COLLATE "C"`,
  );
  const units = await Promise.all(
    rows.map(async ({ code }): Promise<Unit | undefined> => {
      if ((await strangersIn(client, code)) > 0)
        return { code, name: '', isSound: false, isCurrent: true, isMoved: false };
      const schema = quoted(code);
      const found = await client.query<{ code: string; name: string; version: number; last: string }>(
        `SELECT (SELECT value FROM ${schema}.setting WHERE key = 'unit.code') AS code,
                (SELECT value FROM ${schema}.setting WHERE key = 'unit.name') AS name, version,
                (SELECT type FROM ${schema}.journal ORDER BY seq DESC LIMIT 1) AS last
         FROM ${schema}.ledger_format`,
      );
      const [row] = found.rows;
      return row?.code === code
        ? {
            code,
            name: row.name,
            isSound: true,
            isCurrent: row.version === VERSION,
            isMoved: row.last === 'ledger_moved',
          }
        : undefined;
    }),
  );
  return units.filter((unit) => unit !== undefined);
}

/** To grant what is not one's own is no error for the server, and does nothing. */
async function isOwner(client: pg.Client, unit: string): Promise<boolean> {
  const { rows } = await client.query<{ own: boolean }>(
    `SELECT pg_has_role(session_user, nspowner, 'MEMBER') AS own FROM pg_namespace WHERE nspname = $1`,
    [unit],
  );
  return rows[0]?.own === true;
}

/** Without a password: those are given by whoever keeps the server. False where there is such a log-in already. */
async function makeLogin(client: pg.Client, login: string): Promise<boolean> {
  const { rows } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [login]);
  if (rows.length > 0) return false;
  await client.query(`CREATE ROLE ${quoted(login)} LOGIN`);
  return true;
}
