import { bareCommand, group } from '../cli/command.ts';
import { argument, defaulted, required } from '../cli/fields.ts';
import { printTable } from '../cli/screen/table.ts';
import { shown, toJson } from '../cli/screen/text.ts';
import { choice, name } from '../cli/values.ts';
import { operatorFrom } from '../context.ts';
import { unitKinds } from '../domain/words/vocabulary.ts';
import { addUnit } from '../services/group/units.ts';
import type { Right, Unit } from '../store/db.ts';
import { unitsAt } from '../store/engine.ts';

function stateOf({ isSound, isCurrent, isMoved }: Unit): string {
  if (!isSound) return '里面有别人建的东西，没有读';
  if (isMoved) return '已迁到别处';
  return isCurrent ? '' : '要 tousu upgrade';
}

const rights = { desk: '录入', reader: '只看' } as const satisfies Record<Right, string>;

export const unit = group({
  summary: '服务器上的单位：增加、列出、登录的人',
  names: { add: '增加', list: '列出', user: '登录' },
  commands: {
    add: bareCommand({
      summary: '在服务器上为一个单位建台账',
      usedWhen:
        '台账放在服务器上、由 IT 管的单位用：在同一个数据库里再建一本台账。单位代码就是地址的最后一段。',
      fields: {
        code: argument('单位代码', name),
        unit: required('单位名称', name),
        unitKind: defaulted('单位类别', choice(unitKinds), 'branch'),
      },
      examples: [
        'tousu unit add wenxian --unit 温县燃气公司 --ledger postgres://db.example.com/tousu',
        'tousu 单位 增加 hq --unit 焦作总部 --unit-kind headquarters',
      ],
      async run(session, input) {
        const operator = operatorFrom(session.env, new Map());
        const address = await addUnit(session, session.schema(), { ...input, operator });
        if (session.json) return session.print(toJson({ ledger: address, unit: input.unit }));
        session.print(
          [
            `已建台账：${shown(address)}`,
            `下一步: 让录入人能登录，再增加部门和人员（人员的姓名与登录名相同）`,
            `  tousu unit user add 姓名 --unit ${shown(input.code)}`,
            `  tousu dept add 工程部 --ledger ${shown(address)}`,
          ].join('\n'),
        );
      },
    }),
    list: bareCommand({
      summary: '列出服务器上的单位',
      usedWhen: '看这个数据库里有哪些单位的台账；只列出本人能看的。',
      fields: {},
      examples: ['tousu unit list --ledger postgres://db.example.com/tousu', 'tousu unit list --json'],
      async run(session) {
        const items = await (await unitsAt(session.address)).list();
        if (session.json) return session.print(toJson({ items }));
        if (items.length === 0) return session.say('没有单位，或没有本人能看的');
        const rows = shown(items).map((each) => [each.code, each.name, stateOf(each)]);
        await printTable(session, ['代码', '单位', ''], rows);
      },
    }),
    user: bareCommand({
      summary: '让一个人登录一个单位的台账',
      usedWhen:
        '一人一个登录，登录名就是流水里的录入人。录入的人只能加流水，改不了、删不了；只看的人什么也写不了。由台账的所有者（IT）运行；密码在服务器上另设。',
      fields: {
        action: argument('做什么', choice({ add: '增加' })),
        name: argument('登录名（姓名）', name),
        unit: required('单位代码', name),
        as: defaulted('能做什么', choice(rights), 'desk'),
      },
      examples: [
        'tousu unit user add 王芳 --unit wenxian',
        'tousu unit user add 集团 --unit wenxian --as reader',
      ],
      async run(session, input) {
        const units = await unitsAt(session.address);
        const isNew = await units.addUser(input.name, input.unit, input.as);
        if (session.json)
          return session.print(toJson({ name: input.name, unit: input.unit, as: input.as, isNew }));
        session.print(`“${input.name}”可以登录 ${input.unit} 的台账（${rights[input.as]}）`);
        if (isNew)
          session.print(`密码请在服务器上设：psql 里用 \\password "${input.name.replaceAll('"', '""')}"`);
      },
    }),
  },
});
