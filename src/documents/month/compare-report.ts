import type { PrintedDifference } from '../../domain/problems.ts';
import { percent } from '../../domain/words/wording.ts';
import type { PrintedCell, PrintedReport } from './printed-report.ts';

export interface Comparison {
  /** How many cells were compared. */
  readonly cells: number;
  readonly differences: readonly PrintedDifference[];
  /** Cells whose words cannot be compared any more: what told who complained was purged from the ledger since. */
  readonly purged: number;
}

interface Ledger {
  readonly expected: PrintedReport;
  /** Cases whose personal data was purged since. */
  readonly purged: ReadonlySet<string>;
  /** The phones as they are, by the number of the case. */
  readonly phones: ReadonlyMap<string, string>;
}

/**
 * Every cell that a report printed against what the ledger says: figures, departments, problems, months, 统计说明, the
 * cases. 整改措施 is the office's to word, and so is what it adds to 备注; what the program wrote there must still stand.
 */
export function compareReport(printed: PrintedReport, ledger: Ledger): Comparison {
  const { expected } = ledger;
  const rows = { printed: rowsOf(printed), expected: rowsOf(expected) };
  const keys = new Set([...expected.cells.keys(), ...printed.cells.keys()]);
  const told = new Set<string>();
  const differences: PrintedDifference[] = [];
  let purged = 0;
  for (const key of keys) {
    const [is, should] = [printed.cells.get(key), expected.cells.get(key)];
    const cell = is ?? should;
    if (cell === undefined || isOffices(key) || isSame(key, is, should, ledger)) continue;
    if (isPurged(key, is, should, ledger)) {
      purged += 1;
      continue;
    }
    // Of a row that is there and should not be, or the other way round, one cell is told.
    const missing = cell.row !== null && rows.printed.has(cell.row) !== rows.expected.has(cell.row);
    if (missing && told.has(cell.row ?? '')) continue;
    if (missing && cell.row !== null) told.add(cell.row);
    differences.push({
      cell: cell.cell,
      name: cell.name,
      printed: is === undefined ? null : shown(is, should),
      ledger: should === undefined ? null : shown(should, should),
    });
  }
  return { cells: expected.cells.size, differences, purged };
}

const rowsOf = ({ cells }: PrintedReport): ReadonlySet<string> =>
  new Set([...cells.values()].flatMap(({ row }) => (row === null ? [] : [row])));

const isOffices = (key: string): boolean => /^附件2 .* 整改措施$/.test(key);
const isRemark = (key: string): boolean => /^附件2 .* 备注$/.test(key);

function isSame(
  key: string,
  is: PrintedCell | undefined,
  should: PrintedCell | undefined,
  { phones }: Ledger,
): boolean {
  if (isRemark(key)) return should === undefined || bare(is?.value).includes(bare(should.value));
  if (is === undefined || should === undefined) return false;
  if (is.formula !== should.formula && is.formula !== null) return false;
  const [, phoneOf] = /^明细 (.+) 电话$/.exec(key) ?? [];
  if (phoneOf !== undefined && is.value === phones.get(phoneOf)) return true;
  return equal(is.value, should.value) && isShownAlike(is, should);
}

const bare = (value: string | number | undefined): string => String(value ?? '').replaceAll(/\s/g, '');

/** A program may keep a number as a text, or a rate to fewer places than another. */
const equal = (is: string | number, should: string | number): boolean =>
  typeof is === 'number' && typeof should === 'number'
    ? Math.abs(is - should) <= 1e-9 * Math.max(1, Math.abs(should))
    : String(is) === String(should);

/** A format can say anything of a number; this one shows it as it is, in percent where it is a share. */
const isShownAlike = (is: PrintedCell, should: PrintedCell): boolean =>
  typeof is.value !== 'number' ||
  (/^(General|@|[#0,.?%\s_();-]+)$/.test(is.format) &&
    !/,(?![#0?])/.test(is.format) &&
    is.format.includes('%') === should.format.includes('%'));

/** Texts in which the complainant, or somebody's words about him, may have stood. */
function isPurged(
  key: string,
  is: PrintedCell | undefined,
  should: PrintedCell | undefined,
  { purged }: Ledger,
): boolean {
  if (purged.size === 0 || [is, should].some((cell) => typeof cell?.value === 'number' || cell?.formula))
    return false;
  const [, no] = /^明细 (.+) (?:投诉人|电话|投诉内容|原因|处理结果)$/.exec(key) ?? [];
  return no !== undefined
    ? purged.has(no)
    : /^附件2 (.* 主要问题|统计说明)$/.test(key) || /^分析 .*![C-J]\d+$/.test(key);
}

/** As a reader sees it: a share in percent, a long text by its beginning; and what else is strange about it. */
function shown(cell: PrintedCell, should: PrintedCell | undefined): string {
  const { value, formula, format } = cell;
  const isRate = typeof value === 'number' && (should ?? cell).format.includes('%');
  return [
    isRate ? percent(value) : shortened(String(value)),
    formula !== null && formula !== should?.formula ? `（公式 ${formula}）` : '',
    should !== undefined && !isShownAlike(cell, should) ? `（显示格式 ${format}）` : '',
  ].join('');
}

function shortened(text: string): string {
  const signs = [...text];
  return signs.length > LONGEST ? `${signs.slice(0, LONGEST).join('')}…` : text;
}

const LONGEST = 60;
