import type { PaperUnit, Sheet } from '../../documents/papers/sheet.ts';
import { isPastDue } from '../../domain/case/clock.ts';
import { type Complaint, type Penalty, responsibleDepartment } from '../../domain/case/complaint.ts';
import { byNumber } from '../../domain/case/number.ts';
import {
  type CasePaper,
  type OwedItem,
  offersPaper,
  owedItems,
  type PaperKey,
  paperNumber,
  paperProblem,
} from '../../domain/case/papers.ts';
import { Refusal } from '../../domain/problems.ts';
import type { PaperFormat, PaperKind, Status } from '../../domain/words/vocabulary.ts';
import { type CaseFilter, listCases } from '../../store/cases.ts';
import { pageComplaints } from '../../store/complaints.ts';
import { listDepartments } from '../../store/directory.ts';
import { listOpenMeasures } from '../../store/measures.ts';
import { nextPaperNumber } from '../../store/papers.ts';
import { type LedgerContext, setting } from '../ledger-context.ts';
import { recordLedgerEvent } from '../record-ledger-event.ts';
import { findCase } from './find.ts';

/** Cases held in memory at a time while they are read. */
const PAGE = 100;

/** What one paper says, before it has a number. */
type Draft = Pick<Sheet, 'to' | 'cases' | 'items' | 'penalty'>;

/** Without numbers these take every case that they are about. */
const takesAll = {
  reminder: true,
  signing: true,
  callback: true,
  rectification: true,
  poster: true,
} as const satisfies Partial<Record<PaperKind, true>>;

/** The paper needs to be told which cases it is about. */
export const needsNumbers = (kind: PaperKind): boolean => !Object.hasOwn(takesAll, kind);

/**
 * What the papers of that kind say about these cases, a draft for each paper; of no numbers, about every case that has
 * something to say in one: [] where none has. One case in a wrong state refuses them all.
 */
export async function draftPapers(
  ctx: LedgerContext,
  kind: PaperKind,
  numbers: readonly string[],
): Promise<readonly Draft[]> {
  if (kind === 'poster') return [{ ...nothing, to: null, cases: [] }];
  const cases = numbers.length > 0 ? await named(ctx, kind, numbers) : await waiting(ctx, kind);
  return cases.length === 0 ? [] : grouped[kind](cases, await askedBeside(ctx, kind, numbers.length > 0));
}

const nothing = { items: [], penalty: null } as const;

/** The cases that were named, each once; refuses with the first that has nothing to say. */
async function named(
  ctx: LedgerContext,
  kind: CasePaper,
  numbers: readonly string[],
): Promise<readonly Complaint[]> {
  const cases = new Map<string, Complaint>();
  for (const no of numbers) {
    const complaint = await findCase(ctx.ledger, no);
    const refused = paperProblem(complaint, kind);
    if (refused) throw new Refusal(refused);
    cases.set(complaint.no, complaint);
  }
  return [...cases.values()];
}

/** Every case that has something to say in such a paper; reminders only of what is overdue. */
async function waiting(ctx: LedgerContext, kind: CasePaper): Promise<readonly Complaint[]> {
  const numbers = [...new Set(await numbersFor(ctx, kind))].sort(byNumber);
  const cases: Complaint[] = [];
  for await (const page of pageComplaints(ctx.ledger, numbers, PAGE))
    cases.push(...page.filter((complaint) => offersPaper(complaint, kind)));
  return cases;
}

const statusesWaiting: Partial<Record<CasePaper, readonly Status[]>> = {
  signing: ['completed', 'explained'],
  callback: ['awaiting_callback'],
};

async function numbersFor({ ledger, now }: LedgerContext, kind: CasePaper): Promise<readonly string[]> {
  const statuses = statusesWaiting[kind];
  const filter = { ...everyCase, statuses: statuses ?? [], overdueAt: kind === 'reminder' ? now : null };
  const cases = statuses === undefined && kind !== 'reminder' ? [] : (await listCases(ledger, filter)).items;
  const measures = kind === 'reminder' || kind === 'rectification' ? await listOpenMeasures(ledger) : [];
  return [...cases, ...measures].map(({ no }) => no);
}

const everyCase: CaseFilter = {
  statuses: [],
  departments: [],
  accepted: null,
  priority: false,
  typical: false,
  overdueAt: null,
  search: null,
  sort: 'no',
  limit: null,
};

/** What the grouping of the cases asks beside them. */
interface Asked {
  /** The department of headquarters that reports go to. */
  readonly headquarters: string;
  /** Of an item that somebody owes: it stands in his reminder. */
  isReminded(item: OwedItem): boolean;
}

