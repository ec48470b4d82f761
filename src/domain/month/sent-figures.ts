import { dayOf, type Moment, monthOf } from '../case/clock.ts';
import {
  type Callback,
  type Complaint,
  firstSurvey,
  lastSurvey,
  responsibleDepartment,
} from '../case/complaint.ts';
import { isPriority } from '../case/priority.ts';
import { inTimeUntil } from '../case/timeliness.ts';
import { isOpenCase } from '../case/workflow.ts';
import { categories, channels, clockKinds, grades, grounds, sources, statuses } from '../words/vocabulary.ts';
import { type MonthFigure, monthColumns, rowColumns } from './annex2-columns.ts';
import { type MonthFigures, type Row, UNASSIGNED } from './figures.ts';

/** The figures of a month as they were sent, flat: `total`, `grades.satisfied`, `byDepartment.工程部.inTime`. */
export type SentFigures = Readonly<Record<string, number | null>>;

/** The report of a month as headquarters has it. */
export interface FinalReport {
  readonly month: string;
  readonly figures: SentFigures;
  /** Where the chain stood: what came later may have changed the figures. */
  readonly head: { readonly seq: number; readonly hash: string };
}

/** Only of a month that has begun can figures have been sent. */
export const hasBegun = (month: string, now: Moment): boolean => month <= monthOf(now);

const rowFigures = Object.keys(rowColumns) as readonly (keyof typeof rowColumns)[];
const monthFigures = Object.keys(monthColumns) as readonly MonthFigure[];
const breakdowns = ['byDepartment', 'byChannel', 'bySource', 'byCategory'] as const;

/** The figures of the report as `SentFigures`. */
export function flatFigures(figures: MonthFigures): SentFigures {
  const rows = (name: string, of: readonly Row[]) =>
    of.flatMap((row) =>
      rowFigures.map((figure) => [`${name}.${row.key ?? row.label}.${figure}`, row[figure]]),
    );
  return Object.fromEntries([
    ...monthFigures.map((figure) => [figure, figures[figure]]),
    ...Object.entries(figures.grades).map(([grade, count]) => [`grades.${grade}`, count]),
    ...Object.entries(figures.firstGrades).map(([grade, count]) => [`firstGrades.${grade}`, count]),
    ...breakdowns.flatMap((name) => rows(name, figures[name])),
    ...figures.byGround.map(({ key, label, total }) => [`byGround.${key ?? label}.total`, total]),
    ...figures.breaches.map(({ kind, total }) => [`breaches.${kind}`, total]),
  ]);
}

/**
 * What differs from the figures as they were sent. A row that is not there has counts of 0 and no rates; any other figure
 * that was not sent was not counted then, and cannot have changed.
 */
export function changedSince(was: SentFigures, figures: MonthFigures): MonthFigures['changedSinceFinal'] {
  const is = flatFigures(figures);
  const value = (of: SentFigures, figure: string) => of[figure] ?? (isCount(figure) ? 0 : null);
  return [...new Set([...Object.keys(is), ...Object.keys(was)])]
    .filter((figure) => Object.hasOwn(was, figure) || isOfRow(figure))
    .map((figure) => ({ figure, was: value(was, figure), is: value(is, figure) }))
    .filter((change) => change.was !== change.is);
}

/** What stands last in the path of a figure, `byDepartment.工程部.inTime`; undefined for one without a column. */
const columnOf = (path: readonly string[]) => {
  const figure = path.at(-1) ?? '';
  return Object.hasOwn(monthColumns, figure) ? monthColumns[figure as MonthFigure] : undefined;
};

/** Rows come and go with their cases. */
const isOfRow = (figure: string): boolean => /^(by[A-Z]\w*|breaches)\./.test(figure);

const isCount = (figure: string): boolean => (columnOf(figure.split('.'))?.kind ?? 'count') === 'count';

/** The figure is a share of 1, not a count. */
export const isRate = (figure: string): boolean => columnOf(figure.split('.'))?.kind === 'rate';

/** A figure of Annex 2 in words, that of the month or of a department; undefined for the others. */
export function figureLabel(figure: string): string | undefined {
  const path = figure.split('.');
  const label = columnOf(path)?.title;
  if (path.length === 1) return label;
  return path[0] === 'byDepartment' ? `${path.slice(1, -1).join('.')} ${label}` : undefined;
}

/** What of a case the figures know, in words. */
const aspects: Readonly<Record<string, (complaint: Complaint) => string>> = {
  受理日期: (c) => dayOf(c.acceptedAt),
  状态: (c) => (c.status === 'voided' ? statuses.voided : isOpenCase(c.status) ? '未归档' : statuses.closed),
  责任部门: (c) => responsibleDepartment(c) ?? UNASSIGNED,
  判定: (c) => (c.verdict === null ? '未判定' : c.verdict.valid ? '有效' : '无效'),
  无效情形: (c) => (c.verdict?.ground ? grounds[c.verdict.ground] : '无'),
  按时办结: (c) => (inTimeUntil(c) === null ? '否' : '是'),
  回访: (c) => (c.closure?.waiver ? '免回访' : gradeOf(lastSurvey(c))),
  第一次回访: (c) => gradeOf(firstSurvey(c)),
  撤诉: (c) => (c.closure?.withdrawn ? '是' : '否'),
  终结: (c) => (c.completion?.concluded ? '是' : '否'),
  改判: (c) => (c.rejudgements.length > 0 ? '是' : '否'),
  轮次: (c) => String(c.round),
  投诉方式: (c) => channels[c.channel],
  来源: (c) => sources[c.source],
  类别: (c) => categories[c.category],
  优先: (c) => (isPriority(c) ? '是' : '否'),
  典型: (c) => (c.typical ? '是' : '否'),
  超期: (c) =>
    c.deadlines
      .filter(({ metAt, dueAt, cancelledAt }) => cancelledAt === null && metAt !== null && metAt > dueAt)
      .map(({ kind }) => clockKinds[kind])
      .join('、') || '无',
};

const gradeOf = (survey: Callback | undefined): string => {
  if (!survey?.satisfaction) return '未回访';
  return `${grades[survey.satisfaction]}${survey.handled === false ? '（未处理）' : ''}`;
};

/** What has happened to a case that changes figures, in words: `判定 有效→无效`; empty when nothing has. */
export function caseChanges(before: Complaint | undefined, after: Complaint): readonly string[] {
  if (before === undefined) return ['新登记'];
  return Object.entries(aspects).flatMap(([name, of]) =>
    of(before) === of(after) ? [] : [`${name} ${of(before)}→${of(after)}`],
  );
}
