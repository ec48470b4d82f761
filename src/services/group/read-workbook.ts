import { hash } from 'node:crypto';
import { annexSheet } from '../../documents/month/annex-names.ts';
import { carriedMonth, type NotCarried } from '../../documents/month/carried-figures.ts';
import { printedSums, type Unprinted } from '../../documents/month/printed-report.ts';
import type { NotUnpacked } from '../../documents/sheet/reading/unpack.ts';
import { readOneSheet } from '../../documents/sheet/reading/workbook.ts';
import { annex2Figures, rowColumns } from '../../domain/month/annex2-columns.ts';
import { difference, figureInWords } from '../../domain/month/collected.ts';
import type { UnitMonth } from '../../domain/month/group-figures.ts';
import type { PrintedDifference } from '../../domain/problems.ts';
import { readWhole } from '../../store/files/bounded-file.ts';
import { Uncountable, type UnitSource } from './unit-source.ts';

const unusable: Readonly<Record<NotUnpacked | Unprinted | NotCarried, string>> = {
  damaged: '不是 Excel 工作簿（xlsx），或已损坏',
  'too large': '解开后大得不合情理，没有读',
  'no report': '不是 tousu 的月报',
  'no code': '里没有流水校验码，或不止一处',
  'no figures': '没有带着汇总用的数：是旧版 tousu 出的月报，或另存时丢了；请重新出月报，或用备份汇总',
  'changed figures': '带着的汇总用的数被改动或损坏',
};

/** What a workbook of a month says, of whichever month. What its table prints otherwise than it carries is a difference. */
export function readMonthWorkbook(file: string): UnitSource {
  const bytes = readWhole(file);
  const book = readOneSheet(bytes, annexSheet);
  const said = typeof book === 'string' ? book : carriedMonth(book.properties);
  if (typeof book === 'string' || typeof said === 'string')
    throw new Uncountable(unusable[said as NotUnpacked]);
  const printed = printedSums(book);
  if (typeof printed === 'string') throw new Uncountable(unusable[printed]);
  return {
    file,
    kind: 'workbook',
    sha256: hash('sha256', bytes),
    said,
    differences: [...codeDiffers(printed.code, said), ...sumsDiffer(printed, said)],
  };
}

type Printed = Exclude<ReturnType<typeof printedSums>, string>;

const codeDiffers = (code: Printed['code'], { head }: UnitMonth): readonly PrintedDifference[] =>
  code.seq === head.seq && code.hash === head.hash
    ? []
    : [
        difference(
          '流水校验码',
          { printed: `${code.seq} ${code.hash}`, ledger: `${head.seq} ${head.hash}` },
          '表上印的流水校验码，与工作簿带着的不同',
        ),
      ];

/** The row 合计 says what is carried, and the rows above it come to that. */
function sumsDiffer({ sums, added }: Printed, { figures }: UnitMonth): readonly PrintedDifference[] {
  return annex2Figures.flatMap((figure) => {
    const { title, kind } = rowColumns[figure];
    const is = figures[figure];
    const carried = figureInWords(figure, is);
    const printed = sums.get(title);
    const shown = typeof printed === 'number' ? figureInWords(figure, printed) : String(printed ?? '没有');
    const total = added.get(title) ?? 0;
    return [
      ...(shown === carried
        ? []
        : [
            difference(
              `合计 ${title}`,
              { printed: shown, ledger: carried },
              `表上合计的${title}是 ${shown}，工作簿带着的是 ${carried}`,
            ),
          ]),
      ...(kind === 'rate' || total === is
        ? []
        : [
            difference(
              title,
              { printed: String(total), ledger: carried },
              `表上各部门的${title}加起来是 ${total}，工作簿带着的是 ${carried}`,
            ),
          ]),
    ];
  });
}
