import type Database from 'better-sqlite3';

/** Makes everything that the text of schema.sql defines; nothing of it may be there yet. */
export const executeSchema = (sqlite: Database.Database, schema: string): unknown =>
  sqlite.exec(strict(schema));

/** SQLite checks column types only in STRICT tables; the word is not portable, so it is added here. */
const strict = (schema: string): string => schema.replaceAll(/^\);$/gm, ') STRICT;');
