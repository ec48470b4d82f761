import { dueInWords, nextStepWords, shown } from '../../../cli/screen/text.ts';
import type { Context } from '../../../context.ts';
import type { Complaint } from '../../../domain/case/complaint.ts';
import { standing } from '../../../domain/case/events.ts';
import { type Step, steps } from '../../../domain/case/step-table.ts';
import { nextStep } from '../../../domain/case/workflow.ts';
import { graveSteps, offeredSteps } from '../../../domain/steps/offered.ts';
import { overdueBackup } from '../../../services/care/backup-names.ts';
import { type CaseFile, openCase } from '../../../services/case/case-file.ts';
import { today } from '../../../services/day/today.ts';
import { listTasks, type Task } from '../../../services/day/worklist.ts';
import { setting } from '../../../services/ledger-context.ts';
import { listDrafts } from '../../../store/files/drafts.ts';
import { listPapersOf } from '../../../store/papers.ts';
import { commands } from '../../index.ts';
import { casePage } from '../../pages/case-page.ts';
import { caseHeading } from '../case-heading.ts';
import { draftInWords } from '../drafts.ts';
import { dueWords } from './due-words.ts';
import { casePapers } from './papers.ts';
import type { CasePage, Desk, DraftRow, Offer } from './state.ts';

/** The work as the ledger has it now. */
export async function loadDesk(ctx: Context): Promise<Desk> {
  return shown({
    ...(await today(ctx)),
    now: ctx.now,
    unit: setting(ctx, 'unit.name'),
    operator: ctx.operator,
    mayRecord: await ctx.ledger.mayRecord(),
    drafts: draftRows(ctx),
    notice: await overdueBackup(ctx),
  });
}

const draftRows = (ctx: Context): readonly DraftRow[] =>
  listDrafts(ctx, ctx.now).map((draft) => ({
    id: draft.id,
    command: draft.command,
    label: labelOf(draft.command),
    about: draftInWords({ ...draft, inUse: false }),
    inUse: draft.inUse,
  }));

/** What a command is called among the drafts. */
const labelOf = (command: string): string =>
  Object.hasOwn(steps, command)
    ? steps[command as Step].label
    : (commands.get(command.split(' ')[0] ?? '')?.summary.split('，')[0] ?? command);

/** The page of a case: what is due first, only what is possible, what takes something back last; and all that is known. */
export async function loadCase(ctx: Context, no: string, columns: number): Promise<CasePage> {
  const { complaint, entries } = await openCase(ctx, no);
  const text = await casePage({ ...ctx, width: columns }, complaint, entries, {
    asOf: ctx.now,
    withJournal: false,
    papers: await listPapersOf(ctx.ledger, complaint.no),
  });
  return {
    name: 'case',
    no: complaint.no,
    heading: await caseHeading(complaint, ctx.now, columns),
    offers: (await ctx.ledger.mayRecord())
      ? (await stepOffers(ctx, complaint, entries)).flatMap(
          placing(casePapers(complaint, { mayRecord: true })),
        )
      : casePapers(complaint, { mayRecord: false }),
    index: 0,
    lines: text.split('\n'),
    scroll: 0,
  };
}

/** What is due first, then the other steps that are possible. */
async function stepOffers(
  ctx: Context,
  complaint: Complaint,
  entries: CaseFile['entries'],
): Promise<readonly Offer[]> {
  const tasks = (await listTasks(ctx, [], ctx.now)).filter((task) => task.no === complaint.no);
  const offered = offeredSteps(complaint, { asOf: ctx.now, canUndo: standing(entries).length > 1 });
  return [
    ...tasks.map((task) => shown(dueOffer(task, complaint, ctx))),
    ...offered
      .filter((step) => !tasks.some((task) => task.step === step))
      .map((step) => otherOffer(step, complaint.no)),
  ];
}

/** Papers stand before what takes something back. */
const placing =
  (papers: readonly Offer[]) =>
  (offer: Offer, place: number, offers: readonly Offer[]): readonly Offer[] => {
    const firstGrave = offers.findIndex(({ isGrave }) => isGrave);
    return place === firstGrave ? [...papers, offer] : [offer];
  };

function dueOffer(task: Task, complaint: Complaint, { now }: Context): Offer {
  const next = nextStep(complaint);
  const due = dueInWords(task.dueAt, now);
  const who =
    next?.command === task.step
      ? nextStepWords(complaint, next)
      : [steps[task.step].label, task.measureText, task.owedBy, due].filter(Boolean).join('  ');
  return {
    label: who,
    isDue: true,
    isGrave: false,
    action: { kind: 'step', words: dueWords(task) },
  };
}

const otherOffer = (step: Step, no: string): Offer => ({
  label: steps[step].label,
  isDue: false,
  isGrave: graveSteps.includes(step),
  action: { kind: 'step', words: [...step.split(' '), no] },
});
