// After the retention period nothing tells who complained, and every figure and the chain are what they were.

import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { dueForPurge, purgePersonalData } from '../../src/services/care/purge.ts';
import { saveComplaint } from '../../src/store/complaints.ts';
import { engineFor, isOnServer } from '../../src/store/engine.ts';
import { draftIn, draftOf } from '../../src/store/files/draft-names.ts';
import { appendEvent } from '../../src/store/journal.ts';
import { story, voided } from '../support/build-case.ts';
import { contextOn, temporaryLedgers } from '../support/build-ledger.ts';
import { fullDesk } from '../support/full-case.ts';
import { openLedger, upgrade } from '../support/open-ledger.ts';
import { holdReading, loseLedger, tracesIn } from '../support/raw-ledger.ts';
import type { Desk, Json } from '../support/run-tousu.ts';
import { loseFiles, storedFiles } from '../support/stored-files.ts';
import { unzip } from '../support/unzip.ts';

const aLedger = temporaryLedgers();

/** A closed case of 李强, whose name, number and file also stand where people wrote of him, and an open one. */
async function keptLongEnough(): Promise<Desk> {
  const desk = await fullDesk();
  await desk.ok(['note', '0101', '李强说打 13800001234，或者 0391-7171234']);
  await desk.ok(['amend', '0101', '--contact', '微信 liqiang66', '--reason', '李强补充']);
  await desk.ok(['note', '0101', '加了微信 liqiang66']);
  await desk.ok(['config', 'set', 'policy.retentionMonths', '12', '--reason', '试行']);
  return desk;
}

interface Answer {
  readonly before: string;
  readonly total: number;
  readonly cases: readonly string[];
  readonly remaining: readonly { readonly file: string; readonly why: string }[];
}
const purged = (desk: Desk, ...words: string[]) =>
  desk.json<Answer>(['purge', '--before', '2024-01-01', ...words]);
const figures = async (desk: Desk): Promise<Json> => {
  const { journalHead, asOf, ...rest } = await desk.json(['report', '2023-10']);
  expect([journalHead, asOf]).toHaveLength(2);
  return rest;
};

test('who complained is gone from tables, journal, attachments and the file itself', async () => {
  const desk = await keptLongEnough();
  const before = await figures(desk);
  const hashes = async () =>
    (await desk.json<{ journal: readonly { hash: string }[] }>(['show', '0101', '--journal'])).journal.map(
      ({ hash }) => hash,
    );
  const chain = await hashes();
  expect(await purged(desk, '--dry-run')).toMatchObject({ cases: ['2023100101'] });
  expect(await desk.ok(['show', '0101'])).toContain('李强');

  expect(await purged(desk, '--yes', '1')).toMatchObject({ cases: ['2023100101'] });
  expect(tracesIn(desk.ledger, ['李强', '13800001234', '7171234', 'liqiang66', '接头处起泡'])).toEqual([]);
  expect(readdirSync(desk.folder).filter((name) => name.endsWith('-wal'))).toEqual([]);
  expect(storedFiles(desk)).toEqual([]);
  expect(await desk.json(['show', '0101'])).toMatchObject({
    complainant: { name: '（已清除）', phone: null, contact: null },
    content: '楼道里有燃气味',
    status: 'closed',
  });
  expect(await desk.ok(['show', '0102'])).toContain('周建国');

  expect(await figures(desk)).toEqual(before);
  expect(await hashes()).toEqual(chain);
  expect(await desk.json(['verify'])).toMatchObject({ ok: true });
  expect(await purged(desk, '--dry-run')).toMatchObject({ cases: [] });
});

test('the same file, attached to another case while the purge runs, stays', async () => {
  const desk = await keptLongEnough();
  const before = storedFiles(desk);
  const ledger = await openLedger(desk.ledger);
  const ctx = { ...contextOn(ledger, desk.ledger, { now: '2026-01-01T12:00:00+08:00' }), ...upgrade };
  // Between the entries and the files: what another process may do at any moment.
  let transactions = 0;
  const transaction: typeof ledger.transaction = async (work) => {
    const done = await ledger.transaction(work);
    transactions += 1;
    if (transactions === 1) await desk.ok(['attach', '2023100102', '现场.txt', '--kind', 'evidence']);
    return done;
  };
  await purgePersonalData({ ...ctx, ledger: { ...ledger, transaction } }, '2024-01-01', 1);
  await ledger.close();
  expect(await desk.json(['verify'])).toMatchObject({ ok: true });
  expect(storedFiles(desk)).toEqual(before);
});

