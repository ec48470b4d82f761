import type { DepartmentStanding } from '../../domain/month/analysis-figures.ts';
import type { MonthFigures } from '../../domain/month/figures.ts';

// 备注 of Annex 2, the same in the workbook and in the CSV.

/** Of a department: what its row has no column for. */
export const departmentRemark = (standing: DepartmentStanding): string =>
  (
    [
      ['未判定', standing.undetermined],
      ['未归档', standing.open],
      ['重新处理', standing.rehandled],
      ['免回访', standing.waived],
      ['典型', standing.typical],
      ['有超期', standing.breached],
    ] as const
  )
    .filter(([, count]) => count > 0)
    .map(([label, count]) => `${label} ${count} 件`)
    .join('，');

/** Of the sum: what of it may still change. */
export const totalRemark = ({ total, provisional, open, undetermined }: MonthFigures): string =>
  [
    ...(total === 0 ? ['本月没有受理投诉'] : []),
    ...(provisional ? [`暂定，${open} 件未归档`] : []),
    ...(undetermined > 0 ? [`有效投诉中 ${undetermined} 件尚未判定`] : []),
  ].join('；');
