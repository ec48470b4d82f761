import {
  clockLabel,
  clockState,
  isBreach,
  isPastDue,
  type Moment,
  minute,
  secondsBetween,
} from '../../domain/case/clock.ts';
import { type Complaint, isReportedLate, responsibleDepartment } from '../../domain/case/complaint.ts';
import { answersFor, held } from '../../domain/case/held.ts';
import { isUrgent, priorityLabels, priorityReasons } from '../../domain/case/priority.ts';
import { maskPhone } from '../../domain/case/privacy.ts';
import { steps } from '../../domain/case/step-table.ts';
import { nextStep } from '../../domain/case/workflow.ts';
import * as words from '../../domain/words/vocabulary.ts';
import { type Html, html, raw } from '../html/html.ts';
import { spanInWords } from '../texts.ts';
import { pageStyle } from './page-style.ts';

/** Something that happened, as the way tells it. */
export interface Happening {
  readonly at: Moment;
  readonly title: string;
  /** Who did it; empty where nobody did. */
  readonly by: string;
  readonly text: string;
  /** `struck`: withdrawn later; `paper`: went out; `late`: a time ran out. */
  readonly kind: 'step' | 'struck' | 'paper' | 'late';
}

export interface CaseOnPage {
  readonly complaint: Complaint;
  /** Steps and papers, in any order. */
  readonly happenings: readonly Happening[];
  readonly unit: string;
  /** Clocks are judged as of then. */
  readonly asOf: Moment;
}

/**
 * One case as a page that stands alone, for a telephone or the printer: who, what, the way with its times and what ran
 * out on it, who had it how long. Phones are masked: such a page is passed on.
 */
