// A ledger that somebody else uses, or has changed: the clerk is told, and nothing is written.

import { expect, test } from '@jest/globals';
import { holdLock, tamper } from '../support/raw-ledger.ts';
import { registration, unitDesk } from '../support/run-unit.ts';

test('somebody else keeps writing', async () => {
  const desk = await unitDesk();
  const letGo = await holdLock(desk.ledger);
  expect(await desk.refusal(registration())).toMatchObject({
    exit: 5,
    code: 'ledger.busy',
    hint: expect.stringContaining('再运行'),
  });
  expect(await desk.json(['list'])).toMatchObject({ total: 0 });
  await letGo();
  expect(await desk.json(registration())).toMatchObject({ no: '2023100101' });
});

test('somebody changed a table behind the journal', async () => {
  const desk = await unitDesk();
  await desk.ok(registration());
  tamper(desk.ledger, "UPDATE complaint SET name = '李四'");
  expect(await desk.refusal(['verify'])).toMatchObject({
    exit: 5,
    code: 'journal.broken',
    message: expect.stringContaining('2023100101'),
    details: { findings: [expect.stringContaining('2023100101 的登记和现状与流水不符')] },
  });
});
