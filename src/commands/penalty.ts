import { command, group } from '../cli/command.ts';
import { asked, optional, required } from '../cli/fields.ts';
import { printTable } from '../cli/screen/table.ts';
import { shown, toJson } from '../cli/screen/text.ts';
import { choice, line, month, name } from '../cli/values.ts';
import { minute } from '../domain/case/clock.ts';
import { clockKinds } from '../domain/words/vocabulary.ts';
import { penalizedFor } from '../domain/words/wording.ts';
import { penalizeCase } from '../services/case/steps.ts';
import { listPenalties } from '../store/penalties.ts';
import { printRecorded } from './shared/recorded.ts';
import { at, by, no } from './shared/step-fields.ts';

const decide = command({
  summary: '对延误或造成不良影响的责任人的处罚决定',
  usedWhen: '延误信息传递或处理，或造成不良影响的，登记对责任人的处罚（4.3.6）；没有超期的时限不能登记。',
  fields: {
    no,
    deadline: asked(optional('哪一个时限', choice(clockKinds)), { from: 'breach', asChoice: '误了时限' }),
    effect: asked(optional('造成的不良影响', line), { asChoice: '造成不良影响' }),
    person: asked(required('责任人', name), { from: 'person' }),
    decision: required('处罚决定', line),
    by,
    at,
  },
  exactlyOne: ['deadline', 'effect'],
  choosing: '为什么处罚',
  records: true,
  examples: [
    'tousu penalty 1001 --deadline promise --person 赵强 --decision 扣绩效100元',
    'tousu penalty 1001 --effect 媒体曝光 --person 赵强 --decision 通报批评',
  ],
  async run(ctx, input) {
    printRecorded(ctx, await penalizeCase(ctx, input), `已登记对${input.person}的处罚`, 'penalty');
  },
});

const list = command({
  summary: '列出处罚决定',
  usedWhen: '看作过的处罚决定：按决定的月份，每月按责任人排列。',
  fields: { month: optional('决定的月份（默认全部）', month) },
  examples: ['tousu penalty list', 'tousu penalty list --month 2023-10'],
  async run(ctx, input) {
    const items = await listPenalties(ctx.ledger, input.month);
    if (ctx.json) return ctx.print(toJson({ items }));
    if (items.length === 0) return ctx.say('没有处罚决定');
    const rows = shown(items).map((item) => [
      item.person,
      minute(item.at),
      item.no,
      penalizedFor(item),
      item.decision,
    ]);
    await printTable(ctx, ['责任人', '决定时间', '编号', '事由', '处罚决定'], rows);
  },
});

export const penalty = group({
  summary: '处罚：登记决定、列出决定',
  names: { list: '列出' },
  commands: { list },
  own: decide,
});