export function casePage({ complaint: c, happenings, unit, asOf }: CaseOnPage): string {
  const way = [...happenings, ...delays(c, asOf)].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>投诉 ${c.no}</title><style>${raw(pageStyle)}</style></head>
<body>${heading(c, unit, asOf)}
${nextBox(c, asOf)}
<section><h2>投诉</h2>${list(aboutLines(c))}</section>
<section><h2>处理</h2>${list(handlingLines(c))}</section>
<section><h2>经过</h2><ol class="way">${way.map(wayItem)}</ol></section>
<section><h2>谁拿了多久</h2>${heldBars(c, asOf)}</section>
<section><h2>时限</h2><ul class="clocks">${c.deadlines.map((clock) => clockItem(c, clock, asOf))}</ul></section>
<footer>${unit}　截至 ${minute(asOf)}　电话已打码</footer></body></html>
`.markup;
}

function heading(c: Complaint, unit: string, asOf: Moment): Html {
  const missed = c.deadlines.filter((clock) => isBreach(clock, asOf)).length;
  const marks = [
    words.statuses[c.status],
    ...(c.round > 1 ? [`第 ${c.round} 轮`] : []),
    ...(isUrgent(c) ? ['紧急'] : []),
    ...priorityReasons(c).map((reason) => `优先：${priorityLabels[reason]}`),
    ...(c.typical ? ['典型投诉'] : []),
    ...(isReportedLate(c) ? ['迟报'] : []),
  ];
  return html`<header><p>${unit}投诉</p><h1>${c.no}</h1><div class="marks">${marks.map((mark) => html`<span>${mark}</span>`)}${
    missed > 0 ? html`<span class="late">超期 ${missed} 次</span>` : null
  }</div></header>`;
}

function nextBox(c: Complaint, asOf: Moment): Html | null {
  const next = nextStep(c);
  if (next === null) return null;
  const late = isPastDue(next.dueAt, asOf);
  const due =
    next.dueAt === null
      ? ''
      : `，${minute(next.dueAt)} 前${late ? `，已超 ${spanInWords(secondsBetween(next.dueAt, asOf))}` : ''}`;
  return html`<div class="next${late ? ' late' : ''}">下一步：${steps[next.command].label}（${next.owedBy}）${due}</div>`;
}

type Line = readonly [label: string, value: string | null];

const list = (lines: readonly Line[]): Html => {
  const said = lines.filter(([, value]) => value !== null && value !== '');
  return said.length === 0
    ? html`<p class="none">还没有</p>`
    : html`<dl>${said.map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>`;
};

const aboutLines = (c: Complaint): readonly Line[] => [
  ['投诉人', [c.name, maskPhone(c.phone)].filter(Boolean).join('　')],
  ['受理', `${minute(c.acceptedAt)}　${words.channels[c.channel]}　${c.acceptor}`],
  ['来源', c.source === 'direct' ? null : [words.sources[c.source], c.externalNo].filter(Boolean).join('　')],
  ['类别', words.categories[c.category]],
  ['投诉对象', c.respondent],
  ['内容', c.content],
  ['要求', c.demand],
];

function handlingLines(c: Complaint): readonly Line[] {
  const verdict = c.verdict && [
    c.verdict.valid ? words.verdicts.valid : words.verdicts.invalid,
    c.verdict.ground && words.grounds[c.verdict.ground],
    c.verdict.reason,
  ];
  return [
    ['责任部门', responsibleDepartment(c)],
    ['协办', c.assisting.join('、')],
    ['判定', verdict?.filter(Boolean).join('，') ?? null],
    ['原因', c.cause],
    ['方案', c.completion === null ? (c.proposals.at(-1)?.plan ?? null) : null],
    ['结果', c.completion?.result ?? null],
    ['责任人', c.accountability],
    ...c.measures.map(
      (measure): Line => [
        words.measureKinds[measure.kind],
        `${measure.text}（${measure.owner}，${measure.doneOn ? `${measure.doneOn} 完成` : `计划 ${measure.dueOn}`}）`,
      ],
    ),
    ...c.callbacks
      .filter((call) => call.reached)
      .map(
        (call): Line => [
          '回访',
          [
            call.satisfaction && words.grades[call.satisfaction],
            call.handled === false ? '未处理' : null,
            call.comment,
            call.reason,
          ]
            .filter(Boolean)
            .join('，'),
        ],
      ),
  ];
}

/** Where a time ran out on the way: at the moment itself, with who had the case then (4.3.6). */
const delays = (c: Complaint, asOf: Moment): readonly Happening[] =>
  c.deadlines
    .filter((clock) => isBreach(clock, asOf))
    .map((clock) => {
      const { owedBy, department, person } = answersFor(clock, c, asOf);
      return {
        at: clock.dueAt,
        title: `${clockLabel(clock.kind)}到期，没有完成`,
        by: [owedBy, department, person].filter(Boolean).join(' '),
        text: `超期 ${spanInWords(secondsBetween(clock.dueAt, clock.metAt ?? asOf))}${clock.metAt === null ? '，至今没有完成' : ''}`,
        kind: 'late',
      };
    });

const wayItem = ({ at, title, by, text, kind }: Happening): Html =>
  html`<li class="${kind}"><time>${minute(at)}</time><b>${title}</b>${kind === 'struck' ? '（已撤回）' : ''}${
    by === '' ? null : html`　<span class="who">${by}</span>`
  }${text === '' || kind === 'struck' ? null : html`<p>${text}</p>`}</li>\n`;

/** 4.3.6 A bar for each who had the case, as long as he had it. */
function heldBars(c: Complaint, asOf: Moment): Html {
  const all = held(c, asOf);
  const longest = Math.max(...all.map(({ seconds }) => seconds));
  if (all.length === 0) return html`<p class="none">没有记录</p>`;
  return html`<div class="held">${all.map(
    ({ role, department, person, seconds }) =>
      html`<span>${[department ?? role, person].filter(Boolean).join(' ')}</span><i style="width:${Math.max(1, Math.round((seconds / longest) * 100))}%"></i><b>${spanInWords(seconds)}</b>`,
  )}</div>`;
}

function clockItem(c: Complaint, clock: Complaint['deadlines'][number], asOf: Moment): Html {
  const state = clockState(clock, asOf);
  const { owedBy, department, person } = answersFor(clock, c, asOf);
  const late = state === 'overdue' || state === 'late';
  return html`<li><span>${clockLabel(clock.kind)}</span><span class="${late ? 'late' : ''}">${words.clockStates[state]}</span><small>${minute(clock.dueAt)} 前　${[owedBy, department, person].filter(Boolean).join(' ')}${
    clock.metAt === null ? '' : `　${minute(clock.metAt)} 完成`
  }</small></li>`;
}
