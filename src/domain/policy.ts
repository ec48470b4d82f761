import type { Grade } from './words/vocabulary.ts';

/** The limits of the regulation as data. Days are natural days; a case keeps the limits in force when its clock started. */
export interface Policy {
  /** 4.3.7(2) */ readonly explainDays: number;
  /** 4.3.7(1) */ readonly resolveDays: number;
  /** 4.3.7(1), headquarters */ readonly hqFeedbackDays: number;
  /** 4.3.8(3) */ readonly callbackDays: number;
  /** 4.3.8(4) */ readonly rehandleDays: number;
  /** 4.3.8(1), step 70: failed attempts, each on another day, before a leader may let it go on without the complainant */
  readonly callbackAttempts: number;
  /** Of the office itself, 0 for none: work that was sent back */ readonly reworkDays: number;
  /** a leader's opinion */ readonly approveDays: number;
  /** the liaison's review */ readonly reviewDays: number;
  /** the filing */ readonly closeDays: number;
  /** Of the office itself: how many months a filed case is kept with all it says of who complained */ readonly retentionMonths: number;
  /** Annex 2, note 3 */ readonly satisfiedGrades: readonly Grade[];
}

export const defaultPolicy: Policy = {
  explainDays: 1,
  resolveDays: 3,
  hqFeedbackDays: 2,
  callbackDays: 2,
  rehandleDays: 3,
  callbackAttempts: 3,
  reworkDays: 3,
  approveDays: 2,
  reviewDays: 1,
  closeDays: 3,
  retentionMonths: 60,
  satisfiedGrades: ['satisfied', 'fairly_satisfied'],
};

/** The limits that the regulation itself sets: a report says where others hold. The rest are the office's own. */
export const setByRegulation = [
  'explainDays',
  'resolveDays',
  'hqFeedbackDays',
  'callbackDays',
  'rehandleDays',
  'callbackAttempts',
  'satisfiedGrades',
] as const satisfies readonly (keyof Policy)[];

/** The policy that the settings `policy.*` make of the defaults. */
export function policyFrom(settings: ReadonlyMap<string, string>): Policy {
  const number = (key: keyof Policy) => Number(settings.get(`policy.${key}`) ?? defaultPolicy[key]);
  const satisfied = settings.get('policy.satisfiedGrades');
  return {
    explainDays: number('explainDays'),
    resolveDays: number('resolveDays'),
    hqFeedbackDays: number('hqFeedbackDays'),
    callbackDays: number('callbackDays'),
    rehandleDays: number('rehandleDays'),
    callbackAttempts: number('callbackAttempts'),
    reworkDays: number('reworkDays'),
    approveDays: number('approveDays'),
    reviewDays: number('reviewDays'),
    closeDays: number('closeDays'),
    retentionMonths: number('retentionMonths'),
    satisfiedGrades:
      satisfied === undefined ? defaultPolicy.satisfiedGrades : (satisfied.split(',') as readonly Grade[]),
  };
}
