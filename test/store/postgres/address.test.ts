// An address says one place, in one form, and never a password.

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addressOfUnit, parseAddress, shownAddress } from '../../../src/store/postgres/address.ts';
import { emptyDesk } from '../../support/run-tousu.ts';

const name = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }).filter((text) => text.isWellFormed());
const unit = fc
  .stringMatching(/^[a-zA-Z_燃气公司0-9]{1,12}$/)
  .filter((code) => !/^(pg_|public$|none$|user$)/i.test(code));

test('as it is shown it is read again', () => {
  fc.assert(
    fc.property(name, name, unit, fc.integer({ min: 1, max: 65_535 }), (user, database, code, port) => {
      const parts = [user, database, code].map(encodeURIComponent);
      const named = `postgres://${parts[0]}@db.example.com:${port}/${parts[1]}/${parts[2]}`;
      const read = parseAddress(named);
      expect(read).toMatchObject({ user, database, unit: code, port, host: 'db.example.com' });
      const shown = shownAddress(named);
      expect(parseAddress(shown)).toEqual(read);
      expect(shownAddress(shown)).toBe(shown);
      expect(parseAddress(addressOfUnit(shown, '温县'))).toEqual({ ...read, unit: '温县' });
    }),
  );
});

describe('a password in an address', () => {
  test.each([
    'postgres://u:geheim@localhost/d/main',
    'postgresql://u:geheim@localhost/d',
    'POSTGRES://u:geheim@localhost/d/main?sslmode=disable',
    'postgres:/u:geheim@localhost/d/main',
    'postgres//u:geheim@localhost/d/main',
    'postgres：//u:geheim@localhost/d/main',
    'mysql://u:geheim@localhost/d',
    'postgres://u:geheim@local%zzhost/d/main',
  ])('%s: refused, and nowhere shown', async (address) => {
    const desk = emptyDesk();
    for (const words of [
      ['list', '--ledger', address],
      ['init', '--unit', '甲', '--ledger', address],
      ['rollup', '2023-10', address, '-o', '汇总.xlsx'],
      ['schedule', 'show', '--ledger', address],
    ]) {
      const { status, stdout, stderr } = await desk.run(words);
      expect([words[0], status]).toEqual([words[0], 2]);
      expect(stdout + stderr).not.toContain('geheim');
    }
  });
});

test('what is said twice is not understood: the first would hold, or the second', () => {
  const twice = 'postgres://localhost/d/main?sslmode=disable&sslmode=verify-full';
  expect(() => parseAddress(twice)).toThrow('写了两次');
});

test.each(['--json', '\u3164', 'a/b', 'public', 'pg_x', '甲 乙', '很'.repeat(22)])(
  'no unit is called %j',
  (code) => {
    expect(() => parseAddress(`postgres://localhost/d/${encodeURIComponent(code)}`)).toThrow(
      /代码不能用|看不懂/,
    );
  },
);
