// A server that is not there, does not know who asks, or goes away in the middle: each its code, in words, nothing by halves.

import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openLedger } from '../../../src/store/postgres/open.ts';
import { schema } from '../../support/open-ledger.ts';
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

describeOnServer('what the server says of a statement', () => {
  /** Every entry fails with this code: a defect, as it seems, until the ledger has been looked over. */
  const failing = (
    code: string,
  ) => `CREATE OR REPLACE FUNCTION journal_says_who() RETURNS trigger LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'no entry' USING ERRCODE = '${code}'; END $$`;

  test.each([
    ['42601', /^核对不通过：\s+数据库：守着流水和附件的触发器被去掉或改动了/],
    ['22012', /^核对不通过：\s+数据库：守着流水和附件的触发器被去掉或改动了/],
    ['XX000', /^连不上台账服务器/],
    ['ZZ999', /^连不上台账服务器/],
    ['53100', /^磁盘已满/],
    ['53200', /^磁盘读写出错，或系统资源不足/],
    ['53400', /^磁盘读写出错，或系统资源不足/],
    ['57014', /^台账正被其他程序占用/],
    ['25006', /^台账不能写入/],
  ])('%s: told for what it is, damage or a fault of the server', async (code, message) => {
    const { owner, desk } = await peopledUnit();
    server().tamper(owner.ledger, failing(code));
    const { status, stderr } = await desk.run(note);
    expect([status, stderr.replace(/^错误: /, '')]).toEqual([5, expect.stringMatching(message)]);
    expect(server().sql(owner.ledger, 'SELECT COUNT(*) FROM note').trim()).toBe('0');
  });

  test.each([
    'ALTER TABLE complaint RENAME COLUMN name TO 姓名',
    'ALTER TABLE note DROP COLUMN text CASCADE',
  ])('%s: the ledger is damaged', async (change) => {
    const { owner, desk } = await peopledUnit();
    server().tamper(owner.ledger, `DROP VIEW 台账; ${change}`);
    expect(await desk.refusal(note)).toMatchObject({ exit: 5, code: 'ledger.corrupt' });
    expect(await owner.refusal(['verify'])).toMatchObject({ exit: 5 });
  });

  test('an upgrade beside an open ledger: the program is too old from then on', async () => {
    const { owner } = await peopledUnit();
    const ledger = await openLedger(owner.ledger, { schema: () => schema, progress: () => {} });
    try {
      const asked = () => ledger.all('SELECT * FROM note');
      for (let time = 1; time <= 3; time += 1) expect(await asked()).toEqual([]);
      server().tamper(owner.ledger, 'ALTER TABLE note ADD COLUMN more TEXT');
      await expect(asked()).rejects.toMatchObject({ problem: { code: 'ledger.newer' } });
    } finally {
      await ledger.close();
    }
  });
});

describeOnServer('what IT set for a log-in', () => {
  test.each([
    ['statement_timeout', "'1ms'"],
    ['lock_timeout', "'1ms'"],
    ['timezone', "'America/New_York'"],
    ['datestyle', "'German, DMY'"],
    ['standard_conforming_strings', 'off'],
    ['bytea_output', 'escape'],
    ['transform_null_equals', 'on'],
    ['array_nulls', 'off'],
    ['default_transaction_isolation', 'serializable'],
    ['search_path', 'pg_catalog'],
    ['client_encoding', 'GBK'],
  ])('%s = %s: nothing is otherwise', async (name, value) => {
    const { owner, desk } = await peopledUnit();
    const [login = ''] = /(?<=\/\/)[^@]+/.exec(decodeURIComponent(desk.ledger)) ?? [];
    server().tamper(owner.ledger, `ALTER ROLE "${login}" SET ${name} = ${value}`);
    try {
      await desk.ok(['note', '01', "反斜杠 \\ 和 '引号'"]);
      expect(await desk.json(['verify'])).toMatchObject({ ok: true });
    } finally {
      server().tamper(owner.ledger, `ALTER ROLE "${login}" RESET ALL`);
    }
  });

  test.each([
    { PGHOST: '192.0.2.1', PGPORT: '1', PGDATABASE: 'x', PGUSER: 'x' },
    { PGOPTIONS: '-c search_path=pg_catalog -c default_transaction_read_only=on' },
    { PGSSLMODE: 'verify-full', PGSSLROOTCERT: '/nowhere' },
    { PGSSLNEGOTIATION: 'direct' },
    { PGSERVICE: 'x', PGSERVICEFILE: '/nowhere' },
    { PGCLIENT_ENCODING: 'GBK', PGCLIENTENCODING: 'GBK', PGTZ: 'UTC', PGDATESTYLE: 'German' },
    { NODE_PG_FORCE_NATIVE: '1' },
  ])('what is set for other programs (%j) is not ours', async (env: Record<string, string>) => {
    const { desk } = await peopledUnit();
    await desk.ok(note, { env });
  });

  test('only to read: it is said why nothing is recorded', async () => {
    const { owner, desk } = await peopledUnit();
    const [login = ''] = /(?<=\/\/)[^@]+/.exec(decodeURIComponent(desk.ledger)) ?? [];
    server().tamper(owner.ledger, `ALTER ROLE "${login}" SET default_transaction_read_only = on`);
    try {
      expect(await desk.refusal(note)).toMatchObject({
        exit: 5,
        code: 'ledger.read_only',
        hint: expect.stringContaining('default_transaction_read_only'),
      });
      await desk.ok(['list']);
    } finally {
      server().tamper(owner.ledger, `ALTER ROLE "${login}" RESET ALL`);
    }
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
