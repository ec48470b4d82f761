import { dueInWords, nextStepSentence, shown } from '../cli/text.ts';
import { type Meaning, type Theme, themeFor } from '../cli/theme.ts';
import { measureFor, pad, plainWidth, wrap } from '../cli/width.ts';
import type { Session } from '../context.ts';
import { clockState, type Deadline, isLateEntry, type Moment, minute } from '../domain/clock.ts';
import type { Complaint } from '../domain/complaint.ts';
import { type Entry, isUndone, withdrawn } from '../domain/events.ts';
import { priorityReasons } from '../domain/priority.ts';
import * as words from '../domain/vocabulary.ts';
import { nextStep } from '../domain/workflow.ts';
import { entryStory } from './entry-story.ts';

const LABEL = 12;

/** A case as the clerk reads it, and reads it out: who, what, where it stands, what comes next, and how it came. */
export async function casePage(
  screen: Pick<Session, 'color' | 'width' | 'onTerminal'>,
  given: Complaint,
  entries: readonly Entry[],
  asOf: Moment,
  withJournal: boolean,
): Promise<string> {
  const c = shown(given);
  const theme = await themeFor(screen);
  const measure = await measureFor([JSON.stringify(given), JSON.stringify(entries)]);
  const width = screen.onTerminal ? screen.width : Number.POSITIVE_INFINITY;
  const line = (label: string, value: string | null): readonly string[] => {
    if (value === null || value === '') return [];
    const [first = '', ...rest] = wrap(value, width - LABEL, measure).split('\n');
    return [`${pad(label, LABEL, plainWidth)}${first}`, ...rest.map((more) => ' '.repeat(LABEL) + more)];
  };
  const story = shown(entries).flatMap((entry) =>
    timeLine(entry, withdrawn(entries), theme, line, withJournal),
  );
  return [
    heading(c, theme),
    '',
    ...complainantLines(c).flatMap(([label, value]) => line(label, value)),
    '',
    ...workLines(c).flatMap(([label, value]) => line(label, value)),
    ...line('下一步', next(c, asOf, theme)),
    '',
    '时限',
    ...c.deadlines.map((clock) => `  ${clockLine(clock, asOf, theme)}`),
    '',
    '经过',
    ...story,
  ].join('\n');
}

function heading(c: Complaint, theme: Theme): string {
  const reasons = priorityReasons(c).map((reason) => reasonLabels[reason]);
  const marks = [
    words.statuses[c.status],
    ...(c.round > 1 ? [`第 ${c.round} 轮`] : []),
    ...(reasons.length > 0 ? [theme('priority', `优先（${reasons.join('、')}）`)] : []),
    ...(c.typical ? ['典型投诉'] : []),
  ];
  return `${c.no}  ${marks.join(' · ')}`;
}

const reasonLabels: Readonly<Record<string, string>> = {
  ...words.sources,
  ...words.complainantKinds,
  ...{ tv: '电视曝光', newspaper: '报纸曝光', online: '网络曝光' },
};

type Line = readonly [label: string, value: string | null];

const complainantLines = (c: Complaint): readonly Line[] => [
  ['投诉人', [c.name, c.phone, c.contact].filter(Boolean).join('  ')],
  [
    '受理',
    `${minute(c.acceptedAt)}  ${words.channels[c.channel]}${c.channelNote ? `（${c.channelNote}）` : ''}  受理人 ${c.acceptor}`,
  ],
  [
    '来源',
    c.source === 'direct' ? null : `${words.sources[c.source]}${c.externalNo ? `  ${c.externalNo}` : ''}`,
  ],
  ['类别', words.categories[c.category]],
  ['投诉对象', c.respondent],
  ['投诉内容', c.content],
  ['投诉人要求', c.demand],
  ['证据', c.evidence],
];

const workLines = (c: Complaint): readonly Line[] => [
  ['责任部门', c.assignments.at(-1)?.department ?? '未转办'],
  ['回避', c.recused.join('、')],
  ['判定', verdictText(c)],
  ['原因', c.cause],
  ['处理结果', c.completion?.result ?? null],
  ['责任人处理', c.accountability],
  ...c.measures.map(
    (measure): Line => [
      `措施 ${measure.n}`,
      `${words.measureKinds[measure.kind]}：${measure.text}（${measure.owner}，${measure.doneOn ? `${measure.doneOn} 完成` : `计划 ${measure.dueOn}`}）${measure.effect ? `效果：${measure.effect}` : ''}`,
    ],
  ),
  ['免回访', c.closure?.waiver ? `${c.closure.waiver.reason}（${c.closure.waiver.approvedBy} 批准）` : null],
  [
    '作废',
    c.voiding && `${c.voiding.reason}${c.voiding.duplicateOf ? `（与 ${c.voiding.duplicateOf} 重复）` : ''}`,
  ],
];

function verdictText({ verdict }: Complaint): string | null {
  if (verdict === null) return null;
  const ground = verdict.ground ? `（${words.grounds[verdict.ground]}）` : '';
  return `${verdict.valid ? '有效' : '无效'}${ground}${verdict.reason ? `：${verdict.reason}` : ''}`;
}

function next(c: Complaint, asOf: Moment, theme: Theme): string {
  const dueAt = nextStep(c)?.dueAt ?? null;
  const sentence = nextStepSentence(c).replace('下一步: ', '');
  return dueAt !== null && dueAt < asOf
    ? `${sentence}  ${theme('overdue', dueInWords(dueAt, asOf))}`
    : sentence;
}

const stateMeanings = {
  running: 'soon',
  overdue: 'overdue',
  met: 'done',
  late: 'overdue',
  cancelled: 'quiet',
} as const satisfies Record<words.ClockState, Meaning>;

function clockLine(clock: Deadline, asOf: Moment, theme: Theme): string {
  const state = clockState(clock, asOf);
  const met = clock.metAt === null ? '' : `，${minute(clock.metAt)} 完成`;
  const owner = [clock.owedBy, clock.department, clock.person].filter(Boolean).join(' ');
  const label = pad(words.clockKinds[clock.kind], 10, plainWidth);
  return `${label}${minute(clock.dueAt)}  ${theme(stateMeanings[state], words.clockStates[state])}${met}（${owner}）`;
}

function timeLine(
  entry: Entry,
  struck: ReadonlySet<number>,
  theme: Theme,
  line: (label: string, value: string) => readonly string[],
  withJournal: boolean,
): readonly string[] {
  const { title, text } = entryStory(entry);
  const recorded = isLateEntry(entry.occurredAt, entry.recordedAt)
    ? `（${minute(entry.recordedAt)} 补录）`
    : '';
  const undone = struck.has(entry.seq);
  const head = `  ${minute(entry.occurredAt)}  ${title}  ${entry.by}${recorded}${undone ? '  [已撤回]' : ''}`;
  const body = text === '' || undone ? [] : line('', text);
  const evidence = withJournal
    ? line(
        '',
        `#${entry.seq} 录入 ${minute(entry.recordedAt)} ${entry.operator}${'hash' in entry ? ` ${entry.hash}` : ''}`,
      )
    : [];
  return [
    undone || isUndone(entry) ? theme('quiet', head) : head,
    ...body,
    ...evidence.map((of) => theme('quiet', of)),
  ];
}
