import { renderTable } from '../../cli/screen/table.ts';
import { shown } from '../../cli/screen/text.ts';
import type { Session } from '../../context.ts';
import { type GroupReport, groupLines } from '../../documents/group/report.ts';
import { annex2Figures, figureIn, rowColumns } from '../../domain/month/annex2-columns.ts';
import { refuse } from '../../domain/problems.ts';

/** A line a unit, and the sum. */
export function groupTable(session: Session, report: GroupReport): Promise<string> {
  const { lines, total } = groupLines(report);
  return renderTable(
    session,
    ['单位', ...annex2Figures.map((figure) => rowColumns[figure].brief), '备注'],
    [...lines, total].map(({ name, figures, remark }) => [
      shown(name),
      ...annex2Figures.map((figure) => String(figureIn(figures, figure))),
      remark,
    ]),
  );
}

/** Refuses where not one of the sources could be counted: there is nothing to tell but why. */
export function refuseNothing({ units, missing, differ }: GroupReport): void {
  if (units.length === 0 && differ.length === 0 && missing.length > 0) refuse('not_found.unit', { missing });
}

/**
 * How the command ends once all is told and kept: 5 where something differs, else 4 where something is missing. In JSON
 * the answer says which; on a screen it is told as a refusal is, behind the table.
 */
export function endingOf({ json }: Session, { units, differ, missing }: GroupReport): number {
  if (json) return differ.length > 0 ? 5 : missing.length > 0 ? 4 : 0;
  if (differ.length > 0)
    refuse('report.differs', {
      reports: differ.map(({ name, source, differences }) => ({ file: source, unit: name, differences })),
      missing,
      // Told of figures alone, it need not be a forgery: a case may have been corrected since.
      ...(differ.length === units.filter((unit) => unit.differ.length > 0 && unit.broken.length === 0).length
        ? {
            hint: '问单位为什么变了（它重出月报，表下有“上报总部后的变动”）；属实的，用 tousu collect 收新的数',
          }
        : {}),
    });
  if (missing.length > 0) refuse('not_found.unit', { missing });
  return 0;
}
