import type { Moment } from '../../domain/case/clock.ts';
import { annex2Figures, figureIn, rowColumns } from '../../domain/month/annex2-columns.ts';
import { TOTAL } from '../../domain/month/figures.ts';
import type { FigureChange, UnitFigures, UnitMonth } from '../../domain/month/group-figures.ts';
import type { MissingUnit, PrintedDifference } from '../../domain/problems.ts';

/** A unit in the group's Annex 2, and where its figures come from. */
export interface GroupUnit {
  readonly said: UnitMonth;
  readonly file: string;
  readonly kind: 'ledger' | 'workbook';
  readonly provisional: boolean;
  readonly changed: readonly FigureChange[];
  readonly broken: readonly PrintedDifference[];
  readonly differ: readonly PrintedDifference[];
}

/** The group's Annex 2: all that its documents show. */
export interface GroupReport {
  readonly month: string;
  readonly asOf: Moment;
  readonly units: readonly GroupUnit[];
  readonly sum: UnitFigures;
  readonly missing: readonly MissingUnit[];
  readonly differ: readonly {
    readonly unit: string;
    readonly name: string;
    readonly source: string;
    readonly differences: readonly PrintedDifference[];
  }[];
}

export const GROUP_TITLE = '投诉管理月度汇总表';

/** What the reader of its line must know; empty where there is nothing. */
function unitRemark({ said, kind, provisional, changed, broken, differ }: GroupUnit): string {
  return [
    broken.length > 0 ? '数对不上' : '',
    differ.length > 0 ? '与收过的数不同' : '',
    changed.length > 0 ? '收过以后有变动' : '',
    provisional ? `暂定（${said.figures.open} 件未归档）` : '',
    kind === 'workbook' ? '据月报' : '',
  ]
    .filter((text) => text !== '')
    .join('；');
}

/** The line of a unit, or of all of them together, as tables of text have it. */
export interface GroupLine {
  readonly place: number | null;
  readonly unit: string;
  readonly name: string;
  readonly figures: UnitFigures;
  readonly remark: string;
}

/** The lines of the units in their order, and the sum. */
export function groupLines({ units, sum, missing }: GroupReport): {
  readonly lines: readonly GroupLine[];
  readonly total: GroupLine;
} {
  const lacking = missing.length > 0 ? `缺 ${missing.length} 份` : '';
  return {
    lines: units.map((unit, i) => ({
      place: i + 1,
      unit: unit.said.unit,
      name: unit.said.name,
      figures: unit.said.figures,
      remark: unitRemark(unit),
    })),
    total: { place: null, unit: '', name: TOTAL, figures: sum, remark: lacking },
  };
}

/** The columns of the table: Annex 2 with units in the place of departments, who word their problems and measures themselves. */
export const groupColumns: readonly {
  readonly title: string;
  readonly numeric: boolean;
  readonly value: (line: GroupLine) => string | number | null;
}[] = [
  { title: '序号', numeric: true, value: (line) => line.place },
  { title: '单位代码', numeric: false, value: (line) => line.unit },
  { title: '单位', numeric: false, value: (line) => line.name },
  ...annex2Figures.map((figure) => ({
    title: rowColumns[figure].title,
    numeric: true,
    value: (line: GroupLine) => figureIn(line.figures, figure),
  })),
  { title: '备注', numeric: false, value: (line) => line.remark },
];

/** Who is missing and whose figures differ, a sentence each: what stands below the table. */
export const groupNotes = ({ missing, differ }: GroupReport): readonly string[] => [
  ...missing.map(({ name, unit, source, reason }) =>
    ['缺：', [name ?? unit, source].filter((text) => text !== null).join(' '), '，', reason].join(''),
  ),
  ...differ.flatMap(({ name, source, differences }) =>
    differences.map(({ cell, words }) => `不符：${name}（${source}），${words ?? cell}`),
  ),
];
