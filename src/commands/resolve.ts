import { type Command, command, group } from '../cli/command.ts';
import { asked, flag, type InputSoFar, many, optional, required } from '../cli/fields.ts';
import { choice, comingDay, line, name, text } from '../cli/values.ts';
import { recordOf, type Step } from '../domain/case/step-table.ts';
import { nextStep } from '../domain/case/workflow.ts';
import { problem, Refusal } from '../domain/problems.ts';
import { repliedMethods, replyMethods } from '../domain/words/vocabulary.ts';
import { openCase } from '../services/case/case-file.ts';
import {
  answerCase,
  attemptAnswerCase,
  completeCase,
  concludeCase,
  explainCase,
  proceedCase,
  promiseCase,
  proposeCase,
  replyCase,
} from '../services/case/steps.ts';
import { printRecorded } from './shared/recorded.ts';
import { approvedBy, at, by, no, requiredBy } from './shared/step-fields.ts';

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
    printRecorded(ctx, await proposeCase(ctx, input), '已登记方案', 'answer');
  },
});

const isAccepted = ({ accept }: InputSoFar): boolean => accept === true;
const accepted = { words: '--accept', holds: isAccepted };
const isProceeding = ({ proceed }: InputSoFar): boolean => proceed !== null;

const answerSolution = command({
  summary: '登记投诉人对方案的答复',
  usedWhen:
    '受理人把方案告诉投诉人以后（步骤 70）：接受则执行，不接受则重拟；没有联系上也登记一次，多次联系不上的经领导批准可以先执行。',
  fields: {
    no,
    accept: flag('投诉人接受方案'),
    reject: asked(optional('不接受的原因', text), { asChoice: '不接受' }),
    noContact: asked(optional('没有联系上的情况', line), { asChoice: '没有联系上' }),
    proceed: asked(optional('不等答复就执行的原因', text), { asChoice: '多次联系不上，经批准先执行' }),
    approvedBy: approvedBy('批准先执行的领导'),
    externalFactor: asked(optional('不能按期办结的外界因素', line), {
      when: isAccepted,
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
  exactlyOne: ['accept', 'reject', 'noContact', 'proceed'],
  onlyWith: {
    externalFactor: accepted,
    promised: accepted,
    approvedBy: { words: '--proceed', holds: isProceeding },
  },
  missing: ({ proceed, approvedBy: leader }) => (proceed !== null && leader === null ? ['approvedBy'] : []),
  examples: [
    'tousu resolve answer 0102 --accept',
    'tousu resolve answer 0601 --accept --external-factor 道路开挖须市政审批 --promised 2023-10-20',
  ],
  async run(ctx, input) {
    const { reject, noContact, proceed, approvedBy: leader, externalFactor, promised, ...step } = input;
    if (noContact !== null) {
      printRecorded(ctx, await attemptAnswerCase(ctx, { ...step, text: noContact }), '已登记：没有联系上');
    } else if (proceed !== null && leader !== null) {
      const proceeding = { ...step, reason: proceed, approvedBy: leader };
      printRecorded(ctx, await proceedCase(ctx, proceeding), '经批准先执行');
    } else {
      const given = { ...step, rejection: reject, externalFactor, promisedOn: promised };
      printRecorded(
        ctx,
        await answerCase(ctx, given),
        reject === null ? '投诉人已接受方案' : '投诉人不接受方案',
      );
    }
  },
});

const promise = command({
  summary: '与投诉人另行商定办结日期',
  usedWhen: '承诺的日期又因外界因素不能兑现时（4.3.7(1)）：按新日期督办，统计仍以第一次承诺的日期为准。',
  fields: {
    no,
    promised: required('新商定的办结日期', comingDay),
    externalFactor: required('不能按期办结的外界因素', line),
    by,
    at,
  },
  records: true,
  examples: [
    'tousu resolve promise 0601 --promised 2023-10-28 --external-factor 雨天不能开挖',
    'tousu resolve promise 2023100601 --promised 10-28 --external-factor 审批延期 --by 王芳',
  ],
  async run(ctx, { promised, ...input }) {
    printRecorded(
      ctx,
      await promiseCase(ctx, { ...input, promisedOn: promised }),
      `已改期到 ${promised}`,
      'answer',
    );
  },
});

const conclude = command({
  summary: '终结：多次方案都不接受的',
  usedWhen:
    '本轮有两个方案投诉人都不接受时，经领导批准可以终结（步骤 70）；仍是有效投诉，照常审批、审核、回访。',
  fields: {
    no,
    by: requiredBy('终结由谁提出'),
    reason: required('终结的原因', text),
    reply: required('告知投诉人的内容', text),
    method: required('告知方式', choice(replyMethods)),
    approvedBy: asked(required('批准终结的领导', name), { from: 'leader' }),
    at,
  },
  records: true,
  examples: [
    'tousu resolve conclude 0501 --by 孙丽 --reason 要求超出规定 --reply 已告知其他途径 --method phone --approved-by 陈国栋',
    'tousu resolve conclude 2023100501 --by 孙丽 --reason @终结.txt --reply @告知.txt --method 信函 --approved-by 陈国栋',
  ],
  async run(ctx, input) {
    printRecorded(ctx, await concludeCase(ctx, input), '已终结', 'answer');
  },
});

const complete = command({
  summary: '登记办结',
  usedWhen:
    '方案执行完毕（步骤 80-90）：结果、怎样回复投诉人、原因、责任人处理、整改和预防措施，归档时缺一不可（4.1.1）。当场办好的写 --on-the-spot。',
  fields: {
    no,
    by: requiredBy('办结人'),
    result: required('处理结果', text),
    replied: asked(optional('怎样把结果回复投诉人的（还没有回复写 later）', choice(repliedMethods)), {
      when: always,
      none: '没有留下联系方式就回车',
      question: '怎样把结果回复投诉人的',
    }),
    onTheSpot: flag('当场办好，没有另拟方案'),
    cause: asked(optional('投诉原因（调查时没有写的）', text), {
      when: (_said, about) => !about?.cause,
      none: '还没有查明就回车',
    }),
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
    'tousu resolve complete 0102 --by 赵强 --result 已修好 --replied phone --accountability 对派单员通报批评 --corrective 更换电池盒 --preventive 假期派单每日复核',
    'tousu resolve complete 0501 --by 孙丽 --result 已退款 --replied 短信 --accountability 无责任人：支付平台故障 --corrective 退款 --preventive 每日自动对账',
  ],
  async run(ctx, { replied, ...input }) {
    const recorded = await completeCase(ctx, { ...input, method: replied });
    const paper = recorded.complaint.completion?.owesReply ? 'answer' : 'signing';
    printRecorded(ctx, recorded, input.onTheSpot ? '已当场办结' : '已办结', paper);
  },
});

const reply = command({
  summary: '登记把结果回复投诉人',
  usedWhen: '办结时还没有回复的（4.3.7(1) 办结并回复客户）：回复了才算办结，审核才能通过。',
  fields: {
    no,
    method: required('回复方式', choice(replyMethods)),
    reply: asked(optional('回复的内容', text), { when: always, none: '不另写就回车' }),
    by,
    at,
  },
  records: true,
  examples: [
    'tousu resolve reply 0102 --method phone --reply 已告知维修结果',
    'tousu resolve reply 2023100102 --method 短信 --by 王芳',
  ],
  async run(ctx, input) {
    printRecorded(ctx, await replyCase(ctx, input), '已登记回复');
  },
});

const explain = command({
  summary: '登记对无效投诉的解释',
  usedWhen: '判为无效后，受理人在受理后 1 个自然日内向投诉人解释（4.3.7(2)）。',
  fields: {
    no,
    reply: required('解释的内容', text),
    method: required('解释方式', choice(replyMethods)),
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

const words = {
  propose,
  answer: answerSolution,
  promise,
  conclude,
  complete,
  reply,
  explain,
} satisfies Readonly<Record<Word, Command>>;

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

export const resolve = group({
  summary: '方案、答复、改期、终结、办结、回复、解释',
  names: {
    propose: '方案',
    answer: '答复',
    promise: '改期',
    conclude: '终结',
    complete: '办结',
    reply: '回复',
    explain: '解释',
  },
  commands: words,
  alone: dueStep,
});
