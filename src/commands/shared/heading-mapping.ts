import { type ColumnKey, columnFor, knownTitles } from '../../domain/old-ledger/headings.ts';
import { refuse } from '../../domain/problems.ts';
import { nearest } from '../../domain/words/nearest.ts';

/** What `--map 反映问题=投诉内容` says: the heading of a file, and the column of the program; nothing behind the sign: not read. */
export function headingMapping(pairs: readonly string[]): ReadonlyMap<string, ColumnKey | undefined> {
  return new Map(pairs.map(parsePair));
}

function parsePair(pair: string): [string, ColumnKey | undefined] {
  const at = pair.search(/[=＝]/);
  const heading = pair.slice(0, at).replaceAll(/\s+/g, '');
  const column = pair.slice(at + 1).trim();
  if (at < 0 || heading === '')
    return refuse('usage.invalid', {
      message: `--map 是“旧栏名=本系统栏名”，“${pair}”不是`,
      hint: '如 --map 反映问题=投诉内容',
    });
  if (column === '') return [heading, undefined];
  const key = columnFor(column);
  if (key !== undefined) return [heading, key];
  const near = nearest(column, knownTitles);
  return refuse('usage.invalid', {
    message: `没有“${column}”这一栏${near === undefined ? '' : `，是不是“${near}”`}`,
    hint: `可用的：${knownTitles.join('、')}`,
    details: { choices: knownTitles },
  });
}
