import { expect, test } from '@jest/globals';
import type { Holding } from '../../../src/domain/case/complaint.ts';
import { heldByHolder } from '../../../src/domain/month/held-figures.ts';
import { assigned, judgedValid, on, proposed, story } from '../../support/build-case.ts';

const departments = ['安检部', '工程部'];
const holding = (since: string, role: Holding['role'], department: string | null = null): Holding => ({
  since: on(since),
  role,
  department,
  person: null,
});

test.each<readonly [string, readonly (readonly Holding[])[], readonly (readonly [string, number, number])[]]>(
  [
    ['no case: no row', [], []],
    ['until now', [[holding('10-01 09:00', '对接人')]], [['对接人', 1, 3]]],
    [
      'a role that had a case twice had one case',
      [
        [
          holding('10-01 09:00', '对接人'),
          holding('10-01 10:00', '责任部门', '工程部'),
          holding('10-01 11:30', '对接人'),
        ],
      ],
      [
        ['对接人', 1, 1.5],
        ['责任部门:工程部', 1, 1.5],
      ],
    ],
    [
      'each department for itself, in their order; roles in the order of the regulation',
      [
        [holding('10-01 09:00', '受理人'), holding('10-01 10:00', '责任部门', '工程部')],
        [holding('10-01 09:00', '责任部门', '工程部'), holding('10-01 11:00', '责任部门', '安检部')],
      ],
      [
        ['责任部门:安检部', 1, 1],
        ['责任部门:工程部', 2, 4],
        ['受理人', 1, 1],
      ],
    ],
    [
      'a department that was renamed since stands behind the others',
      [[holding('10-01 09:00', '责任部门', '巡线班'), holding('10-01 10:00', '责任部门', '工程部')]],
      [
        ['责任部门:工程部', 1, 2],
        ['责任部门:巡线班', 1, 1],
      ],
    ],
    [
      'nobody has a filed case',
      [[holding('10-01 09:00', '对接人'), holding('10-01 10:00', null)]],
      [['对接人', 1, 1]],
    ],
    [
      'to one decimal',
      [[holding('10-01 09:00', '回访人'), holding('10-01 09:40', null)]],
      [['回访人', 1, 0.7]],
    ],
  ],
)('4.3.6 %s', (_name, cases, expected) => {
  const rows = heldByHolder(cases, departments, on('10-01 12:00'));
  expect(rows.map(({ key, total, hours }) => [key, total, hours])).toEqual(expected);
});

test('4.3.6 the hours of a case add up to its age', () => {
  const { complaint } = story(
    { at: '10-01 09:00' },
    assigned({ at: '10-01 10:00' }),
    judgedValid({ at: '10-02 10:00' }),
    proposed({ at: '10-03 10:00' }),
  );
  const rows = heldByHolder([complaint.holdings], departments, on('10-05 09:00'));
  expect(rows.map(({ label, hours }) => [label, hours])).toEqual([
    ['对接人', 1],
    ['工程部', 48],
    ['受理人', 47],
  ]);
});
