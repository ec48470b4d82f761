import type Database from 'better-sqlite3';
import { connect } from './connect.ts';

/** Something that is defined in a database: a table, an index, a view or a trigger. */
export interface Definition {
  readonly type: string;
  readonly name: string;
  /** The table it belongs to; of a table its own name. */
  readonly table: string;
  readonly sql: string;
}

/** Makes everything that the text of schema.sql defines; nothing of it may be there yet. */
export const executeSchema = (sqlite: Database.Database, schema: string): unknown =>
  sqlite.exec(strict(schema));

/** What of the text is SQLite's. It checks column types only in STRICT tables; the word is not portable, so it is added here. */
const strict = (schema: string): string =>
  (schema.split(OTHERS_ONLY, 1)[0] ?? '').replaceAll(/^\);$/gm, ') STRICT;');

/** What comes behind it in the text of schema.sql is not for SQLite. */
const OTHERS_ONLY = '\n-- ======== 以下只适用于 PostgreSQL';

/**
 * What SQLite makes by itself is left out: indexes of keys, and what ANALYZE counts. Not whatever is called sqlite_…: who
 * edits the schema calls a trigger so, or stores a text as bytes.
 */
const DEFINED = `FROM sqlite_schema
  WHERE sql IS NOT NULL AND sql NOT IN ('CREATE TABLE sqlite_stat1(tbl,idx,stat)', 'CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)')
  ORDER BY rowid`;
const TEXT = 'CAST(sql AS TEXT) AS sql';

/** What is defined in the database, in the order in which it was made. */
export const definitionsIn = (sqlite: Database.Database): readonly Definition[] =>
  sqlite
    .prepare<[], Definition>(
      `SELECT CAST(type AS TEXT) AS type, CAST(name AS TEXT) AS name, CAST(tbl_name AS TEXT) AS "table", ${TEXT} ${DEFINED}`,
    )
    .all();

/** The database defines what the text of schema.sql does, and nothing else. Every opening asks. */
export function isDefinedBy(sqlite: Database.Database, schema: string): boolean {
  const text = strict(schema);
  const texts = sqlite.prepare<[], string>(`SELECT ${TEXT} ${DEFINED}`).pluck().all();
  return (
    isMadeOf(text, texts) ||
    // What an earlier release made may have other remarks.
    (texts.length === startsIn(text).length &&
      new Set(texts).size === texts.length &&
      texts.every((sql) => isDefinedIn(sql, schema)))
  );
}

/** The statements of the text are these, in this order: compared where they begin, which is to read it once. */
function isMadeOf(text: string, statements: readonly string[]): boolean {
  const starts = startsIn(text);
  return (
    starts.length === statements.length &&
    statements.every((sql, i) => {
      const start = starts[i] ?? 0;
      return text.startsWith(sql, start) && text[start + sql.length] === ';';
    })
  );
}

const startsIn = (text: string): readonly number[] =>
  [...text.matchAll(/^CREATE /gm)].map(({ index }) => index);

/** The text of schema.sql defines the same, but for remarks and blanks. */
export function isDefinedIn(sql: string, schema: string): boolean {
  if (bared?.schema !== schema) bared = { schema, text: `;${bare(strict(schema))}` };
  return bared.text.includes(`;${bare(sql)};`);
}
let bared: { readonly schema: string; readonly text: string } | undefined;

/** What version 4 added to the table of the journal, at its end. */
export const JOURNAL_COLUMNS_OF_4 = ['personal TEXT', 'personal_salt TEXT', 'personal_digest TEXT'] as const;

/** The same of a ledger of any version for its journal: earlier ones lack the last columns. */
export const isJournalIn = (sql: string, schema: string): boolean =>
  isDefinedIn(sql, schema) ||
  `;${bare(strict(schema)).replace(bare(`,${JOURNAL_COLUMNS_OF_4.join()}`), '')}`.includes(`;${bare(sql)};`);

/** What the text of schema.sql defines, in its order. */
export function definitionsOf(schema: string): readonly Definition[] {
  const sqlite = connect(':memory:');
  try {
    executeSchema(sqlite, schema);
    return definitionsIn(sqlite);
  } finally {
    sqlite.close();
  }
}

/** The two are the same but for remarks and blanks. */
export const isSame = (a: Definition, b: Definition): boolean =>
  a.type === b.type && a.name === b.name && bare(a.sql) === bare(b.sql);

/** The definition without remarks and blanks. */
export const bare = (sql: string): string => sql.replaceAll(/--.*/g, '').replaceAll(/\s+/g, '');
