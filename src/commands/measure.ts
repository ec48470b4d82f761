import { command, group } from '../cli/command.ts';
import { argument, asked, flag, optional, required } from '../cli/fields.ts';
import { printTable } from '../cli/screen/table.ts';
import { shown, toJson } from '../cli/screen/text.ts';
import { choice, comingDay, integer, line, name, text } from '../cli/values.ts';
import { type MeasureKind, measureKinds } from '../domain/words/vocabulary.ts';
import { measureCase, measureDoneCase } from '../services/case/steps.ts';
import { listOpenMeasures } from '../store/measures.ts';
import { printRecorded } from './shared/recorded.ts';
import { at, by, no } from './shared/step-fields.ts';

const add = command({
  summary: '登记计划中的措施',
  usedWhen: '办结以后补充整改或预防措施，写明负责人和完成日期。',
  fields: {
    no,
    kind: required('措施种类', choice(measureKinds)),
    text: required('措施', text),
    owner: asked(required('负责人', name), { from: 'person' }),
    due: required('计划完成日期', comingDay),
    by,
    at,
  },
  records: true,
  examples: [
    'tousu measure add 2501 --kind preventive --text 估抄须班长审批 --owner 孙丽 --due 2023-11-30',
    'tousu measure add 2501 --kind 整改措施 --text 入户实抄 --owner 孙丽 --due 2023-10-27',
  ],
  async run(ctx, { due, ...input }) {
    printRecorded(
      ctx,
      await measureCase(ctx, { ...input, dueOn: due }),
      `已登记${measureKinds[input.kind]}`,
      'rectification',
    );
  },
});

const done = command({
  summary: '登记措施完成和效果',
  usedWhen: '措施完成时登记；效果可以以后再补一次。典型投诉的措施补上效果才从待办中消失（2.1.6）。',
  fields: {
    no,
    n: asked(argument('第几条措施', integer(1, 9999)), { from: 'measure' }),
    effect: asked(optional('效果', line), { when: () => true, none: '以后再补就回车' }),
    by,
    at,
  },
  records: true,
  examples: ['tousu measure done 2501 1', 'tousu measure done 0801 2 --effect 季度巡查未再发现锈蚀'],
  async run(ctx, input) {
    printRecorded(ctx, await measureDoneCase(ctx, input), `第 ${input.n} 条措施已完成`);
  },
});

const list = command({
  summary: '列出要跟踪的措施',
  usedWhen: '看还没有完成的措施，以及典型投诉中还没有登记效果的措施。',
  fields: { open: flag('只列未完成的') },
  examples: ['tousu measure list', 'tousu measure list --open'],
  async run(ctx, { open }) {
    const all = await listOpenMeasures(ctx.ledger);
    const items = open ? all.filter((measure) => measure.doneOn === null) : all;
    if (ctx.json) return ctx.print(toJson({ items }));
    if (items.length === 0) return ctx.say('没有要跟踪的措施');
    const rows = shown(items).map((item) => [
      item.no,
      String(item.n),
      measureKinds[item.kind as MeasureKind],
      item.text,
      item.owner,
      item.dueOn,
      item.doneOn ?? '',
    ]);
    await printTable(ctx, ['编号', '条', '种类', '措施', '负责人', '计划', '完成'], rows);
  },
});

export const measure = group({
  summary: '整改和预防措施',
  names: { add: '增加', done: '完成', list: '列出' },
  commands: { add, done, list },
});
