import { dueInWords, nextStepWords, shown } from '../../cli/screen/text.ts';
import { type Meaning, type Theme, themeFor } from '../../cli/screen/theme.ts';
import { type Measure, measureFor, pad, plainWidth, wrap } from '../../cli/screen/width.ts';
import type { Session } from '../../context.ts';
import {
  clockState,
  type Deadline,
  inHours,
  isInternal,
  isLateEntry,
  isPastDue,
  type Moment,
  minute,
} from '../../domain/case/clock.ts';
import { type Complaint, isReportedLate, promises } from '../../domain/case/complaint.ts';
import { type Entry, isUndone, withdrawn } from '../../domain/case/events.ts';
import { answersFor, held } from '../../domain/case/held.ts';
import { paperNumber } from '../../domain/case/papers.ts';
import { isUrgent, priorityLabels, priorityReasons } from '../../domain/case/priority.ts';
import { nextStep } from '../../domain/case/workflow.ts';
import { UNASSIGNED } from '../../domain/month/figures.ts';
import * as words from '../../domain/words/vocabulary.ts';
import type { ListedPaper } from '../../store/papers.ts';
import { entryStory } from './entry-story.ts';

const LABEL = 12;
/** Columns below which a time and a text do not fit beside each other. */
const NARROW = 60;

/** How the case is to be shown, and what went out about it. */
interface Shown {
  readonly asOf: Moment;
  readonly withJournal: boolean;
  readonly papers: readonly ListedPaper[];
}

/** A case as the clerk reads it, and reads it out: who, what, where it stands, what comes next, and how it came. */
export async function casePage(
  screen: Pick<Session, 'color' | 'width' | 'onTerminal'>,
  given: Complaint,
  entries: readonly Entry[],
  { asOf, withJournal, papers }: Shown,
): Promise<string> {
  const c = shown(given);
  const page: Page = {
    theme: await themeFor(screen),
    measure: await measureFor([JSON.stringify(given), JSON.stringify(entries)]),
    width: screen.onTerminal ? screen.width : Number.POSITIVE_INFINITY,
  };
  const labelled = ([label, value, meaning]: Line) => labelledLine(page, label, value, meaning);
  const struck = withdrawn(entries);
  return [
    ...heading(page, c),
    '',
    ...complainantLines(c).flatMap(labelled),
    '',
    ...workLines(c).flatMap(labelled),
    ...nextLines(c, asOf).flatMap(labelled),
    '',
    '时限',
    ...c.deadlines.flatMap((clock) => clockLines(page, { ...clock, ...answersFor(clock, c, asOf) }, asOf)),
    ...heldLines(c, asOf).flatMap(labelled),
    ...paperLines(papers).flatMap(labelled),
    '',
    '经过',
    ...shown(entries).flatMap((entry) => timeLine(page, entry, struck.has(entry.seq), withJournal)),
  ].join('\n');
}

/** How wide the page is, how text is measured on it, and its colours. */
interface Page {
  readonly theme: Theme;
  readonly measure: Measure;
  readonly width: number;
}

type Line = readonly [label: string, value: string | null, meaning?: Meaning];

/** `head` and the text behind it; further lines begin under the text. Colours come after the breaking. */
function hanging({ theme, measure, width }: Page, head: string, text: string, meaning?: Meaning) {
  const indent = plainWidth(head);
  const paint = (line: string) => (meaning ? theme(meaning, line) : line);
  return wrap(text, width - indent, measure)
    .split('\n')
    .map((line, i) => `${i === 0 ? head : ' '.repeat(indent)}${paint(line)}`);
}

const labelledLine = (page: Page, label: string, value: string | null, meaning?: Meaning) =>
  value === null || value === '' ? [] : hanging(page, pad(label, LABEL, plainWidth), value, meaning);

