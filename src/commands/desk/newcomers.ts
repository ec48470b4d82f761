import type { Others } from '../../cli/questions/ask.ts';
import { Back, type Prompts } from '../../cli/questions/prompts.ts';
import { parseName } from '../../cli/values.ts';
import { type Context, renewedContext } from '../../context.ts';
import { nearest } from '../../domain/words/nearest.ts';
import { type Role, roles } from '../../domain/words/vocabulary.ts';
import { addDepartment, addEmployee } from '../../services/directory.ts';
import { listDepartments, listEmployees } from '../../store/directory.ts';

// Whoever or whatever is missing in a list can be added from it; a wrong word becomes nobody unasked.

/** A department that is not there yet is added. */
export const newDepartment = (ctx: Context): Others => ({
  label: (typed) => `新增部门“${typed}”`,
  async settle(typed) {
    const name = parseName(typed, '部门名称');
    await addDepartment(await renewedContext(ctx), name, 'branch');
    ctx.say(`已增加部门“${name}”`);
    return name;
  },
});

/** Somebody whom the directory does not know, which is allowed. */
export const anotherPerson = (ctx: Context): Others => ({
  label: (typed) => `“${typed}”（人员名录中没有）`,
  settle: (typed, prompts) => secondLook(ctx, typed, prompts, null),
});

/** Somebody who is to hold this role. */
export const newHolder = (ctx: Context, role: Role): Others => ({
  label: (typed) => `“${typed}”（不在名单上）`,
  settle: (typed, prompts) => secondLook(ctx, typed, prompts, role),
});

/** What was typed may be another word that got into the wrong line: she says what it is. */
async function secondLook(ctx: Context, typed: string, prompts: Prompts, role: Role | null): Promise<string> {
  const name = parseName(typed, '姓名');
  const known = (await listEmployees(ctx.ledger)).map((person) => person.name);
  const near = nearest(name, known);
  const chosen = await prompts.pick(
    known.includes(name)
      ? `“${name}”没有${role === null ? '列出' : `${roles[role]}的角色`}`
      : `名录中没有“${name}”`,
    [
      { value: 'again', label: '重选' },
      ...(near !== undefined && near !== name ? [{ value: 'near', label: `是“${near}”` }] : []),
      { value: 'use', label: `就写“${name}”` },
      ...(known.includes(name)
        ? []
        : [{ value: 'add', label: `新增到人员名录${role === null ? '' : `，${roles[role]}`}` }]),
    ],
    { noPreset: true },
  );
  if (chosen === 'again') throw new Back();
  if (chosen === 'near') return near ?? name;
  if (chosen === 'add') await addPerson(ctx, name, prompts, role === null ? [] : [role]);
  return name;
}

/** Adds an employee, whose department is asked for. */
export async function addPerson(
  ctx: Context,
  name: string,
  prompts: Prompts,
  held: readonly Role[],
): Promise<void> {
  const departments = (await listDepartments(ctx.ledger)).filter(({ retiredAt }) => retiredAt === null);
  const choices = departments.map((unit) => ({ value: unit.name, label: unit.name }));
  const others = newDepartment(ctx);
  const chosen = await prompts.pick(`“${name}”在哪个部门`, choices, {
    free: (typed) => ({ value: typed, label: others.label(typed) }),
  });
  const department = choices.some(({ value }) => value === chosen)
    ? chosen
    : await others.settle(chosen, prompts);
  await addEmployee(await renewedContext(ctx), { name, department, phone: null, roles: held });
  ctx.say(`已增加“${name}”（${[department, ...held.map((role) => roles[role])].join('，')}）`);
}
