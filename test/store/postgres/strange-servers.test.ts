// Whatever is found where a server is looked for: a refusal in words, in time, and no password for who should not have it.

import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Refusal } from '../../../src/domain/problems.ts';
import { connect } from '../../../src/store/postgres/connect.ts';
import { refusing } from '../../../src/store/postgres/faults.ts';
import { deskAt } from '../../support/run-tousu.ts';
import { message, strangeServer, welcome } from './strange-server.ts';

/** An address of this machine that is not its own alone. */
const [elsewhere] = Object.values(networkInterfaces())
  .flatMap((each) => each ?? [])
  .filter(({ internal, family }) => !internal && family === 'IPv4')
  .map(({ address }) => address);

const error = (text: string) => message('E', `SFATAL\0C28000\0M${text}\0\0`);
const failed = (code: string) =>
  Buffer.concat([message('E', `SERROR\0C${code}\0Mno such thing\0\0`), message('Z', 'I')]);
const half = message('R', 0).subarray(0, 7);

test.each<readonly [string, readonly Uint8Array[], string]>([
  ['a web server', [Buffer.from('HTTP/1.1 400 Bad Request\r\nServer: nginx\r\n\r\n')], 'ledger.unreachable'],
  ['an error in English', [error('no pg_hba.conf entry')], 'ledger.denied'],
  ['an error that has no end', [message('E', 'SFATAL\0C28000\0Mhello\0')], 'ledger.unreachable'],
  ['a log-in by Kerberos', [message('R', 7)], 'ledger.denied'],
  ['a log-in by a number nobody knows', [message('R', 4711)], 'ledger.denied'],
  ['SCRAM of another kind', [message('R', 10, 'SCRAM-SHA-1\0\0')], 'ledger.unreachable'],
  ['an answer to what SCRAM has not asked', [message('R', 11, 'r=1,s=2,i=3')], 'ledger.unreachable'],
  ['a huge length', [Buffer.from([0x52, 0xff, 0xff, 0xff, 0xff, 1, 2, 3])], 'ledger.unreachable'],
  ['a length of nothing', [Buffer.from('R\0\0\0\0')], 'ledger.unreachable'],
  ['rows before anybody asked', [message('D', '\x7f\xff')], 'ledger.unreachable'],
  ['a welcome, and an error without an end', [welcome, message('E', 'S')], 'ledger.unreachable'],
  ['a welcome, and an error nobody knows', [welcome, failed('ZZ999')], 'ledger.unreachable'],
  ['a welcome, and no word of what was asked', [welcome, failed('42601')], 'ledger.unreachable'],
  ['a welcome, and an inner error', [welcome, failed('XX000')], 'ledger.unreachable'],
  ['a welcome, and a web page', [welcome, Buffer.from('HTTP/1.1 200 OK\r\n\r\n')], 'ledger.unreachable'],
])(
  '%s',
  async (_name, says, code) => {
    const strange = await strangeServer({ says });
    const started = performance.now();
    try {
      const refused = await deskAt(strange.address).refusal(['list'], { env: { PGPASSWORD: 'geheim' } });
      expect(refused).toMatchObject({ exit: 5, code });
      expect(refused.message).toMatch(/[一-龥]/);
      expect(performance.now() - started).toBeLessThan(5000);
    } finally {
      strange.close();
    }
  },
  20_000,
);

const versioned = (version: string) =>
  Buffer.concat([message('R', 0), message('S', `server_version\0${version}\0`), message('Z', 'I')]);

test.each([
  ['12', versioned('12.22 (Debian 12.22-1)')],
  ['9.6', versioned('9.6.24')],
  ['9.2, which does not know what is set', message('E', 'SFATAL\0C42704\0Munrecognized\0\0')],
])('a server of version %s is too old', async (_version, answer) => {
  const strange = await strangeServer({ says: [answer] });
  try {
    const refused = await deskAt(strange.address).refusal(['list']);
    expect(refused).toMatchObject({ exit: 5, code: 'ledger.unreachable', details: { why: 'version' } });
    expect(refused.hint).toContain('PostgreSQL 13');
  } finally {
    strange.close();
  }
});

const notices = Buffer.concat(new Array<Buffer>(1000).fill(message('N', 'SNOTICE\0C01000\0Mhello\0\0')));

