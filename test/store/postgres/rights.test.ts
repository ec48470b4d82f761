// What a log-in may do is the server's to decide: a desk adds to the journal and cannot change it, a reader reads.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { describeOnServer, server } from '../../support/postgres.ts';
import type { Desk } from '../../support/run-tousu.ts';
import { registration } from '../../support/run-unit.ts';
import { peopledUnit } from './peopled-unit.ts';

/** What a desk may type past the program, and the server refuses. */
const statements: readonly string[] = [
  "UPDATE journal SET data = '{}'",
  'DELETE FROM journal',
  'TRUNCATE journal',
  'DROP TRIGGER journal_is_append_only ON journal',
  'ALTER TABLE journal DISABLE TRIGGER ALL',
  'ALTER TABLE journal DROP COLUMN hash',
  'SET session_replication_role = replica',
  'CREATE TABLE mine (a INTEGER)',
  'DELETE FROM complaint',
  'DELETE FROM attachment_piece',
  "UPDATE attachment_piece SET content = 'x'",
  'UPDATE ledger_format SET version = 99',
  'SELECT * FROM "别的单位".journal',
  "COPY journal TO PROGRAM 'cat'",
];

describeOnServer('a desk', () => {
  test('everything beyond its work is refused by the server', async () => {
    const { owner, desk } = await peopledUnit();
    await owner.ok(['unit', 'add', '别的单位', '--unit', '温县燃气公司']);
    for (const statement of statements)
      expect(() => server().sql(desk.ledger, statement)).toThrow(
        /permission denied|must be (owner|superuser)/,
      );
    expect(await owner.json(['verify'])).toMatchObject({ ok: true });
  });

  test('to hand on a right it has not got does nothing', async () => {
    const { desk, reader } = await peopledUnit();
    server().sql(desk.ledger, 'GRANT INSERT ON journal TO "集团"');
    expect(await reader.refusal(['note', '01', '写'])).toMatchObject({ code: 'ledger.denied' });
  });

  test('records, and stands in the journal as who logged in', async () => {
    const { owner, desk } = await peopledUnit();
    await desk.ok(['note', '01', '李娜记的']);
    const last = 'SELECT operator FROM journal ORDER BY seq DESC LIMIT 1';
    expect(server().sql(owner.ledger, last).trim()).toBe('李娜');
    expect(await desk.json(['verify'])).toMatchObject({ ok: true });
  });

  test('cannot say that she is somebody else, in the program or past it', async () => {
    const { desk } = await peopledUnit();
    expect(
      await desk.refusal(['note', '01', '冒名'], { env: { TOUSU_USER: '刘敏', TOUSU_LEDGER: desk.ledger } }),
    ).toMatchObject({
      exit: 2,
      code: 'usage.invalid',
    });
    const forged = `INSERT INTO journal (seq, subject, type, occurred_at, recorded_at, done_by, operator, data, salt, digest, prev_hash, hash)
      SELECT seq + 1, subject, type, occurred_at, recorded_at, done_by, '刘敏', data, salt, digest, hash, repeat('0', 64)
      FROM journal ORDER BY seq DESC LIMIT 1`;
    expect(() => server().sql(desk.ledger, forged)).toThrow('录入人不是登录的人');
  });

  test('cannot move the ledger away', async () => {
    const { owner, desk } = await peopledUnit();
    expect(await desk.refusal(['move', '--to', '我的.db'])).toMatchObject({ exit: 5, code: 'ledger.denied' });
    expect(existsSync(join(desk.folder, '我的.db'))).toBe(false);
    await owner.ok(['note', '01', '还在原处']);
  });

  test('cannot let others in, nor is told that she did', async () => {
    const { owner, desk } = await peopledUnit();
    await owner.ok(['unit', 'add', '温县', '--unit', '温县燃气公司']);
    await owner.ok(['unit', 'user', 'add', '赵强', '--unit', '温县']);
    expect(await desk.refusal(['unit', 'user', 'add', '赵强', '--unit', 'main'])).toMatchObject({
      exit: 5,
      code: 'ledger.denied',
    });
  });

  test('cannot put an entry anywhere but behind the last one', async () => {
    const { owner, desk } = await peopledUnit();
    const far = `INSERT INTO journal (seq, subject, type, occurred_at, recorded_at, done_by, operator, data, salt, digest, prev_hash, hash)
      SELECT 9007199254740993, subject, type, occurred_at, recorded_at, done_by, '李娜', data, salt, digest, hash, repeat('0', 64)
      FROM journal ORDER BY seq DESC LIMIT 1`;
    expect(() => server().sql(desk.ledger, far)).toThrow('流水号不相接');
    expect(await owner.json(['verify'])).toMatchObject({ ok: true });
  });

  test('becomes a reader when the owner says so', async () => {
    const { owner, desk } = await peopledUnit();
    await owner.ok(['unit', 'user', 'add', '李娜', '--unit', 'main', '--as', 'reader']);
    expect(await desk.refusal(['note', '01', '写'])).toMatchObject({ code: 'ledger.denied' });
    await desk.ok(['list']);
  });

  test('is who logged in, whatever a setting says', async () => {
    const { owner } = await peopledUnit();
    expect(await owner.refusal(['config', 'set', 'user.name', '刘敏'])).toMatchObject({
      code: 'usage.invalid',
    });
  });

  test.each(['unit user add 别人 --unit main', 'unit add 新单位 --unit 新单位', 'upgrade'])(
    'tousu %s is for the owner',
    async (line) => {
      const { desk, owner } = await peopledUnit();
      server().tamper(owner.ledger, 'UPDATE ledger_format SET version = version - 1');
      expect(await desk.refusal(line.split(' '))).toMatchObject({ exit: 5, code: 'ledger.denied' });
    },
  );
});