function heading(page: Page, c: Complaint): readonly string[] {
  const reasons = priorityReasons(c).map((reason) => priorityLabels[reason]);
  const marks = [
    words.statuses[c.status],
    ...(c.round > 1 ? [`第 ${c.round} 轮`] : []),
    ...(isUrgent(c) ? ['紧急'] : []),
    ...(reasons.length > 0 ? [`优先（${reasons.join('、')}）`] : []),
    ...(c.typical ? ['典型投诉'] : []),
    ...(isReportedLate(c) ? ['迟报'] : []),
  ];
  return hanging(page, `${c.no}  `, marks.join(' · '), reasons.length > 0 ? 'priority' : undefined);
}

const complainantLines = (c: Complaint): readonly Line[] => [
  ['投诉人', [c.name, c.phone, c.contact].filter(Boolean).join('  ')],
  [
    '受理',
    [
      minute(c.acceptedAt),
      `${words.channels[c.channel]}${c.channelNote ? `（${c.channelNote}）` : ''}`,
      `受理人 ${c.acceptor}`,
    ].join('  '),
  ],
  ['当日流转', c.relayedBy && words.relays[c.relayedBy]],
  ['来源', c.source === 'direct' && !c.externalNo ? null : sourceText(c)],
  ['类别', words.categories[c.category]],
  ['投诉对象', c.respondent],
  ['投诉内容', c.content],
  ['投诉人要求', c.demand],
  ['证据', c.evidence],
  ['转告抢险', c.emergencyAt && minute(c.emergencyAt)],
];

const sourceText = ({ source, externalNo }: Complaint): string =>
  [words.sources[source], externalNo].filter(Boolean).join('  ');

function departmentText({ assignments }: Complaint): string {
  const last = assignments.at(-1);
  if (last === undefined) return UNASSIGNED;
  const within = last.respondWithin === 0 ? '当日' : `${last.respondWithin} 日内`;
  return `${last.department}（${within}反馈${last.feedbackTo ? `给 ${last.feedbackTo}` : ''}）`;
}

const workLines = (c: Complaint): readonly Line[] => [
  ['责任部门', departmentText(c)],
  ['协办', c.assisting.join('、')],
  ['回避', c.recused.join('、')],
  ['判定', verdictText(c)],
  ['原因', c.cause],
  ['承诺', promiseText(c)],
  ['处理结果', resultText(c)],
  ['回复客户', replyText(c)],
  ['责任人处理', c.accountability],
  ...c.measures.map(
    (measure): Line => [
      `措施 ${measure.n}`,
      `${words.measureKinds[measure.kind]}：${measure.text}（${measure.owner}，${measure.doneOn ? `${measure.doneOn} 完成` : `计划 ${measure.dueOn}`}）${measure.effect ? `效果：${measure.effect}` : ''}`,
    ],
  ),
  [
    '撤诉',
    c.closure?.withdrawn ? `${c.closure.withdrawn.text}（${c.closure.withdrawn.confirmedBy} 核实）` : null,
  ],
  ['免回访', c.closure?.waiver ? `${c.closure.waiver.reason}（${c.closure.waiver.approvedBy} 批准）` : null],
  ['作废', voidingText(c)],
];

function voidingText({ voiding }: Complaint): string | null {
  if (voiding === null) return null;
  const { reason, duplicateOf, approvedBy } = voiding;
  const asides = [duplicateOf && `与 ${duplicateOf} 重复`, approvedBy && `${approvedBy} 批准`].filter(
    Boolean,
  );
  return `${reason}${asides.length > 0 ? `（${asides.join('，')}）` : ''}`;
}

/** 4.3.7(1) The day agreed last, and the first one, which decides the figure. */
function promiseText(c: Complaint): string | null {
  const agreed = promises(c);
  const [first, last] = [agreed[0], agreed.at(-1)];
  if (first === undefined || last === undefined) return null;
  const before = first === last ? '' : `；首次承诺 ${first.promisedOn}`;
  return `${last.promisedOn} 办结（${last.externalFactor}${before}）`;
}

function resultText({ completion }: Complaint): string | null {
  if (completion === null) return null;
  const { result, concluded, onTheSpot, approvedBy } = completion;
  if (concluded) return `终结：${result}（${approvedBy} 批准）`;
  return onTheSpot ? `当场办结：${result}` : result;
}

