// After the retention period nothing tells who complained, and every figure and the chain are what they were.

import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { purgePersonalData } from '../../src/services/care/purge.ts';
import { contextOn } from '../support/build-ledger.ts';
import { fullDesk } from '../support/full-case.ts';
import { openLedger } from '../support/open-ledger.ts';
import { tamper } from '../support/raw-ledger.ts';
import type { Desk, Json } from '../support/run-tousu.ts';
import { unzip } from '../support/unzip.ts';

/** A closed case of 李强, whose name, number and file also stand where people wrote of him, and an open one. */
async function keptLongEnough(): Promise<Desk> {
  const desk = await fullDesk();
  await desk.ok(['note', '0101', '李强说打 13800001234，或者 0391-7171234']);
  await desk.ok(['amend', '0101', '--contact', '微信 liqiang66', '--reason', '李强补充']);
  await desk.ok(['note', '0101', '加了微信 liqiang66']);
  return desk;
}

const purged = (desk: Desk, ...words: string[]) =>
  desk.json<{ cases: readonly string[] }>(['purge', '--before', '2024-01-01', ...words]);
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
  expect(await purged(desk)).toMatchObject({ cases: ['2023100101'] });
  expect(await desk.ok(['show', '0101'])).toContain('李强');

  expect(await purged(desk, '--yes')).toMatchObject({ cases: ['2023100101'] });
  const bytes = readFileSync(desk.ledger);
  expect(['李强', '13800001234', '7171234', 'liqiang66'].filter((trace) => bytes.includes(trace))).toEqual(
    [],
  );
  expect(existsSync(`${desk.ledger}-wal`)).toBe(false);
  expect(readdirSync(join(desk.folder, 'attachments'))).toEqual([]);
  expect(await desk.json(['show', '0101'])).toMatchObject({
    complainant: { name: '（已清除）', phone: null, contact: null },
    content: '楼道里有燃气味',
    status: 'closed',
  });
  expect(await desk.ok(['show', '0102'])).toContain('周建国');

  expect(await figures(desk)).toEqual(before);
  expect(await hashes()).toEqual(chain);
  expect(await desk.json(['verify'])).toMatchObject({ ok: true });
  expect(await purged(desk)).toMatchObject({ cases: [] });
});

test('the same file, attached to another case while the purge runs, stays', async () => {
  const desk = await keptLongEnough();
  const name = join(desk.folder, 'attachments', readdirSync(join(desk.folder, 'attachments'))[0] ?? '');
  writeFileSync(join(desk.folder, 'same.jpg'), readFileSync(name));
  const ledger = await openLedger(desk.ledger);
  const ctx = contextOn(ledger, desk.ledger, { now: '2026-01-01T12:00:00+08:00' });
  // Between the entries and the files: what another process may do at any moment.
  const erasure: typeof ledger.erasure = async (work) => {
    const result = await ledger.erasure(work);
    await desk.ok(['attach', '2023100102', 'same.jpg', '--kind', 'evidence']);
    return result;
  };
  await purgePersonalData({ ...ctx, ledger: { ...ledger, erasure } }, '2024-01-01');
  await ledger.close();
  expect(await desk.json(['verify'])).toMatchObject({ ok: true });
  expect(existsSync(name)).toBe(true);
});

test('what a purge left cannot be changed unseen either', async () => {
  const desk = await keptLongEnough();
  await purged(desk, '--yes');
  tamper(
    desk.ledger,
    `UPDATE journal SET data = replace(data, '接头松动', '没有问题') WHERE type = 'investigated';
     UPDATE investigation SET findings = '没有问题'`,
  );
  expect(await desk.refusal(['verify'])).toMatchObject({
    code: 'journal.broken',
    message: expect.stringContaining('2023100101 的流水内容被清除或改动'),
  });
});

test('entries blanked without a purge are seen', async () => {
  const desk = await keptLongEnough();
  tamper(desk.ledger, "UPDATE journal SET salt = '', redacted = 1 WHERE type = 'investigated'");
  expect(await desk.refusal(['verify'])).toMatchObject({ exit: 5, code: 'journal.broken' });
});

test('a purged case goes on: reopened, backed up, restored', async () => {
  const desk = await keptLongEnough();
  await purged(desk, '--yes');
  await desk.ok(['reopen', '0101', '--reason', '又漏了', '--by', '刘敏']);
  await desk.ok(['undo', '0101', '--reason', '不是同一处']);
  const { file } = await desk.json<{ file: string }>(['backup']);
  await desk.ok(['restore', file]);
  await desk.ok(['verify']);
});

test('the archive of a purged case leaves its files out and says so, and vouches for later ones', async () => {
  const desk = await keptLongEnough();
  await purged(desk, '--yes');
  await desk.ok(['reopen', '0101', '--reason', '又漏了', '--by', '刘敏']);
  writeFileSync(join(desk.folder, '复查.txt'), '不再起泡');
  await desk.ok(['attach', '0101', '复查.txt', '--kind', 'evidence']);
  await desk.ok(['archive', '--month', '2023-10', '-o', 'a.zip']);
  const parts = unzip(join(desk.folder, 'a.zip'));
  expect([...parts.keys()].filter((path) => path.includes('附件'))).toEqual([
    '2023100101/附件/证据材料_复查.txt',
  ]);
  expect(parts.get('缺少清单.txt')).toContain('证据材料“现场.txt”（已清除）');

  rmSync(join(desk.folder, 'attachments'), { recursive: true });
  const { message } = await desk.refusal(['archive', '0101', '-o', 'b.zip']);
  expect(message).toContain('复查.txt');
  expect(message).not.toContain('现场.txt');
  expect(await desk.refusal(['verify'])).toMatchObject({ code: 'attachment.changed' });
});

test('a file that was attached and withdrawn goes, too', async () => {
  const desk = await fullDesk();
  writeFileSync(join(desk.folder, '误附.txt'), '别人的照片');
  await desk.ok(['attach', '0101', '误附.txt', '--kind', 'evidence']);
  await desk.ok(['undo', '0101', '--reason', '附错']);
  await purged(desk, '--yes');
  expect(readdirSync(join(desk.folder, 'attachments'))).toEqual([]);
});

test('a file that an open case has as well stays', async () => {
  const desk = await keptLongEnough();
  await desk.ok(['attach', '0102', '现场.txt', '--kind', 'evidence']);
  await purged(desk, '--yes');
  expect(readdirSync(join(desk.folder, 'attachments'))).toHaveLength(1);
  expect(await desk.json(['verify'])).toMatchObject({ ok: true });
});

test('a day that is not over yet is refused', async () => {
  const desk = await fullDesk();
  expect(await desk.refusal(['purge', '--before', '9999-01-01'])).toMatchObject({ exit: 2 });
});
