import type { OldRow } from '../../documents/old-ledger/rows.ts';
import { contentOf, type Imported, importCase } from '../../domain/old-ledger/import.ts';
import type { BadCell } from '../../domain/problems.ts';
import { word } from '../../domain/steps/hints.ts';
import { nearest } from '../../domain/words/nearest.ts';
import type { Db } from '../../store/db.ts';
import { listDepartments } from '../../store/directory.ts';
import { findImported } from '../../store/import.ts';
import { type LedgerContext, setting } from '../ledger-context.ts';

/** A row is bad, or known (in the ledger already with the same content), or a new case. */
export type Checked =
  | { readonly kind: 'bad'; readonly cells: readonly BadCell[] }
  | { readonly kind: 'known' }
  | { readonly kind: 'new'; readonly event: Imported; readonly departments: readonly string[] };

/** Judges the rows of a file one after the other: beside the rules of the case, against the ledger and each other. */
export async function rowChecker(ctx: LedgerContext, db: Db): Promise<(row: OldRow) => Promise<Checked>> {
  const unit = setting(ctx, 'unit.code');
  const departments = (await listDepartments(db)).map((department) => department.name);
  const came = new Set<string>();
  const rowOf = new Map<string, number>();
  return async ({ row, old, bad, place }) => {
    const outcome = importCase({ old, unit, now: ctx.now, operator: ctx.operator, policy: ctx.policy });
    const faults = outcome.ok ? [] : outcome.faults.map(({ field, reason }) => place(field, reason));
    // What could not be read is not called missing as well.
    const further = faults.filter((fault) => !bad.some((cell) => cell.column === fault.column));
    const named = [...(old.earlierDepartments ?? []), ...(old.department === null ? [] : [old.department])];
    const unknown = named.filter((name) => !departments.includes(name));
    const slips = unknown.flatMap((name) => {
      const near = nearest(name, departments);
      return near === undefined ? [] : [place('department', slip(name, near))];
    });
    const first = old.no === null ? undefined : rowOf.get(old.no);
    const twice = first === undefined ? [] : [place('no', `与第 ${first} 行的编号相同`)];
    if (old.no !== null && first === undefined) rowOf.set(old.no, row);
    const cells = [...bad, ...further, ...slips, ...twice];
    if (!outcome.ok || cells.length > 0) return { kind: 'bad', cells };
    const here = await findImported(db, outcome.event.no);
    if (here !== undefined) {
      const same = here.event !== null && contentOf(here.event) === contentOf(outcome.event);
      return same ? { kind: 'known' } : { kind: 'bad', cells: [place('no', taken(here.event !== null))] };
    }
    const fresh = unknown.filter((name) => !came.has(name));
    for (const name of fresh) came.add(name);
    return { kind: 'new', event: outcome.event, departments: fresh };
  };
}

/** A department that the ledger does not have comes with the file, but not one that looks like a typing slip. */
const slip = (name: string, near: string): string =>
  `没有“${name}”这个部门，是不是“${near}”；确有此部门的，先 tousu dept add ${word(name)}`;

const taken = (imported: boolean): string =>
  imported ? '台账里已有这个编号，内容与这一行不同' : '台账里已有这个编号，是直接登记的';
