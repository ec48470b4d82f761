import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonical, type Json } from '../domain/canonical.ts';
import type { DayRange } from '../domain/case/clock.ts';
import { type Entry, isLedgerType, type JournalEvent } from '../domain/case/events.ts';
import { joined } from '../domain/case/personal-part.ts';
import { eventLabels } from '../domain/case/step-table.ts';
import { refuse } from '../domain/problems.ts';
import { type Db, insert } from './db.ts';

/** A row of the journal: the event, and what chains it to the one before. */
export interface JournalRow {
  readonly seq: number;
  readonly subject: string;
  readonly type: string;
  readonly occurred_at: string;
  readonly recorded_at: string;
  readonly done_by: string;
  readonly operator: string;
  /** Of an entry that holds its personal part apart: the rest, with holes where that stood. */
  readonly data: string;
  readonly salt: string;
  readonly digest: string;
  readonly prev_hash: string;
  readonly hash: string;
  readonly redacted: number;
  /** The personal values; null where there are none, and in entries from before they were held apart. */
  readonly personal: string | null;
  readonly personal_salt: string | null;
  /** What the chain holds of them; the empty text where there are none, null in entries from before. */
  readonly personal_digest: string | null;
}

/** The last entry of the chain: its number and hash; of an empty journal 0 and the empty text. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
  /** The hash of the entry before. */
  readonly previous: string;
  readonly recordedAt: string;
  /** Where the ledger went with this entry, behind which there is none; null of every other. */
  readonly movedTo: string | null;
}

export async function getHead(db: Db): Promise<Head> {
  const row = await db.get<Omit<Head, 'movedTo'> & { readonly moved: string | null }>(
    `SELECT seq, hash, prev_hash AS previous, recorded_at AS "recordedAt",
            CASE type WHEN 'ledger_moved' THEN data END AS moved
     FROM journal ORDER BY seq DESC LIMIT 1`,
  );
  if (row === undefined) return { seq: 0, hash: '', previous: '', recordedAt: '', movedTo: null };
  const { moved, ...head } = row;
  return { ...head, movedTo: moved === null ? null : movedIn(head.seq, moved) };
}

/** The last entry that tells of cases: of a ledger that was moved the one before, which it shares with the new one. */
export async function getSharedHead(db: Db): Promise<Pick<Head, 'seq' | 'hash'>> {
  const { seq, hash, movedTo } = await getHead(db);
  return movedTo === null ? { seq, hash } : { seq: seq - 1, hash: (await findHash(db, seq - 1)) ?? '' };
}

function movedIn(seq: number, data: string): string {
  try {
    return String((JSON.parse(data) as { readonly to: string }).to);
  } catch {
    return refuseEntry({ seq, subject: 'ledger' });
  }
}

/** Refuses where the ledger has been moved. Every entry asks; to be asked before what cannot be taken back. */
export function refuseMoved({ movedTo }: Pick<Head, 'movedTo'>): void {
  if (movedTo !== null) refuse('ledger.moved', { to: movedTo });
}

/** SHA-256 in hexadecimal. node:crypto takes longer to load than the rest of a recorded step, but is four times as fast. */
function digestOf(text: string): string {
  digested += 1;
  return digested > WORTH_LOADING
    ? process.getBuiltinModule('node:crypto').hash('sha256', text)
    : bytesToHex(sha256(utf8ToBytes(text)));
}

/** Who reads or writes so many entries, as verify and import do, soon has the time back. */
const WORTH_LOADING = 200;
let digested = 0;

/** For who has loaded node:crypto anyway: it costs nothing more. */
export function digestByCrypto(): void {
  digested = WORTH_LOADING;
}

/** SHA-256 of a salt and a text: of the personal values of an entry, and of all that an entry from before they were held apart says. */
export const dataDigest = (salt: string, data: string): string => digestOf(JSON.stringify([salt, data]));

/** SHA-256 of what is left of the personal values when they go, and of the rest with its salt, which stay. */
export const restDigest = (personalDigest: string, salt: string, data: string): string =>
  digestOf(JSON.stringify([personalDigest, salt, data]));

