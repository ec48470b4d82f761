import { command } from '../cli/command.ts';
import { required } from '../cli/fields.ts';
import { text } from '../cli/values.ts';
import type { Correction } from '../domain/case/events.ts';
import { momentOf } from '../domain/steps/decide.ts';
import { whoComplains } from '../domain/steps/register.ts';
import { amendCase } from '../services/case/steps.ts';
import { printRecorded } from './shared/recorded.ts';
import { correctedFields, nameOfTheKnown } from './shared/registration-fields.ts';
import { approvedBy, no } from './shared/step-fields.ts';

export const amend = command({
  summary: '更正登记的内容',
  usedWhen: '改正录错的内容：新旧都留在流水里，编号不变。更正受理时间会移动由它起算的时限。',
  fields: {
    no,
    reason: required('更正的原因', text),
    ...correctedFields,
    approvedBy: approvedBy('批准把受理时间改到另一天的领导'),
  },
  someOf: { question: '更正哪几项', keys: Object.keys(correctedFields) as (keyof typeof correctedFields)[] },
  atMostOne: [['typical', 'notTypical']],
  onlyWith: { name: nameOfTheKnown },
  records: true,
  examples: [
    'tousu amend 0102 --phone 13700002346 --reason 号码记错一位',
    'tousu amend 0102 --accepted-at "2023-10-01 09:30" --reason 受理时间录错',
  ],
  async run(ctx, input) {
    const { no: ending, reason, acceptedAt, recuse, approvedBy: leader, ...rest } = input;
    const { anonymous, typical, notTypical, emergencyAt, ...given } = rest;
    const said = Object.fromEntries(
      Object.entries(given).filter(([, value]) => value !== null),
    ) as Correction;
    const ofType = typical || notTypical ? { typical } : {};
    const handedOver = emergencyAt === null ? {} : { emergencyAt: momentOf(emergencyAt) };
    const to = { ...said, ...ofType, ...handedOver, ...whoComplains(anonymous, said.name) };
    const amended = { no: ending, reason, to, acceptedAt, recuse, approvedBy: leader };
    printRecorded(ctx, await amendCase(ctx, amended), '已更正');
  },
});
