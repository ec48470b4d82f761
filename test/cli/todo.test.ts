// 2.1.3 What is to be done, in the words to type: never a step that would be refused.

import { expect, test } from '@jest/globals';
import type { Desk } from '../support/run-tousu.ts';
import { registration, unitDesk } from '../support/run-unit.ts';

type Item = { readonly no: string; readonly step: string };

const todo = async (desk: Desk): Promise<readonly string[]> => {
  const { items } = await desk.json<{ items: readonly Item[] }>(['todo']);
  return items.map(({ no, step }) => `${step} ${no}`);
};

test('4.3.7(1) headquarters waits for a report once somebody is responsible', async () => {
  const desk = await unitDesk();
  await desk.ok(registration({ source: '管理总部' }));
  expect(await todo(desk)).toEqual(['assign 2023100101']);
  await desk.ok(['assign', '0101', '--dept', '工程部']);
  expect(await todo(desk)).toEqual(['feedback 2023100101', 'investigate 2023100101']);
});
