// What the statistics know of a case, for tests of the figures.

import { FOREVER } from '../../src/domain/case/timeliness.ts';
import type { DisclosedCase, DisclosureFacts } from '../../src/domain/month/disclosures.ts';
import type { Fact, Judgement, MonthInput } from '../../src/domain/month/figures.ts';
import { defaultPolicy } from '../../src/domain/policy.ts';

/** A valid case of October 2023, handled in time, called back and satisfied, filed. */
export const aFact = (changed: Partial<Fact> = {}): Fact => ({
  count: 1,
  month: '2023-10',
  status: 'closed',
  verdict: 'valid',
  grade: 'satisfied',
  handled: true,
  waived: false,
  inTimeUntil: FOREVER,
  department: '工程部',
  channel: 'phone',
  source: 'direct',
  category: 'repair',
  ground: null,
  firstGrade: 'satisfied',
  priority: false,
  urgent: false,
  typical: false,
  rehandled: false,
  withdrawn: false,
  concluded: false,
  rejudged: false,
  ...changed,
});

/** An invalid case, explained in time. */
export const anInvalidFact = (changed: Partial<Fact> = {}): Fact =>
  aFact({
    verdict: 'invalid',
    ground: 'misunderstanding',
    grade: null,
    handled: null,
    firstGrade: null,
    ...changed,
  });

/** Nothing happened that has to be disclosed, but for what is given. */
export const disclosing = (given: Partial<DisclosureFacts> = {}): DisclosureFacts => ({
  late: [],
  movedDays: [],
  struck: [],
  endings: [],
  rejudgements: [],
  promises: [],
  movedPromises: [],
  limits: [],
  ...given,
});

export const ofLi: DisclosedCase = { no: '2023100102', name: '李强', anonymous: false, contact: null };

export const judgement: Judgement = {
  asOf: '2023-11-01T09:00:00+08:00',
  satisfiedGrades: defaultPolicy.satisfiedGrades,
};

/** What the report of October 2023 is made of: these facts, every one of them accepted in it, and nothing beside them. */
export const aMonth = (facts: readonly Fact[], changed: Partial<MonthInput> = {}): MonthInput => ({
  ...judgement,
  month: '2023-10',
  began: '2020-01',
  unit: '修武燃气公司',
  facts,
  trend: facts,
  departments: ['工程部'],
  breaches: new Map(),
  disclosed: disclosing(),
  customers: null,
  changedSinceFinal: [],
  journalHead: { seq: 412, hash: 'ab' },
  ...changed,
});
