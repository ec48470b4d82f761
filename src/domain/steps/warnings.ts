import {
  addDays,
  clockState,
  dayOf,
  isInternal,
  isLateEntry,
  isOpen,
  isPastDue,
  minute,
} from '../case/clock.ts';
import { type Complaint, isReportedLate } from '../case/complaint.ts';
import type { CaseEvent } from '../case/events.ts';
import { needsThreeDigits } from '../case/number.ts';
import { gapLabels, gaps } from '../case/three-releases.ts';
import { digitsOfOddMobile } from '../words/text.ts';
import { clockKinds } from '../words/vocabulary.ts';
import { toType } from './hints.ts';

type WarningCode =
  | 'late_entry'
  | 'not_relayed'
  | 'three_digit_number'
  | 'repeat_complainant'
  | 'unknown_person'
  | 'deadline_missed'
  | 'incomplete'
  | 'no_feedback'
  | 'network_folder'
  | 'synced_folder'
  | 'clock_set_back'
  | 'possible_conflict'
  | 'not_of_department'
  | 'typical_not_investigated'
  | 'not_the_holder'
  | 'far_promise'
  | 'interim_feedback'
  | 'maybe_leak'
  | 'duplicate_external_no'
  | 'odd_phone'
  | 'same_department'
  | 'number_day_differs';

/** What was recorded all the same, but should be known. */
export interface Warning {
  readonly code: WarningCode;
  readonly message: string;
}

/** What an entry and the case it made should warn of. None for a plain entry in time. */
export function warningsOf(
  before: Complaint | undefined,
  after: Complaint,
  event: CaseEvent,
): readonly Warning[] {
  return [
    ...lateEntry(event),
    ...registrationWarnings(after, event),
    ...missedClocks(before, after),
    ...latePromise(before, event),
    ...farPromise(event),
    ...gapsAhead(after, event),
    ...missingFeedback(after, event),
    ...interimFeedback(before, event),
    ...sameDepartment(after, event),
    ...oddPhone(after, event),
    ...numberDayDiffers(after, event),
  ];
}

function lateEntry({ occurredAt, recordedAt }: CaseEvent): readonly Warning[] {
  return isLateEntry(occurredAt, recordedAt)
    ? [{ code: 'late_entry', message: `补录：发生于 ${minute(occurredAt)}，录入晚了一天以上` }]
    : [];
}

/** 4.2.1 Entered after its day and not relayed on it; the hundredth number of a day. */
function registrationWarnings(complaint: Complaint, event: CaseEvent): readonly Warning[] {
  if (event.type !== 'registered') return [];
  return [
    ...(isReportedLate(complaint)
      ? [
          {
            code: 'not_relayed' as const,
            message: `迟报：受理当日没有录入，也没有以短信或邮件流转（条款 4.2.1）；当日已流转的，${toType('amend', complaint.no, '--relayed-by sms --reason 补记流转')}`,
          },
        ]
      : []),
    ...(needsThreeDigits(complaint.sequence)
      ? [
          {
            code: 'three_digit_number' as const,
            message: `当日第 ${complaint.sequence} 件，编号的序号超过两位`,
          },
        ]
      : []),
    ...maybeLeak(complaint),
  ];
}

/** What the words of another category say of danger; 灶具打不着火 is the commonest complaint of all. */
export const soundsDangerous = (content: string): boolean =>
  /漏气|泄漏|燃气味|(?<!不)着火|爆炸|中毒|一氧化碳/.test(content);

/** 4.1.2 Safety before everything: a leak may have been filed under something else. */
const maybeLeak = ({ no, category, content }: Complaint): readonly Warning[] =>
  category !== 'leak_safety' && soundsDangerous(content)
    ? [
        {
          code: 'maybe_leak',
          message: `内容像是泄漏或险情，先打抢险电话；确是的，${toType('amend', no, '--category leak_safety --reason 泄漏安全')}`,
        },
      ]
    : [];

/** A mobile number has eleven digits. */
function oddPhone({ no, phone }: Complaint, event: CaseEvent): readonly Warning[] {
  const isGiven = event.type === 'registered' || (event.type === 'amended' && event.data.to.phone != null);
  const digits = isGiven && phone !== null ? digitsOfOddMobile(phone) : undefined;
  return digits !== undefined
    ? [
        {
          code: 'odd_phone',
          message: `手机号码 ${digits} 位，应为 11 位，请核对；写错的，${toType('amend', no, '--phone 号码 --reason 更正')}`,
        },
      ]
    : [];
}

