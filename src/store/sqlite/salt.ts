import type { Db } from '../db.ts';

/** Two random texts for one entry, from the generator of SQLite, which the system seeds. */
export async function newSalts(db: Pick<Db, 'get'>): Promise<readonly [string, string]> {
  const row = await db.get<{ salts: string }>('SELECT lower(hex(randomblob(32))) AS salts');
  const salts = String(row?.salts);
  return [salts.slice(0, 32), salts.slice(32)];
}