function replyText({ completion, reply }: Complaint): string | null {
  if (completion?.owesReply) return '尚未回复';
  if (reply === null || reply.method === null) return null;
  return [minute(reply.at), words.replyMethods[reply.method], reply.text].filter(Boolean).join('  ');
}

/** 4.3.6 Who had the case how long. */
const heldLines = (c: Complaint, asOf: Moment): readonly Line[] => [
  [
    '经手',
    held(c, asOf)
      .map(({ role, department, person, seconds }) =>
        [role, department, person, hoursInWords(seconds)].filter(Boolean).join(' '),
      )
      .join('、'),
  ],
];

/** What went out about the case, on paper or as a message. */
const paperLines = (papers: readonly ListedPaper[]): readonly Line[] =>
  shown(papers).map(
    (paper): Line => [
      '文书',
      [paperNumber(paper), minute(paper.madeAt), paper.to ?? '投诉人', words.paperFormats[paper.format]].join(
        '  ',
      ),
    ],
  );

const hoursInWords = (seconds: number): string => `${inHours(seconds)} 小时`;

function verdictText({ verdict }: Complaint): string | null {
  if (verdict === null) return null;
  const ground = verdict.ground ? `（${words.grounds[verdict.ground]}）` : '';
  return `${verdict.valid ? '有效' : '无效'}${ground}${verdict.reason ? `：${verdict.reason}` : ''}`;
}

function nextLines(c: Complaint, asOf: Moment): readonly Line[] {
  const next = nextStep(c);
  if (next === null) return [];
  const step = nextStepWords(c, next);
  return isPastDue(next.dueAt, asOf)
    ? [['下一步', `${step}  ${dueInWords(next.dueAt, asOf)}`, 'overdue']]
    : [['下一步', step]];
}

const stateMeanings = {
  running: 'soon',
  overdue: 'overdue',
  met: 'done',
  late: 'overdue',
  cancelled: 'quiet',
} as const satisfies Record<words.ClockState, Meaning>;

function clockLines(page: Page, clock: Deadline, asOf: Moment): readonly string[] {
  const state = clockState(clock, asOf);
  const met = clock.metAt === null ? '' : `，${minute(clock.metAt)} 完成`;
  const owner = [clock.owedBy, clock.department, clock.person].filter(Boolean).join(' ');
  const head = `  ${pad(words.clockKinds[clock.kind], LABEL - 2, plainWidth)}`;
  const inner = isInternal(clock.kind) ? '，内部时限' : '';
  const text = `${minute(clock.dueAt)}  ${words.clockStates[state]}${met}（${owner}${inner}）`;
  return hanging(page, head, text, stateMeanings[state]);
}

/** What happened, with the time it was recorded where that is another; withdrawn entries are marked and faint. */
function timeLine(page: Page, entry: Entry, undone: boolean, withJournal: boolean): readonly string[] {
  const { title, text } = entryStory(entry);
  const head = `${title}  ${entry.by}${recordedLater(entry)}${undone ? '  [已撤回]' : ''}`;
  const faint = undone || isUndone(entry) ? 'quiet' : undefined;
  const evidence = `#${entry.seq} 录入 ${minute(entry.recordedAt)} ${entry.operator}${'hash' in entry ? ` ${entry.hash}` : ''}`;
  return [
    ...timed(page, minute(entry.occurredAt), head, faint),
    ...(text === '' || (undone && !withJournal) ? [] : labelledLine(page, '', text, faint)),
    ...(withJournal ? labelledLine(page, '', evidence, 'quiet') : []),
  ];
}

/** The time and what happened behind it; on a narrow screen below it. */
const timed = (page: Page, time: string, text: string, meaning?: Meaning): readonly string[] =>
  page.width < NARROW
    ? [`  ${time}`, ...labelledLine(page, '', text, meaning)]
    : hanging(page, `  ${time}  `, text, meaning);

function recordedLater({ occurredAt, recordedAt }: Entry): string {
  if (isLateEntry(occurredAt, recordedAt)) return `（${minute(recordedAt)} 补录）`;
  return minute(occurredAt) === minute(recordedAt) ? '' : `（${minute(recordedAt)} 录入）`;
}
