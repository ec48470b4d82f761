// Who has the file and the program cannot make an entry say something else by calling it purged.

import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { momentAt } from '../../src/domain/case/clock.ts';
import type { LedgerEvent } from '../../src/domain/case/events.ts';
import { standing } from '../../src/domain/case/events.ts';
import { replay } from '../../src/domain/case/evolve.ts';
import { purgePersonalData } from '../../src/services/care/purge.ts';
import { verifyLedger } from '../../src/services/care/verify.ts';
import { recordLedgerEvent } from '../../src/services/record-ledger-event.ts';
import { getComplaint, saveComplaint } from '../../src/store/complaints.ts';
import type { Ledger } from '../../src/store/db.ts';
import { appendEvent, entryFrom, getHead, listEntryRows, redactionDigest } from '../../src/store/journal.ts';
import { noted, story } from '../support/build-case.ts';
import { contextOn, copyLedger, createIn, temporaryFolders } from '../support/build-ledger.ts';
import { wayTo } from '../support/build-states.ts';
import { makeOlderLedger } from '../support/older-ledger.ts';
import { openLedger, upgrade } from '../support/open-ledger.ts';
import { slip, tamper } from '../support/raw-ledger.ts';

const NO = '2023100101';
const NOW = '2023-12-21T12:00:00+08:00';
const newFolder = temporaryFolders();
let sound: string;
let purged: string;

const contextFor = (ledger: Ledger, file: string, now = NOW) => ({
  ...contextOn(ledger, file, { now }),
  ...upgrade,
});

/** A ledger with a closed case, filed in October and recorded in December, kept for one month. */
beforeAll(async () => {
  sound = await createIn(newFolder());
  const ledger = await openLedger(sound);
  const ctx = contextFor(ledger, sound, '2023-12-20T12:00:00+08:00');
  await ledger.transaction(async (db) => {
    const change = { key: 'policy.retentionMonths', from: null, to: '1', reason: '试行' };
    for (const name of ['工程部', '安检部']) await db.run('DELETE FROM department WHERE name = ?', name);
    for (const name of ['工程部', '安检部'])
      await recordLedgerEvent(ctx, db, `department:${name}`, {
        type: 'department_added',
        data: { name, kind: 'branch' },
      });
    await recordLedgerEvent(ctx, db, 'setting:policy.retentionMonths', {
      type: 'setting_changed',
      data: change,
    });
    const { events, complaint } = story({ sequence: 1, content: '李强家漏气' }, ...wayTo('closed'));
    for (const event of events) await appendEvent(db, event);
    await saveComplaint(db, complaint, undefined);
    await db.run(
      'INSERT INTO daily_sequence VALUES (?, ?, ?)',
      complaint.unit,
      complaint.numberedOn,
      complaint.sequence,
    );
  });
  await ledger.close();
  purged = copyOf(sound);
  const second = await openLedger(purged);
  await purgePersonalData(contextFor(second, purged), null, 1);
  await second.close();
});

async function verified(file: string) {
  const ledger = await openLedger(file);
  try {
    return await verifyLedger(ledger, () => 'intact');
  } finally {
    await ledger.close();
  }
}

const copyOf = (ledger: string): string => copyLedger(ledger, newFolder());

type PurgeData = Extract<LedgerEvent, { type: 'personal_data_purged' }>['data'];

/** Vouches for whatever the case says now, as a purge does, and makes its rows of it. */
async function vouch(file: string, given: Partial<PurgeData> = {}, now = NOW): Promise<void> {
  const ledger = await openLedger(file);
  await ledger.transaction(async (db) => {
    const rows = await listEntryRows(db, NO);
    const complaint = replay(standing(rows.map(entryFrom)));
    await saveComplaint(db, complaint, await getComplaint(db, NO));
    const digest = redactionDigest(rows.filter(({ redacted }) => redacted !== 0));
    const data = { before: '2023-11-21', retentionMonths: 1, cases: [{ no: NO, digest }], ...given };
    await recordLedgerEvent(contextFor(ledger, file, now), db, 'ledger', {
      type: 'personal_data_purged',
      data,
    });
  });
  await ledger.close();
}

test('a ledger is sound before its purge and after, which is told: when, by whom, how many cases', async () => {
  expect(await verified(sound)).toMatchObject({ findings: [], purges: [] });
  const { findings, purges } = await verified(purged);
  expect(findings).toEqual([]);
  expect(purges).toEqual([expect.stringMatching(/2023-12-21 12:00 由 王芳 清除了 1 件（2023-11-21 之前/)]);
  expect(purges.join()).not.toContain('旧版');
});

test('the grade of a case, rewritten as purged and vouched for, is found by the chain', async () => {
  const file = copyOf(sound);
  slip(
    file,
    `UPDATE journal SET data = replace(data, '"satisfaction":"satisfied"', '"satisfaction":"dissatisfied"'), redacted = 1,
       personal = '["（已清除）"]', personal_salt = '' WHERE type = 'called_back'`,
  );
  await expect(vouch(file)).rejects.toThrow();
  slip(
    file,
    `UPDATE journal SET personal = NULL, personal_salt = NULL, salt = '' WHERE type = 'called_back'`,
  );
  await vouch(file);
  expect((await verified(file)).findings).toEqual([expect.stringContaining('内容被改动')]);
});