test('files in a folder stay until nobody reads any more; those in a table go before it is made anew', async () => {
  const desk = await keptLongEnough();
  const before = storedFiles(desk);
  const ledger = await openLedger(desk.ledger);
  const ctx = { ...contextOn(ledger, desk.ledger, { now: '2026-01-01T12:00:00+08:00' }), ...upgrade };
  let then: readonly string[] | undefined;
  const scour: typeof ledger.scour = () => {
    then = storedFiles(desk);
    return ledger.scour();
  };
  await purgePersonalData({ ...ctx, ledger: { ...ledger, scour } }, '2024-01-01', 1);
  await ledger.close();
  expect(then).toEqual(isOnServer(desk.ledger) ? [] : before);
  expect(storedFiles(desk)).toEqual([]);
});

test('an attachment that no ledger speaks of, as a killed restore leaves it, is named', async () => {
  const desk = await keptLongEnough();
  const stray = join(desk.home, 'attachments', 'ab'.repeat(32));
  mkdirSync(dirname(stray), { recursive: true });
  writeFileSync(stray, '李强的录音');
  const { status, stdout } = await desk.run(['purge', '--yes', '1', '--json']);
  expect([status, (JSON.parse(stdout) as Answer).remaining]).toEqual([
    5,
    [{ file: stray, why: expect.stringContaining('没有一本台账提到') }],
  ]);
  rmSync(stray);
  expect(await desk.json<Answer>(['purge'])).toMatchObject({ remaining: [] });
});

test('an ending beside readers is told as what it is, and the next run finishes it', async () => {
  const desk = await keptLongEnough();
  const end = await holdReading(desk.ledger);
  const { status, stdout } = await desk.run(['purge', '--yes', '1', '--json']);
  expect(status).toBe(5);
  expect((JSON.parse(stdout) as Answer).remaining).toEqual([
    { file: desk.ledger, why: expect.stringContaining('别的窗口') },
  ]);
  await end();
  expect(await desk.json<Answer>(['purge'])).toMatchObject({ total: 0, remaining: [] });
  expect(tracesIn(desk.ledger, ['李强', '13800001234'])).toEqual([]);
});

test('what still holds it is named; what killed processes left is gone, what others are at stays', async () => {
  const desk = await keptLongEnough();
  const { file: backup } = await desk.json<{ file: string }>(['backup']);
  await desk.ok(['restore', backup]);
  const [attachments, { drafts }] = [join(desk.home, 'attachments'), desk];
  for (const folder of [attachments, drafts]) mkdirSync(folder, { recursive: true });
  const draft = (name: string, savedAt: string, texts: object) =>
    writeFileSync(join(drafts, name), JSON.stringify({ savedAt, texts }));
  draft('note.json', `${new Date().toISOString().slice(0, 19)}+08:00`, {
    no: ['0102'],
    text: ['李 强又来了'],
  });
  draft('void.json', '2020-01-01T00:00:00+08:00', { no: ['0102'] });
  draft('register.json', `${new Date().toISOString().slice(0, 19)}+08:00`, { name: ['周建国'] });
  const underWay = draftOf(join(attachments, '0'));
  const left = (file: string): string => file.replace(`${process.pid}-`, '4194304-');
  writeFileSync(left(underWay), '李强身份证');
  writeFileSync(underWay, '正在附的');
  const backups = join(desk.home, 'backups');
  for (const folder of [desk.home, backups]) writeFileSync(left(draftIn(folder)), '李强的台账');
  const writing = draftIn(backups);
  writeFileSync(writing, '正在写的');
  const { status, stdout } = await desk.run(['purge', '--yes', '1', '--json']);
  const { remaining } = JSON.parse(stdout) as Answer;
  expect(status).toBe(5);
  const kept = await (await engineFor(desk.ledger)).listKept(desk.ledger);
  expect(kept).toHaveLength(1);
  expect(remaining.map(({ file }) => file)).toEqual([
    join(backups, basename(backup)),
    writing,
    expect.stringContaining(join(backups, 'attachments')),
    ...kept,
  ]);
  expect(readdirSync(drafts)).toEqual(['register.json']);
  expect(readdirSync(attachments)).toEqual([basename(underWay)]);
  expect(existsSync(left(draftIn(desk.home)))).toBe(false);

  rmSync(backup);
  rmSync(writing);
  for (const ledger of kept) loseLedger(ledger);
  expect(await desk.json<Answer>(['purge'])).toMatchObject({ total: 0, remaining: [] });
  expect(readdirSync(join(backups, 'attachments'))).toEqual([]);
  await desk.ok(['backup']);
  expect(await desk.json<Answer>(['purge'])).toMatchObject({ remaining: [] });
});

