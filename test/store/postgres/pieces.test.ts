// The pieces of attachments on a server: what a desk adds past the program must be the content that its name says.

import { createHash } from 'node:crypto';
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { describeOnServer, server } from '../../support/postgres.ts';
import { registration } from '../../support/run-unit.ts';
import { peopledUnit } from './peopled-unit.ts';

const PIECE = 1 << 20;
const content = Buffer.alloc(2 * PIECE + 5, '照片');
const pieces = [0, 1, 2].map((n) => content.subarray(n * PIECE, (n + 1) * PIECE));

const digest = (...bytes: readonly Uint8Array[]): string =>
  createHash('sha256').update(Buffer.concat(bytes)).digest('hex');

const name = digest(content);

const piece = (n: number, bytes: Uint8Array, of = name): string =>
  `INSERT INTO attachment_piece VALUES ('${of}', ${n}, '\\x${Buffer.from(bytes).toString('hex')}');`;

const [first = content, second = content, third = content] = pieces;
const whole = [piece(1, first), piece(2, second), piece(3, third)].join('');

const REFUSED = /附件的内容不是它的名字/;

describeOnServer('a desk, past the program, adds', () => {
  test.each([
    ['another content', piece(1, Buffer.from('坏的'))],
    ['a part of the content', piece(1, first)],
    ['a content with a gap', `${piece(1, first)}${piece(3, second)}${piece(4, third)}`],
    ['a content that does not begin', `${piece(2, first)}${piece(3, second)}${piece(4, third)}`],
    ['a piece beyond the end', `${whole}${piece(4, Buffer.from('多的'))}`],
    [
      'a piece behind one that was looked at already',
      `SET CONSTRAINTS ALL IMMEDIATE; ${piece(1, first, digest(first))}${piece(2, second, digest(first))}`,
    ],
    [
      'a content that a table of her own vouches for',
      `CREATE TEMP TABLE attachment_piece (sha256 TEXT, n INTEGER, content BYTEA); SET search_path = pg_temp, main;
       ${piece(1, Buffer.from('坏的')).replace('attachment_piece', 'main.attachment_piece')}`,
    ],
  ])('%s: refused', async (_name, sql) => {
    const { desk, owner } = await peopledUnit();
    expect(() => server().sql(desk.ledger, `BEGIN; ${sql} COMMIT;`)).toThrow(REFUSED);
    expect(server().sql(owner.ledger, 'SELECT COUNT(*) FROM attachment_piece').trim()).toBe('0');
  });

  test('more to what is there: refused', async () => {
    const { desk } = await peopledUnit();
    server().sql(desk.ledger, `BEGIN; ${whole} COMMIT;`);
    expect(() => server().sql(desk.ledger, piece(4, Buffer.from('多的')))).toThrow(REFUSED);
  });

  test('a content with a function of her own for the digest: refused', async () => {
    const { desk, owner } = await peopledUnit();
    server().tamper(owner.ledger, 'GRANT CREATE, USAGE ON SCHEMA public TO PUBLIC');
    const forged = `CREATE FUNCTION public.sha256(BYTEA) RETURNS BYTEA LANGUAGE sql AS $$ SELECT decode('${name}', 'hex') $$;
      CREATE FUNCTION public.pg_has_role(NAME, OID, TEXT) RETURNS BOOLEAN LANGUAGE sql AS 'SELECT true';`;
    const path = 'SET search_path = main, public, pg_catalog;';
    expect(() => server().sql(desk.ledger, `${forged} ${path} ${piece(1, Buffer.from('坏的'))}`)).toThrow(
      REFUSED,
    );
    const entry = `INSERT INTO journal (seq, subject, type, occurred_at, recorded_at, done_by, operator, data, salt, digest, prev_hash, hash)
      SELECT seq + 1, subject, type, occurred_at, recorded_at, done_by, '刘敏', data, salt, digest, hash, repeat('0', 64)
      FROM journal ORDER BY seq DESC LIMIT 1`;
    expect(() => server().sql(desk.ledger, `${path} ${entry}`)).toThrow('录入人不是登录的人');
  });
});

describeOnServer('a content that no entry speaks of', () => {
  test('is found by verify and goes with a purge; what was withdrawn is spoken of', async () => {
    const { desk, owner } = await peopledUnit();
    const file = join(desk.folder, '照片.jpg');
    writeFileSync(file, '照片');
    await desk.ok(['attach', '01', file, '--kind', 'evidence']);
    await desk.ok(['undo', '01', '--reason', '附错了']);
    expect(await owner.json(['verify'])).toMatchObject({ ok: true });
    server().sql(desk.ledger, `BEGIN; ${whole} COMMIT;`);
    const found = `附件 ${name} 没有一条流水提到过：是绕过程序放进去的`;
    expect(await desk.refusal(['verify'])).toMatchObject({
      exit: 5,
      code: 'journal.broken',
      details: { findings: [found] },
    });
    await owner.ok(['purge', '--yes', '0']);
    expect(await owner.json(['verify'])).toMatchObject({ ok: true });
    expect(server().sql(owner.ledger, 'SELECT COUNT(*) FROM attachment_piece').trim()).toBe('1');
  });
});

describeOnServer('an honest desk', () => {
  test('attaches what somebody put there before her, and what somebody tried to spoil', async () => {
    const { desk } = await peopledUnit();
    const file = join(desk.folder, '照片.jpg');
    writeFileSync(file, content);
    expect(() => server().sql(desk.ledger, piece(1, Buffer.from('坏的')))).toThrow(REFUSED);
    await desk.ok(['attach', '01', file, '--kind', 'evidence']);
    await desk.ok(registration({ phone: '13900001234' }));
    await desk.ok(['attach', '02', file, '--kind', 'evidence']);
    expect(await desk.json(['verify'])).toMatchObject({ ok: true });
  });
  test('attaches nothing that the server could not prove in its memory', async () => {
    const { desk } = await peopledUnit();
    const file = join(desk.folder, '录像.mp4');
    writeFileSync(file, '');
    truncateSync(file, 256 * PIECE + 1);
    expect(await desk.refusal(['attach', '01', file, '--kind', 'evidence'])).toMatchObject({
      code: 'usage.invalid',
      message: expect.stringContaining('256 MB'),
    });
    truncateSync(file, 100 * PIECE);
    await desk.ok(['attach', '01', file, '--kind', 'evidence']);
  });
});
