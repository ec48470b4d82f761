import { minute } from '../../domain/case/clock.ts';
import type { Complaint } from '../../domain/case/complaint.ts';
import type { CaseEvent, JournalEvent } from '../../domain/case/events.ts';
import { evolve } from '../../domain/case/evolve.ts';
import { Refusal } from '../../domain/problems.ts';
import type { Occasion, Outcome, When } from '../../domain/steps/decide.ts';
import { directoryWarnings } from '../../domain/steps/directory-warnings.ts';
import { type Warning, warningsOf } from '../../domain/steps/warnings.ts';
import { saveComplaint } from '../../store/complaints.ts';
import { type Db, inOrder } from '../../store/db.ts';
import { listEmployees } from '../../store/directory.ts';
import { appendEvent, getHead, type Head } from '../../store/journal.ts';
import type { LedgerContext } from '../ledger-context.ts';
import { findCase } from './find.ts';

/** What every step says beside its own: whose case, who did it (the operator when null) and when (now when null). */
export interface StepInput {
  readonly no: string;
  readonly by: string | null;
  readonly at: When | null;
}

export interface Recorded {
  readonly complaint: Complaint;
  readonly warnings: readonly Warning[];
}

type Decision = (complaint: Complaint, db: Db) => Outcome<CaseEvent> | Promise<Outcome<CaseEvent>>;

/** Read, decide and record in one transaction: tables and journal are both written or neither. */
export function recordStep(ctx: LedgerContext, no: string, decision: Decision): Promise<Recorded> {
  return ctx.ledger.transaction(async (db) => {
    const before = await findCase(db, no);
    const event = orRefuse(await decision(before, db));
    return record(ctx, db, before, event);
  });
}

/** Applies the event, saves the case, chains the entry. */
export async function record(
  ctx: LedgerContext,
  db: Db,
  before: Complaint | undefined,
  event: CaseEvent,
): Promise<Recorded> {
  const complaint = evolve(before, event);
  const [, head, employees] = await inOrder([
    saveComplaint(db, complaint, before),
    getHead(db),
    listEmployees(db),
  ]);
  const setBack = await append(db, event, head);
  const warnings = [
    ...warningsOf(before, complaint, event),
    ...directoryWarnings(complaint, event, employees),
    ...setBack,
    ...misplaced(ctx),
  ];
  return { complaint, warnings };
}

const places = {
  network_folder: '台账在网络文件夹上，断网时可能损坏；请放到本机磁盘，用 backup 备份过去',
  synced_folder: '台账在同步盘的文件夹里，可能被换成旧的；请移到别的文件夹，用 backup 备份过去',
} as const;

/** A ledger on a network share, or in a folder that is synchronised, may lose entries: every step warns of it. */
const misplaced = ({ ledger }: LedgerContext): readonly Warning[] =>
  (['network_folder', 'synced_folder'] as const)
    .filter((code) => ledger.warnings.includes(code))
    .map((code) => ({ code, message: places[code] }));

/** Chains the entry to the last one, `head` where that is known; warns when the system clock stands before it. */
export async function append(db: Db, event: JournalEvent, head?: Head): Promise<readonly Warning[]> {
  const last = await appendEvent(db, event, head);
  return event.recordedAt < last.recordedAt
    ? [
        {
          code: 'clock_set_back',
          message: `本机时钟 ${minute(event.recordedAt)} 早于上一条流水的录入时间，请校正时钟`,
        },
      ]
    : [];
}

export function orRefuse<E>(outcome: Outcome<E>): E {
  if (!outcome.ok) throw new Refusal(outcome.problem);
  return outcome.event;
}

export const occasion = (ctx: LedgerContext, { by, at }: Pick<StepInput, 'by' | 'at'>): Occasion => ({
  at: at ?? { moment: ctx.now },
  by: by ?? ctx.operator,
  now: ctx.now,
  operator: ctx.operator,
  policy: ctx.policy,
});
