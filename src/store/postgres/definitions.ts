import type pg from 'pg';
import { Refusal } from '../../domain/problems.ts';
import { parseAddress } from './address.ts';
import { connect, quoted } from './connect.ts';
import { refusing } from './faults.ts';
import { definitionsFrom } from './schema.ts';

/** Something that is defined in a schema: what it is and is called, and how it is defined, in the server's own words. */
interface Definition {
  readonly name: string;
  readonly sql: string;
}

/**
 * What is defined in the unit's schema otherwise than the text of schema.sql says, in the clerk's words; [] when nothing. The
 * server says how it understands the text: everything is defined once more beside the unit, in a transaction that is never
 * committed. Null where the log-in may make no schema, which is everybody but the owner, or nobody may.
 */
export async function differences(address: string, schema: string): Promise<readonly string[] | null> {
  const unit = parseAddress(address).unit ?? '';
  const client = await connect(address);
  try {
    return await refusing(address, async () => {
      await client.query('BEGIN');
      const beside = await freeName(client);
      await client.query(`CREATE SCHEMA ${quoted(beside)}`);
      const found = await definitionsIn(client, unit);
      await client.query(`SET LOCAL search_path = ${quoted(beside)}`);
      await client.query(definitionsFrom(schema));
      return compared(found, await definitionsIn(client, beside));
    });
  } catch (error) {
    if (error instanceof Refusal && /^ledger\.(denied|read_only)$/.test(error.problem.code)) return null;
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
}

/** No two transactions have the same number. */
async function freeName(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ id: string }>('SELECT pg_current_xact_id()::text AS id');
  return `tousu_beside_${rows[0]?.id}`;
}

function compared(found: readonly Definition[], wanted: readonly Definition[]): readonly string[] {
  const has = (all: readonly Definition[], { name, sql }: Definition) =>
    all.some((each) => each.name === name && each.sql === sql);
  const isNamed = (all: readonly Definition[], { name }: Definition) =>
    all.some((each) => each.name === name);
  return [
    ...wanted.filter((each) => !has(found, each)).map(({ name }) => `数据库：${name} 被去掉或改动了`),
    ...found.filter((each) => !isNamed(wanted, each)).map(({ name }) => `数据库：多出了 ${name}`),
  ];
}

/**
 * Of the server's catalogue what decides what a table takes, keeps and shows. The guards of references count as they are in
 * force, since their names have numbers in them; that a column is not empty is told with the column.
 */
const DEFINED = `
  SELECT '表 ' || relname AS name, concat_ws(' ', relkind, relpersistence, relhassubclass, reloptions::text) AS sql
    FROM here WHERE relkind <> 'i'
  UNION ALL
  SELECT '列 ' || relname || '.' || attname, concat_ws(' ', format_type(atttypid, atttypmod), attcollation::regcollation,
      attnotnull, attidentity, attgenerated, attstorage, pg_get_expr(adbin, adrelid))
    FROM here JOIN pg_attribute ON attrelid = here.oid LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
    WHERE relkind <> 'i' AND attnum > 0 AND NOT attisdropped
  UNION ALL
  SELECT relname || ' 的约束 ' || conname, concat_ws(' ', pg_get_constraintdef(c.oid), convalidated)
    FROM here JOIN pg_constraint c ON conrelid = here.oid WHERE contype <> 'n'
  UNION ALL
  SELECT '索引 ' || relname, concat_ws(' ', replace(pg_get_indexdef(here.oid), ' ON ' || quote_ident($1) || '.', ' ON '), indisvalid)
    FROM here JOIN pg_index ON indexrelid = here.oid
  UNION ALL
  SELECT '视图 ' || relname, pg_get_viewdef(here.oid) FROM here WHERE relkind = 'v'
  UNION ALL
  SELECT '函数 ' || proname, replace(pg_get_functiondef(p.oid), 'FUNCTION ' || quote_ident($1) || '.', 'FUNCTION ')
    FROM pg_proc p WHERE pronamespace = to_regnamespace(quote_ident($1))
  UNION ALL
  SELECT '触发器 ' || tgname, concat_ws(' ', replace(pg_get_triggerdef(t.oid), ' ON ' || quote_ident($1) || '.', ' ON '), tgenabled)
    FROM here JOIN pg_trigger t ON tgrelid = here.oid WHERE NOT tgisinternal
  UNION ALL
  SELECT relname || ' 的引用检查', concat_ws(' ', COUNT(*), string_agg(DISTINCT tgenabled, ''))
    FROM here JOIN pg_trigger ON tgrelid = here.oid WHERE tgisinternal GROUP BY relname`;

async function definitionsIn(client: pg.Client, schema: string): Promise<readonly Definition[]> {
  const here = 'SELECT * FROM pg_class WHERE relnamespace = to_regnamespace(quote_ident($1))';
  const { rows } = await client.query<Definition>(`WITH here AS (${here}) ${DEFINED}`, [schema]);
  return rows;
}
