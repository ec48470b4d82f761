import { archiveParts, missingFromArchive } from '../../domain/case/archive.ts';
import { clockState, endOfDay, isBreach, isPastDue, type Moment, minute } from '../../domain/case/clock.ts';
import {
  type Complaint,
  hasContact,
  isJudgedInvalid,
  isReportedLate,
  lastSurvey,
} from '../../domain/case/complaint.ts';
import { gapLabels, gaps } from '../../domain/case/three-releases.ts';
import { decidingClocks, inTimeUntil, isInTime } from '../../domain/case/timeliness.ts';
import * as words from '../../domain/words/vocabulary.ts';

/** What somebody who inspects a case looks at, and what the ledger says of it as of `asOf`. It names no complainant. */
interface Check {
  readonly title: string;
  readonly clause: string;
  record(complaint: Complaint, asOf: Moment): string;
}

type Told = string | false | null | undefined;

/** What is said of several things, and what is said of one. */
const all = (...told: readonly Told[]): string => told.filter(Boolean).join('；');
const one = (...told: readonly Told[]): string => told.filter(Boolean).join('，');

/** In the order in which a case meets them. */
export const checks: readonly Check[] = [
  { title: '受理完整', clause: '4.2.2', record: accepted },
  { title: '当日转办', clause: '4.3.1', record: assigned },
  { title: '回避', clause: '4.3.2', record: recusal },
  { title: '调查记录', clause: '4.3.3', record: investigated },
  { title: '判定依据', clause: '4.3.4', record: judged },
  { title: '领导审批', clause: '4.3.5', record: approved },
  { title: '办结并回复', clause: '4.3.7', record: resolved },
  { title: '回访', clause: '4.3.8', record: calledBack },
  { title: '三不放过', clause: '4.1.1', record: released },
  { title: '档案', clause: '4.4.1', record: archived },
];

const done = ({ at, by }: { readonly at: Moment; readonly by: string }): string => `${minute(at)} ${by}`;

function accepted(c: Complaint): string {
  const hasEvidence = c.evidence !== null || c.attachments.some(({ kind }) => kind === 'evidence');
  return all(
    one(words.channels[c.channel], `受理人 ${c.acceptor}`),
    one(
      hasContact(c) ? '有联系方式' : '没有联系方式',
      c.anonymous && '匿名',
      hasEvidence ? '有证据' : '没有证据',
    ),
    one(isReportedLate(c) && '迟报', c.movedDays.length > 0 && '受理日期更正过'),
  );
}

function assigned(c: Complaint, asOf: Moment): string {
  const [first, ...later] = c.assignments;
  const clock = c.deadlines.find(({ kind }) => kind === 'assign');
  const state = clock && words.clockStates[clockState(clock, asOf)];
  return all(
    first ? one(`${done(first)} 转 ${first.department}`, state) : one('没有转办', state),
    ...later.map((each) => `${done(each)} 再转 ${each.department}`),
  );
}

function recusal(c: Complaint): string {
  const acts = [
    ['调查', c.investigations],
    ['方案', c.proposals],
    ['办结', c.completion ? [c.completion] : []],
    ['审批', c.opinions],
    ['审核', c.reviews],
    ['回访', c.callbacks],
  ] as const;
  const acting = acts.flatMap(([act, acted]) =>
    acted.length === 0 ? [] : [`${act} ${[...new Set(acted.map(({ by }) => by))].join('、')}`],
  );
  return all(
    c.respondent === null ? '投诉对象没有写明' : `投诉对象：${c.respondent}`,
    c.recused.length > 0 && `须回避：${c.recused.join('、')}`,
    acting.join('，'),
  );
}

function investigated({ investigations }: Complaint): string {
  if (investigations.length === 0) return '没有调查记录';
  return all(
    ...investigations.map((each) =>
      one(done(each), each.methods.map((method) => words.investigationMethods[method]).join('、')),
    ),
  );
}

