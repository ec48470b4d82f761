// The stories in test/golden: what a person typed and saw. See test/golden/README.md.

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { problemCodes } from '../src/domain/problems.ts';
import { onServer } from './support/postgres.ts';
import { play } from './support/run-story.ts';

const folder = fileURLToPath(new URL('./golden/', import.meta.url));
/** Stories of where a ledger lies: they are told of files. */
const OF_FILES = [
  'errors/ledger.is_output.txt',
  'errors/ledger.moved.txt',
  'headquarters.txt',
  'moved.txt',
  'server-address.txt',
];
const isTold = (name: string): boolean => !(onServer && OF_FILES.includes(name));

const stories = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.txt') && isTold(name))
  .sort();

describe('stories', () => {
  test.concurrent.each(stories)('%s', async (name) => {
    const file = folder + name;
    const told = await play(name);
    if (process.env.UPDATE === '1') writeFileSync(file, told.text);
    expect(told.text).toBe(readFileSync(file, 'utf8'));
    expect(told.verified).toMatch(/^核对无误：/);
  });
});

/** Codes that no clerk's typing brings about: the test that stages the trouble, by file and name. */
const provedElsewhere: Readonly<Record<string, readonly [file: string, test: string]>> = {
  'attachment.changed': ['care/verify.test.ts', 'changed'],
  'import.rejected': [
    'documents/old-ledger/import.test.ts',
    '%s: every bad cell with its reason, and nothing is recorded',
  ],
  'notify.failed': ['care/notify.test.ts', '%s is a failure, told without the address'],
  'ledger.denied': ['store/postgres/faults.test.ts', 'a log-in that is not there'],
  'ledger.older': ['store/postgres/faults.test.ts', 'tables of another version (%i): %s'],
  'ledger.busy': ['cli/ledger-faults.test.ts', 'somebody else keeps writing'],
  'ledger.corrupt': ['store/sqlite/spoilt-files.test.ts', 'pages overwritten'],
  'ledger.full': ['store/sqlite/spoilt-files.test.ts', 'no room left'],
  'ledger.io_error': ['reliability/injected-faults.test.ts', 'a disk that does not answer'],
  'ledger.newer': ['store/sqlite/spoilt-files.test.ts', 'made by a later version'],
  'ledger.read_only': ['store/sqlite/spoilt-files.test.ts', 'a file where the folder should be'],
  'report.differs': ['care/verify-against.test.ts', 'a falsified rate'],
  'time.clock_ahead': ['care/purge.test.ts', 'nor where the clock is more than a month after the last entry'],
  'time.clock_wrong': ['cli/clock.test.ts', '%s is refused by whatever is asked'],
  'journal.broken': ['cli/ledger-faults.test.ts', 'somebody changed a table behind the journal'],
};

describe('every refusal is told', () => {
  test.each(problemCodes.filter((code) => isTold(`errors/${code}.txt`)))('%s', async (code) => {
    const elsewhere = provedElsewhere[code];
    if (elsewhere === undefined) {
      const story = `errors/${code}.txt`;
      expect([code, existsSync(folder + story)]).toEqual([code, true]);
      expect(readFileSync(folder + story, 'utf8')).toMatch(/^错误: .*\n(依据: .*\n)?建议: /m);
      expect((await play(story)).refusals).toContain(code);
    } else {
      const [file, name] = elsewhere;
      const source = readFileSync(new URL(`./${file}`, import.meta.url), 'utf8');
      expect(source).toContain(`'${name}'`);
      expect(source).toContain(`'${code}'`);
    }
  });
});
