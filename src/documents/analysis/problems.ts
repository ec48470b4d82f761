import { type Complaint, responsibleDepartment } from '../../domain/case/complaint.ts';
import { anonymised } from '../../domain/case/privacy.ts';
import type {
  DepartmentProblems,
  Finding,
  MeasureFinding,
  MonthAnalysis,
} from '../../domain/month/analysis-figures.ts';
import { NOTHING } from '../../domain/words/wording.ts';
import { type Html, html, type Section, table } from '../html/html.ts';

/** More than these are not read in a report; the month workbook has every case. */
const MOST_SHOWN = 8;
const MOST_DEPARTMENTS = 10;

/** What went wrong and what is done about it, in the words of the cases. */
export const problemSections = ({ problems, cases }: MonthAnalysis): readonly Section[] => {
  const typical = cases.filter((complaint) => complaint.typical);
  return [
    ...(problems.length > 0 ? [{ title: '主要问题和措施', content: mainProblems(problems) }] : []),
    ...(typical.length > 0 ? [{ title: '典型投诉（2.1.6）', content: typicalCases(typical) }] : []),
  ];
};

function mainProblems(problems: readonly DepartmentProblems[]): Html {
  const left = problems.length - MOST_DEPARTMENTS;
  const rest =
    left > 0 ? `这里是有效投诉最多的 ${MOST_DEPARTMENTS} 个部门，其余 ${left} 个见月表的主要问题。` : '';
  return html`<p class="note">取自各件投诉的原因和措施；没有注明“未完成”的措施都已完成。${rest}</p>${problems
    .slice(0, MOST_DEPARTMENTS)
    .map(department)}`;
}

function department({
  label,
  valid,
  causes,
  withoutCause,
  corrective,
  preventive,
}: DepartmentProblems): Html {
  return html`<div class="problem"><h3>${label}　<span class="note">有效投诉 ${valid} 件</span></h3><div class="three"><div><h4>主要问题</h4>${list(
    causes,
    ({ text, total }) => (total > 1 ? `${text}（${total} 件）` : text),
    withoutCause > 0 ? `原因尚未查明 ${withoutCause} 件` : '',
  )}</div><div><h4>整改措施</h4>${list(corrective, measure)}</div><div><h4>预防措施</h4>${list(preventive, measure)}</div></div></div>`;
}

const measure = ({ text, total, done }: MeasureFinding): string => {
  if (done === total) return text;
  return `${text}（${done === 0 ? '未完成' : `完成 ${done}/${total}`}）`;
};

function list<F extends Finding>(findings: readonly F[], shown: (finding: F) => string, rest = ''): Html {
  const left = findings.length - MOST_SHOWN;
  const notes = [left > 0 ? `另有 ${left} 项，见月表的投诉明细` : '', rest].filter((note) => note !== '');
  const items = findings.slice(0, MOST_SHOWN).map((finding) => html`<li>${shown(finding)}</li>`);
  return html`${items.length > 0 ? html`<ol>${items}</ol>` : null}${
    items.length + notes.length > 0
      ? notes.map((note) => html`<p class="note">${note}</p>`)
      : html`<p class="none">无</p>`
  }`;
}

function typicalCases(cases: readonly Complaint[]): Html {
  const effects = (complaint: Complaint): string =>
    complaint.measures
      .flatMap(({ effect }) => (effect === null ? [] : [anonymised(effect, complaint)]))
      .join('；');
  return table(
    [
      { title: '登记编号', value: (row) => row.no, whole: true },
      { title: '责任部门', value: (row) => responsibleDepartment(row) ?? NOTHING },
      { title: '原因', value: (row) => (row.cause === null ? NOTHING : anonymised(row.cause, row)) },
      { title: '整改效果', value: (row) => effects(row) || '待跟踪' },
    ],
    cases,
  );
}
