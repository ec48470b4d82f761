import type { InputSoFar, Source } from '../../cli/fields.ts';
import type { Suggestions } from '../../cli/questions/ask.ts';
import type { Choice } from '../../cli/questions/pick.ts';
import { brief, limitInWords, shown, starred } from '../../cli/screen/text.ts';
import type { Context } from '../../context.ts';
import { isBreach, type Moment } from '../../domain/case/clock.ts';
import { type Complaint, responsibleDepartment } from '../../domain/case/complaint.ts';
import type { Precedence } from '../../domain/case/priority.ts';
import { allSteps, steps } from '../../domain/case/step-table.ts';
import { statusesFor } from '../../domain/case/workflow.ts';
import { mayCall } from '../../domain/steps/callback.ts';
import { mustRecuse } from '../../domain/steps/conflict.ts';
import { hasRole, namesOf, worksIn } from '../../domain/steps/people.ts';
import { maySign } from '../../domain/steps/signature.ts';
import { clockKinds, type Role, roles, statuses } from '../../domain/words/vocabulary.ts';
import { openCase } from '../../services/case/case-file.ts';
import { everyCase, listTasks, type Task } from '../../services/day/worklist.ts';
import { isOfHeadquarters } from '../../services/people.ts';
import {
  type CaseSummary,
  findLastDepartment,
  listCases,
  listToldCases,
  type ToldCase,
} from '../../store/cases.ts';
import { listDepartments, listEmployees } from '../../store/directory.ts';
import { chooseCase } from './choose-case.ts';
import { anotherPerson, newDepartment, newHolder } from './newcomers.ts';

/** The cases listed for a step that is due for none in particular. */
const MOST_CASES = 200;

/** What the ledger knows of values to choose from, for the command `path` as far as it is filled in. */
export function suggestions(
  ctx: Context,
  path: string,
): (source: Source, input: InputSoFar) => Promise<Suggestions> {
  const sources: Readonly<Record<Source, (input: InputSoFar) => Promise<Suggestions>>> = {
    case: () => cases(ctx, path),
    department: () => knownDepartments(ctx),
    person: async (said) => people(ctx, path, await caseIn(ctx, said)),
    liaison: async () => holders(ctx, (await inService(ctx)).filter(isLiaison), 'liaison'),
    caller: async (said) => callers(ctx, await caseIn(ctx, said)),
    signer: (said) => signers(ctx, said.as),
    leader: async () => holders(ctx, (await inService(ctx)).filter(maySign), 'leader'),
    measure: async (said) => measures(await caseIn(ctx, said)),
    breach: async (said) => breaches(ctx, await caseIn(ctx, said)),
  };
  return async (source, input) => {
    const suggested = await sources[source](input);
    return { ...suggested, choices: shown(suggested.choices) };
  };
}

const isLiaison = (person: Pick<Employees[number], 'roles'>): boolean => hasRole(person, 'liaison');

/** Refuses a number that names no case: the question before asked for it. */
const caseIn = async (ctx: Context, { no }: InputSoFar): Promise<Complaint | undefined> =>
  typeof no === 'string' ? (await openCase(ctx, no)).complaint : undefined;

/** The cases for which this step is due, most urgent first, then the others it is possible for, the newest first. */
async function cases(ctx: Context, path: string): Promise<Suggestions> {
  const due = (await listTasks(ctx, [], ctx.now)).filter(
    ({ step }) => step === path || step.startsWith(`${path} `),
  );
  const others = await otherCases(ctx, path);
  const dueNos = new Set(due.map(({ no }) => no));
  const told = await listToldCases(ctx.ledger, [...dueNos, ...others.map(({ no }) => no)]);
  return {
    choices: [
      ...due.map((task) => toldChoice(taskChoice(task, ctx.now), told)),
      ...others
        .filter(({ no }) => !dueNos.has(no))
        .map((item) => toldChoice(choiceOf(item, statuses[item.status]), told)),
    ],
    others: {
      label: (typed) => `“${typed}”（编号或编号的末几位、姓名、电话的末几位）`,
      settle: (typed, prompts) => chooseCase(ctx, typed.trim(), prompts),
    },
    digitsSearch: true,
  };
}

interface Listed extends Precedence {
  readonly no: string;
  readonly complainant: string;
  readonly department: string | null;
}

const choiceOf = (listed: Listed, words: string): Choice => ({
  value: listed.no,
  label: [starred(listed), listed.complainant, listed.department ?? '', words].filter(Boolean).join('  '),
});

/** The choice with what the case is about; it is found by phone and content, too. */
function toldChoice(choice: Choice, told: ReadonlyMap<string, ToldCase>): Choice {
  const { content = '', phone = '' } = told.get(choice.value) ?? {};
  return {
    ...choice,
    label: `${choice.label}  ${brief(content)}`.trimEnd(),
    found: `${phone ?? ''}\n${content}`,
  };
}

