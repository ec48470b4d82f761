import { NOTHING, percent } from '../words/wording.ts';
import type { Counts, MonthFigures } from './figures.ts';

/** What a figure is called, wherever it is shown. */
interface FigureColumn {
  /** How many there are, a share of 1 (null for 0/0), or a number that is neither (null where nobody said it). */
  readonly kind: 'count' | 'rate' | 'number';
  /** As Annex 2 has it, and as it is told to headquarters. */
  readonly title: string;
  /** In a table of the analysis. */
  readonly short: string;
  /** On a screen of 80 characters. */
  readonly brief: string;
}

/** The figures of every row of Annex 2, in its order, and between them those that only the analysis shows. */
export const rowColumns = {
  total: { kind: 'count', title: '投诉总次数', short: '投诉', brief: '总数' },
  valid: { kind: 'count', title: '有效投诉次数', short: '有效', brief: '有效' },
  invalid: { kind: 'count', title: '无效投诉次数', short: '无效', brief: '无效' },
  undetermined: { kind: 'count', title: '未判定数', short: '未判定', brief: '未判定' },
  inTime: { kind: 'count', title: '按时办结数', short: '按时办结', brief: '按时办结' },
  timelinessRate: { kind: 'rate', title: '投诉处理及时率', short: '处理及时率', brief: '及时率' },
  calledBack: { kind: 'count', title: '已回访数', short: '已回访', brief: '已回访' },
  satisfied: { kind: 'count', title: '回访满意数', short: '回访满意', brief: '回访满意' },
  satisfactionRate: { kind: 'rate', title: '投诉解决满意率', short: '解决满意率', brief: '满意率' },
} as const satisfies Readonly<Record<keyof Counts, FigureColumn>>;

/** The columns that Annex 2 prints. */
export const annex2Figures = [
  'total',
  'valid',
  'invalid',
  'inTime',
  'timelinessRate',
  'satisfied',
  'satisfactionRate',
] as const satisfies readonly (keyof Counts)[];

export type Annex2Figure = (typeof annex2Figures)[number];

/** A figure of the month as a whole. */
export type MonthFigure = {
  [K in keyof MonthFigures]: MonthFigures[K] extends number | null ? K : never;
}[keyof MonthFigures];

/** The figures of the month as a whole. */
export const monthColumns = {
  ...rowColumns,
  satisfiedOfCalledBack: { kind: 'rate', title: '已回访中的满意率', short: '已回访者满意率' },
  open: { kind: 'count', title: '未归档数', short: '未结' },
  waived: { kind: 'count', title: '免回访数', short: '免回访' },
  voided: { kind: 'count', title: '作废数', short: '作废' },
  priority: { kind: 'count', title: '优先投诉数', short: '优先投诉' },
  urgent: { kind: 'count', title: '紧急投诉数', short: '紧急投诉' },
  typical: { kind: 'count', title: '典型投诉数', short: '典型投诉' },
  rehandled: { kind: 'count', title: '重新处理数', short: '重新处理' },
  unhandled: { kind: 'count', title: '回访未处理数', short: '回访未处理' },
  withdrawn: { kind: 'count', title: '撤诉数', short: '撤诉' },
  concluded: { kind: 'count', title: '终结数', short: '终结' },
  rejudged: { kind: 'count', title: '改判数', short: '改判' },
  promiseRunning: { kind: 'count', title: '承诺期内数', short: '承诺期内' },
  customers: { kind: 'number', title: '客户数', short: '客户数' },
  per10000: { kind: 'number', title: '每万户投诉数', short: '每万户投诉' },
} as const satisfies Readonly<Record<MonthFigure, Omit<FigureColumn, 'brief'>>>;

/** The figure as it stands in a table: a number, a rate in percent, "—" for none. */
export const figureIn = <Figure extends MonthFigure>(
  row: Readonly<Record<Figure, number | null>>,
  figure: Figure,
): string | number =>
  monthColumns[figure].kind === 'rate' ? percent(row[figure]) : (row[figure] ?? NOTHING);
