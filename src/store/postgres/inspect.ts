import type { Db } from '../db.ts';
import { definitionsFrom } from './schema.ts';

/** What of a schema the server's catalogue says, and the text of schema.sql as well. */
interface Outline {
  /** `table.column`, and the name of each table and view. */
  readonly columns: ReadonlySet<string>;
  /** How many CHECKs each table has. */
  readonly checks: ReadonlyMap<string, number>;
  /** The text of each function that guards the journal, by its name. */
  readonly guards: ReadonlyMap<string, string>;
  /** The triggers that are in force. */
  readonly triggers: ReadonlySet<string>;
}

/**
 * What is defined on the server otherwise than the text of schema.sql says, and what it has not checked, in the clerk's
 * words; [] when nothing. Only the owner of a ledger can change any of it.
 */
export async function inspect(db: Db, schema: string): Promise<readonly string[]> {
  const wanted = outlineOf(definitionsFrom(schema));
  const found = await outlineIn(db);
  const unguarded =
    [...wanted.triggers].some((name) => !found.triggers.has(name)) ||
    [...wanted.guards].some(([name, text]) => found.guards.get(name) !== text);
  const fewer = [...wanted.checks].filter(([table, count]) => (found.checks.get(table) ?? 0) < count);
  return [
    ...(unguarded ? ['数据库：流水“只增不改”的触发器被去掉或改动了'] : []),
    ...[...wanted.columns]
      .filter((name) => !found.columns.has(name))
      .map((name) => `数据库：${name} 被去掉了`),
    ...[...found.columns].filter((name) => !wanted.columns.has(name)).map((name) => `数据库：多出了 ${name}`),
    ...[...found.triggers]
      .filter((name) => !wanted.triggers.has(name))
      .map((name) => `数据库：多出了触发器 ${name}`),
    ...fewer.map(([table]) => `数据库：表 ${table} 的检查被去掉或没有核对过`),
  ];
}

/** As the text says, which is ours: one column a line, each definition from the beginning of one. */
function outlineOf(text: string): Outline {
  const tables = [...text.matchAll(/^CREATE TABLE (\S+) \(\n(.*?)^\);/gms)].map(
    ([, name = '', body = '']) => ({
      name,
      body,
    }),
  );
  const views = [...text.matchAll(/^CREATE VIEW (\S+)/gm)].map(([, name = '']) => name);
  const columns = tables.flatMap(({ name, body }) =>
    [...body.matchAll(/^ {2}([a-z]\w*) +(?:TEXT|INTEGER|BIGINT|BYTEA)\b/gm)].map(
      ([, column]) => `${name}.${column}`,
    ),
  );
  return {
    columns: new Set([...tables.map(({ name }) => name), ...views, ...columns]),
    checks: new Map(tables.map(({ name, body }) => [name, [...body.matchAll(/\bCHECK \(/g)].length])),
    guards: new Map(
      [...text.matchAll(/^CREATE FUNCTION (\w+)\(\).*?\$\$(.*?)\$\$/gms)].map(([, name = '', body = '']) => [
        name,
        body,
      ]),
    ),
    triggers: new Set([...text.matchAll(/^CREATE TRIGGER (\w+)/gm)].map(([, name = '']) => name)),
  };
}

const OWN = 'relnamespace = quote_ident(current_schema())::regnamespace';

async function outlineIn(db: Db): Promise<Outline> {
  const relations = await db.all<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE ${OWN} AND relkind IN ('r', 'v', 'm', 'p', 'f')
     UNION ALL SELECT relname || '.' || attname FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
     WHERE ${OWN} AND relkind = 'r' AND attnum > 0 AND NOT attisdropped`,
  );
  const checks = await db.all<{ name: string; count: number }>(
    `SELECT relname AS name, COUNT(*) AS count FROM pg_class JOIN pg_constraint ON conrelid = pg_class.oid
     WHERE ${OWN} AND contype = 'c' AND convalidated GROUP BY relname`,
  );
  const guards = await db.all<{ name: string; text: string }>(
    `SELECT proname AS name, prosrc AS text FROM pg_proc
     WHERE pronamespace = quote_ident(current_schema())::regnamespace`,
  );
  // 'O' and 'A' fire for everybody who is no replica.
  const triggers = await db.all<{ name: string }>(
    `SELECT tgname AS name FROM pg_trigger JOIN pg_class ON tgrelid = pg_class.oid
     WHERE ${OWN} AND NOT tgisinternal AND tgenabled IN ('O', 'A')`,
  );
  return {
    columns: new Set(relations.map(({ name }) => name)),
    checks: new Map(checks.map(({ name, count }) => [name, count])),
    guards: new Map(guards.map(({ name, text }) => [name, text])),
    triggers: new Set(triggers.map(({ name }) => name)),
  };
}
