import type { Db } from '../db.ts';
import { differences } from './definitions.ts';
import type { Opened } from './ledger.ts';
import { definitionsFrom } from './schema.ts';

/** What of a schema the server's catalogue says, and the text of schema.sql as well: each thing in words that both have. */
interface Outline {
  /** Names of tables and views, columns with their types, indexes, keys, references and checks by their number. */
  readonly things: ReadonlySet<string>;
  /** What guards journal and attachments: functions by their text, triggers as they are defined and in force. */
  readonly guards: ReadonlySet<string>;
}

/**
 * What is defined on the server otherwise than the text of schema.sql says, and what it has not checked, in the clerk's
 * words; [] when nothing. Only the owner of a ledger can change any of it, and only he is told of each definition: for others,
 * and of what is not committed yet (`within`), the catalogue is held against the text by outline.
 */
export async function inspect(
  db: Db,
  { address, schema }: Pick<Opened, 'address' | 'schema'>,
  { within }: { readonly within: boolean },
): Promise<readonly string[]> {
  return (within ? null : await differences(address, schema())) ?? (await outlined(db, schema()));
}

async function outlined(db: Db, schema: string): Promise<readonly string[]> {
  const wanted = outlineOf(definitionsFrom(schema));
  const found = await outlineIn(db);
  const isUnguarded = [...wanted.guards].some((guard) => !found.guards.has(guard));
  const isOverguarded = [...found.guards].some((guard) => !wanted.guards.has(guard));
  return [
    ...(isUnguarded ? ['数据库：守着流水和附件的触发器被去掉或改动了'] : []),
    ...(isOverguarded && !isUnguarded ? ['数据库：多出了触发器或函数'] : []),
    ...[...wanted.things]
      .filter((name) => !found.things.has(name))
      .map((name) => `数据库：${name} 被去掉或改动了`),
    ...[...found.things].filter((name) => !wanted.things.has(name)).map((name) => `数据库：多出了 ${name}`),
  ];
}

/** What the catalogue calls a kind of constraint, and the words by which the text says it. */
const CONSTRAINTS = {
  c: /\bCHECK \(/g,
  p: /\bPRIMARY KEY\b/g,
  u: /\bUNIQUE\b/g,
  f: /\bREFERENCES\b/g,
} as const;

/** As the text says, which is ours: one column a line, each definition from the beginning of one. */
function outlineOf(text: string): Outline {
  const things: string[] = [];
  for (const [, table = '', body = ''] of text.matchAll(/^CREATE TABLE (\S+) \(\n(.*?)^\);/gms)) {
    things.push(table);
    for (const [, column, type = '', rest] of body.matchAll(
      /^ {2}([a-z]\w*) +(TEXT|INTEGER|BIGINT|BYTEA)\b(.*)$/gm,
    ))
      things.push(
        `${table}.${column} ${type.toLowerCase()}${/\bNOT NULL\b/.test(rest ?? '') ? ' NOT NULL' : ''}`,
      );
    for (const [kind, words] of Object.entries(CONSTRAINTS)) {
      const count = [...body.matchAll(words)].length;
      if (count > 0) things.push(`${table} ${kind} ${count}`);
    }
  }
  for (const [, name = ''] of text.matchAll(/^CREATE (?:VIEW|(?:UNIQUE )?INDEX) (\S+)/gm)) things.push(name);
  const functions = [...text.matchAll(/^CREATE FUNCTION (\w+)\(\).*? SET (\w+) = (\w+) AS \$\$(.*?)\$\$/gms)];
  const triggers = [...text.matchAll(/^(CREATE (?:CONSTRAINT )?TRIGGER .*);$/gm)];
  return {
    things: new Set(things),
    guards: new Set([
      ...functions.map(([, name, key, value, body]) => `${name} ${key}=${value} ${body}`),
      ...triggers.map(([, text = '']) => text),
    ]),
  };
}

const OWN = 'quote_ident(current_schema())::regnamespace';

async function outlineIn(db: Db): Promise<Outline> {
  const things = await db.all<{ name: string }>(
    `SELECT relname AS name FROM pg_class c WHERE relnamespace = ${OWN} AND (relkind <> 'i'
       OR NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = c.oid))
     UNION ALL SELECT relname || '.' || attname || ' ' || format_type(atttypid, atttypmod)
                      || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END
     FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
     WHERE relnamespace = ${OWN} AND relkind = 'r' AND attnum > 0 AND NOT attisdropped
     UNION ALL SELECT relname || ' ' || contype::text || ' ' || COUNT(*)
     FROM pg_class JOIN pg_constraint ON conrelid = pg_class.oid
     WHERE relnamespace = ${OWN} AND contype IN ('c', 'p', 'u', 'f') AND convalidated GROUP BY relname, contype`,
  );
  // 'O' and 'A' fire for everybody who is no replica.
  const guards = await db.all<{ name: string }>(
    `SELECT concat_ws(' ', proname, array_to_string(proconfig, ' '), prosrc) AS name FROM pg_proc WHERE pronamespace = ${OWN} AND NOT prosecdef
     UNION ALL SELECT replace(pg_get_triggerdef(pg_trigger.oid), quote_ident(current_schema()) || '.', '')
     FROM pg_trigger JOIN pg_class ON tgrelid = pg_class.oid
     WHERE relnamespace = ${OWN} AND NOT tgisinternal AND tgenabled IN ('O', 'A')`,
  );
  return {
    things: new Set(things.map(({ name }) => name)),
    guards: new Set(guards.map(({ name }) => name)),
  };
}