describe.each([
  ['before a purge', () => sound],
  ['after one', () => purged],
])('%s', (_name, from) => {
  test.each([
    ['the rest of an entry', `data = replace(data, 'phone', 'visit')`],
    ['the salt of the rest', `salt = ''`],
    ['what the chain holds of the personal part', `personal_digest = '${'0'.repeat(64)}'`],
    ['the form of an entry', `personal_digest = NULL`],
    ['an entry into one of the old form', `personal_digest = NULL, personal = NULL, personal_salt = NULL`],
    [
      'an entry into one of the old form that was purged',
      `personal_digest = NULL, personal = NULL, personal_salt = NULL, salt = '', redacted = 1`,
    ],
    ['the personal part away', `personal = NULL, redacted = 1`],
  ])('%s is changed and vouched for: found', async (_name, change) => {
    const file = copyOf(from());
    slip(file, `UPDATE journal SET ${change} WHERE type = 'registered'`);
    await vouch(file).catch(() => {});
    expect((await verified(file)).findings).not.toEqual([]);
  });
});

test.each([
  ['another name', '["王五",null,"漏气","查"]'],
  ['no words where some were', '["（已清除）",null,null,"查"]'],
  ['a further value', '["（已清除）",null,"漏气","查","satisfied"]'],
])('%s in the place of a personal part is found though it is vouched for', async (_name, personal) => {
  const file = copyOf(purged);
  slip(file, `UPDATE journal SET personal = '${personal}' WHERE type = 'registered'`);
  await vouch(file).catch(() => {});
  expect((await verified(file)).findings).not.toEqual([]);
});

test('what a purge left cannot be changed but by another purge, which is told', async () => {
  const file = copyOf(purged);
  slip(
    file,
    `UPDATE journal SET personal = replace(personal, '家漏气', '来电表扬') WHERE type = 'registered'`,
  );
  expect((await verified(file)).findings).toContainEqual(
    expect.stringContaining(`${NO} 的流水内容被清除或改动`),
  );
  await vouch(file);
  const { findings, purges } = await verified(file);
  expect(findings).toEqual([]);
  expect(purges).toHaveLength(2);
});

test('entries blanked without a purge are found', async () => {
  const file = copyOf(sound);
  tamper(file, "UPDATE journal SET personal_salt = '', redacted = 1 WHERE type = 'registered'");
  expect((await verified(file)).findings).toEqual([expect.stringContaining('被清除或改动')]);
});

describe('a purge that cannot have been one', () => {
  test.each<[string, Partial<PurgeData>, string]>([
    ['of a case filed on or after its day', { before: '2023-10-01' }, '没有归档或作废'],
    ['by another limit than the one in force', { retentionMonths: 60 }, '当时的规定是 1 个月'],
    ['of cases younger than that', { before: '2023-12-01' }, '还没有满 1 个月'],
  ])('%s is found', async (_name, given, finding) => {
    const file = copyOf(sound);
    tamper(file, "UPDATE journal SET personal_salt = '', redacted = 1 WHERE type = 'registered'");
    await vouch(file, given);
    expect((await verified(file)).findings).toContainEqual(expect.stringContaining(finding));
  });

  test('that says no limit, as older programs did not, is found among entries of this one', async () => {
    const file = copyOf(sound);
    const ledger = await openLedger(file);
    const data = { before: '2023-11-21', cases: [] };
    await ledger.transaction((db) =>
      recordLedgerEvent(contextFor(ledger, file), db, 'ledger', { type: 'personal_data_purged', data }),
    );
    await ledger.close();
    expect((await verified(file)).findings).toEqual([expect.stringContaining('不限')]);
  });
});

describe('entries of the program before, under one digest', () => {
  test('replay, verify and are purged; that only the purge vouches for them is told', async () => {
    const file = makeOlderLedger(join(newFolder(), 'ledger.db'), 2);
    const ledger = await openLedger(file);
    const { purges: before } = await verifyLedger(ledger, () => 'intact');
    await ledger.transaction((db) =>
      recordLedgerEvent(
        contextFor(ledger, file, momentAt(Date.now())),
        db,
        'setting:policy.retentionMonths',
        {
          type: 'setting_changed',
          data: { key: 'policy.retentionMonths', from: null, to: '1', reason: '试行' },
        },
      ),
    );
    const { recordedAt } = await getHead(ledger);
    const { cases } = await purgePersonalData(contextFor(ledger, file, recordedAt), null, 0);
    expect({ before: before.length, cases }).toEqual({ before: 1, cases: [] });
    const { findings, purges } = await verifyLedger(ledger, () => 'intact');
    await ledger.close();
    expect(findings).toEqual([]);
    expect(purges).toEqual([expect.stringContaining('有旧版程序记的流水')]);
  });

  test('cannot be written behind those of this one', async () => {
    const file = copyOf(sound);
    const ledger = await openLedger(file);
    await ledger.transaction(async (db) => {
      const head = await getHead(db);
      const { events } = story({}, noted());
      const [, note] = events;
      if (note) await appendEvent(db, note);
      expect((await getHead(db)).seq).toBe(head.seq + 1);
    });
    await ledger.close();
    slip(
      file,
      `UPDATE journal SET personal_digest = NULL, personal = NULL, personal_salt = NULL, salt = '', redacted = 1
                WHERE type = 'noted'`,
    );
    expect((await verified(file)).findings).toContainEqual(expect.stringContaining('旧版的写法'));
  });
});