const taskChoice = (task: Listed & Pick<Task, 'step' | 'dueAt' | 'internal'>, now: Moment) =>
  choiceOf(task, [steps[task.step].label, limitInWords(task, now)].filter(Boolean).join('，'));

/** The newest cases whose state allows the step. */
async function otherCases(ctx: Context, path: string): Promise<readonly CaseSummary[]> {
  const step = allSteps.find((known) => known === path);
  const { items } = await listCases(ctx.ledger, {
    ...everyCase,
    statuses: step === undefined ? [] : statusesFor(step),
    sort: 'newest',
    limit: MOST_CASES,
  });
  return items;
}

/** The department used last comes first; one that is not there can be added. */
async function knownDepartments(ctx: Context): Promise<Suggestions> {
  const [last, all] = [await findLastDepartment(ctx.ledger), await listDepartments(ctx.ledger)];
  const names = all.filter((unit) => unit.retiredAt === null).map((unit) => unit.name);
  const present = all.find((unit) => unit.name === last)?.renamedTo ?? last;
  const ordered = [...names.filter((name) => name === present), ...names.filter((name) => name !== present)];
  return { choices: ordered.map((name) => ({ value: name, label: name })), others: newDepartment(ctx) };
}

const inService = async (ctx: Context) =>
  (await listEmployees(ctx.ledger)).filter((person) => person.retiredAt === null);

type Employees = Awaited<ReturnType<typeof inService>>;

const personChoices = (employees: Employees): readonly Choice[] =>
  employees.map(({ name, department, roles: held }) => ({
    value: name,
    label: [name, department, held.map((role) => roles[role]).join('、')].filter(Boolean).join('  '),
  }));

/** Those who may because of a role, and nobody else; who is not listed can be added with it. */
const holders = (ctx: Context, employees: Employees, role: Role, only = onlyOf(employees)): Suggestions => ({
  choices: personChoices(employees),
  others: newHolder(ctx, role),
  only,
});

const onlyOf = (employees: Employees): string | undefined =>
  employees.length === 1 ? employees[0]?.name : undefined;

/** Some employees, and whoever else is named. */
const named = (ctx: Context, employees: Employees): Suggestions => ({
  choices: personChoices(employees),
  others: anotherPerson(ctx),
});

/** Those of the responsible department first, then the operator; who must not investigate is left out there. */
async function people(ctx: Context, path: string, complaint: Complaint | undefined): Promise<Suggestions> {
  const responsible = complaint && responsibleDepartment(complaint);
  const place = (person: Employees[number]) =>
    responsible && worksIn(person, responsible) ? 0 : person.name === ctx.operator ? 1 : 2;
  const investigates = path === 'investigate' && complaint !== undefined;
  const may = (await inService(ctx)).filter(
    (person) => !(investigates && mustRecuse(complaint, ...namesOf(person))),
  );
  return named(
    ctx,
    may.toSorted((a, b) => place(a) - place(b)),
  );
}

/** 4.3.8(2), step 110: who may call back; who was named at the review first, then the callers. */
async function callers(ctx: Context, complaint: Complaint | undefined): Promise<Suggestions> {
  const acceptedByHeadquarters =
    complaint !== undefined && (await isOfHeadquarters(ctx.ledger, complaint.acceptor));
  const may = (await inService(ctx)).filter((caller) =>
    complaint === undefined
      ? hasRole(caller, 'caller', 'liaison')
      : mayCall({ complaint, caller, acceptedByHeadquarters }),
  );
  const wanted = complaint?.reviews.at(-1)?.caller;
  const place = (person: Employees[number]) =>
    person.name === wanted ? 0 : hasRole(person, 'caller') ? 1 : 2;
  return holders(
    ctx,
    may.toSorted((a, b) => place(a) - place(b)),
    'caller',
    // A liaison may call back, too; but it is the caller's.
    onlyOf(may.filter((person) => hasRole(person, 'caller'))) ?? onlyOf(may),
  );
}

/** 4.3.5 Who may sign in this capacity; the department's opinion anybody may. */
async function signers(ctx: Context, capacity: unknown): Promise<Suggestions> {
  const all = await inService(ctx);
  const office = capacity === 'leader' || capacity === 'general_manager' ? capacity : undefined;
  if (office === undefined) return named(ctx, all);
  return holders(
    ctx,
    all.filter((person) => hasRole(person, office)),
    office,
  );
}

const measures = async (complaint: Complaint | undefined): Promise<Suggestions> => ({
  choices: (complaint?.measures ?? [])
    .filter((measure) => measure.doneOn === null || measure.effect === null)
    .map(({ n, text, owner }) => ({ value: String(n), label: `${text}（${owner}）` })),
  others: null,
});

const breaches = async (ctx: Context, complaint: Complaint | undefined): Promise<Suggestions> => ({
  choices: [
    ...new Set(
      (complaint?.deadlines ?? []).filter((clock) => isBreach(clock, ctx.now)).map((clock) => clock.kind),
    ),
  ].map((kind) => ({ value: kind, label: clockKinds[kind] })),
  others: null,
});
