import { expect, test } from '@jest/globals';
import { isGroup } from '../../src/cli/command.ts';
import { findCommand } from '../../src/commands/find.ts';
import { allSteps } from '../../src/domain/case/step-table.ts';

test.each(allSteps)('the step %s is a command that records', async (step) => {
  const [word = '', second] = step.split(' ');
  const { named } = await findCommand(word, second);
  expect(isGroup(named)).toBe(false);
  expect(named).toMatchObject({ records: true });
});
