import type { Moment } from '../domain/case/clock.ts';
import type { MadePaper, PaperKey } from '../domain/case/papers.ts';
import type { PaperKind } from '../domain/words/vocabulary.ts';
import type { Db } from './db.ts';

/** A paper that went out, with the cases it names, by number. */
export interface ListedPaper extends MadePaper {
  readonly madeAt: Moment;
}

/** The number the next paper of that kind gets in that year: numbers of a year have no gap. */
export async function nextPaperNumber(db: Db, kind: PaperKind, year: number): Promise<number> {
  const row = await db.get<{ last: number | null }>(
    'SELECT MAX(n) AS last FROM paper WHERE kind = ? AND year = ?',
    kind,
    year,
  );
  return Number(row?.last ?? 0) + 1;
}

export async function savePaper(db: Db, paper: MadePaper, madeAt: Moment): Promise<void> {
  const { kind, year, n, format, to, cases } = paper;
  await db.run(
    'INSERT INTO paper (kind, year, n, made_at, format, recipient) VALUES (?, ?, ?, ?, ?, ?)',
    kind,
    year,
    n,
    madeAt,
    format,
    to,
  );
  for (const no of cases)
    await db.run(
      'INSERT INTO paper_case (kind, year, n, complaint_no) VALUES (?, ?, ?, ?)',
      kind,
      year,
      n,
      no,
    );
}

type PaperRow = Omit<ListedPaper, 'cases'>;

const columns = 'p.kind, p.year, p.n, p.made_at AS "madeAt", p.format, p.recipient AS "to"';

/** Every paper that went out, the last first; of one kind alone where `kind` says so. */
export async function listPapers(db: Db, kind: PaperKind | null): Promise<readonly ListedPaper[]> {
  const rows = await db.all<PaperRow>(
    `SELECT ${columns} FROM paper p ${kind === null ? '' : 'WHERE p.kind = ?'}
     ORDER BY p.made_at DESC, p.kind, p.year DESC, p.n DESC`,
    ...(kind === null ? [] : [kind]),
  );
  const cases = await db.all<PaperKey & { readonly no: string }>(
    'SELECT kind, year, n, complaint_no AS no FROM paper_case ORDER BY complaint_no',
  );
  const byPaper = Map.groupBy(cases, keyOf);
  return rows.map((row) => ({ ...row, cases: (byPaper.get(keyOf(row)) ?? []).map(({ no }) => no) }));
}

const keyOf = ({ kind, year, n }: PaperKey): string => `${kind} ${year} ${n}`;

/** The papers about the case, in the order in which they went out. */
export async function listPapersOf(db: Db, no: string): Promise<readonly ListedPaper[]> {
  const rows = await db.all<PaperRow>(
    `SELECT ${columns} FROM paper p JOIN paper_case c ON c.kind = p.kind AND c.year = p.year AND c.n = p.n
     WHERE c.complaint_no = ? ORDER BY p.made_at, p.kind, p.n`,
    no,
  );
  return rows.map((row) => ({ ...row, cases: [no] }));
}
