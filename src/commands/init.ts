import { bareCommand } from '../cli/command.ts';
import { defaulted, required } from '../cli/fields.ts';
import { shown, toJson } from '../cli/screen/text.ts';
import { choice, name } from '../cli/values.ts';
import { operatorFrom } from '../context.ts';
import { unitKinds } from '../domain/words/vocabulary.ts';
import { initLedger, USUAL_CODE } from '../services/care/init.ts';

export const init = bareCommand({
  summary: '新建台账',
  usedWhen:
    '第一次使用时建一本台账；已有的台账不会被覆盖。在终端只写 init，会接着问谁在用、部门、人员和角色。',
  fields: {
    unit: required('单位名称', name),
    unitKind: defaulted('单位类别', choice(unitKinds), 'branch'),
    unitCode: defaulted('单位代码', name, USUAL_CODE),
  },
  examples: ['tousu init', 'tousu init --unit 修武燃气公司'],
  async run(session, input) {
    const operator = operatorFrom(session.env, new Map());
    await initLedger(session, session.schema(), { ...input, operator });
    session.print(
      session.json
        ? toJson({ ledger: session.address, unit: input.unit })
        : `已建台账：${shown(session.address)}`,
    );
  },
  next: '下一步: 增加部门和人员\n  tousu dept add 工程部\n  tousu staff add 姓名 --dept 客户服务部 --role liaison',
  afterwards: async (session, prompts) => (await import('./desk/first-day.ts')).firstDay(session, prompts),
});
