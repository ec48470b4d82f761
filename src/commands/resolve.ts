import { type Command, command, type Group } from '../cli/command.ts';
import { asked, flag, type InputSoFar, many, optional, required } from '../cli/fields.ts';
import { choice, comingDay, line, text } from '../cli/values.ts';
import { recordOf, type Step } from '../domain/case/step-table.ts';
import { nextStep } from '../domain/case/workflow.ts';
import { problem, Refusal } from '../domain/problems.ts';
import { explanationMethods } from '../domain/words/vocabulary.ts';
import { openCase } from '../services/case/case-file.ts';
import { answerCase, completeCase, explainCase, proposeCase } from '../services/case/steps.ts';
import { printRecorded } from './shared/recorded.ts';
import { at, by, no, requiredBy } from './shared/step-fields.ts';

const always = () => true;

const propose = command({
  summary: '拟定处理方案',
  usedWhen: '判为有效后，责任部门拟定方案（步骤 60）；投诉人不接受时再拟。',
  fields: { no, plan: required('处理方案', text), by: requiredBy('方案由谁提出'), at },
  records: true,
  examples: [
    'tousu resolve propose 0102 --by 赵强 --plan 当天上门更换电池盒',
    'tousu resolve propose 2023100102 --by 赵强 --plan @方案.txt --at "今天 10:00"',
  ],
  async run(ctx, input) {
    printRecorded(ctx, await proposeCase(ctx, input), '已登记方案');
  },
});

const accepted = { words: '--accept', holds: ({ accept }: InputSoFar) => accept === true };

const answerSolution = command({
  summary: '登记投诉人对方案的答复',
  usedWhen: '受理人把方案告诉投诉人以后（步骤 70）：接受则执行，不接受则退回责任部门重拟。',
  fields: {
    no,
    accept: flag('投诉人接受方案'),
    reject: asked(optional('不接受的原因', text), { asChoice: '不接受' }),
    externalFactor: asked(optional('不能按期办结的外界因素', line), {
      when: ({ accept }) => accept === true,
      none: '能按期办结就回车',
    }),
    promised: asked(optional('与投诉人商定的办结日期', comingDay), {
      when: ({ externalFactor }) => externalFactor !== null,
      demanded: true,
    }),
    by,
    at,
  },
  records: true,
  exactlyOne: ['accept', 'reject'],
  onlyWith: { externalFactor: accepted, promised: accepted },
  examples: [
    'tousu resolve answer 0102 --accept',
    'tousu resolve answer 0601 --accept --external-factor 道路开挖须市政审批 --promised 2023-10-20',
  ],
  async run(ctx, { accept: _accept, reject, externalFactor, promised, ...input }) {
    const given = { ...input, rejection: reject, externalFactor, promisedOn: promised };
    printRecorded(
      ctx,
      await answerCase(ctx, given),
      reject === null ? '投诉人已接受方案' : '投诉人不接受方案',
    );
  },
});

const complete = command({
  summary: '登记办结',
  usedWhen: '方案执行完毕（步骤 80-90）：结果、原因、责任人处理、整改和预防措施，归档时缺一不可（4.1.1）。',
  fields: {
    no,
    by: requiredBy('办结人'),
    result: required('处理结果', text),
    cause: asked(optional('投诉原因（调查时没有写的）', text), { when: always, none: '调查时已写就回车' }),
    accountability: asked(optional('责任人处理（无责任人须写理由）', line), {
      when: always,
      none: '如“通报批评”；没有责任人写“无责任人：理由”；以后再补就回车',
    }),
    corrective: asked(many('已完成的整改措施', line), { when: always }),
    preventive: asked(many('已采取的预防措施', line), { when: always }),
    at,
  },
  records: true,
  examples: [
    'tousu resolve complete 0102 --by 赵强 --result 已修好 --accountability 对派单员通报批评 --corrective 更换电池盒 --preventive 假期派单每日复核',
    'tousu resolve complete 0501 --by 孙丽 --result 已退款 --accountability 无责任人：支付平台故障 --corrective 退款 --preventive 每日自动对账',
  ],
  async run(ctx, input) {
    printRecorded(ctx, await completeCase(ctx, input), '已办结');
  },
});

const explain = command({
  summary: '登记对无效投诉的解释',
  usedWhen: '判为无效后，受理人在受理后 1 个自然日内向投诉人解释（4.3.7(2)）。',
  fields: {
    no,
    reply: required('解释的内容', text),
    method: required('解释方式', choice(explanationMethods)),
    by,
    at,
  },
  records: true,
  examples: [
    'tousu resolve explain 0301 --method phone --reply 已说明阶梯气价分档，用户表示理解',
    'tousu resolve explain 0301 --method 信函 --reply @复函.txt',
  ],
  async run(ctx, input) {
    printRecorded(ctx, await explainCase(ctx, input), '已登记解释');
  },
});

type Word = Step extends infer Each ? (Each extends `resolve ${infer Second}` ? Second : never) : never;

const words = { propose, answer: answerSolution, complete, explain } satisfies Readonly<
  Record<Word, Command>
>;

/** `propose 拟定方案`, in the order of the words. */
const stepNames = (Object.keys(words) as readonly Word[]).map((word) => {
  const { label, shortLabel = label } = recordOf(`resolve ${word}`);
  return `${word} ${shortLabel}`;
});

/** `resolve 0102`: on a terminal the step that is due, if it is one of these. */
const dueStep = command({
  summary: '办这一件该办的一步',
  usedWhen: '在终端只写编号，就办该办的那一步。',
  fields: { no },
  examples: ['tousu resolve 0102', 'tousu resolve 2023100102'],
  async run(ctx, input) {
    const { complaint } = await openCase(ctx, input.no);
    const next = nextStep(complaint)?.command;
    if (ctx.interactive && next?.startsWith('resolve ')) return [...next.split(' '), complaint.no];
    throw new Refusal(
      problem('usage.invalid', {
        message: `resolve 后面要写办哪一步：${stepNames.join('、')}`,
        hint: next === undefined ? `tousu show ${complaint.no}` : `tousu ${next} ${complaint.no}`,
      }),
    );
  },
});

export const resolve: Group = {
  summary: '方案、答复、办结、解释',
  commands: words,
  alone: dueStep,
};
