// A server that is not there, does not know who asks, or goes away in the middle: each its code, in words, nothing by halves.

import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { describeOnServer, loggedInAs, server, WITH_PASSWORD } from '../../support/postgres.ts';
import { deskAt } from '../../support/run-tousu.ts';
import { type Cut, cutAtCommit } from './cutting-proxy.ts';
import { peopledUnit } from './peopled-unit.ts';

const note = ['note', '01', '记一笔'];

/** The same ledger by another way to its server. */
const through = (address: string, port: number): string => address.replace(/:\d+\//, `:${port}/`);

describeOnServer('who asks', () => {
  async function withPassword() {
    const { owner } = await peopledUnit();
    await owner.ok(['unit', 'user', 'add', WITH_PASSWORD, '--unit', 'main']);
    server().tamper(owner.ledger, `ALTER ROLE "${WITH_PASSWORD}" PASSWORD '密 码:1'`);
    return deskAt(loggedInAs(WITH_PASSWORD, owner.ledger));
  }

  test.each([
    ['none', {}],
    ['a wrong one', { PGPASSWORD: '密码' }],
  ])('without its password (%s) nobody is let in', async (_name, env: Record<string, string>) => {
    const desk = await withPassword();
    expect(await desk.refusal(note, { env })).toMatchObject({ exit: 5, code: 'ledger.denied' });
  });

  test('a password comes from PGPASSWORD or a file that nobody else can read', async () => {
    const desk = await withPassword();
    await desk.ok(note, { env: { PGPASSWORD: '密 码:1' } });
    const file = join(desk.folder, '密码');
    writeFileSync(file, `127.0.0.1:*:*:${WITH_PASSWORD}:密 码\\:1\n`, { mode: 0o600 });
    await desk.ok(note, { env: { PGPASSFILE: file } });
    chmodSync(file, 0o644);
    expect(await desk.refusal(note, { env: { PGPASSFILE: file } })).toMatchObject({
      code: 'usage.invalid',
      message: expect.stringContaining('别人也能读'),
    });
  });

  test('one in the address is refused, and is not shown', async () => {
    const { desk } = await peopledUnit();
    const refused = await desk.refusal(['list', '--ledger', desk.ledger.replace('@', ':geheim@')]);
    expect(refused).toMatchObject({ exit: 2, code: 'usage.invalid' });
    expect(JSON.stringify(refused)).not.toContain('geheim');
  });

  test('a log-in that is not there', async () => {
    const { desk } = await peopledUnit();
    const unknown = loggedInAs('没有这人', desk.ledger);
    expect(await desk.refusal(['list', '--ledger', unknown])).toMatchObject({ code: 'ledger.denied' });
  });
});

describeOnServer('what is there', () => {
  test.each([
    [/tousu_\d+/, 'no_such_database'],
    [/main$/, '没有'],
  ])('%s is not', async (part, other) => {
    const { desk } = await peopledUnit();
    const address = desk.ledger.replace(part, other);
    expect(await desk.refusal(['list', '--ledger', address])).toMatchObject({
      exit: 4,
      code: 'not_found.ledger',
    });
  });

  test('a schema of something else is no ledger', async () => {
    const { owner } = await peopledUnit();
    server().tamper(owner.ledger, 'UPDATE ledger_format SET application = 1');
    expect(await owner.refusal(['list'])).toMatchObject({ exit: 5, code: 'ledger.not_a_ledger' });
  });

  test.each([
    [1, 'ledger.newer'],
    [-1, 'ledger.older'],
  ])('tables of another version (%i): %s', async (by, code) => {
    const { owner, desk } = await peopledUnit();
    server().tamper(owner.ledger, `UPDATE ledger_format SET version = version + ${by}`);
    expect(await desk.refusal(note)).toMatchObject({ exit: 5, code });
  });
});

describeOnServer('the way to it', () => {
  test.each([
    ['nobody listens', /:\d+\//, ':1/'],
    ['nobody is called so', /127\.0\.0\.1/, 'no-such-host.invalid'],
  ])('%s', async (_name, part, other) => {
    const { desk } = await peopledUnit();
    const away = desk.ledger.replace(part, other);
    // Nothing is asked of a stranger in the clear.
    expect(await desk.refusal([...note, '--ledger', away])).toMatchObject({
      exit: 5,
      code: 'ledger.unreachable',
      details: { why: 'server' },
    });
  });

  test.each<readonly [Cut, string, number]>([
    ['before', 'ledger.unreachable', 0],
    ['after', 'recorded', 1],
    ['for good', 'ledger.io_error', 1],
  ])('it is cut at a commit (%s): %s', async (cut, outcome, recorded) => {
    const { owner, desk } = await peopledUnit();
    const before = await owner.json(['verify']);
    const way = await cutAtCommit(server().port, cut);
    try {
      const words = [...note, '--ledger', through(desk.ledger, way.port)];
      if (outcome === 'recorded') await desk.ok(words);
      else expect(await desk.refusal(words)).toMatchObject({ exit: 5, code: outcome });
    } finally {
      way.close();
    }
    const after = await owner.json(['verify']);
    expect(after).toMatchObject({ ok: true });
    expect(Number(after.entries) - Number(before.entries)).toBe(recorded);
  });

  test('the server is stopped and comes back', async () => {
    const { desk } = await peopledUnit();
    server().stop();
    try {
      expect(await desk.refusal(note)).toMatchObject({ exit: 5, code: 'ledger.unreachable' });
    } finally {
      server().start();
    }
    await desk.ok(note);
    expect(await desk.json(['verify'])).toMatchObject({ ok: true });
  });

  test('who holds the ledger for too long keeps the others from it, and says so', async () => {
    const { owner, desk } = await peopledUnit();
    const hold =
      "BEGIN; SELECT pg_advisory_xact_lock(1953461619, hashtext('main')); SELECT pg_sleep(13); COMMIT";
    const held = server().inBackground(owner.ledger, hold);
    expect(await desk.refusal(note)).toMatchObject({ exit: 5, code: 'ledger.busy' });
    await held;
    await desk.ok(note);
  });
});
