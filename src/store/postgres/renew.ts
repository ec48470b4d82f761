import type pg from 'pg';
import type { Engine, Ledger } from '../db.ts';
import { addressOfUnit, LONGEST_NAME, parseAddress } from './address.ts';
import { connect, quoted } from './connect.ts';
import { refusing } from './faults.ts';
import { ledger, type Opened } from './ledger.ts';
import { grant, listGranted, shutOut } from './rights.ts';
import { definitionsFrom } from './schema.ts';
import { VERSION } from './version.ts';

/** The name under which what was there is kept. */
export function keptName(unit: string, end: string): string {
  let stem = unit;
  while (Buffer.byteLength(`${stem}_${end}`) > LONGEST_NAME) stem = [...stem].slice(0, -1).join('');
  return `${stem}_${end}`;
}

/** The first such name that is free, of what was replaced at that second. In the transaction that takes it, under the unit's lock. */
export async function freeKeptName(client: pg.Client, unit: string, stamp: string): Promise<string> {
  for (let n = 1; ; n++) {
    const name = keptName(unit, `replaced_${stamp}${n === 1 ? '' : `-${n}`}`);
    const { rows } = await client.query('SELECT 1 FROM pg_namespace WHERE nspname = $1', [name]);
    if (rows.length === 0) return name;
  }
}

/** See Engine.listKept: the schemas that keptName gave a name. */
export const listKept: Engine['listKept'] = async (address) => {
  const unit = parseAddress(address).unit ?? '';
  const client = await connect(address, { reading: true });
  try {
    const { rows } = await refusing(address, () =>
      client.query<{ name: string }>('SELECT nspname AS name FROM pg_namespace ORDER BY nspname COLLATE "C"'),
    );
    return rows
      .filter(({ name }) => {
        const [, end] = /_(replaced_\d{8}-\d{6}(?:-\d+)?|v\d+_\d+)$/.exec(name) ?? [];
        return end !== undefined && keptName(unit, end) === name;
      })
      .map(({ name }) => addressOfUnit(address, name));
  } finally {
    await client.end().catch(() => {});
  }
};

/** What is made from here on belongs to whom the unit belongs to, though somebody else may do it for him. */
async function asOwner(client: pg.Client, unit: string): Promise<void> {
  const { rows } = await client.query<{ owner: string }>(
    'SELECT pg_get_userbyid(nspowner) AS owner FROM pg_namespace WHERE nspname = $1',
    [unit],
  );
  await client.query(`SET LOCAL ROLE ${quoted(rows[0]?.owner ?? '')}`);
}

/**
 * Makes the unit's tables anew, in the caller's transaction, which holds the lock of the unit; `fill` gets them empty. What
 * was there is kept in the schema `kept`, which nobody but the owner may enter; who worked on the ledger works on the new one.
 */
export async function renewTables(
  client: pg.Client,
  { opened, unit, kept }: { readonly opened: Opened; readonly unit: string; readonly kept: string | null },
  fill: (fresh: Ledger) => Promise<void>,
): Promise<void> {
  const granted = await listGranted(client, unit);
  if (kept !== null) {
    await asOwner(client, unit);
    await client.query(`ALTER SCHEMA ${quoted(unit)} RENAME TO ${quoted(kept)}`);
    await shutOut(client, kept, granted);
  }
  await client.query(`CREATE SCHEMA ${quoted(unit)}`);
  await client.query(definitionsFrom(opened.schema()));
  await fill(ledger(client, { ...opened, version: VERSION }, { within: true }));
  for (const each of granted) await grant(client, unit, each);
}
