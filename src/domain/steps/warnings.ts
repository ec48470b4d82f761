import { clockState, isLateEntry, isOpen, isPastDue, minute } from '../case/clock.ts';
import { type Complaint, isReportedLate } from '../case/complaint.ts';
import type { CaseEvent } from '../case/events.ts';
import { needsThreeDigits } from '../case/number.ts';
import { gapLabels, gaps } from '../case/three-releases.ts';
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
  | 'clock_set_back';

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
    ...gapsAhead(after, event),
    ...missingFeedback(after, event),
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
  ];
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
            message: `“${clockKinds[clock.kind]}”时限 ${minute(clock.dueAt)} 已过，按超期记录`,
          },
        ]
      : [];
  });
}

/** 4.1.1 What closing will still need, said while it can still be seen to. */
function gapsAhead(complaint: Complaint, event: CaseEvent): readonly Warning[] {
  const missing = event.type === 'completed' || event.type === 'review_passed' ? gaps(complaint) : [];
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
    ? [{ code: 'no_feedback', message: '管理总部转办，尚未向总部反馈（条款 4.3.7），请登记 feedback' }]
    : [];
}