describeOnServer('a reader', () => {
  test.each(['list', 'show 01', 'todo', 'report 2023-10', 'verify', 'backup'])('tousu %s', async (line) => {
    const { reader } = await peopledUnit();
    expect(await reader.run(line.split(' '))).toMatchObject({ status: 0 });
  });

  test.each(
    [['note', '01', '写'], ['dept', 'add', '新部门'], registration(), ['report', '2023-10', '--final']].map(
      (words) => ({ words }),
    ),
  )('tousu $words.0 is denied, and nothing is written', async ({ words }) => {
    const { reader, owner } = await peopledUnit();
    const before = await entriesOf(owner);
    expect(await reader.refusal(words)).toMatchObject({ exit: 5, code: 'ledger.denied' });
    expect(await entriesOf(owner)).toBe(before);
  });
});

describeOnServer('units of one database', () => {
  test('each sees its own alone', async () => {
    const { owner, desk } = await peopledUnit();
    await owner.ok(['unit', 'add', '温县', '--unit', '温县燃气公司']);
    const other = desk.ledger.replace(/main$/, '温县');
    expect(await desk.refusal(['list', '--ledger', other])).toMatchObject({ exit: 5, code: 'ledger.denied' });
    const listed = async (who: Desk) =>
      (await who.json<{ items: { code: string }[] }>(['unit', 'list'])).items.map(({ code }) => code);
    expect(await listed(owner)).toEqual(['main', '温县']);
    expect(await listed(desk)).toEqual(['main']);
  });

  test('what is there is not made again, and a unit that is not there has no users', async () => {
    const { owner } = await peopledUnit();
    expect(await owner.refusal(['unit', 'add', 'main', '--unit', '又一个'])).toMatchObject({
      exit: 2,
      code: 'ledger.exists',
    });
    expect(await owner.refusal(['unit', 'user', 'add', '甲', '--unit', '没有'])).toMatchObject({
      exit: 4,
      code: 'not_found.ledger',
    });
  });

  test('nothing that somebody else put there runs, whoever asks', async () => {
    const { owner, desk } = await peopledUnit();
    server().tamper(
      owner.ledger,
      'GRANT CREATE ON SCHEMA public TO PUBLIC; CREATE TABLE public.ran (who TEXT)',
    );
    server().tamper(owner.ledger, 'GRANT ALL ON public.ran TO PUBLIC');
    server().sql(
      desk.ledger,
      `CREATE FUNCTION public.evil() RETURNS INTEGER LANGUAGE plpgsql AS $$ BEGIN INSERT INTO public.ran VALUES (current_user); RETURN 5; END $$;
       CREATE VIEW public.ledger_format AS SELECT 1953461619 AS application, public.evil() AS version;
       CREATE VIEW public.setting AS SELECT 'unit.code'::text AS key, public.evil()::text AS value`,
    );
    await owner.ok(['unit', 'list']);
    await owner.ok(['unit', 'user', 'add', '李娜', '--unit', 'main']);
    server().tamper(
      owner.ledger,
      'ALTER TABLE ledger_format RENAME TO hidden; CREATE VIEW ledger_format AS SELECT * FROM public.ledger_format',
    );
    for (const words of [['list'], ['verify'], ['upgrade']])
      expect(await owner.refusal(words)).toMatchObject({ exit: 5, code: 'journal.broken' });
    await owner.ok(['unit', 'list']);
    expect(server().sql(owner.ledger, 'SELECT COUNT(*) FROM public.ran').trim()).toBe('0');
  });

  test.each(['pg_atk', 'public', '很'.repeat(22)])('nobody can be called %s', async (name) => {
    const { owner } = await peopledUnit();
    expect(await owner.refusal(['unit', 'user', 'add', name, '--unit', 'main'])).toMatchObject({
      code: 'usage.invalid',
    });
  });

  test('a file is one unit', async () => {
    const { owner } = await peopledUnit();
    expect(await owner.refusal(['unit', 'list', '--ledger', 'a.db'])).toMatchObject({
      exit: 2,
      code: 'usage.invalid',
    });
  });
});

const entriesOf = async (desk: Desk): Promise<unknown> => (await desk.json(['verify'])).entries;
