// A paper of each kind, from cases as the decisions make them.

import type { Sheet } from '../../src/documents/papers/sheet.ts';
import type { Complaint } from '../../src/domain/case/complaint.ts';
import { owedItems, paperNumber } from '../../src/domain/case/papers.ts';
import { defaultPolicy } from '../../src/domain/policy.ts';
import type { PaperKind } from '../../src/domain/words/vocabulary.ts';
import * as build from '../support/build-case.ts';

const { assigned, judgedInvalid, judgedValid, proposed, completed } = build;

/** Who complains says his phone in the text, too: a message to others is not to repeat it. */
const given = { content: '壁挂炉不出热水，报修两天没人来，请打13800001234', respondent: '维修班' };
const of = (...moves: readonly build.Move[]): Complaint => build.story(given, ...moves).complaint;

const worked = [assigned({ assist: ['安检部'], recuse: ['钱伟'] }), judgedValid(), proposed()];
const done = [...worked, build.accepted(), completed()];
const calling = of(...done, build.opined(), build.passed());
const late = of(assigned());
const punished = of(...worked, build.accepted(), completed({ at: '10-06 09:30' }), build.penalized());

type About = Pick<Sheet, 'to' | 'cases'> & Partial<Sheet>;

const about: Readonly<Record<PaperKind, About>> = {
  transfer: { to: '工程部', cases: [of(...worked)] },
  reminder: { to: '工程部', cases: [late], items: owedItems(late) },
  signing: { to: '主管领导', cases: [of(...done)] },
  answer: { to: null, cases: [of(...worked, build.promised('10-10'))] },
  explanation: { to: null, cases: [of(assigned(), judgedInvalid())] },
  callback: { to: '李娜', cases: [calling] },
  headquarters: {
    to: '管理总部',
    cases: [build.story({ ...given, source: 'headquarters', externalNo: '总投88' }, ...done).complaint],
  },
  rectification: { to: '工程部', cases: [of(...done, build.measureAdded())] },
  penalty: { to: '赵强', cases: [punished], penalty: punished.penalties[0] ?? null },
  poster: { to: null, cases: [] },
};

export const unit = {
  name: '修武燃气公司',
  hotline: '0391-7172777',
  groupHotline: '4006773633',
  emergency: '0391-7170000',
};

/** The first paper of that kind in 2023, as it is made on the 8th of October. */
export const sheetOf = (kind: PaperKind): Sheet => ({
  number: paperNumber({ kind, year: 2023, n: 1 }),
  asOf: build.on('10-08 10:00'),
  unit,
  policy: defaultPolicy,
  items: [],
  penalty: null,
  ...about[kind],
});
