import type { Day } from '../domain/case/clock.ts';
import type { Courier, Notice, SentNotice } from '../domain/notices.ts';
import type { Db } from './db.ts';

/** What went out by the courier about clocks and measures that are still open, with the last day it did. */
export const listSentNotices = (db: Db, courier: Courier): Promise<SentNotice[]> =>
  db.all<SentNotice>(
    `SELECT n.complaint_no AS no, n.kind, n.due_at AS "dueAt", n.level, n.sent_on AS "sentOn"
     FROM deadline d JOIN notice n ON n.complaint_no = d.complaint_no AND n.kind = d.kind AND n.due_at = d.due_at
     WHERE d.met_at IS NULL AND d.cancelled_at IS NULL AND n.channel = ?
     UNION ALL
     SELECT n.complaint_no, n.kind, n.due_at, n.level, n.sent_on FROM notice n
     WHERE n.complaint_no IN (SELECT complaint_no FROM measure WHERE done_on IS NULL)
       AND n.channel = ? AND n.kind = 'measure'`,
    courier,
    courier,
  );

/** Remembers that the notice went out on that day. */
export const saveNotice = (
  db: Db,
  courier: Courier,
  { no, kind, dueAt, level }: Notice,
  on: Day,
): Promise<number> =>
  db.run(
    `INSERT INTO notice (channel, complaint_no, kind, due_at, level, sent_on) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (channel, complaint_no, kind, due_at, level) DO UPDATE SET sent_on = excluded.sent_on`,
    courier,
    no,
    kind,
    dueAt,
    level,
    on,
  );
