import type { QueryConfig } from 'pg';
import type { Query, Value } from '../db.ts';

/**
 * Statements as this server takes them, for one connection: `$1` where the store writes `?`. From its second use on a
 * statement has a name, by which the server remembers how it is carried out.
 */
export function statements(): (sql: string, values: readonly (Value | Uint8Array)[]) => QueryConfig {
  const known = new Map<string, { readonly text: string; readonly name: string; uses: number }>();
  return (sql, values) => {
    const statement = known.get(sql) ?? { text: numbered(sql), name: `s${known.size}`, uses: 0 };
    known.set(sql, statement);
    statement.uses += 1;
    const { text, name } = statement;
    return { text, values: [...values], ...(statement.uses > 1 ? { name } : {}) };
  };
}

/**
 * Several queries as one, which gives one row: in the column of its place each has its rows, as JSON. The server then plans and
 * answers once, and the program reads one description of columns, not one of each table.
 */
export function asOne(queries: readonly Query[]): Query {
  const lists = queries.map(({ sql }, i) => `(SELECT COALESCE(json_agg(q), '[]') FROM (${sql}) q) AS "${i}"`);
  return { sql: `SELECT ${lists.join(', ')}`, values: queries.flatMap(({ values }) => values) };
}

/** Placeholders by their number; a question mark in a text or a name is none. */
function numbered(sql: string): string {
  let n = 0;
  return sql.replaceAll(/'(?:[^']|'')*'|"(?:[^"]|"")*"|\?/g, (part) => (part === '?' ? `$${++n}` : part));
}
