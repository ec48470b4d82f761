/** Months and phones as they are counted and compared; see schema.sql. */
const toVersion2 = `
  ALTER TABLE complaint ADD COLUMN phone_key TEXT;
  ALTER TABLE complaint ADD COLUMN accepted_month TEXT NOT NULL DEFAULT '0000-00'
    CHECK (accepted_month LIKE '____-__');
  UPDATE complaint SET accepted_month = substr(accepted_on, 1, 7);
  UPDATE complaint SET phone_key = replace(replace(
    CASE WHEN phone LIKE '+86%' THEN substr(phone, 4) WHEN phone LIKE '0086%' THEN substr(phone, 5) ELSE phone END,
    '-', ''), '+', '');
  DROP INDEX complaint_by_acceptance;
  DROP INDEX complaint_by_phone;
  CREATE INDEX complaint_by_acceptance ON complaint (accepted_on);
  CREATE INDEX complaint_by_month ON complaint
    (accepted_month, status, verdict_valid, grade, in_time_until, waiver_approved_by);
  CREATE INDEX complaint_by_phone ON complaint (phone_key, accepted_on);
  CREATE INDEX deadline_unmet_or_late ON deadline (complaint_no)
    WHERE cancelled_at IS NULL AND (met_at IS NULL OR met_at > due_at);
`;

/**
 * What brings the tables of an older ledger to this version: the statements at place n lead from version n + 1 to
 * n + 2. Steps are never changed once released, only added; `schema.sql` is what a new ledger begins with.
 */
export const migrations: readonly string[] = [toVersion2, ''];
