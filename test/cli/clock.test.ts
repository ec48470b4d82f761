// A computer whose clock says what no calendar of ours has: nothing is judged by it, and nothing written.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { unitDesk } from '../support/run-unit.ts';

test.each([['9999-12-31T20:00:00Z'], ['+010000-01-01T00:00:00Z'], ['-000001-01-01T00:00:00Z']])(
  '%s is refused by whatever is asked',
  async (at) => {
    const desk = await unitDesk();
    const clock = join(desk.folder, 'clock.cjs');
    writeFileSync(clock, `Date.now = () => ${Date.parse(at)};`);
    const env = { NODE_OPTIONS: `--require "${clock}"` };
    const before = await desk.ok(['verify', '--json']);
    for (const words of [
      ['list'],
      ['todo'],
      ['overdue'],
      ['report', '本月'],
      ['backup'],
      ['purge', '--dry-run'],
      ['undo', '0101'],
    ])
      expect(await desk.refusal(words, { env })).toMatchObject({ exit: 3, code: 'time.clock_wrong' });
    expect(await desk.ok(['verify', '--json'])).toBe(before);
  },
);
