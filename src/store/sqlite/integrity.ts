import type Database from 'better-sqlite3';
import { type Definition, definitionsIn, definitionsOf, isDefinedBy, isSame } from './schema.ts';

/**
 * What the database itself finds wrong: pages, indexes, checks, references. In the clerk's words; what SQLite says in its
 * own is for those who repair it.
 */
export function checkIntegrity(sqlite: Database.Database): readonly string[] {
  const integrity = sqlite.pragma('integrity_check') as readonly { readonly integrity_check: string }[];
  const references = sqlite.pragma('foreign_key_check') as readonly unknown[];
  const damaged = integrity.filter((row) => row.integrity_check !== 'ok').length;
  return [
    ...(damaged > 0
      ? [`数据库自检有 ${damaged} 处不通过；技术人员用 sqlite3 的 PRAGMA integrity_check 看是哪些`]
      : []),
    ...(references.length > 0 ? [`数据库有 ${references.length} 条记录引用了不存在的记录`] : []),
  ];
}

/** What is defined in the database otherwise than the text of schema.sql says, in the clerk's words; runs nothing of it. */
export function schemaFindings(sqlite: Database.Database, schema: string): readonly string[] {
  if (isDefinedBy(sqlite, schema)) return [];
  const found = differences(definitionsIn(sqlite), definitionsOf(schema));
  return found.length > 0 ? found : ['数据库：同一样东西定义了两次'];
}

const labels: Readonly<Record<string, string>> = {
  table: '表',
  index: '索引',
  view: '视图',
  trigger: '触发器',
};

const named = ({ type, name }: Definition): string => `${labels[type] ?? type}“${name}”`;

function differences(actual: readonly Definition[], expected: readonly Definition[]): readonly string[] {
  const lacking = expected.filter((each) => !actual.some((known) => isSame(known, each)));
  const foreign = actual.filter((each) => !expected.some(({ name }) => name === each.name));
  const isGuard = ({ type, table }: Definition) => type === 'trigger' && table === 'journal';
  return [
    ...(lacking.some(isGuard) ? ['数据库：流水“只增不改”的触发器被去掉或改动了'] : []),
    ...lacking
      .filter((each) => !isGuard(each))
      .map((each) =>
        actual.some(({ name }) => name === each.name)
          ? `数据库：${named(each)}被改动了`
          : `数据库：${named(each)}被去掉了`,
      ),
    ...foreign.map((each) => `数据库：多出了${named(each)}`),
  ];
}
