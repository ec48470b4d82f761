import { chmodSync, copyFileSync, readFileSync, statSync } from 'node:fs';
import { refuse } from '../../domain/problems.ts';
import type { Engine, Ledger, Upgrade } from '../db.ts';
import { dropDraft } from '../files/private-files.ts';
import { VERSION } from '../version.ts';
import { copyLedger } from './backup.ts';
import { connect } from './connect.ts';
import { refusing } from './faults.ts';
import { schemaFindings } from './integrity.ts';
import { ledger } from './ledger.ts';
import { asLedger, FORMATS_AT, openCopy } from './open.ts';
import { versionOf } from './version.ts';

/** A larger file is copied to be read, not held in memory. */
const MOST_BYTES = 64 << 20;

/** See Engine.openForeign. */
export const openForeign: Engine['openForeign'] = async (file, draft, upgrade) => {
  const state = stateOf(file);
  const isSmall = state !== undefined && state.size <= MOST_BYTES;
  return (isSmall ? inMemory(file, state, upgrade) : undefined) ?? (await inCopy(file, draft, upgrade));
};

interface State {
  readonly size: number;
  readonly mtimeMs: number;
}

/** Undefined where a part of the ledger lies beside its file, since somebody is writing to it. */
const stateOf = (file: string): State | undefined =>
  refusing(file, () => {
    const status = statSync(file, { throwIfNoEntry: false });
    const isWhole = ['-wal', '-journal'].every(
      (part) => (statSync(`${file}${part}`, { throwIfNoEntry: false })?.size ?? 0) === 0,
    );
    return status?.isFile() && isWhole ? status : undefined;
  });

/**
 * The ledger as its file is, read once: to open it where it lies would put notes of SQLite's beside it. Undefined where
 * somebody wrote to it meanwhile, and where its tables are older ones.
 */
function inMemory(file: string, before: State, { schema }: Upgrade): Ledger | undefined {
  const bytes = refusing(file, () => readFileSync(file));
  if (!isAsBefore(file, before)) return undefined;
  return refusing(file, () => {
    // Memory can have no WAL.
    bytes.fill(1, FORMATS_AT, FORMATS_AT + 2);
    const sqlite = asLedger(connect(bytes, { readonly: true }), file, bytes);
    try {
      const isOlder = versionOf(sqlite) !== VERSION;
      const findings = isOlder ? [] : schemaFindings(sqlite, schema());
      if (findings.length > 0) refuse('journal.broken', { findings });
      if (!isOlder) return ledger(sqlite, file);
    } catch (error) {
      sqlite.close();
      throw error;
    }
    sqlite.close();
    return undefined;
  });
}

function isAsBefore(file: string, { size, mtimeMs }: State): boolean {
  const now = stateOf(file);
  return now?.size === size && now.mtimeMs === mtimeMs;
}

async function inCopy(file: string, draft: string, upgrade: Upgrade): Promise<Ledger> {
  try {
    if (!copiedWhole(file, draft)) await copyLedger(file, draft, upgrade);
    const copy = await openCopy(draft, upgrade);
    return {
      ...copy,
      close: async () => {
        await copy.close();
        dropDraft(draft);
      },
    };
  } catch (error) {
    dropDraft(draft);
    throw error;
  }
}

/** Copied without SQLite, which leaves its notes beside a file that nobody else has open. False where somebody has. */
function copiedWhole(file: string, draft: string): boolean {
  const before = stateOf(file);
  if (before === undefined) return false;
  refusing(draft, () => {
    copyFileSync(file, draft);
    // The file may be for reading only; its copy is brought to this version.
    chmodSync(draft, 0o600);
  });
  if (isAsBefore(file, before)) return true;
  dropDraft(draft);
  return false;
}