/**
 * The chain proves what the row says. Of a purged one it proves the rest; of one that was purged from before the parts were
 * held apart nothing: only the purge vouches for that.
 */
export function isAsChained(row: JournalRow): boolean {
  const { personal, personal_salt: personalSalt, personal_digest: personalDigest } = row;
  const isPurged = row.redacted !== 0;
  if (personalDigest === null)
    return (
      personal === null &&
      personalSalt === null &&
      (isPurged || dataDigest(row.salt, row.data) === row.digest)
    );
  if (restDigest(personalDigest, row.salt, row.data) !== row.digest) return false;
  if (personal === null) return !isPurged && personalSalt === null && personalDigest === '';
  return isPurged ? personalSalt === '' : dataDigest(personalSalt ?? '', personal) === personalDigest;
}

/** What the digest of a row stands for. */
type UnderDigest = 'data' | 'salt' | 'personal' | 'personal_salt' | 'personal_digest';

/** SHA-256 of everything else; a JSON array, so that no boundary between columns can shift. */
export const entryHash = (row: Omit<JournalRow, 'hash' | 'redacted' | UnderDigest>): string =>
  digestOf(
    JSON.stringify([
      row.prev_hash,
      row.seq,
      row.subject,
      row.type,
      row.occurred_at,
      row.recorded_at,
      row.done_by,
      row.operator,
      row.digest,
    ]),
  );

/** SHA-256 of what a purge left of the parts that it took: it vouches for this in the chain, which no longer proves it. */
export const redactionDigest = (rows: readonly Pick<JournalRow, 'seq' | 'data' | 'personal'>[]): string =>
  digestOf(JSON.stringify(rows.map(({ seq, data, personal }) => [seq, personal ?? data])));

/** What a row of the journal says before it has its place in the chain. */
export type Unchained = Omit<JournalRow, 'seq' | 'prev_hash' | 'hash' | 'redacted'>;
/** What gives a row its place. */
export type Link = Pick<JournalRow, 'seq' | 'prev_hash' | 'hash'>;

/** Chains the event to the last entry, `known` where this transaction has read it already; returns that entry. */
export async function appendEvent(db: Db, event: JournalEvent, known?: Head): Promise<Head> {
  const head = known ?? (await getHead(db));
  const row = await unchained(db, event);
  await insert(db, 'journal', { ...linkAfter(head, row), ...row });
  return head;
}

/** The row of an event, its parts apart, salted and digested: all of it that does not hang on what is recorded before. */
export async function unchained(db: Pick<Db, 'newSalts'>, event: JournalEvent): Promise<Unchained> {
  const { parted } = await import('../domain/case/redact.ts');
  const { rest, personal: values } = parted(event);
  const [salt, personalSalt] = await db.newSalts();
  const data = canonical(rest);
  const personal = values.length === 0 ? null : canonical(values);
  const personalDigest = personal === null ? '' : dataDigest(personalSalt, personal);
  return {
    subject: event.no,
    type: event.type,
    occurred_at: event.occurredAt,
    recorded_at: event.recordedAt,
    done_by: event.by,
    operator: event.operator,
    digest: restDigest(personalDigest, salt, data),
    data,
    salt,
    personal,
    personal_salt: personal === null ? null : personalSalt,
    personal_digest: personalDigest,
  };
}

/** The place of a row behind `head`, which must be the last entry. Refuses where that says that the ledger is elsewhere. */
export function linkAfter(
  head: Pick<Head, 'seq' | 'hash' | 'movedTo'>,
  row: Omit<Unchained, UnderDigest>,
): Link {
  refuseMoved(head);
  // The next number would not be one more.
  if (!Number.isSafeInteger(head.seq + 1)) refuseEntry({ seq: head.seq, subject: row.subject });
  const place = { seq: head.seq + 1, prev_hash: head.hash };
  return { ...place, hash: entryHash({ ...row, ...place }) };
}

/** The rows of the journal about one subject, in their order. */
export const listEntryRows = (db: Db, subject: string): Promise<JournalRow[]> =>
  db.all<JournalRow>('SELECT * FROM journal WHERE subject = ? ORDER BY seq', subject);

/** An entry with the hash that chains it. */
export type ChainedEntry = Entry & { readonly hash: string };

