import type { Db } from './db.ts';

/** All settings, by key. */
export async function listSettings(db: Db): Promise<ReadonlyMap<string, string>> {
  const rows = await db.all<{ key: string; value: string }>('SELECT key, value FROM setting ORDER BY key');
  return new Map(rows.map((row) => [row.key, row.value]));
}

/** Puts the value, in its stored form, in the place of an earlier one. */
export const saveSetting = (db: Db, key: string, value: string): Promise<number> =>
  db.run(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    key,
    value,
  );
