import { annex2Figures, rowColumns } from '../../domain/month/annex2-columns.ts';

export const annexSheet = '投诉管理月度统计分析表';

/** The titles of its columns, in their order. */
export const annexColumns = [
  '序号',
  '责任部门',
  ...annex2Figures.map((figure) => rowColumns[figure].title),
  '主要问题',
  '整改措施',
  '备注',
] as const;
