import type ExcelJS from 'exceljs';
import type { Style } from 'exceljs';
import { dayOf, type Moment, minute } from '../../domain/case/clock.ts';
import {
  type Complaint,
  isJudgedInvalid,
  lastSurvey,
  responsibleDepartment,
} from '../../domain/case/complaint.ts';
import { isPriority, isUrgent, precedenceMark } from '../../domain/case/priority.ts';
import { maskPhone } from '../../domain/case/privacy.ts';
import { inTimeUntil, isInTime } from '../../domain/case/timeliness.ts';
import * as words from '../../domain/words/vocabulary.ts';
import { type Column, column } from '../sheet/column.ts';
import { fittingStyle, highestRow, textHeight } from '../sheet/row-height.ts';
import { rowWriter } from '../sheet/rows.ts';
import { body, cellText, grid, headerStyle, landscape, pageNumber } from '../sheet/workbook.ts';
import type { Behind } from './workbook.ts';

/** More cases than these nobody prints: such a ledger has its data sheet alone. */
const MOST_PRINTED = 2000;

/** The name of the sheet: whoever reads an export back reads the other one. */
export const PRINT_SHEET = '台账（打印）';

/** 4.4.2 The ledger as it goes into a folder: what a reader asks first, one A4 page wide, texts wrapped. */
const printColumns = (asOf: Moment, reveal: boolean): readonly Column<Complaint>[] => [
  column('登记编号\n受理时间', 15, (c) => `${mark(c)}${c.no}\n${minute(c.acceptedAt)}`),
  column('投诉人\n电话', 13, (c) => below(c.name, reveal ? c.phone : maskPhone(c.phone), c.contact)),
  column('方式\n来源', 9, (c) =>
    below(words.channels[c.channel], c.source === 'direct' ? null : words.sources[c.source], c.externalNo),
  ),
  column('类别', 8, (c) => words.categories[c.category]),
  column('投诉内容', 30, (c) => c.content),
  column('投诉人要求', 14, (c) => c.demand),
  column('责任部门', 10, (c) => responsibleDepartment(c)),
  column('判定', 9, verdictOf),
  column('处理结果', 28, (c) => c.completion?.result ?? c.explanation?.reply ?? null),
  column('办结\n是否按时', 11, (c) => below(doneOn(c), inTimeWords(c, asOf))),
  column('回访', 9, surveyOf),
  column('状态', 8, (c) => words.statuses[c.status]),
];

const mark = (c: Complaint): string => precedenceMark({ urgent: isUrgent(c), priority: isPriority(c) });

const below = (...texts: readonly (string | null)[]): string => texts.filter(Boolean).join('\n');

function verdictOf(c: Complaint): string | null {
  if (c.verdict === null) return null;
  return isJudgedInvalid(c)
    ? below(words.verdicts.invalid, c.verdict.ground && words.grounds[c.verdict.ground])
    : words.verdicts.valid;
}

const doneOn = ({ completion, explanation }: Complaint): string | null => {
  const at = completion?.at ?? explanation?.at;
  return at === undefined ? null : dayOf(at);
};

function inTimeWords(c: Complaint, asOf: Moment): string | null {
  if (c.status === 'voided' || (c.completion === null && c.explanation === null)) return null;
  return isInTime(inTimeUntil(c), asOf) ? '按时' : '超期';
}

function surveyOf(c: Complaint): string | null {
  const survey = lastSurvey(c);
  if (survey === undefined) return c.closure?.waiver ? '免回访' : null;
  return below(
    survey.satisfaction && words.grades[survey.satisfaction],
    survey.handled === false ? '未处理' : null,
  );
}

interface PrintRows {
  add(cases: readonly Complaint[]): void;
  /** The sheet behind the others; none where there were too many cases. */
  writeTo(workbook: ExcelJS.stream.xlsx.WorkbookWriter, behind: (sheet: unknown) => Behind): void;
}

/** Collects the rows of the sheet, which is written when the one before it is done: a zip takes one after the other. */
export function printRows(asOf: Moment, reveal: boolean): PrintRows {
  const columns = printColumns(asOf, reveal);
  const rows: (readonly string[])[] = [];
  return {
    add(cases) {
      if (rows.length > MOST_PRINTED) return;
      for (const complaint of cases)
        rows.push(columns.map(({ value }) => cellText(String(value(complaint) || BLANK))));
    },
    writeTo(workbook, behind) {
      if (rows.length > MOST_PRINTED) return;
      const sheet = workbook.addWorksheet(PRINT_SHEET, {
        pageSetup: { ...landscape, printTitlesRow: '1:1' },
        headerFooter: {
          oddHeader: '&C&"黑体"&14投诉管理台账',
          oddFooter: `&L&"宋体"&9截至 ${minute(asOf)}&C${pageNumber}&R&"宋体"&9★ 优先　急 泄漏安全`,
        },
        views: [{ state: 'frozen', ySplit: 1 }],
      });
      sheet.columns = columns.map(({ width }) => ({ width }));
      const header = sheet.addRow(columns.map(({ title }) => title));
      header.height = 30;
      header.eachCell((cell) => {
        cell.style = headerStyle;
      });
      header.commit();
      const { stream, styleOf } = behind(sheet);
      rows.forEach((texts, i) => {
        const fitting = texts.map((text, c) => fittingStyle(text, columns[c]?.width ?? 0, style, 7));
        const heights = texts.map((text, c) => textHeight(text, columns[c]?.width ?? 0, fitting[c] ?? style));
        const height = Math.min(highestRow, Math.ceil(Math.max(LEAST, ...heights)));
        stream.write(rowWriter(fitting.map(styleOf))(i + 2, texts, height));
      });
    },
  };
}

/** A cell with nothing at all in it would be left out, and its borders with it. */
const BLANK = ' ';

/** Points of a row of two short lines. */
const LEAST = 30;

const style: Partial<Style> = {
  font: { ...body, size: 9 },
  border: grid,
  alignment: { vertical: 'middle', wrapText: true },
  numFmt: '@',
};
