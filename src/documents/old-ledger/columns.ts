import { headings } from '../../domain/old-ledger/headings.ts';
import type { OldCase, OldField } from '../../domain/old-ledger/old-case.ts';
import * as words from '../../domain/words/vocabulary.ts';
import * as cells from './cells.ts';
import * as moments from './moments.ts';
import * as phones from './phones.ts';

/** A column of an old ledger: the names it goes by, the first that of the export; and what its cells hold. */
export interface ImportColumn {
  readonly titles: readonly [string, ...string[]];
  readonly field: OldField;
  readonly parse: cells.ParseCell<unknown>;
  /** The values of a closed list, for the template. */
  readonly choices?: words.ClosedList;
}

const column = <Field extends OldField>(
  field: Field,
  parse: cells.ParseCell<NonNullable<OldCase[Field]>>,
): ImportColumn => ({ titles: headings[field], field, parse });

const chosen = <Field extends OldField, Code extends NonNullable<OldCase[Field]> & string>(
  field: Field,
  choices: Readonly<Record<Code, string>>,
  places = { numbered: false },
): ImportColumn => ({
  titles: headings[field],
  field,
  parse: cells.choice(choices, headings[field][0], places),
  choices,
});

/** A list that has 其他, or a usual value: what is not in it comes as that, the word beside it. */
const described = <Field extends OldField, Code extends NonNullable<OldCase[Field]> & string>(
  field: Field,
  choices: Readonly<Record<Code, string>>,
  otherwise: Code,
): ImportColumn => ({
  titles: headings[field],
  field,
  parse: cells.choiceOr(choices, otherwise, headings[field][0]),
  choices,
});

const yesOrNo = (field: OldField): ImportColumn => ({
  titles: headings[field],
  field,
  parse: cells.yesNo,
  choices: words.yesNo,
});

const graded = (field: 'timeliness' | 'satisfaction'): ImportColumn => ({
  titles: headings[field],
  field,
  parse: cells.grade(headings[field][0]),
  choices: words.grades,
});

/** Every column that is read, in the order of the export (ledger/columns.ts). */
export const importColumns: readonly ImportColumn[] = [
  column('no', cells.caseNumber),
  column('acceptedAt', moments.moment),
  { titles: headings.channel, field: 'channel', parse: cells.channel, choices: words.channels },
  column('channelNote', cells.line),
  column('acceptor', cells.name),
  { titles: headings.name, field: 'name', parse: phones.name },
  yesOrNo('anonymous'),
  { titles: headings.phone, field: 'phone', parse: phones.phone },
  column('contact', cells.line),
  described('kind', words.complainantKinds, 'ordinary'),
  { titles: headings.source, field: 'source', parse: cells.source, choices: words.sources },
  column('externalNo', cells.line),
  chosen('exposure', words.exposures),
  described('category', words.categories, 'other'),
  yesOrNo('typical'),
  column('respondent', cells.name),
  column('content', cells.text),
  column('demand', cells.demand),
  column('evidence', cells.text),
  chosen('relayedBy', words.relays),
  column('emergencyAt', moments.instant),
  column('department', cells.name),
  column('assignedAt', moments.moment),
  column('assignedBy', cells.name),
  column('respondWithin', cells.integer(0, 3)),
  column('feedbackTo', cells.line),
  column('earlierDepartments', cells.names),
  column('assisting', cells.names),
  column('recused', cells.names),
  column('investigatedAt', moments.moment),
  column('investigator', cells.name),
  column('methods', cells.several(words.investigationMethods, headings.methods[0])),
  column('findings', cells.joined),
  column('cause', cells.text),
  chosen('verdict', words.verdicts),
  chosen('ground', words.grounds, { numbered: true }),
  column('verdictReason', cells.text),
  column('verdictAt', moments.moment),
  column('verdictBy', cells.name),
  column('proposedAt', moments.moment),
  column('proposedBy', cells.name),
  column('plan', cells.joined),
  column('answeredAt', moments.moment),
  column('answeredBy', cells.name),
  yesOrNo('accepted'),
  column('rejection', cells.joined),
  column('proceededBy', cells.name),
  column('externalFactor', cells.text),
  column('promisedOn', moments.day),
  column('completedAt', moments.moment),
  column('completedBy', cells.name),
  yesOrNo('onTheSpot'),
  column('concludedBy', cells.name),
  column('result', cells.text),
  yesOrNo('isReplied'),
  column('repliedAt', moments.moment),
  column('repliedBy', cells.name),
  chosen('replyMethod', words.replyMethods),
  column('replyText', cells.text),
  column('accountability', cells.text),
  column('corrective', cells.measures),
  column('preventive', cells.measures),
  column('explainedAt', moments.moment),
  column('explainedBy', cells.name),
  chosen('explanationMethod', words.replyMethods),
  column('reply', cells.text),
  column('departmentOpinion', cells.opinions),
  column('leaderOpinion', cells.opinions),
  column('managerOpinion', cells.opinions),
  column('reviewedAt', moments.moment),
  column('reviewer', cells.name),
  column('passed', cells.yesNo),
  column('returnReason', cells.joined),
  column('calledBackAt', moments.moment),
  column('caller', cells.name),
  chosen('callbackMethod', words.callbackMethods),
  yesOrNo('handled'),
  column('unhandledReason', cells.text),
  graded('timeliness'),
  graded('satisfaction'),
  column('dissatisfaction', cells.text),
  column('comment', cells.text),
  column('unreached', cells.integer(0, 99)),
  column('waiverReason', cells.text),
  column('waiverApprover', cells.name),
  column('withdrawn', cells.line),
  column('withdrawalConfirmedBy', cells.name),
  column('feedback', cells.feedbacks),
  { titles: headings.status, field: 'status', parse: cells.standing, choices: words.statuses },
  column('round', cells.integer(1, 99)),
  yesOrNo('inTime'),
  column('missed', cells.several(words.clockKinds, headings.missed[0])),
  column('closedAt', moments.moment),
  column('closedBy', cells.name),
  column('voidedAt', moments.moment),
  column('voidReason', cells.joined),
  column('voidApprover', cells.name),
  column('duplicateOf', cells.caseNumber),
  column('notes', cells.joined),
];
