import { type Moment, minute } from '../case/clock.ts';
import type { Registration } from '../case/complaint.ts';
import { parseNumber } from '../case/number.ts';
import { missingFields } from '../steps/register.ts';
import { type Status, statuses } from '../words/vocabulary.ts';
import { type Absent, type Fault, type OldCase, type OldField, type Times, timedSteps } from './old-case.ts';

/** A row, and what was made of it. */
interface Judged {
  readonly old: OldCase;
  readonly registration: Partial<Registration>;
  readonly times: Times;
  readonly status: Status;
  readonly absent: Absent;
  readonly unrecorded: readonly OldField[];
}

/** Everything that keeps a row of an old ledger out, one fault a field. */
export function faultsOf(judged: Judged, now: Moment): readonly Fault[] {
  const { old, times } = judged;
  const all = [
    ...numberFaults(old),
    ...missing(judged),
    ...groundFaults(old),
    ...stateFaults(judged),
    ...timeFaults(old, times, now),
  ];
  return all.filter((fault, i) => all.findIndex(({ field }) => field === fault.field) === i);
}

const fault = (field: OldField, reason: string): Fault => ({ field, reason });

/** A number has the form of Annex 1; another one belongs into 来源编号. */
const numberFaults = ({ no }: OldCase): readonly Fault[] =>
  no !== null && parseNumber(no) === undefined
    ? [fault('no', `“${no}”不是受理日期加当日序号（如 2023100102）；别的编号写在“来源编号”栏`)]
    : [];

/** 4.2.2 Time, name, contact, what happened and what is asked: complete. */
const missing = ({ old, registration, unrecorded }: Judged): readonly Fault[] => [
  ...(old.no === null ? [fault('no', '没有填写')] : []),
  ...(old.acceptedAt === null ? [fault('acceptedAt', '没有填写（条款 4.2.2）')] : []),
  ...missingFields(registration)
    .filter((field) => !unrecorded.includes(field))
    .map((field) => fault(field, lacks[field] ?? '没有填写（条款 4.2.2）')),
];

const lacks: Partial<Readonly<Record<OldField, string>>> = {
  phone: '电话和其他联系方式都没有填写（条款 4.2.2）；匿名投诉的，投诉人写“匿名”',
  demand: '没有填写（条款 4.2.2）；没有提出要求的写“未提出”',
  channelNote: '投诉方式是“其他”，须写明哪一种',
};

/** 1.2.4, 4.3.4 An invalid complaint is of one of seven kinds, and the reason stands in the form. */
function groundFaults({ verdict, ground, verdictReason }: OldCase): readonly Fault[] {
  if (verdict !== 'invalid') return ground === null ? [] : [fault('ground', '只有判定“无效”的才有无效情形')];
  return [
    ...(ground === null ? [fault('ground', '判定无效须写明是七种情形的哪一种（条款 1.2.4）')] : []),
    ...(verdictReason === null ? [fault('verdictReason', '判定无效须写明理由（条款 4.3.4）')] : []),
  ];
}

const completion = ['department', 'verdict', 'completedAt', 'result'] as const;
const explanation = ['department', 'verdict', 'explainedAt', 'reply'] as const;

/** What a case must have had to stand where the row says it stands (section 3). */
const needed: Readonly<Record<Status, (old: OldCase) => readonly OldField[]>> = {
  registered: () => [],
  investigating: () => ['department'],
  solving: () => ['department', 'verdict'],
  proposed: () => ['department', 'verdict', 'plan'],
  executing: () => ['department', 'verdict'],
  completed: () => completion,
  awaiting_callback: () => [...completion, 'reviewedAt'],
  called_back: () => [...completion, 'calledBackAt'],
  explaining: () => ['department', 'verdict'],
  explained: () => explanation,
  closed: ({ verdict, withdrawn }) => {
    if (withdrawn !== null) return ['closedAt'];
    return ['closedAt', ...(verdict === 'invalid' ? explanation : completion)];
  },
  voided: () => ['voidedAt', 'voidReason'],
};

/** What a case cannot have had yet where the row says it stands. */
const premature: Partial<Readonly<Record<Status, readonly OldField[]>>> = {
  registered: ['department', 'verdict', 'plan', 'completedAt', 'calledBackAt'],
  investigating: ['verdict', 'completedAt', 'calledBackAt'],
};