/** The number keeps its day when the acceptance moves to another. */
function numberDayDiffers(complaint: Complaint, event: CaseEvent): readonly Warning[] {
  if (event.type !== 'amended' || event.data.to.acceptedAt === undefined) return [];
  const day = dayOf(complaint.acceptedAt);
  return day === complaint.numberedOn
    ? []
    : [
        {
          code: 'number_day_differs',
          message: `编号 ${complaint.no} 的日期与受理日期 ${day} 不同；编号不变，统计按受理日期`,
        },
      ];
}

/** Step 40: nothing new begins for a department that has the case already. */
const sameDepartment = (complaint: Complaint, event: CaseEvent): readonly Warning[] =>
  event.type === 'assigned' && event.data.dueAt === null
    ? [
        {
          code: 'same_department',
          message: `${complaint.no} 本来就由 ${event.data.department} 办理，原来的反馈时限不变`,
        },
      ]
    : [];

/** 4.3.7(1) Natural days ahead after which a promised date looks like putting off. */
const FAR = 30;

function farPromise(event: CaseEvent): readonly Warning[] {
  if (event.type !== 'solution_answered' && event.type !== 'promise_moved') return [];
  const { promisedOn } = event.data;
  return promisedOn !== null && promisedOn > addDays(dayOf(event.occurredAt), FAR)
    ? [{ code: 'far_promise', message: `承诺的日期 ${promisedOn} 在 ${FAR} 天以后，请核对` }]
    : [];
}

/** 4.3.7(1) Headquarters waits for the result of an investigation. */
function interimFeedback(before: Complaint | undefined, event: CaseEvent): readonly Warning[] {
  if (event.type !== 'feedback_given' || event.data.reportsResult) return [];
  const isOwed = before?.deadlines.some((clock) => clock.kind === 'hq_feedback' && isOpen(clock));
  return isOwed
    ? [
        {
          code: 'interim_feedback',
          message: '总部反馈的时限还在计时：须在有调查记录之后反馈给管理总部（条款 4.3.7(1)）',
        },
      ]
    : [];
}

/** 4.3.7(1) A day promised after the time for it had passed saves nothing. */
function latePromise(before: Complaint | undefined, event: CaseEvent): readonly Warning[] {
  if (event.type !== 'solution_answered' || event.data.promisedOn === null) return [];
  const due = before?.deadlines.find((clock) => clock.kind === 'resolve' && isOpen(clock))?.dueAt ?? null;
  return due !== null && isPastDue(due, event.occurredAt)
    ? [
        {
          code: 'deadline_missed',
          message: `“${clockKinds.resolve}”时限 ${minute(due)} 已过，承诺的日期不再算按时，按超期记录`,
        },
      ]
    : [];
}

function missedClocks(before: Complaint | undefined, after: Complaint): readonly Warning[] {
  return after.deadlines.flatMap((clock, i) => {
    const earlier = before?.deadlines[i];
    const metNow = clock.metAt !== null && (earlier === undefined || isOpen(earlier));
    return metNow && clockState(clock, clock.metAt) === 'late'
      ? [
          {
            code: 'deadline_missed' as const,
            message: `“${clockKinds[clock.kind]}”${isInternal(clock.kind) ? '内部时限' : '时限'} ${minute(clock.dueAt)} 已过，按超期记录`,
          },
        ]
      : [];
  });
}

/** After the work, and before the callback. */
const endsWork: ReadonlySet<CaseEvent['type']> = new Set(['completed', 'concluded', 'review_passed']);

/** 4.1.1 What closing will still need, said while it can still be seen to. */
function gapsAhead(complaint: Complaint, event: CaseEvent): readonly Warning[] {
  const missing = endsWork.has(event.type) ? gaps(complaint) : [];
  return missing.length === 0
    ? []
    : [
        {
          code: 'incomplete',
          message: `归档前还缺：${missing.map((gap) => gapLabels[gap]).join('、')}（条款 4.1.1 三不放过）`,
        },
      ];
}

/** 4.3.7(1) Headquarters still waits for the result. */
function missingFeedback(complaint: Complaint, event: CaseEvent): readonly Warning[] {
  const owed = complaint.deadlines.some((clock) => clock.kind === 'hq_feedback' && isOpen(clock));
  return event.type === 'closed' && owed
    ? [{ code: 'no_feedback', message: '管理总部转办或受理，尚未向总部反馈（条款 4.3.7），请登记 feedback' }]
    : [];
}
