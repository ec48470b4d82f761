import type { Suggestions } from '../cli/ask.ts';
import type { Said, Source } from '../cli/fields.ts';
import type { Choice } from '../cli/terminal-prompts.ts';
import { dueInWords, shown } from '../cli/text.ts';
import type { Context } from '../context.ts';
import { isBreach } from '../domain/clock.ts';
import { type Complaint, responsibleDepartment } from '../domain/complaint.ts';
import { hasRole } from '../domain/people.ts';
import { clockKinds, roles, statuses } from '../domain/vocabulary.ts';
import { isAllowed, type Step, stepLabels, steps } from '../domain/workflow.ts';
import { openCase } from '../services/case-file.ts';
import { findCases, lastDepartment, listTasks } from '../services/worklist.ts';
import { listDepartments, listEmployees } from '../store/directory.ts';

/** The cases listed for a step that is due for none in particular. */
const MOST_CASES = 200;

/** What the ledger knows of possible answers, for the command `path` as far as it is filled in. */
export function suggestions(
  ctx: Context,
  path: string,
): (source: Source, said: Said) => Promise<Suggestions> {
  const sources: Readonly<Record<Source, (said: Said) => Promise<Suggestions>>> = {
    case: () => cases(ctx, path),
    department: () => knownDepartments(ctx),
    person: async (said) => people(ctx, await caseIn(ctx, said)),
    caller: async (said) => callers(ctx, await caseIn(ctx, said)),
    signer: (said) => signers(ctx, said.as),
    leader: () => signers(ctx, 'leader'),
    measure: async (said) => measures(await caseIn(ctx, said)),
    breach: async (said) => breaches(ctx, await caseIn(ctx, said)),
  };
  return async (source, said) => shown(await sources[source](said));
}

/** Refuses a number that names no case: the question before asked for it. */
const caseIn = async (ctx: Context, { no }: Said): Promise<Complaint | undefined> =>
  typeof no === 'string' ? (await openCase(ctx, no)).complaint : undefined;

/** The cases for which this step is due, most urgent first; those it is possible for where it is due for none. */
async function cases(ctx: Context, path: string): Promise<Suggestions> {
  const due = (await listTasks(ctx, [], ctx.now)).filter(
    ({ step }) => step === path || step.startsWith(`${path} `),
  );
  const choices = due.length > 0 ? due.map((task) => taskChoice(task, ctx.now)) : await otherCases(ctx, path);
  return { choices, others: '（编号或编号的末几位）' };
}

interface Listed {
  readonly no: string;
  readonly complainant: string;
  readonly department: string | null;
  readonly priority: boolean;
}

const choiceOf = ({ no, complainant, department, priority }: Listed, words: string): Choice => ({
  value: no,
  label: [`${priority ? '★' : ''}${no}`, complainant, department ?? '', words].filter(Boolean).join('  '),
});

export const taskChoice = (
  task: Listed & { readonly step: Step; readonly dueAt: string | null },
  now: string,
) => choiceOf(task, [stepLabels[task.step], dueInWords(task.dueAt, now)].filter(Boolean).join('，'));

async function otherCases(ctx: Context, path: string): Promise<readonly Choice[]> {
  const { items } = await findCases(ctx, {
    ...{ statuses: [], departments: [], accepted: null, priority: false, typical: false, overdueAt: null },
    ...{ search: null, sort: 'due', limit: MOST_CASES },
  });
  const step = steps.find((of) => of === path);
  const possible: Listed[] = [];
  for (const item of items) {
    if (step === undefined || isAllowed((await openCase(ctx, item.no)).complaint, step)) possible.push(item);
  }
  const labels = new Map(items.map((item) => [item.no, statuses[item.status]]));
  return possible.map((item) => choiceOf(item, labels.get(item.no) ?? ''));
}

/** The department used last comes first. */
async function knownDepartments(ctx: Context): Promise<Suggestions> {
  const [last, all] = [await lastDepartment(ctx), await listDepartments(ctx.ledger)];
  const names = all.filter((of) => of.retiredAt === null).map((of) => of.name);
  const ordered = [...names.filter((name) => name === last), ...names.filter((name) => name !== last)];
  return { choices: ordered.map((name) => ({ value: name, label: name })), others: null };
}

const inService = async (ctx: Context) =>
  (await listEmployees(ctx.ledger)).filter((of) => of.retiredAt === null);

type Employees = Awaited<ReturnType<typeof inService>>;

const personChoices = (of: Employees): readonly Choice[] =>
  of.map(({ name, department, roles: held }) => ({
    value: name,
    label: [name, department, held.map((role) => roles[role]).join('、')].filter(Boolean).join('  '),
  }));

/** Those of the responsible department first, then the operator; who must not investigate is left out. */
async function people(ctx: Context, complaint: Complaint | undefined): Promise<Suggestions> {
  const responsible = complaint && responsibleDepartment(complaint);
  const place = (of: Employees[number]) =>
    of.department === responsible ? 0 : of.name === ctx.operator ? 1 : 2;
  const free = (await inService(ctx)).filter(({ name }) => !complaint?.recused.includes(name));
  return {
    choices: personChoices(free.toSorted((a, b) => place(a) - place(b))),
    others: '（人员名录中没有）',
  };
}

/** 4.3.8(2), step 110: callers and liaisons outside the responsible departments; of headquarters for its cases. */
async function callers(ctx: Context, complaint: Complaint | undefined): Promise<Suggestions> {
  const responsible = new Set(complaint?.assignments.map((of) => of.department));
  const may = (await inService(ctx)).filter(
    (of) =>
      hasRole(of, 'caller', 'liaison') &&
      !responsible.has(of.department) &&
      (complaint?.source !== 'headquarters' || of.departmentKind === 'headquarters'),
  );
  const named = complaint?.reviews.at(-1)?.caller;
  const place = (of: Employees[number]) => (of.name === named ? 0 : hasRole(of, 'caller') ? 1 : 2);
  return {
    choices: personChoices(may.toSorted((a, b) => place(a) - place(b))),
    others: '（人员名录中没有）',
  };
}

/** 4.3.5 Who may sign in this capacity; the department's opinion anybody may. */
async function signers(ctx: Context, as: unknown): Promise<Suggestions> {
  const all = await inService(ctx);
  const office = as === 'leader' || as === 'general_manager' ? as : undefined;
  return {
    choices: personChoices(office ? all.filter((of) => hasRole(of, office)) : all),
    others: '（人员名录中没有）',
  };
}

const measures = async (complaint: Complaint | undefined): Promise<Suggestions> => ({
  choices: (complaint?.measures ?? [])
    .filter((measure) => measure.doneOn === null || measure.effect === null)
    .map(({ n, text, owner }) => ({ value: String(n), label: `${text}（${owner}）` })),
  others: null,
});

const breaches = async (ctx: Context, complaint: Complaint | undefined): Promise<Suggestions> => ({
  choices: [
    ...new Set((complaint?.deadlines ?? []).filter((of) => isBreach(of, ctx.now)).map((of) => of.kind)),
  ].map((kind) => ({ value: kind, label: clockKinds[kind] })),
  others: null,
});