/** Each of them takes the whole patience: side by side. */
const silences: readonly (readonly Buffer[])[] = [
  [],
  [half],
  [welcome],
  [Buffer.concat([welcome, half])],
  new Array<Buffer>(50).fill(notices),
];

test('silence, at any time, is waited for as long as for a lock', async () => {
  const started = performance.now();
  await Promise.all(
    silences.map(async (says) => {
      const strange = await strangeServer({ says });
      try {
        expect(await deskAt(strange.address).refusal(['list'])).toMatchObject({ code: 'ledger.unreachable' });
      } finally {
        strange.close();
      }
    }),
  );
  expect(performance.now() - started).toBeLessThan(60_000);
});

test('a host that is gone is missed within half a minute: silence is asked about after ten seconds', async () => {
  const strange = await strangeServer({ says: [welcome] });
  try {
    const client = await connect(strange.address);
    const { localPort } = client.connection.stream as unknown as { readonly localPort: number };
    const mine = new RegExp(`: 0100007F:${localPort.toString(16).toUpperCase().padStart(4, '0')} .*$`, 'm');
    const [row = ''] = mine.exec(readFileSync('/proc/net/tcp', 'utf8')) ?? [];
    // The timer that runs: 02 is the one that asks, in hundredths of a second.
    const [, timer, left = ''] = / (\d\d):([0-9A-F]{8}) /.exec(row) ?? [];
    expect(timer).toBe('02');
    expect(Number.parseInt(left, 16)).toBeLessThanOrEqual(1000);
    client.connection.stream.destroy();
  } finally {
    strange.close();
  }
});

const asks = {
  clear: message('R', 3),
  md5: message('R', 5, 'salt'),
};

test.each(['clear', 'md5'] as const)('a password is not told on the way (%s)', async (how) => {
  const strange = await strangeServer({ says: [asks[how]], host: elsewhere ?? '127.0.0.2' });
  try {
    const refused = await deskAt(strange.address).refusal(['list'], { env: { PGPASSWORD: 'geheim' } });
    expect(refused).toMatchObject({ exit: 5, code: 'ledger.denied' });
    expect(refused.hint).toContain('scram-sha-256');
    expect(strange.heard()).not.toMatch(/geheim|md5/);
  } finally {
    strange.close();
  }
});

test('on this machine alone it is', async () => {
  const strange = await strangeServer({ says: [asks.clear, error('wrong')] });
  try {
    await deskAt(strange.address).refusal(['list'], { env: { PGPASSWORD: 'geheim' } });
    expect(strange.heard()).toContain('geheim');
  } finally {
    strange.close();
  }
});

/** Random bytes, and what begins as a message of the protocol does. */
const nonsense = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc
    .tuple(
      fc.constantFrom(...'RSKZENTDCAtGHdsnI123'),
      fc.integer({ min: 0, max: 60 }),
      fc.uint8Array({ maxLength: 60 }),
    )
    .map(([letter, length, body]) =>
      Buffer.concat([Buffer.from(letter), Buffer.from([0, 0, 0, length]), body]),
    ),
);

/** Where in the conversation it is said, and whether encryption was asked for. */
const stage = fc.constantFrom<readonly [string, (bytes: Buffer) => readonly Buffer[]]>(
  ['disable', (bytes) => [bytes]],
  ['disable', (bytes) => [Buffer.concat([message('R', 0), bytes])]],
  ['disable', (bytes) => [message('R', 10, 'SCRAM-SHA-256\0\0'), bytes]],
  ['disable', (bytes) => [welcome, bytes]],
  ['verify-full', (bytes) => [bytes]],
  ['verify-full', (bytes) => [Buffer.from('S'), bytes]],
);

test('bytes of any kind, at any time: a refusal, or an answer', async () => {
  const said = fc.array(nonsense, { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(stage, said, async ([encryption, says], bytes) => {
      const strange = await strangeServer({ says: says(Buffer.concat(bytes)), hangsUp: true });
      const address = strange.address.replace('disable', encryption);
      try {
        const client = await connect(address);
        await refusing(address, () => client.query('SELECT 1'));
        await client.end();
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        expect(error.problem.exit).toBe(5);
      } finally {
        strange.close();
      }
    }),
    { numRuns: 500 },
  );
}, 120_000);
