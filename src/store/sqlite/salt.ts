import type { Db } from '../db.ts';

/** A random text for one entry, from the generator of SQLite, which the system seeds. */
export async function newSalt(db: Pick<Db, 'get'>): Promise<string> {
  const row = await db.get<{ salt: string }>('SELECT lower(hex(randomblob(16))) AS salt');
  return String(row?.salt);
}
