import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Ending } from '../../cli/command.ts';
import { Back, type Prompts } from '../../cli/questions/prompts.ts';
import { shown } from '../../cli/screen/text.ts';
import { parseName } from '../../cli/values.ts';
import { type Context, openContext, renewedContext, type Session } from '../../context.ts';
import { Refusal } from '../../domain/problems.ts';
import { codes, type Role, roles } from '../../domain/words/vocabulary.ts';
import { initLedger } from '../../services/care/init.ts';
import { addDepartment, addEmployee, changeSetting, setRoles } from '../../services/directory.ts';
import { listDepartments, listEmployees } from '../../store/directory.ts';
import { addPerson } from './newcomers.ts';

/**
 * What a new ledger still needs, asked one after the other: who types, departments, people, roles. Every answer is recorded
 * at once; what is left out can be added from any list later. Ends with the words of the practice, if that is wanted.
 */
export async function firstDay(session: Session, prompts: Prompts): Promise<Ending> {
  const ctx = await openContext(session);
  try {
    ctx.say('\n下面几项随时可以 Esc 停下，以后再补。');
    await guide(ctx, prompts);
    ctx.say(whatComesNext);
    return await offerPractice(ctx, prompts);
  } finally {
    await ctx.ledger.close();
  }
}

const whatComesNext = `
下一步:
  来了投诉      tousu register      （不写选项，一项一项问）
  看今天的事    tousu
  抢险电话      tousu config set unit.emergency 电话
  提醒和备份    tousu schedule install
  说明书        tousu help 手册`;

/** Esc ends the guide, not the program: what was said so far is recorded. */
async function guide(ctx: Context, prompts: Prompts): Promise<void> {
  try {
    if (ctx.ledger.operator === null) await whoTypes(ctx, prompts);
    await departments(ctx, prompts);
    await people(ctx, prompts);
    for (const role of codes(roles)) await whoHolds(ctx, prompts, role);
  } catch (error) {
    if (!(error instanceof Back)) throw error;
  }
}

/** Esc at a question of the guide itself; at one that belongs to an answer it leads back to that. */
const escapeMeans = '停下';
const anything = { hint: '', check: async (text: string) => text.trim() !== '' || '不能不写', escapeMeans };
const orNothing = (hint: string) => ({ hint, check: async () => true as const, escapeMeans });

/** Several names on one line: what stands between them in a list. A blank stands inside a name, too. */
const namesIn = (typed: string): readonly string[] =>
  typed
    .split(/[、，,；;]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');

async function whoTypes(ctx: Context, prompts: Prompts): Promise<void> {
  for (;;) {
    const typed = await prompts.type('你的姓名（谁在键盘前）', anything);
    const isAdded = await told(ctx, async () => {
      const name = parseName(typed, '姓名');
      await addPerson(ctx, name, prompts, []);
      await changeSetting(await renewedContext(ctx), 'user.name', name, null);
    });
    if (isAdded) return;
  }
}

/** One after the other, until nothing is typed. */
async function departments(ctx: Context, prompts: Prompts): Promise<void> {
  for (;;) {
    const known = (await listDepartments(ctx.ledger)).map((unit) => shown(unit.name));
    const typed = await prompts.type('还有哪个部门', orNothing(`已有${known.join('、')}；没有了就回车`));
    if (typed.trim() === '') return;
    for (const name of namesIn(typed))
      await told(ctx, async () =>
        addDepartment(await renewedContext(ctx), parseName(name, '部门名称'), 'branch'),
      );
  }
}

async function people(ctx: Context, prompts: Prompts): Promise<void> {
  for (;;) {
    const known = (await listEmployees(ctx.ledger)).map((person) => shown(person.name));
    const typed = await prompts.type('还有谁', orNothing(`已有${known.join('、')}；没有了就回车`));
    if (typed.trim() === '') return;
    for (const name of namesIn(typed)) {
      const isAdded = await told(ctx, () => addPerson(ctx, parseName(name, '姓名'), prompts, []));
      if (!isAdded) break;
    }
  }
}

/** Who is to hold the role; whoever is missing in the list is added. */
async function whoHolds(ctx: Context, prompts: Prompts, role: Role): Promise<void> {
  const known = await listEmployees(ctx.ledger);
  const LATER = '';
  const choices = known.map((person) => ({
    value: person.name,
    label: shown(
      [person.name, person.department, person.roles.map((held) => roles[held]).join('、')]
        .join('  ')
        .trimEnd(),
    ),
  }));
  for (;;) {
    const chosen = await prompts.pick(
      `谁是${roles[role]}（${duties[role]}）`,
      [...choices, { value: LATER, label: '以后再定' }],
      { noPreset: true, free: (typed) => ({ value: typed, label: `新增“${typed}”` }), escapeMeans },
    );
    if (chosen === LATER) return;
    const person = known.find(({ name }) => name === chosen);
    const isSet = await told(ctx, async () =>
      person === undefined
        ? addPerson(ctx, parseName(chosen, '姓名'), prompts, [role])
        : setRoles(await renewedContext(ctx), person.name, [...person.roles, role]),
    );
    if (isSet) return;
  }
}

const duties: Readonly<Record<Role, string>> = {
  liaison: '审核、归档',
  caller: '回访',
  leader: '签主管领导意见',
  general_manager: '签总经理意见',
};

/** False where nothing came of it, because it was refused, which is said, or because she went back: the question is asked again. */
async function told(ctx: Context, work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof Back) return false;
    if (!(error instanceof Refusal)) throw error;
    ctx.say(`${error.problem.message}。${error.problem.hint}`);
    return false;
  }
}

/** The ledger of the practice: a file of its own beside the real one, so that no figure can ever count it. */
const PRACTICE = '练习台账.db';

async function offerPractice(ctx: Context, prompts: Prompts): Promise<Ending> {
  const file = join(ctx.home, PRACTICE);
  try {
    const choices = [
      { value: 'practise', label: '练一件：记在旁边的练习台账里，不进任何统计' },
      { value: 'leave', label: '不用了' },
    ];
    const chosen = await prompts.pick('先练一件吗', choices, { escapeMeans: '不用了' });
    if (chosen === 'leave') return undefined;
  } catch (error) {
    if (error instanceof Back) return undefined;
    throw error;
  }
  if (!existsSync(file)) await makePracticeLedger(ctx, file);
  ctx.say(
    `练习台账：${shown(file)}\n“受理一件投诉”开始练，练到归档；以后再练：tousu --ledger ${shown(file)}；练够了，删掉这个文件就是。`,
  );
  return ['--ledger', file];
}

/** With the same departments and people, so that everybody practises his own part. */
async function makePracticeLedger(ctx: Context, file: string): Promise<void> {
  const current = await renewedContext(ctx);
  const session = { ...current, address: file };
  const unit = `练习 ${current.settings.get('unit.name') ?? ''}`.trim();
  const { operator, now } = current;
  await initLedger({ now, address: file }, ctx.schema(), {
    unit,
    unitKind: 'branch',
    unitCode: 'main',
    operator,
  });
  const practice = await openContext(session);
  try {
    const known = new Set((await listDepartments(practice.ledger)).map(({ name }) => name));
    for (const { name, kind } of await listDepartments(ctx.ledger))
      if (!known.has(name)) await addDepartment(practice, name, kind);
    for (const { name, department, phone, roles: held } of await listEmployees(ctx.ledger))
      await addEmployee(practice, { name, department, phone, roles: held });
    await changeSetting(practice, 'user.name', operator, null);
  } finally {
    await practice.ledger.close();
  }
}
