import { expect, test } from '@jest/globals';
import { emptyDesk } from '../support/run-tousu.ts';

test('eight at once: one of them makes the ledger, whole, and the others are told that there is one', async () => {
  const desk = emptyDesk();
  const runs = await Promise.all(
    Array.from({ length: 8 }, (_, n) => desk.run(['init', '--unit', `第${n}家`, '--json'])),
  );
  expect(runs.map(({ status }) => status).toSorted()).toEqual([0, 2, 2, 2, 2, 2, 2, 2]);
  for (const { status, stderr } of runs)
    if (status !== 0) expect(JSON.parse(stderr).error.code).toBe('ledger.exists');
  const made = runs.findIndex(({ status }) => status === 0);
  expect(await desk.json(['config', 'get', 'unit.name'])).toMatchObject({ value: `第${made}家` });
  expect(await desk.json(['verify'])).toMatchObject({ ok: true, cases: 0 });
});
