import type { MonthAnalysis, MonthView } from '../../domain/month/analysis-figures.ts';
import { type MonthFigure, monthColumns } from '../../domain/month/annex2-columns.ts';
import type { Labelled } from '../../domain/month/figures.ts';
import { monthInWords, NOTHING, percent } from '../../domain/words/wording.ts';

/** The figures of the analysis in words: what stands before the tables. */

/** A figure that is set beside those of other months. */
export interface Measured {
  readonly title: string;
  readonly unit: 'cases' | 'rate' | 'days';
  readonly valueIn: (view: MonthView) => number | null;
}

export const measured: readonly Measured[] = [
  figure('total', monthColumns.total.title),
  figure('valid', '有效投诉'),
  figure('invalid', '无效投诉'),
  figure('inTime', monthColumns.inTime.title),
  figure('timelinessRate', monthColumns.timelinessRate.title),
  figure('satisfied', monthColumns.satisfied.title),
  figure('satisfactionRate', monthColumns.satisfactionRate.title),
  figure('satisfiedOfCalledBack', monthColumns.satisfiedOfCalledBack.short),
  { title: '受理至办结天数（中位数）', unit: 'days', valueIn: (view) => view.medianDays },
  { title: '时限超期次数', unit: 'cases', valueIn: (view) => view.breaches },
  figure('unhandled', monthColumns.unhandled.short),
  figure('rehandled', monthColumns.rehandled.short),
  { title: '重复投诉', unit: 'cases', valueIn: (view) => view.repeats },
  figure('priority', monthColumns.priority.short),
];

function figure(key: MonthFigure, title: string): Measured {
  const unit = monthColumns[key].kind === 'rate' ? 'rate' : 'cases';
  return { title, unit, valueIn: (view) => view.figures[key] };
}

/** The figure as it stands in a table; a month without complaints has none, nor has one before the ledger began. */
export function shownFigure({ unit, valueIn }: Measured, view: MonthView): string {
  const value = isKnown(view) ? valueIn(view) : null;
  if (value === null) return NOTHING;
  if (unit === 'rate') return percent(value);
  return unit === 'days' ? value.toFixed(1) : String(value);
}

const isKnown = ({ figures: { month, began } }: MonthView): boolean => month >= began;

/** How the month differs from another one: `+5（+27.8%）`, `+3.20 个百分点`, "—" where there is nothing to compare. */
export function change({ unit, valueIn }: Measured, now: MonthView, then: MonthView): string {
  const [value, was] = [valueIn(now), valueIn(then)];
  if (value === null || was === null || then.figures.total === 0) return NOTHING;
  const difference = value - was;
  if (unit === 'rate') return `${signed(difference * 100, 2)} 个百分点`;
  if (unit === 'days') return signed(difference, 1);
  return was === 0 || difference === 0
    ? signed(difference, 0)
    : `${signed(difference, 0)}（${signed((difference / was) * 100, 1)}%）`;
}

const signed = (value: number, places: number): string => {
  const text = Math.abs(value).toFixed(places);
  return Number(text) === 0 ? '持平' : `${value > 0 ? '+' : '−'}${text}`;
};

/** The month in a few sentences. */
export function summary(analysis: MonthAnalysis): readonly string[] {
  const { figures, before, yearAgo } = analysis;
  const { total, valid, invalid, undetermined, open } = figures;
  const { timelinessRate, satisfied, satisfactionRate, satisfiedOfCalledBack } = monthColumns;
  const month = monthInWords(figures.month);
  if (total === 0) return [`${month}没有受理投诉。`];
  const judged = `其中有效投诉 ${valid} 件${undetermined > 0 ? `（含尚未判定 ${undetermined} 件）` : ''}，无效投诉 ${invalid} 件`;
  return [
    `${month}受理投诉 ${total} 件，${compared('上月', total, before)}，${compared('去年同月', total, yearAgo)}；${judged}。`,
    [
      `规定时间内处理完毕 ${figures.inTime} 件，${timelinessRate.title} ${percent(figures.timelinessRate)}；`,
      `${satisfied.short} ${figures.satisfied} 件，${satisfactionRate.title} ${percent(figures.satisfactionRate)}，`,
      `${satisfiedOfCalledBack.short} ${percent(figures.satisfiedOfCalledBack)}。`,
    ].join(''),
    `${whereMost(analysis)}${howLong(analysis)}。`,
    `${breaches(analysis)}；处理一轮以上的 ${figures.rehandled} 件，90 天内再次投诉的 ${analysis.repeats} 件。`,
    ...(open > 0 ? [`本月受理的投诉尚有 ${open} 件未归档，以上数字为暂定。`] : []),
  ];
}

function compared(name: string, total: number, view: MonthView): string {
  const { figures } = view;
  if (!isKnown(view)) return `${name}还没有台账`;
  if (figures.total === 0) return `${name}无投诉记录`;
  const difference = total - figures.total;
  if (difference === 0) return `与${name}持平`;
  return `比${name}${difference > 0 ? '增加' : '减少'} ${Math.abs(difference)} 件`;
}

type Ranked = Labelled & { readonly total: number };

/** The first of those with most; several with as many are all named. */
function most(rows: readonly Ranked[], unit: string): string {
  const highest = Math.max(...rows.map(({ total }) => total));
  const names = rows.filter(({ total }) => total === highest).map(({ label }) => label);
  const shown = names.length > 3 ? `${names.slice(0, 3).join('、')}等` : names.join('、');
  return `${shown}（${names.length > 1 ? '各 ' : ''}${highest} ${unit}）`;
}

const whereMost = ({ figures: { byDepartment, byCategory } }: MonthAnalysis): string =>
  `投诉最多的责任部门是${most(byDepartment, '件')}，最多的类别是${most(byCategory, '件')}`;

const howLong = ({ medianDays }: MonthAnalysis): string =>
  medianDays === null ? '' : `；办结的投诉从受理到办结的中位数是 ${medianDays.toFixed(1)} 天`;

/** Those of the regulation; the office's own are said apart. */
function breaches({ breachTable: { kinds, total } }: MonthAnalysis): string {
  const missed = kinds.filter(({ internal }) => !internal);
  const count = missed.reduce((sum, kind) => sum + kind.total, 0);
  const apart = total === count ? '' : `（本单位的内部时限另有 ${total - count} 次）`;
  if (count === 0) return `各环节时限没有超期${apart}`;
  return `各环节时限共超期 ${count} 次，最多的是${most(missed, '次')}${apart}`;
}
