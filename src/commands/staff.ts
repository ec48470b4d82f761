import { command, group } from '../cli/command.ts';
import { argument, asked, atLeastOne, many, optional, required } from '../cli/fields.ts';
import { printTable } from '../cli/screen/table.ts';
import { shown, toJson } from '../cli/screen/text.ts';
import { choice, name as nameValue, phone } from '../cli/values.ts';
import { maskPhone } from '../domain/case/privacy.ts';
import { word } from '../domain/steps/hints.ts';
import { type Role, roles } from '../domain/words/vocabulary.ts';
import {
  addEmployee,
  moveEmployee,
  renameEmployee,
  retireEmployee,
  setPhone,
  setRoles,
} from '../services/directory.ts';
import { type Employee, listEmployees } from '../store/directory.ts';

const name = argument('姓名', nameValue);
const labels = (held: readonly Role[]): string => held.map((role) => roles[role]).join('、');

export const staff = group({
  summary: '人员：增加、列出、角色、调动、改名、电话、离岗',
  names: {
    add: '增加',
    list: '列出',
    role: '角色',
    move: '调动',
    rename: '改名',
    phone: '电话',
    retire: '离岗',
  },
  commands: {
    add: command({
      summary: '增加人员',
      usedWhen: '对接人、回访人、主管领导、总经理必须在名录中；离岗的人再增加一次即恢复。',
      fields: {
        name,
        dept: asked(required('所在部门', nameValue), { from: 'department' }),
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
        if (ctx.json) return ctx.print(toJson({ items: all.map(jsonOf) }));
        const rows = shown(all).map((person) => [
          person.name,
          person.department,
          labels(person.roles),
          maskPhone(person.phone),
          stateOf(person),
        ]);
        await printTable(ctx, ['姓名', '部门', '角色', '电话', '状态'], rows);
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
    move: command({
      summary: '人员调动',
      usedWhen: '换了部门：从现在起按新部门算，过去的记录不变。',
      fields: { name, dept: asked(required('调到哪个部门', nameValue), { from: 'department' }) },
      examples: ['tousu staff move 赵强 --dept 安检部', 'tousu staff list'],
      async run(ctx, input) {
        await moveEmployee(ctx, input.name, input.dept);
        ctx.print(ctx.json ? toJson(input) : `“${input.name}”已调到${input.dept}`);
      },
    }),
    rename: command({
      summary: '人员改名',
      usedWhen: '改了姓名，或原来录错了：角色和电话不变，过去的记录仍写原来的姓名，按条款是同一个人。',
      fields: { name: argument('原来的姓名', nameValue), to: argument('新的姓名', nameValue) },
      examples: ['tousu staff rename 赵强 赵志强', 'tousu staff list'],
      async run(ctx, input) {
        await renameEmployee(ctx, input.name, input.to);
        ctx.print(ctx.json ? toJson(input) : `“${input.name}”已改名为“${input.to}”`);
        if (ctx.settings.get('user.name') === input.name)
          ctx.say(`注意: 操作人还写着“${input.name}”：tousu config set user.name ${word(input.to)}`);
      },
    }),
    phone: command({
      summary: '人员电话',
      usedWhen: '换了电话，或原来没有登记。',
      fields: { name, phone: argument('电话', phone) },
      examples: ['tousu staff phone 赵强 13700001111', 'tousu staff list'],
      async run(ctx, input) {
        await setPhone(ctx, input.name, input.phone);
        ctx.print(ctx.json ? toJson(input) : `“${input.name}”的电话已改为 ${maskPhone(input.phone)}`);
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
});

const stateOf = ({ formerNames, retiredAt }: Employee): string =>
  [formerNames.length > 0 ? `原名 ${formerNames.join('、')}` : '', retiredAt ? '已离岗' : '']
    .filter(Boolean)
    .join('，');

const jsonOf = ({ formerDepartments: _, ...employee }: Employee) => employee;
