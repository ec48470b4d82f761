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

/** The command that brings a case on from where it is. */
function step({ no, status, approved }: Complaint, { oneOf }: Chance): readonly string[] {
  switch (status) {
    case 'registered':
      return words(`assign ${no} --dept 工程部`);
    case 'investigating':
      return words(
        `investigate ${no} --by 赵强 --method interview --findings 接头松动 ${oneOf(['--cause 漏检 --verdict valid', '--verdict invalid --ground 2 --reason 误会', ''])}`.trim(),
      );
    case 'solving':
      return words(`resolve propose ${no} --by 赵强 --plan 换接头`);
    case 'proposed':
      return words(`resolve answer ${no} ${oneOf(['--accept', '--accept', '--reject 太慢'])}`);
    case 'executing':
      return words(
        `resolve complete ${no} --by 赵强 --result 已换 --cause 漏检 --accountability 通报批评 --corrective 换 --preventive 查`,
      );
    case 'completed':
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