test('a purged case goes on: reopened, backed up, restored', async () => {
  const desk = await keptLongEnough();
  await purged(desk, '--yes', '1');
  await desk.ok(['reopen', '0101', '--reason', '又漏了', '--by', '刘敏']);
  await desk.ok(['undo', '0101', '--reason', '不是同一处']);
  const { file } = await desk.json<{ file: string }>(['backup']);
  await desk.ok(['restore', file]);
  await desk.ok(['verify']);
});

test('the archive of a purged case leaves its files out and says so, and vouches for later ones', async () => {
  const desk = await keptLongEnough();
  await purged(desk, '--yes', '1');
  await desk.ok(['reopen', '0101', '--reason', '又漏了', '--by', '刘敏']);
  writeFileSync(join(desk.folder, '复查.txt'), '不再起泡');
  await desk.ok(['attach', '0101', '复查.txt', '--kind', 'evidence']);
  await desk.ok(['archive', '--month', '2023-10', '-o', 'a.zip']);
  const parts = unzip(join(desk.folder, 'a.zip'));
  expect([...parts.keys()].filter((path) => path.includes('附件'))).toEqual([
    '2023100101/附件/证据材料_复查.txt',
  ]);
  expect(parts.get('缺少清单.txt')).toContain('证据材料“现场.txt”（已清除）');

  loseFiles(desk);
  const { message } = await desk.refusal(['archive', '0101', '-o', 'b.zip']);
  expect(message).toContain('复查.txt');
  expect(message).not.toContain('现场.txt');
  expect(await desk.refusal(['verify'])).toMatchObject({ code: 'attachment.changed' });
});

test('a file that was attached and withdrawn goes, too', async () => {
  const desk = await keptLongEnough();
  writeFileSync(join(desk.folder, '误附.txt'), '别人的照片');
  await desk.ok(['attach', '0101', '误附.txt', '--kind', 'evidence']);
  await desk.ok(['undo', '0101', '--reason', '附错']);
  await purged(desk, '--yes', '1');
  expect(storedFiles(desk)).toEqual([]);
});

test('a file that an open case has as well stays', async () => {
  const desk = await keptLongEnough();
  await desk.ok(['attach', '0102', '现场.txt', '--kind', 'evidence']);
  await purged(desk, '--yes', '1');
  expect(storedFiles(desk)).toHaveLength(1);
  expect(await desk.json(['verify'])).toMatchObject({ ok: true });
});

describe('nothing is purged too early', () => {
  test('nor without the number of cases', async () => {
    const desk = await keptLongEnough();
    expect(await desk.refusal(['purge'])).toMatchObject({
      exit: 2,
      code: 'usage.missing',
      details: { names: ['--yes'] },
    });
    expect(await desk.refusal(['purge', '--yes', '2'])).toMatchObject({ exit: 2, details: { due: 1 } });
    expect(await desk.refusal(['purge', '--before', '9999-01-01', '--dry-run'])).toMatchObject({ exit: 2 });
    expect(await desk.ok(['show', '0101'])).toContain('李强');
    await desk.ok(['config', 'set', 'policy.retentionMonths', '60', '--reason', '照旧']);
    expect(await purged(desk, '--dry-run')).toMatchObject({ total: 0 });
  });

  const limits: readonly (readonly [now: string, months: number, due: boolean])[] = [
    ['2023-11-08', 1, false],
    ['2023-11-09', 1, true],
    ['2024-10-08', 12, false],
    ['2024-10-09', 12, true],
  ];
  test.each(limits)(
    'on %s where cases are kept for %i months, of one filed on 2023-10-08: %s',
    async (now, months, due) => {
      const ledger = await aLedger();
      await ledger.run("INSERT INTO setting VALUES ('policy.retentionMonths', ?)", String(months));
      const { events, complaint } = story({}, voided({ at: '10-08 09:00' }));
      for (const event of events)
        await appendEvent(ledger, { ...event, recordedAt: `${now}T08:00:00+08:00` });
      await saveComplaint(ledger, complaint, undefined);
      const ctx = { ...contextOn(ledger, '/nowhere', { now: `${now}T12:00:00+08:00` }), ...upgrade };
      expect((await dueForPurge(ctx, null)).cases).toHaveLength(due ? 1 : 0);
    },
  );

  test('nor where the clock is more than a month after the last entry', async () => {
    const ledger = await aLedger();
    for (const event of story({}).events) await appendEvent(ledger, event);
    const at = (now: string) => dueForPurge(contextOn(ledger, '/nowhere', { now }), null);
    await expect(at('2024-01-20T12:00:00+08:00')).resolves.toMatchObject({ cases: [] });
    await expect(at('2024-01-21T12:00:00+08:00')).rejects.toMatchObject({
      problem: { code: 'time.clock_ahead', exit: 3 },
    });
  });
});
