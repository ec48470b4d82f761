import { command } from '../cli/command.ts';
import { many, required } from '../cli/fields.ts';
import { choice, text } from '../cli/values.ts';
import type { Correction } from '../domain/case/events.ts';
import { refuse } from '../domain/problems.ts';
import { momentOf } from '../domain/steps/decide.ts';
import { whoComplains } from '../domain/steps/register.ts';
import { amendCase } from '../services/case/steps.ts';
import { printRecorded } from './shared/recorded.ts';
import {
  clearable,
  correctedFields,
  fieldTakenBack,
  mayBeTakenBack,
  nameOfTheKnown,
} from './shared/registration-fields.ts';
import { approvedBy, no } from './shared/step-fields.ts';

export const amend = command({
  summary: '更正登记的内容',
  usedWhen: '改正录错的内容：新旧都留在流水里，编号不变。更正受理时间会移动由它起算的时限。',
  fields: {
    no,
    reason: required('更正的原因', text),
    ...correctedFields,
    clear: many('去掉填过的', choice(clearable)),
    approvedBy: approvedBy('批准把受理时间改到另一天的领导'),
  },
  someOf: {
    question: '更正哪几项',
    keys: [...(Object.keys(correctedFields) as (keyof typeof correctedFields)[]), 'clear'],
  },
  takesBack: { into: 'clear', may: mayBeTakenBack },
  atMostOne: [['typical', 'notTypical']],
  onlyWith: { name: nameOfTheKnown },
  records: true,
  examples: [
    'tousu amend 0102 --phone 13700002346 --reason 号码记错一位',
    'tousu amend 0102 --accepted-at "2023-10-01 09:30" --reason 受理时间录错',
    'tousu amend 0102 --clear respondent --reason 投诉的不是他',
  ],
  async run(ctx, input) {
    const { no: ending, reason, acceptedAt, recuse, clear, approvedBy: leader, ...rest } = input;
    const { anonymous, typical, notTypical, emergencyAt, ...given } = rest;
    const said = Object.fromEntries(
      Object.entries(given).filter(([, value]) => value !== null),
    ) as Correction;
    const ofType = typical || notTypical ? { typical } : {};
    const handedOver = emergencyAt === null ? {} : { emergencyAt: momentOf(emergencyAt) };
    for (const option of clear) {
      if (rest[fieldTakenBack(option)] === null) continue;
      refuse('usage.invalid', {
        message: `--${option} 与 --clear ${option} 只能写一个`,
        hint: `要改成别的就只写 --${option}，要去掉就只写 --clear ${option}`,
      });
    }
    const cleared = Object.fromEntries(clear.map((option) => [fieldTakenBack(option), null]));
    const to = { ...said, ...cleared, ...ofType, ...handedOver, ...whoComplains(anonymous, said.name) };
    const amended = { no: ending, reason, to, acceptedAt, recuse, approvedBy: leader };
    printRecorded(ctx, await amendCase(ctx, amended), '已更正');
  },
});
