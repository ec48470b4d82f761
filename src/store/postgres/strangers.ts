import type pg from 'pg';

/**
 * How many things are in the schema of a unit that the program did not put there and that could run, or hide something, when it
 * is read: views, rules, functions, operators, types, tables of somebody else, policies on rows. Reads the catalogue alone, by what
 * hangs on the schema: of tables there is no index by schema, and a database may have a thousand units.
 */
export async function strangersIn(client: pg.Client, unit: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT COUNT(*) AS count FROM pg_catalog.pg_namespace n
     JOIN pg_catalog.pg_depend d ON d.refclassid = 'pg_catalog.pg_namespace'::regclass AND d.refobjid = n.oid
     LEFT JOIN pg_catalog.pg_class c ON d.classid = 'pg_catalog.pg_class'::regclass AND c.oid = d.objid
     LEFT JOIN pg_catalog.pg_proc p ON d.classid = 'pg_catalog.pg_proc'::regclass AND p.oid = d.objid
     WHERE n.nspname = $1 AND CASE
       WHEN c.oid IS NOT NULL THEN c.relowner <> n.nspowner OR c.relrowsecurity OR c.relhasrules AND c.relkind <> 'v'
         OR c.relkind <> 'r' AND (c.relkind <> 'v' OR c.relname <> '台账')
       WHEN p.oid IS NOT NULL THEN p.proname NOT IN ('journal_guard', 'journal_says_who', 'attachment_is_its_name')
       ELSE d.classid IN ('pg_catalog.pg_operator'::regclass, 'pg_catalog.pg_type'::regclass) END`,
    [unit],
  );
  return rows[0]?.count ?? 0;
}
