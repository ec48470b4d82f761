// What waits for whoever sits down: by name where somebody is named, else by role or department.

import { expect, test } from '@jest/globals';
import { type Today, today } from '../../src/services/day/today.ts';
import { contextOn } from '../support/build-ledger.ts';
import { openLedger } from '../support/open-ledger.ts';
import { registration, unitDesk } from '../support/run-unit.ts';

const toTheCallback = [
  'assign 01 --dept 工程部',
  'investigate 01 --by 赵强 --method other --findings 查明 --verdict valid',
  'resolve propose 01 --by 赵强 --plan 更换',
  'resolve answer 01 --accept',
  'resolve complete 01 --by 赵强 --result 已换 --replied phone',
  'approve 01 --as leader --by 陈国栋 --opinion 同意',
];

const minesOf = ({ open }: Today): number => open.filter(({ isMine }) => isMine).length;

test.each([
  ['a named caller: for her alone', '--caller=李娜', { 李娜: 1, 周洁: 0, 刘敏: 0, 赵强: 0 }],
  ['nobody named: for every caller, and the liaison', '', { 李娜: 1, 周洁: 1, 刘敏: 1, 赵强: 0 }],
])('2.1.3 a callback, %s', async (_name, caller, waiting) => {
  const desk = await unitDesk();
  await desk.ok(['staff', 'add', '周洁', '--dept', '客户服务部', '--role', 'caller']);
  await desk.ok(registration());
  for (const line of toTheCallback) await desk.ok(line.split(' '));
  await desk.ok(['review', '01', '--pass', '--by', '刘敏', ...[caller].filter(Boolean)]);
  const ledger = await openLedger(desk.ledger);
  const world = contextOn(ledger, desk.ledger, { now: '2023-10-03T09:00:00+08:00' });
  for (const [operator, mine] of Object.entries(waiting))
    expect({ operator, mine: minesOf(await today({ ...world, operator })) }).toEqual({
      operator,
      mine,
    });
  await ledger.close();
});
