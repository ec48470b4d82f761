import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Complaint } from '../../src/domain/case/complaint.ts';
import { answering, answersFor } from '../../src/domain/case/held.ts';
import { listOpenClocks, listUnmetAndLateClocks } from '../../src/store/clocks.ts';
import type { Ledger } from '../../src/store/db.ts';
import { listHoldings } from '../../src/store/holdings.ts';
import * as build from '../support/build-case.ts';
import { keep, temporaryLedgers } from '../support/build-ledger.ts';
import { wayTo } from '../support/build-states.ts';

const { on } = build;
const newLedger = temporaryLedgers();
const OCTOBER = ['2023-10-01', '2023-11-01'] as const;
const AS_OF = on('12-01 09:00');

describe('4.3.6 who held a case when its time ran out', () => {
  let ledger: Ledger;
  let kept: readonly Complaint[];
  beforeAll(async () => {
    ledger = await newLedger();
    kept = [
      // The plan lay with the acceptor.
      await keep(ledger, { sequence: 1 }, ...wayTo('solving'), build.proposed({ at: '10-02 09:00' })),
      await keep(ledger, { sequence: 2 }, build.assigned({ at: '10-01 10:00' })),
      await keep(ledger, { sequence: 3 }),
      // Filed, and headquarters never heard of it: the debtor of the clock stands.
      await keep(
        ledger,
        { sequence: 4, source: 'headquarters' },
        ...wayTo('explained'),
        build.opined(),
        build.closed(),
      ),
      await keep(ledger, { sequence: 5 }, ...wayTo('executing'), build.completed({ at: '10-20 09:00' })),
      await keep(ledger, { sequence: 6, at: '11-02 09:00' }),
    ];
  });

  test('SQL says of every clock what the domain says', async () => {
    const clocks = await listUnmetAndLateClocks(ledger, OCTOBER);
    expect(clocks).toHaveLength(8);
    for (const clock of clocks) {
      const complaint = kept.find(({ no }) => no === clock.no);
      const known = complaint?.deadlines.find(
        ({ kind, dueAt }) => kind === clock.kind && dueAt === clock.dueAt,
      );
      if (complaint === undefined || known === undefined) throw new Error(`${clock.no} has no such clock`);
      const asked = { ...clock, cancelledAt: null };
      expect(answering(asked, clock.holder, AS_OF)).toEqual(answersFor(known, complaint, AS_OF));
    }
  });

  test.each([
    ['01', 'resolve', '受理人', null, '王芳'],
    ['02', 'resolve', '责任部门', '工程部', null],
    ['03', 'assign', '对接人', null, null],
    ['04', 'hq_feedback', '责任部门', '工程部', null],
  ] as const)('%s %s: %s', async (end, kind, owedBy, department, person) => {
    const clocks = await listOpenClocks(ledger, AS_OF);
    const clock = clocks.find((each) => each.no.endsWith(end) && each.kind === kind);
    if (clock === undefined) throw new Error('no such clock');
    const asked = { ...clock, metAt: null, cancelledAt: null };
    expect(answering(asked, clock.holder, AS_OF)).toEqual({ owedBy, department, person });
  });

  test('while its time runs, who is expected to meet it', async () => {
    const clock = (await listOpenClocks(ledger, AS_OF)).find(
      ({ no, kind }) => no.endsWith('01') && kind === 'resolve',
    );
    if (clock === undefined) throw new Error('no such clock');
    const asked = { ...clock, metAt: null, cancelledAt: null };
    expect(answering(asked, clock.holder, on('10-04 23:59:59'))).toMatchObject({
      owedBy: '责任部门',
      department: '工程部',
    });
  });

  test('the holdings of each case, as the cases have them', async () => {
    const lists = await listHoldings(ledger, OCTOBER);
    const expected = kept.filter(({ no }) => no.startsWith('202310')).map(({ holdings }) => holdings);
    expect(lists).toMatchObject(expected);
    expect(lists).toHaveLength(5);
  });
});
