import { command, type Group } from '../cli/command.ts';
import { argument, asked, atLeastOne, many, optional, required } from '../cli/fields.ts';
import { renderTable } from '../cli/screen/table.ts';
import { shown, toJson } from '../cli/screen/text.ts';
import { choice, line, phone } from '../cli/values.ts';
import { maskPhone } from '../domain/case/privacy.ts';
import { type Role, roles } from '../domain/words/vocabulary.ts';
import { addEmployee, retireEmployee, setRoles } from '../services/directory.ts';
import { listEmployees } from '../store/directory.ts';

const name = argument('姓名', line);
const labels = (held: readonly Role[]): string => held.map((role) => roles[role]).join('、');

export const staff: Group = {
  summary: '人员：增加、列出、离岗、角色',
  commands: {
    add: command({
      summary: '增加人员',
      usedWhen: '对接人、回访人、主管领导、总经理必须在名录中；离岗的人再增加一次即恢复。',
      fields: {
        name,
        dept: asked(required('所在部门', line), { from: 'department' }),
        role: asked(many('角色', choice(roles)), { when: () => true }),
        phone: optional('电话', phone),
      },
      examples: [
        'tousu staff add 刘敏 --dept 客户服务部 --role liaison',
        'tousu staff add 陈国栋 --dept 经理室 --role 主管领导',
      ],
      async run(ctx, input) {
        const given = { name: input.name, department: input.dept, phone: input.phone, roles: input.role };
        await addEmployee(ctx, given);
        const withRoles = input.role.length > 0 ? `，${labels(input.role)}` : '';
        ctx.print(ctx.json ? toJson(given) : `已增加“${input.name}”（${input.dept}${withRoles}）`);
      },
    }),
    list: command({
      summary: '列出人员',
      usedWhen: '看名录中有谁、是什么角色。',
      fields: {},
      examples: ['tousu staff list', 'tousu staff list --json'],
      async run(ctx) {
        const all = await listEmployees(ctx.ledger);
        if (ctx.json) return ctx.print(toJson({ items: all }));
        const rows = shown(all).map((person) => [
          person.name,
          person.department,
          labels(person.roles),
          maskPhone(person.phone),
          person.retiredAt ? '已离岗' : '',
        ]);
        ctx.print(await renderTable(ctx, ['姓名', '部门', '角色', '电话', '状态'], rows));
      },
    }),
    retire: command({
      summary: '人员离岗',
      usedWhen: '离岗后不能再审核、回访、签署；过去的记录不变。',
      fields: { name },
      examples: ['tousu staff retire 吴刚', 'tousu staff list'],
      async run(ctx, input) {
        await retireEmployee(ctx, input.name);
        ctx.print(ctx.json ? toJson(input) : `“${input.name}”已离岗`);
      },
    }),
    role: command({
      summary: '设定角色',
      usedWhen: '写上这个人今后的全部角色，原来的由它代替。',
      fields: { name, role: atLeastOne('角色', choice(roles)) },
      examples: ['tousu staff role 李娜 --role caller', 'tousu staff role 刘敏 --role 对接人 --role 回访人'],
      async run(ctx, input) {
        await setRoles(ctx, input.name, input.role);
        ctx.print(ctx.json ? toJson(input) : `“${input.name}”现在是${labels(input.role)}`);
      },
    }),
  },
};
