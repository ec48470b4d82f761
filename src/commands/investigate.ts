import { command } from '../cli/command.ts';
import { asked, atLeastOne, type InputSoFar, optional, required } from '../cli/fields.ts';
import { choice, text } from '../cli/values.ts';
import type { Complaint } from '../domain/case/complaint.ts';
import { type CasePaper, papersOffered } from '../domain/case/papers.ts';
import { grounds, investigationMethods, verdicts } from '../domain/words/vocabulary.ts';
import { investigateCase } from '../services/case/steps.ts';
import { printRecorded } from './shared/recorded.ts';
import { at, no, requiredBy } from './shared/step-fields.ts';

const isJudged = (verdict: string) => (input: InputSoFar) => input.verdict === verdict;
/** 1.2.4, 4.3.4 An invalid verdict names its ground and its reason. */
const ifInvalid = { when: isJudged('invalid'), demanded: true };

export const investigate = command({
  summary: '登记调查情况和判定',
  usedWhen: '每次调查登记一条；查清后在最后一条写上判定（有效或无效）。判定可以改判，须写原因。',
  fields: {
    no,
    by: requiredBy('调查人'),
    findings: required('调查情况', text),
    method: atLeastOne('调查方式', choice(investigationMethods)),
    cause: asked(optional('查明的原因', text), { when: isJudged('valid') }),
    verdict: asked(optional('判定', choice(verdicts)), {
      when: () => true,
      noPreset: true,
      none: '还没有查清，以后再判',
    }),
    ground: asked(optional('无效属于哪一种（也可写 1..7）', choice(grounds, { numbered: true })), ifInvalid),
    reason: asked(optional('判为无效或改判的原因', text), ifInvalid),
    at,
  },
  records: true,
  onlyWith: {
    ground: { words: '--verdict invalid', holds: isJudged('invalid') },
    reason: { words: '--verdict', holds: ({ verdict }) => verdict !== null },
  },
  examples: [
    'tousu investigate 0102 --by 赵强 --method site_visit --findings 电池盒锈蚀 --cause 假期派单无人复核 --verdict valid',
    'tousu investigate 0301 --by 孙丽 --method 资料查阅 --findings 计费无误 --verdict invalid --ground 2 --reason 对阶梯气价有误解',
  ],
  async run(ctx, { method, ...input }) {
    const recorded = await investigateCase(ctx, { ...input, methods: [...new Set(method)] });
    const paper = input.verdict === 'invalid' ? 'explanation' : reportOf(recorded.complaint);
    printRecorded(ctx, recorded, input.verdict ? `已判定${verdicts[input.verdict]}` : '已登记调查', paper);
  },
});

/** 4.3.7(1) Headquarters waits for a report of what was found. */
const reportOf = (complaint: Complaint): CasePaper | null =>
  papersOffered(complaint).includes('headquarters') ? 'headquarters' : null;
