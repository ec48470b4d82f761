import { APPLICATION } from '../version.ts';
import { VERSION } from './version.ts';

/**
 * What makes the tables of a unit in its schema, from the text of schema.sql. Texts are ordered by their letters' numbers, as
 * SQLite does, whatever language the server speaks: no update of it can put an index out of order. Numbers of entries and
 * sizes of files may need 64 bits. While all tables are made anew, their rows name what is not there yet.
 */
export const definitionsFrom = (schema: string): string =>
  `${portable(schema)}${own(schema)}
INSERT INTO ledger_format (application, version) VALUES (${APPLICATION}, ${VERSION});`;

const portable = (schema: string): string =>
  inItsTypes(schema.slice(0, placeOf(schema, 'SQLite')).replaceAll(/--.*/g, ''));

const own = (schema: string): string =>
  inItsTypes(schema.slice(placeOf(schema, 'PostgreSQL')).replaceAll(/--.*/g, ''));

const inItsTypes = (sql: string): string =>
  sql
    .replaceAll(/\bTEXT\b/g, 'TEXT COLLATE "C"')
    .replaceAll(/^( {2}(?:seq|size) +)INTEGER/gm, '$1BIGINT')
    .replaceAll(/\bREFERENCES \w+ \([^)]*\)/g, '$& DEFERRABLE');

const placeOf = (schema: string, engine: string): number =>
  schema.indexOf(`-- ======== 以下只适用于 ${engine}`);
