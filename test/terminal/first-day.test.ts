import { expect, test } from '@jest/globals';
import { emptyDesk } from '../support/run-tousu.ts';
import { Terminal } from '../support/tmux.ts';

test('a whole line makes the ledger at once', async () => {
  const desk = emptyDesk();
  const { status, screen } = await (await Terminal.start(desk, ['init', '--unit', '修武燃气公司'])).end();
  expect(status).toBe(0);
  expect(screen).not.toContain('? ');
});
