import { describe, expect, test } from '@jest/globals';
import { responseLimits } from '../../../src/domain/steps/assign.ts';
import { aCase, assigned, on } from '../../support/build-case.ts';

test('step 40: the case is investigated by the responsible department', () => {
  expect(aCase(assigned({ at: '10-01 10:00', feedbackTo: '管理总部' }))).toMatchObject({
    status: 'investigating',
    assignments: [
      {
        at: on('10-01 10:00'),
        by: '刘敏',
        department: '工程部',
        respondWithin: 3,
        feedbackTo: '管理总部',
      },
    ],
  });
});

test('step 40: it may be repeated until the verdict; every assignment stays on record', () => {
  const complaint = aCase(assigned(), assigned({ department: '安检部' }));
  expect(complaint.assignments.map(({ department }) => department)).toEqual(['工程部', '安检部']);
  expect(complaint.status).toBe('investigating');
});

describe('Annex 1 要求反馈时限', () => {
  test('the same day, 2 days, 3 days', () => {
    expect(responseLimits).toEqual([0, 2, 3]);
  });
});
