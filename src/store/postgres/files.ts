import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { refuse } from '../../domain/problems.ts';
import type { FileStore, Value } from '../db.ts';

/** The greatest part of a file that one row holds, in bytes. */
const PIECE = 1 << 20;

/**
 * The greatest file that is attached, in bytes. The server proves its digest in its memory, which takes twice as much; what
 * is moved or restored was proved by the program and may be greater.
 */
const LARGEST = 256 * PIECE;

/** Asks the server; values may be bytes. */
type Ask = (
  sql: string,
  values: readonly (Value | Uint8Array)[],
) => Promise<{ readonly rows: readonly Record<string, unknown>[] }>;

/** The attachments in table attachment_piece: what is kept or removed inside a transaction is part of it. */
export function storedFiles(ask: Ask): FileStore {
  const files: FileStore = {
    inTables: true,
    async state({ sha256, size }, { thorough }) {
      const { rows } = await ask(
        'SELECT COUNT(*) AS count, SUM(octet_length(content)) AS size FROM attachment_piece WHERE sha256 = ?',
        [sha256],
      );
      const found = rows[0] as { count: number; size: number | null };
      if (found.count === 0) return size === 0 ? 'intact' : 'missing';
      if (found.size !== size) return 'changed';
      return thorough && (await digestOf(files.pieces(sha256))) !== sha256 ? 'changed' : 'intact';
    },
    async *pieces(sha256) {
      for (let n = 1; ; n++) {
        const { rows } = await ask('SELECT content FROM attachment_piece WHERE sha256 = ? AND n = ?', [
          sha256,
          n,
        ]);
        const content = rows[0]?.content as Uint8Array | undefined;
        if (content === undefined) return;
        yield content;
      }
    },
    async keep(draft) {
      if (draft.size > LARGEST)
        refuse('usage.invalid', {
          message: `附件太大：${Math.ceil(draft.size / PIECE)} MB，服务器上的台账每个至多 ${LARGEST / PIECE} MB`,
          hint: '录像先压缩，或分成几段再附',
        });
      // A clerk may add files, not remove them: what lies there already is as good.
      if ((await files.state(draft, { thorough: true })) !== 'intact')
        await put(draft.sha256, createReadStream(draft.file, { highWaterMark: PIECE }));
      draft.drop();
    },
    copyFrom: (other, sha256) => put(sha256, other.pieces(sha256)),
    remove: async (sha256) => {
      await ask('DELETE FROM attachment_piece WHERE sha256 = ?', [sha256]);
    },
    async listOwn() {
      const { rows } = await ask('SELECT DISTINCT sha256 FROM attachment_piece ORDER BY sha256', []);
      return rows.map((row) => String(row.sha256));
    },
  };
  const put = async (sha256: string, pieces: AsyncIterable<Uint8Array>): Promise<void> => {
    const { rows } = await ask('SELECT 1 FROM attachment_piece WHERE sha256 = ? LIMIT 1', [sha256]);
    if (rows.length > 0) await files.remove(sha256);
    let n = 0;
    for await (const content of pieces) {
      n += 1;
      await ask('INSERT INTO attachment_piece (sha256, n, content) VALUES (?, ?, ?)', [sha256, n, content]);
    }
  };
  return files;
}

async function digestOf(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const digest = createHash('sha256');
  for await (const piece of pieces) digest.update(piece);
  return digest.digest('hex');
}
