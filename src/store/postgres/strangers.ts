import type pg from 'pg';

/**
 * How many things are in the schema of a unit that the program did not put there and that could run, or hide something, when it
 * is read: views, rules, functions, operators, tables of somebody else, policies on rows. Reads the catalogue alone.
 */
export async function strangersIn(client: pg.Client, unit: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT (SELECT COUNT(*) FROM pg_catalog.pg_class c WHERE c.relnamespace = n.oid AND (
               c.relowner <> n.nspowner OR c.relrowsecurity OR c.relkind NOT IN ('r', 'i', 'v')
               OR (c.relkind = 'v' AND c.relname <> '台账') OR (c.relkind = 'r' AND c.relhasrules)))
          + (SELECT COUNT(*) FROM pg_catalog.pg_proc p WHERE p.pronamespace = n.oid
               AND p.proname NOT IN ('journal_guard', 'journal_says_who'))
          + (SELECT COUNT(*) FROM pg_catalog.pg_operator o WHERE o.oprnamespace = n.oid) AS count
     FROM pg_catalog.pg_namespace n WHERE n.nspname = $1`,
    [unit],
  );
  return rows[0]?.count ?? 0;
}
