import { existsSync } from 'node:fs';
import { refuse } from '../../domain/problems.ts';
import type { Engine, Ledger } from '../db.ts';
import { draftOf } from '../files/draft-names.ts';
import { beginDraft } from '../files/left-drafts.ts';
import { dropDraft, putInPlace, refuseUnfitName, sync } from '../files/private-files.ts';
import { CACHE, connect } from './connect.ts';
import { refusing } from './faults.ts';
import { ledger } from './ledger.ts';
import { journalModeFor } from './open.ts';
import { executeSchema } from './schema.ts';

/** Creates an empty ledger in a file of its own; see Engine.create. */
export const createLedger: Engine['create'] = async (file, schema, fill) => {
  if (existsSync(file)) refuse('ledger.exists', { file });
  refuseUnfitName(file);
  const draft = draftOf(file);
  await refusing(file, async () => {
    try {
      await writeLedger({ draft, file, schema, journalMode: journalModeFor(file) }, fill);
      if (!putInPlace(draft, file, { replacing: false })) refuse('ledger.exists', { file });
    } finally {
      for (const left of [draft, `${draft}-wal`, `${draft}-shm`]) dropDraft(left);
    }
  });
};

interface Writing {
  /** Where it is written; what killed processes left of theirs in the folder goes. */
  readonly draft: string;
  /** The name it is to have, and to be told by. */
  readonly file: string;
  readonly schema: string;
  /** How whoever opens it later writes to it. */
  readonly journalMode: string;
}

/** Writes a new ledger that nobody else can read to the draft, and onto the disk. */
export async function writeLedger(
  { draft, file, schema, journalMode }: Writing,
  fill: (ledger: Ledger) => Promise<void>,
): Promise<void> {
  beginDraft(draft);
  const sqlite = connect(draft, { fileMustExist: true });
  try {
    // Nobody sees the draft before it is whole, so it is synced once, at its end. No WAL until then: closing one keeps
    // quiet about what could not be written back.
    sqlite.exec(
      `PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA foreign_keys = ON; PRAGMA cache_size = -${CACHE}`,
    );
    executeSchema(sqlite, schema);
    await fill(ledger(sqlite, file));
    sqlite.exec(`PRAGMA journal_mode = ${journalMode}`);
  } finally {
    sqlite.close();
  }
  sync(draft);
}