export const chainedEntry = (row: JournalRow): ChainedEntry => ({ ...entryFrom(row), hash: row.hash });

/** The entries of one subject, in order. */
export const listEntries = async (db: Db, subject: string): Promise<readonly ChainedEntry[]> =>
  (await listEntryRows(db, subject)).map(chainedEntry);

/** The last entry of one subject. */
export async function findLastEntry(db: Db, subject: string): Promise<Entry | undefined> {
  const row = await db.get<JournalRow>(
    'SELECT * FROM journal WHERE subject = ? ORDER BY seq DESC LIMIT 1',
    subject,
  );
  return row && entryFrom(row);
}

/**
 * All entries, in order, of the cases that have some after `seq` and that a change of the month from `from` to before
 * `to` may be due to: accepted or numbered in it, or amended since, perhaps out of it.
 */
export async function listHistoriesChanged(
  db: Db,
  seq: number,
  [from, to]: DayRange,
): Promise<readonly Entry[]> {
  const rows = await db.all<JournalRow>(
    `SELECT * FROM journal WHERE subject IN (
       SELECT j.subject FROM journal j JOIN complaint c ON c.no = j.subject
       WHERE j.seq > ? AND (c.accepted_on >= ? AND c.accepted_on < ? OR c.numbered_on >= ? AND c.numbered_on < ?
                            OR j.type IN ('amended', 'undone')))
     ORDER BY seq`,
    seq,
    from,
    to,
    from,
    to,
  );
  return rows.map(entryFrom);
}

/** Rows of the whole journal after `seq`, in order, at most `limit`. */
export const listJournal = (db: Db, seq: number, limit: number): Promise<JournalRow[]> =>
  db.all<JournalRow>('SELECT * FROM journal WHERE seq > ? ORDER BY seq LIMIT ?', seq, limit);

/** The entry of a row. Refuses one that no version of this program can have written. */
export function entryFrom(row: JournalRow): Entry {
  if (!isLedgerType(row.type) && !Object.hasOwn(eventLabels, row.type)) refuseEntry(row);
  return {
    seq: row.seq,
    no: row.subject,
    type: row.type,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    by: row.done_by,
    operator: row.operator,
    data: readable(row),
  } as Entry;
}

function readable(row: JournalRow): unknown {
  try {
    return contentOf(row);
  } catch {
    return refuseEntry(row);
  }
}

/** What the entry says, both parts of it together. Fails where they do not belong together. */
export function contentOf({ data, personal }: Pick<JournalRow, 'data' | 'personal'>): Json {
  const rest = JSON.parse(data) as Json;
  if (personal === null && !data.includes(HOLE)) return rest;
  return joined({ rest, personal: JSON.parse(personal ?? '[]') as readonly Json[] });
}

/** What a hole begins with in canonical JSON. */
const HOLE = '{"personal":';

const refuseEntry = ({ seq, subject }: Pick<JournalRow, 'seq' | 'subject'>): never =>
  refuse('journal.broken', { findings: [`第 ${seq} 条流水（${subject}）内容不可读`] });

/**
 * The last entry that both journals have, by its number; 0 where they have none. Where one entry is the same, all before
 * it are: each hash holds the last.
 */
export async function lastCommonEntry(a: Db, b: Db): Promise<number> {
  let [common, beyond] = [0, Math.min((await getHead(a)).seq, (await getHead(b)).seq) + 1];
  while (beyond - common > 1) {
    const middle = Math.floor((common + beyond) / 2);
    const hash = await findHash(a, middle);
    if (hash !== undefined && hash === (await findHash(b, middle))) common = middle;
    else beyond = middle;
  }
  return common;
}

/** The hash of an entry, or undefined when there is none of that number. */
export async function findHash(db: Db, seq: number): Promise<string | undefined> {
  return (await db.get<{ hash: string }>('SELECT hash FROM journal WHERE seq = ?', seq))?.hash;
}

/** When an entry was recorded, or undefined when there is none of that number. */
export async function findRecordedAt(db: Db, seq: number): Promise<string | undefined> {
  return (await db.get<{ at: string }>('SELECT recorded_at AS at FROM journal WHERE seq = ?', seq))?.at;
}
