import type { Db } from '../db.ts';

/**
 * What the database itself finds wrong: pages, indexes, checks, references, and the triggers that guard the journal. In
 * the clerk's words; what SQLite says in its own is for those who repair it.
 */
export async function checkIntegrity(db: Db): Promise<readonly string[]> {
  const integrity = await db.all<{ integrity_check: string }>('PRAGMA integrity_check');
  const references = await db.all('PRAGMA foreign_key_check');
  const guards = await db.all(
    "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'journal'",
  );
  const damaged = integrity.filter((row) => row.integrity_check !== 'ok').length;
  return [
    ...(damaged > 0
      ? [`数据库自检有 ${damaged} 处不通过；技术人员用 sqlite3 的 PRAGMA integrity_check 看是哪些`]
      : []),
    ...(references.length > 0 ? [`数据库有 ${references.length} 条记录引用了不存在的记录`] : []),
    ...(guards.length < 2 ? ['数据库：流水“只增不改”的触发器被去掉了'] : []),
  ];
}
