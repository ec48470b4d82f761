import type { Texts } from '../../cli/questions/draft-command.ts';
import { minute } from '../../domain/case/clock.ts';
import type { Complaint } from '../../domain/case/complaint.ts';
import { type CaseEvent, type Entry, isLedgerEntry, isUndone, withdrawn } from '../../domain/case/events.ts';
import { allSteps, steps } from '../../domain/case/step-table.ts';

/** By the fields of a command; what says nothing is left out. */
type Said = Readonly<Record<string, string | number | boolean | null | undefined | readonly string[]>>;

/**
 * What was said for the step `path` the last time, where that was withdrawn since. Empty where the last time stands, or
 * there was none.
 */
export function saidInVain(path: string, entries: readonly Entry[]): Texts {
  const step = allSteps.find((known) => known === path);
  const types: Readonly<Record<string, string>> = step === undefined ? {} : steps[step].events;
  const last = entries.findLast((entry) => Object.hasOwn(types, entry.type));
  return last === undefined || isUndone(last) || isLedgerEntry(last) || !withdrawn(entries).has(last.seq)
    ? new Map()
    : textsOf({ by: last.by, ...fieldsOf(last) });
}

/** What the ledger has in the place of what `amend` corrects. */
export function registered(complaint: Complaint): Texts {
  const { channel, channelNote, name, phone, contact, respondent, content, demand, evidence } = complaint;
  const { kind, source, externalNo, exposure, category, relayedBy, emergencyAt, acceptedAt, cause } =
    complaint;
  return textsOf({
    channel,
    channelNote,
    name,
    phone,
    contact,
    respondent,
    content,
    demand,
    evidence,
    kind,
    source,
    externalNo,
    exposure,
    category,
    relayedBy,
    emergencyAt: emergencyAt && minute(emergencyAt),
    acceptedAt: minute(acceptedAt),
    cause,
    accountability: complaint.accountability,
  });
}

/** What an entry of a step says, by the fields of the command that records it. */
function fieldsOf(event: CaseEvent): Said {
  switch (event.type) {
    case 'assigned': {
      const { department, respondWithin, feedbackTo, recuse, assist = [], reason } = event.data;
      return { dept: department, respondWithin, feedbackTo, recuse, assist, reason };
    }
    case 'investigated': {
      const { methods, findings, cause, verdict } = event.data;
      const judged = verdict && { verdict: verdict.valid ? 'valid' : 'invalid' };
      return {
        method: methods,
        findings,
        cause,
        ...judged,
        ground: verdict?.ground,
        reason: verdict?.reason,
      };
    }
    case 'solution_proposed':
      return { plan: event.data.plan };
    case 'solution_answered': {
      const { accepted, proceeded, reason, externalFactor, promisedOn, approvedBy } = event.data;
      const why = proceeded === true ? { proceed: reason } : { reject: reason };
      return {
        accept: accepted && proceeded !== true,
        ...why,
        externalFactor,
        promised: promisedOn,
        approvedBy,
      };
    }
    case 'answer_attempted':
      return { noContact: event.data.text };
    case 'promise_moved':
      return { promised: event.data.promisedOn, externalFactor: event.data.externalFactor };
    case 'completed': {
      const { result, replied, onTheSpot, cause, accountability, measures } = event.data;
      const textsOfKind = (wanted: 'corrective' | 'preventive') =>
        measures.flatMap(({ kind, text }) => (kind === wanted ? [text] : []));
      return {
        result,
        replied,
        onTheSpot,
        cause,
        accountability,
        corrective: textsOfKind('corrective'),
        preventive: textsOfKind('preventive'),
      };
    }
    case 'opinion_given': {
      const { as: capacity, agreed, opinion } = event.data;
      return { as: capacity, disagree: !agreed, opinion };
    }
    case 'review_passed':
      return { pass: true, caller: event.data.caller };
    case 'review_returned':
      return { return: event.data.reason };
    case 'review_supplemented':
      return { supplement: event.data.reason };
    case 'reminded':
      return { to: event.data.to, text: event.data.text, promised: event.data.promisedOn };
    case 'callback_failed':
      return { method: event.data.method, noContact: event.data.reason };
    case 'called_back': {
      const { method, timeliness, satisfaction, comment, reason, unhandledReason } = event.data;
      const { handled, rehandle } = event.data;
      return {
        method,
        timeliness,
        satisfaction,
        comment,
        reason,
        unhandledReason,
        handled: yesNo(handled),
        rehandle: rehandle === null ? null : yesNo(rehandle),
      };
    }
    case 'concluded': {
      const { reason, method, reply, approvedBy } = event.data;
      return { reason, method, reply, approvedBy };
    }
    case 'replied':
    case 'explained':
      return { method: event.data.method, reply: event.data.reply };
    case 'feedback_given':
      return { to: event.data.to, content: event.data.content };
    case 'measure_added': {
      const { kind, text, owner, dueOn } = event.data;
      return { kind, text, owner, due: dueOn };
    }
    case 'closed': {
      const { waiver, withdrawn: said } = event.data;
      return {
        waiveCallback: waiver?.reason,
        approvedBy: waiver?.approvedBy,
        withdrawn: said?.text,
        confirmedBy: said?.confirmedBy,
      };
    }
    case 'reopened':
    case 'voided':
      return { reason: event.data.reason };
    case 'noted':
      return { text: event.data.text };
    case 'penalty_decided': {
      const { deadline, effect, person, decision } = event.data;
      return { deadline, effect, person, decision };
    }
    case 'registered':
    case 'imported':
    case 'amended':
    case 'file_attached':
    case 'measure_done':
      return {};
  }
}

const yesNo = (value: boolean): string => (value ? 'yes' : 'no');

/** As it could have been typed. */
const textsOf = (said: Said): Texts =>
  new Map(
    Object.entries(said).flatMap(([key, value]): [string, readonly string[]][] => {
      if (value === null || value === undefined || value === false) return [];
      if (value === true) return [[key, ['']]];
      return [[key, typeof value === 'object' ? value : [String(value)]]];
    }),
  );
