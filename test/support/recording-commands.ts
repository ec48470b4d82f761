import type { Complaint } from '../../src/domain/case/complaint.ts';

/** Chooses among what it is given; the same seed chooses the same. */
export interface Chance {
  below(limit: number): number;
  oneOf<T>(choices: readonly T[]): T;
}

/** A linear congruential generator: enough to be different each time and the same again for the same seed. */
export function chance(seed: number): Chance {
  let state = seed % 2147483647 || 1;
  const below = (limit: number): number => {
    state = (state * 48271) % 2147483647;
    return state % limit;
  };
  return { below, oneOf: (choices) => choices[below(choices.length)] as (typeof choices)[number] };
}

const words = (line: string): readonly string[] => line.split(' ');

const work = '--by 赵强 --result 已换 --cause 漏检 --accountability 通报批评 --corrective 换 --preventive 查';
const completions = [`${work} --replied phone`, `${work} --replied later`];

/** The command that brings a case on from where it is. */
function step({ no, status, approved, completion }: Complaint, { oneOf }: Chance): readonly string[] {
  switch (status) {
    case 'registered':
      return words(`assign ${no} --dept 工程部`);
    case 'investigating':
      return words(
        `investigate ${no} --by 赵强 --method interview --findings 接头松动 ${oneOf(['--cause 漏检 --verdict valid', '--verdict invalid --ground 2 --reason 误会', ''])}`.trim(),
      );
    case 'solving':
      return words(
        oneOf([
          `resolve propose ${no} --by 赵强 --plan 换接头`,
          `resolve propose ${no} --by 赵强 --plan 换新表`,
          `resolve complete ${no} --on-the-spot ${oneOf(completions)}`,
          `resolve conclude ${no} --by 赵强 --reason 要求过高 --reply 已告知 --method phone --approved-by 陈国栋`,
        ]),
      );
    case 'proposed':
      return words(
        `resolve answer ${no} ${oneOf(['--accept', '--accept', '--accept --external-factor 缺货 --promised 2999-12-31', '--reject 太慢', '--no-contact 关机'])}`,
      );
    case 'executing':
      return words(`resolve complete ${no} ${oneOf(completions)}`);
    case 'completed':
      if (completion?.owesReply) return words(`resolve reply ${no} --method phone --reply 已告知`);
      return words(
        approved ? `review ${no} --pass --by 刘敏` : `approve ${no} --as leader --by 陈国栋 --opinion 同意`,
      );
    case 'awaiting_callback':
      return words(
        `callback ${no} --by 李娜 --method phone ${oneOf(['--no-contact 无人接听', '--handled yes --timeliness 1 --satisfaction 1', '--handled yes --timeliness 1 --satisfaction 4 --reason 太慢 --rehandle yes'])}`,
      );
    case 'explaining':
      return words(`resolve explain ${no} --method phone --reply 说明`);
    case 'explained':
      return words(
        approved ? `close ${no} --by 刘敏` : `approve ${no} --as leader --by 陈国栋 --opinion 同意`,
      );
    case 'called_back':
      return words(`close ${no} --by 刘敏`);
    case 'closed':
      return words(`reopen ${no} --reason 又坏了 --by 刘敏`);
    case 'voided':
      return words(`undo ${no} --reason 作废错了`);
  }
}

const registration = words(
  'register --channel phone --name 李强 --phone 13800001234 --content 漏气 --demand 查漏',
);

/** Any command that records something: half the time the next step of the case, else something beside it. */
export function recordingCommand(
  complaint: Complaint | undefined,
  dice: Chance,
  id: string,
): readonly string[] {
  if (complaint === undefined || dice.below(8) === 0) return registration;
  if (dice.below(2) === 0) return step(complaint, dice);
  const { no } = complaint;
  return words(
    dice.oneOf([
      `note ${no} 记一句`,
      `attach ${no} 材料.txt --kind evidence`,
      `amend ${no} --demand 改为${id} --reason 补充`,
      `undo ${no} --reason 记错了`,
      `void ${no} --reason 重复 --by 刘敏`,
      `void ${no} --reason 重复 --by 刘敏 --approved-by 陈国栋`,
      `close ${no} --withdrawn 不投诉了 --confirmed-by 李娜 --by 刘敏`,
      `review ${no} --supplement 缺签字 --by 刘敏`,
      `resolve promise ${no} --external-factor 仍缺货 --promised 2999-12-31`,
      `remind ${no} --to 赵强 --text 抓紧`,
      `penalty ${no} --effect 曝光 --person 赵强 --decision 扣分`,
      `feedback ${no} --to 经理室 --content 进展`,
      `measure add ${no} --kind corrective --text 培训 --owner 赵强 --due 2030-01-01`,
      `measure done ${no} 1`,
      `penalty ${no} --deadline resolve --person 赵强 --decision 扣分`,
      `config set user.name ${id}`,
      `dept add 部门${id}`,
      `staff add 人员${id} --dept 工程部`,
      `staff role 赵强 --role ${dice.oneOf(['caller', 'leader'])}`,
    ]),
  );
}