async function askedBeside({ ledger, now }: LedgerContext, kind: CasePaper, chosen: boolean): Promise<Asked> {
  const departments = kind === 'headquarters' ? await listDepartments(ledger) : [];
  const headquarters = departments.find((each) => each.kind === 'headquarters' && each.retiredAt === null);
  return {
    headquarters: headquarters?.name ?? '管理总部',
    isReminded: ({ dueAt }) => chosen || isPastDue(dueAt, now),
  };
}

type Grouping = (cases: readonly Complaint[], asked: Asked) => readonly Draft[];

const each =
  (to: (complaint: Complaint, asked: Asked) => string | null): Grouping =>
  (cases, asked) =>
    cases.map((complaint) => ({ ...nothing, to: to(complaint, asked), cases: [complaint] }));

const grouped: Readonly<Record<CasePaper, Grouping>> = {
  transfer: each(responsibleDepartment),
  reminder: remindersTo,
  signing: (cases) => [{ ...nothing, to: '主管领导', cases }],
  answer: each(() => null),
  explanation: each(() => null),
  callback: each(
    ({ deadlines }) => deadlines.findLast(({ kind }) => kind === 'callback')?.person ?? '回访人',
  ),
  headquarters: each((_, { headquarters }) => headquarters),
  rectification: (cases) =>
    [...Map.groupBy(cases, responsibleDepartment)].map(([to, theirs]) => ({ ...nothing, to, cases: theirs })),
  penalty: (cases) =>
    cases.flatMap((complaint) =>
      complaint.penalties.map((penalty: Penalty) => ({
        ...nothing,
        to: penalty.person,
        cases: [complaint],
        penalty,
      })),
    ),
};

/** One for each department or person, with all that is to be done there, the earliest due first. */
function remindersTo(cases: readonly Complaint[], { isReminded }: Asked): readonly Draft[] {
  const items = cases
    .flatMap(owedItems)
    .filter(isReminded)
    .sort((a, b) => ((a.dueAt ?? '9999') < (b.dueAt ?? '9999') ? -1 : 1));
  return [...Map.groupBy(items, ({ to }) => to)].map(([to, theirs]) => ({
    to,
    items: theirs,
    penalty: null,
    cases: cases.filter(({ no }) => theirs.some((item) => item.no === no)),
  }));
}

/** What every paper of this unit says. */
export const paperUnit = (ctx: LedgerContext): PaperUnit => ({
  name: setting(ctx, 'unit.name'),
  hotline: setting(ctx, 'unit.hotline'),
  groupHotline: setting(ctx, 'unit.groupHotline'),
  emergency: ctx.settings.get('unit.emergency') ?? null,
});

/** The drafts as papers that have a number each, counted from `first`. */
function numbered(
  ctx: LedgerContext,
  kind: PaperKind,
  drafts: readonly Draft[],
  first: number,
): readonly Sheet[] {
  const unit = paperUnit(ctx);
  return drafts.map((draft, i) => ({
    ...draft,
    number: paperNumber({ kind, year: yearOf(ctx), n: first + i }),
    asOf: ctx.now,
    unit,
    policy: ctx.policy,
  }));
}

const yearOf = ({ now }: LedgerContext): number => Number(now.slice(0, 4));

export interface MakePapers {
  readonly kind: PaperKind;
  readonly format: PaperFormat;
  readonly drafts: readonly Draft[];
  /** Writes them down, whole and on the disk; done anew where another desk has taken their numbers meanwhile. */
  write(sheets: readonly Sheet[]): Promise<void>;
}

/** Has the papers written and records each; returns them with their numbers, which are this year's next ones. */
export async function makePapers(
  ctx: LedgerContext,
  { kind, format, drafts, write }: MakePapers,
): Promise<readonly Sheet[]> {
  for (;;) {
    const year = yearOf(ctx);
    const first = await nextPaperNumber(ctx.ledger, kind, year);
    const sheets = numbered(ctx, kind, drafts, first);
    // Filling a template, and an office program even more, takes longer than others should wait for the ledger.
    await write(sheets);
    const recorded = await ctx.ledger.transaction(async (db) => {
      if ((await nextPaperNumber(db, kind, year)) !== first) return false;
      for (const [i, { to, cases }] of sheets.entries()) {
        const key: PaperKey = { kind, year, n: first + i };
        await recordLedgerEvent(ctx, db, `paper:${kind}`, {
          type: 'paper_made',
          data: { ...key, format, to, cases: cases.map(({ no }) => no) },
        });
      }
      return true;
    });
    if (recorded) return sheets;
  }
}