function judged({ verdict, rejudgements }: Complaint): string {
  if (verdict === null) return '没有判定';
  return all(
    one(
      done(verdict),
      verdict.valid ? words.verdicts.valid : words.verdicts.invalid,
      verdict.ground && words.grounds[verdict.ground],
    ),
    verdict.reason && `理由：${verdict.reason}`,
    rejudgements.length > 0 && `改判 ${rejudgements.length} 次`,
  );
}

function approved(c: Complaint): string {
  return all(
    ...c.opinions.map((each) =>
      one(done(each), words.opinionRoles[each.as], each.agreed ? '同意' : '不同意'),
    ),
    c.opinions.length === 0 && (c.closure?.withdrawn ? '撤诉，不要求' : '没有领导意见'),
    c.opinions.length > 0 && !c.approved && '现在的处理没有领导同意',
  );
}

function resolved(c: Complaint, asOf: Moment): string {
  const { completion, reply, explanation, closure } = c;
  const promise = c.proposals.findLast(({ answer }) => answer?.promisedOn)?.answer?.promisedOn;
  const how = completion?.concluded ? '终结' : completion?.onTheSpot ? '当场办结' : '办结';
  const told = [
    completion && `${done(completion)} ${how}`,
    completion?.owesReply && '没有回复投诉人',
    reply?.method && `${done(reply)} 回复，${words.replyMethods[reply.method]}`,
    explanation && `${done(explanation)} 解释，${words.replyMethods[explanation.method]}`,
    promise && `商定 ${promise} 办结`,
    ...c.movedPromises.map(({ promisedOn }) => `改期到 ${promisedOn}`),
    closure?.withdrawn && `投诉人撤诉，${closure.withdrawn.confirmedBy} 核实`,
  ];
  return all(...told, timeliness(c, asOf));
}

function timeliness(c: Complaint, asOf: Moment): string {
  if (isInTime(inTimeUntil(c), asOf)) return '按时';
  const isMissed = c.withdrawal?.inTime === false || decidingClocks(c).some((clock) => isBreach(clock, asOf));
  return isMissed ? '未按时' : '没有办完，还没有到期';
}

function calledBack(c: Complaint): string {
  if (isJudgedInvalid(c)) return '无效投诉，不回访';
  const survey = lastSurvey(c);
  const failed = c.callbacks.filter(({ reached }) => !reached).length;
  const { waiver = null, withdrawn = null } = c.closure ?? {};
  return all(
    survey &&
      one(
        done(survey),
        words.callbackMethods[survey.method],
        survey.handled ? '已处理' : '未处理',
        survey.satisfaction && words.grades[survey.satisfaction],
      ),
    failed > 0 && `没有接通 ${failed} 次`,
    waiver && `免回访：${waiver.reason}（${waiver.approvedBy} 批准）`,
    withdrawn && '撤诉，不要求回访',
    !(survey || waiver || withdrawn) && '没有回访',
  );
}

function released(c: Complaint, asOf: Moment): string {
  if (isJudgedInvalid(c)) return '无效投诉，不要求';
  if (c.closure?.withdrawn) return '撤诉，不要求';
  const missing = gaps(c).map((gap) => gapLabels[gap]);
  const count = (kind: words.MeasureKind): number => c.measures.filter((each) => each.kind === kind).length;
  const planned = c.measures.filter(({ doneOn }) => doneOn === null);
  const late = planned.filter(({ dueOn }) => isPastDue(endOfDay(dueOn), asOf));
  return all(
    missing.length > 0 ? `缺：${missing.join('、')}` : '原因、责任人处理、措施齐全',
    c.measures.length > 0 && `整改措施 ${count('corrective')} 条，预防措施 ${count('preventive')} 条`,
    planned.length > 0 &&
      one(`没有完成的 ${planned.length} 条`, late.length > 0 && `其中超期 ${late.length} 条`),
  );
}

function archived(c: Complaint): string {
  const missing = missingFromArchive(c).map((part) => archiveParts[part]);
  return all(
    c.closure ? `${done(c.closure)} 归档` : '没有归档',
    missing.length > 0 ? `缺：${missing.join('、')}` : '齐全',
    c.attachments.length > 0 && `附件 ${c.attachments.length} 份`,
  );
}