function stateFaults({ old, status, absent, times }: Judged): readonly Fault[] {
  const label = statuses[status];
  const isOver = status === 'closed' || status === 'voided';
  const isAsked = (field: OldField): boolean =>
    old[field] === null &&
    !(isOver && absent.has(field)) &&
    !(field === 'closedAt' && times.closedAt !== null);
  const lacking = needed[status](old).filter(isAsked);
  const together: readonly (readonly [given: OldField, needs: OldField, reason: string])[] = [
    ['accepted', 'plan', '有投诉人的答复，须有解决方案'],
    ['answeredAt', 'accepted', '有答复时间，须写明投诉人是否认可'],
    ['satisfaction', 'calledBackAt', '有满意程度，须有回访时间'],
    ['calledBackAt', 'satisfaction', '有回访时间，须有满意程度'],
    ['waiverReason', 'waiverApprover', '免回访须有批准人（条款 4.3.8）'],
    ['withdrawn', 'withdrawalConfirmedBy', '撤诉须有核实人'],
    ['repliedAt', 'completedAt', '有回复时间，须有办结时间'],
    ['assignedAt', 'department', '有转办时间，须有责任部门'],
  ];
  const invalid = status === 'explaining' || status === 'explained';
  return [
    ...lacking.map((field) => fault(field, `没有填写：状态是“${label}”的投诉须有这一栏`)),
    ...(premature[status] ?? [])
      .filter((field) => old[field] !== null)
      .map((field) => fault(field, `状态是“${label}”的投诉还没有这一栏`)),
    ...together
      .filter(([given, needs]) => old[given] !== null && isAsked(needs))
      .map(([, needs, reason]) => fault(needs, reason)),
    ...(old.closedAt !== null && status !== 'closed' && status !== 'voided'
      ? [fault('status', `有归档时间，状态却是“${label}”`)]
      : []),
    ...(old.voidedAt !== null && status !== 'voided'
      ? [fault('status', `有作废时间，状态却是“${label}”`)]
      : []),
    ...(old.verdict !== null &&
    (old.verdict === 'invalid') !== invalid &&
    status !== 'closed' &&
    status !== 'voided'
      ? [fault('status', `判定是“${old.verdict === 'invalid' ? '无效' : '有效'}”，状态不能是“${label}”`)]
      : []),
  ];
}

/** 1.2.2 and section 3: nothing is to come, nothing precedes the acceptance, no step the one that led to it. */
function timeFaults(old: OldCase, times: Times, now: Moment): readonly Fault[] {
  const after = (step: keyof Times, than: keyof Times): readonly Fault[] => {
    const [at, before] = [times[step], times[than]];
    return at === null || before === null || at >= before
      ? []
      : [fault(step, `${minute(at)} 早于${stepNames[than]}（${minute(before)}）`)];
  };
  const future = timedSteps.flatMap((step) => {
    const at = times[step];
    return at !== null && at > now ? [fault(step, `${minute(at)} 还没有到（条款 1.2.2）`)] : [];
  });
  // A row of several rounds has the last time of each step, and those need not follow one another.
  const severalRounds = (old.round ?? 1) > 1;
  return [
    ...future,
    ...timedSteps.slice(1).flatMap((step) => after(step, 'acceptedAt')),
    ...(severalRounds ? [] : inOrder.flatMap(([step, than]) => after(step, than))),
    ...(severalRounds || old.passed === false ? [] : after('reviewedAt', 'completedAt')),
  ];
}

const inOrder: readonly (readonly [step: keyof Times, than: keyof Times])[] = [
  ['verdictAt', 'assignedAt'],
  ['answeredAt', 'proposedAt'],
  ['completedAt', 'verdictAt'],
  ['repliedAt', 'completedAt'],
  ['calledBackAt', 'completedAt'],
  ['calledBackAt', 'reviewedAt'],
  ['closedAt', 'completedAt'],
  ['closedAt', 'explainedAt'],
  ['closedAt', 'calledBackAt'],
];

const stepNames: Readonly<Record<keyof Times, string>> = {
  acceptedAt: '受理时间',
  assignedAt: '转办时间',
  investigatedAt: '调查时间',
  verdictAt: '判定时间',
  proposedAt: '方案时间',
  answeredAt: '答复时间',
  completedAt: '办结时间',
  repliedAt: '回复时间',
  explainedAt: '解释时间',
  reviewedAt: '审核时间',
  calledBackAt: '回访时间',
  closedAt: '归档时间',
  voidedAt: '作废时间',
};
