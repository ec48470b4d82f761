import { command, group } from '../cli/command.ts';
import { argument, defaulted } from '../cli/fields.ts';
import { printTable } from '../cli/screen/table.ts';
import { shown, toJson } from '../cli/screen/text.ts';
import { choice, name as nameValue } from '../cli/values.ts';
import { unitKinds } from '../domain/words/vocabulary.ts';
import { addDepartment, closeDepartment, renameDepartment } from '../services/directory.ts';
import { type Department, listDepartments } from '../store/directory.ts';

const name = argument('部门名称', nameValue);

export const dept = group({
  summary: '部门：增加、列出、改名、停用',
  names: { add: '增加', list: '列出', rename: '改名', retire: '停用' },
  commands: {
    add: command({
      summary: '增加部门',
      usedWhen: '责任部门、受理部门都要先在这里登记；停用的部门再增加一次即恢复。',
      fields: { name, kind: defaulted('类别', choice(unitKinds), 'branch') },
      examples: ['tousu dept add 工程部', 'tousu dept add 集团客服中心 --kind headquarters'],
      async run(ctx, input) {
        await addDepartment(ctx, input.name, input.kind);
        ctx.print(ctx.json ? toJson(input) : `已增加部门“${input.name}”（${unitKinds[input.kind]}）`);
      },
    }),
    list: command({
      summary: '列出部门',
      usedWhen: '看有哪些部门。',
      fields: {},
      examples: ['tousu dept list', 'tousu dept list --json'],
      async run(ctx) {
        const all = await listDepartments(ctx.ledger);
        if (ctx.json) return ctx.print(toJson({ items: all }));
        const rows = shown(all).map((unit) => [unit.name, unitKinds[unit.kind], stateOf(unit)]);
        await printTable(ctx, ['部门', '类别', '状态'], rows);
      },
    }),
    rename: command({
      summary: '部门改名',
      usedWhen: '部门换了名称：人员随之改过来，过去的投诉和报表仍写原来的名称；按条款它还是同一个部门。',
      fields: { name: argument('原来的名称', nameValue), to: argument('新的名称', nameValue) },
      examples: ['tousu dept rename 工程部 工程技术部', 'tousu dept list'],
      async run(ctx, input) {
        await renameDepartment(ctx, input.name, input.to);
        ctx.print(ctx.json ? toJson(input) : `部门“${input.name}”已改名为“${input.to}”`);
      },
    }),
    retire: command({
      summary: '停用部门',
      usedWhen: '部门撤销后不再转办给它；过去的投诉不变。',
      fields: { name },
      examples: ['tousu dept retire 市场发展部', 'tousu dept list'],
      async run(ctx, input) {
        await closeDepartment(ctx, input.name);
        ctx.print(ctx.json ? toJson(input) : `已停用部门“${input.name}”`);
      },
    }),
  },
});

function stateOf({ retiredAt, renamedTo }: Department): string {
  if (renamedTo !== null) return `已改名为“${renamedTo}”`;
  return retiredAt === null ? '' : '已停用';
}
