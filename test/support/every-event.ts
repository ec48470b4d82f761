// A ledger in which everything has happened that can: a journal of every released version is frozen from it.

import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aRow, workbookOf } from '../documents/old-ledger/a-workbook.ts';
import { headquarters, sendLedger } from './group-desks.ts';
import { type Desk, emptyDesk } from './run-tousu.ts';
import { registration, unitDesk } from './run-unit.ts';

/** A line is a command. */
const people = `
dept add 临时工作组
dept retire 临时工作组
staff add 孙伟 --dept 工程部
staff role 孙伟 --role caller
staff move 孙伟 --dept 抄表收费部
staff phone 孙伟 13800009999
staff rename 孙伟 孙大伟
staff retire 孙大伟
dept add 旧工程部
dept rename 旧工程部 管网部
config set policy.callbackDays 3 --reason 试行
config set notify.channels command
config set notify.command ["true"]
`;

const promised = `
assign 0101 --dept 抄表收费部 --respond-within 0 --by 刘敏 --at 2023-10-01T10:00
assign 0101 --dept 工程部 --recuse 孙大伟 --assist 抄表收费部 --respond-within 2 --feedback-to 经理室 --by 刘敏 --at 2023-10-02T09:00
remind 0101 --to 赵强 --text 请上门 --promised 2023-10-03 --by 刘敏 --at 2023-10-02T09:30
investigate 0101 --by 赵强 --method site_visit --findings 接头松动 --cause 漏检 --verdict valid --at 2023-10-02T10:00
assign 0101 --dept 工程部 --reason 仍由工程部办 --by 刘敏 --at 2023-10-02T10:30
resolve propose 0101 --by 赵强 --plan 换接头 --at 2023-10-02T11:00
resolve answer 0101 --reject 要求换新表 --at 2023-10-02T12:00
resolve propose 0101 --by 赵强 --plan 换新表 --at 2023-10-02T13:00
resolve answer 0101 --no-contact 无人接听 --at 2023-10-02T13:30
resolve answer 0101 --accept --external-factor 配件缺货 --promised 2023-10-06 --at 2023-10-02T14:00
investigate 0101 --by 赵强 --method documents --findings 检修记录缺页 --at 2023-10-03T08:00
feedback 0101 --to 经理室 --content 待配件 --at 2023-10-03T09:00
resolve promise 0101 --external-factor 配件仍缺 --promised 2023-10-08 --at 2023-10-06T09:00
resolve complete 0101 --by 赵强 --result 已换 --replied later --accountability 通报批评 --corrective 换表 --preventive 每月查 --at 2023-10-07T09:00
resolve reply 0101 --method phone --reply 已告知 --by 王芳 --at 2023-10-07T09:30
review 0101 --supplement 缺签字 --by 刘敏 --at 2023-10-07T09:40
review 0101 --return 未附照片 --by 刘敏 --at 2023-10-07T10:00
resolve complete 0101 --by 赵强 --result 已换表 --replied phone --at 2023-10-07T11:00
approve 0101 --as department --by 赵强 --opinion 属实 --at 2023-10-07T12:00
approve 0101 --as leader --by 陈国栋 --opinion 再查 --disagree --at 2023-10-07T13:00
resolve complete 0101 --by 赵强 --result 已换表并复查 --replied visit --at 2023-10-07T14:00
measure add 0101 --kind preventive --text 培训 --owner 赵强 --due 2999-11-01 --at 2023-10-07T15:00
measure done 0101 3 --effect 未再发生 --at 2023-10-07T16:00
penalty 0101 --deadline promise --person 赵强 --decision 扣分 --at 2023-10-07T17:00
penalty 0101 --effect 曝光 --person 赵强 --decision 书面检讨 --at 2023-10-07T17:30
note 0101 用户周末在家 --at 2023-10-07T18:00
undo 0101 --reason 记错了人
attach 0101 现场.txt --kind evidence --at 2023-10-07T18:30
approve 0101 --as leader --by 陈国栋 --opinion 同意 --at 2023-10-07T19:00
review 0101 --supplement 缺照片说明 --by 刘敏 --at 2023-10-07T19:30
review 0101 --pass --caller 李娜 --by 刘敏 --at 2023-10-07T20:00
callback 0101 --by 李娜 --method phone --no-contact 无人接听 --at 2023-10-08T09:00
callback 0101 --by 李娜 --method phone --handled yes --timeliness 1 --satisfaction 1 --at 2023-10-08T09:30
undo 0101 --reason 听错了 --approved-by 陈国栋
callback 0101 --by 李娜 --method phone --handled no --unhandled-reason 仍漏 --timeliness 3 --satisfaction 2 --rehandle yes --at 2023-10-08T10:00
resolve complete 0101 --by 赵强 --on-the-spot --result 已换妥 --replied visit --at 2023-10-09T09:00
approve 0101 --as leader --by 陈国栋 --opinion 同意 --at 2023-10-09T10:00
review 0101 --pass --by 刘敏 --at 2023-10-09T11:00
callback 0101 --by 李娜 --method visit --handled yes --timeliness 2 --satisfaction 1 --at 2023-10-10T09:00
close 0101 --by 刘敏 --at 2023-10-10T10:00
reopen 0101 --reason 又漏 --by 刘敏 --at 2023-10-12T09:00
amend 0101 --source headquarters --accepted-at 2023-09-30T08:00 --approved-by 陈国栋 --recuse 孙小伟 --reason 录错
`;

const invalid = `
assign 0102 --dept 抄表收费部 --at 2023-10-01T11:00
investigate 0102 --by 赵强 --method documents --findings 计费无误 --verdict invalid --ground 2 --reason 误解阶梯气价 --at 2023-10-01T12:00
investigate 0102 --by 赵强 --method site_visit --findings 表走快 --verdict valid --reason 检定 --at 2023-10-01T13:00
investigate 0102 --by 赵强 --method documents --findings 检定合格 --verdict invalid --ground 2 --reason 复检合格 --at 2023-10-01T14:00
resolve explain 0102 --method letter --reply 已寄说明 --at 2023-10-02T09:00
approve 0102 --as leader --by 陈国栋 --opinion 同意 --at 2023-10-02T10:00
close 0102 --by 刘敏 --at 2023-10-02T11:00
void 0103 --reason 重复登记 --duplicate-of 0102 --at 2023-10-01T13:00
`;

/** Ended by a leader after two refused plans, carried out without an answer, withdrawn, told by a public notice. */
const waysOut = `
assign 0105 --dept 工程部 --by 刘敏 --at 2023-10-01T12:00
investigate 0105 --by 赵强 --method interview --findings 属实 --verdict valid --at 2023-10-01T13:00
resolve propose 0105 --by 赵强 --plan 道歉 --at 2023-10-01T14:00
resolve answer 0105 --reject 要求赔偿 --at 2023-10-01T15:00
resolve propose 0105 --by 赵强 --plan 道歉并减免检修费 --at 2023-10-01T16:00
resolve answer 0105 --reject 仍要求赔偿 --at 2023-10-01T17:00
resolve conclude 0105 --by 赵强 --reason 超出规定 --reply 已告知申诉途径 --method letter --approved-by 陈国栋 --at 2023-10-02T09:00
void 0105 --reason 登错 --approved-by 陈国栋 --at 2023-10-02T10:00
assign 0106 --dept 工程部 --by 刘敏 --at 2023-10-01T12:00
investigate 0106 --by 赵强 --method interview --findings 属实 --cause 排班 --verdict valid --at 2023-10-01T13:00
resolve propose 0106 --by 赵强 --plan 错峰 --at 2023-10-01T14:00
resolve answer 0106 --proceed 没有联系方式 --approved-by 陈国栋 --at 2023-10-01T15:00
resolve complete 0106 --by 赵强 --result 已调整 --accountability 谈话 --corrective 调整 --preventive 上墙 --at 2023-10-01T16:00
approve 0106 --as leader --by 陈国栋 --opinion 同意 --at 2023-10-01T17:00
review 0106 --pass --by 刘敏 --at 2023-10-01T18:00
close 0106 --waive-callback 没有联系方式 --approved-by 陈国栋 --by 刘敏 --at 2023-10-02T09:00
close 0107 --withdrawn 不投诉了 --confirmed-by 李娜 --by 刘敏 --at 2023-10-01T15:00
reopen 0107 --reason 又来了 --by 刘敏 --at 2023-10-03T09:00
`;

/** What happens to the ledger as a whole. */
const ofLedger = `
import 旧台账.xlsx --force
overdue --notify --quiet --at 2023-10-09T09:00
report 2023-10 --final -o 月报.xlsx
paper transfer 0101 --format text
paper poster --format text
export --all --reveal -o 台账.xlsx
`;

/** Who leaves neither name nor contact. */
const anonymous = (at: string): readonly string[] => [
  'register',
  ...['--channel=visit', '--anonymous', '--content=午休没人', '--demand=未提出', `--at=${at}`],
];

export async function everyEvent(): Promise<Desk> {
  const desk = await unitDesk();
  const run = async (lines: string) => {
    for (const line of lines.trim().split('\n')) await desk.ok(line.split(' '));
  };
  writeFileSync(join(desk.folder, '现场.txt'), '接头处起泡');
  copyFileSync(await workbookOf([aRow({ 登记编号: '2023100201' })]), join(desk.folder, '旧台账.xlsx'));
  await run(people);
  await desk.ok(
    registration({ evidence: '照片两张', respondent: '维修班', channel: 'other', 'channel-note': '来信' }),
  );
  await run(promised);
  await desk.ok(
    registration({ name: '周建国', phone: '13500004567', at: '2023-10-01 10:00', 'relayed-by': 'sms' }),
  );
  await desk.ok(registration({ name: '匿名', phone: '13500004567', at: '2023-10-01 10:30', exposure: 'tv' }));
  await desk.ok(registration({ at: '2023-10-01 11:00', kind: 'media' }));
  await run(invalid);
  const leak = { category: 'leak_safety', 'emergency-at': '2023-10-01 11:31', at: '2023-10-01 11:30' };
  await desk.ok(registration({ ...leak, phone: '13500004568' }));
  await desk.ok(anonymous('2023-10-01 11:40'));
  await desk.ok(registration({ at: '2023-10-01 11:50', phone: '13500004569' }));
  await run(waysOut);
  await run(ofLedger);
  const { file } = await desk.json<{ file: string }>(['backup']);
  await desk.ok(['note', '0102', '备份之后']);
  await desk.ok(['restore', file]);
  await desk.ok(['config', 'set', 'policy.retentionMonths', '12', '--reason', '试行']);
  const { total } = await desk.json<{ total: number }>(['purge', '--before', '2024-01-01', '--dry-run']);
  // 5: the backup still holds what was purged.
  const { status } = await desk.run(['purge', '--before', '2024-01-01', '--yes', String(total)]);
  if (status !== 5) throw new Error(`purge exited with ${status}`);
  return desk;
}

/** The same of a ledger of headquarters: what only that can record. */
export async function everyEventOfHeadquarters(): Promise<Desk> {
  const desk = await headquarters();
  const branch = await unitDesk();
  await branch.ok(registration());
  await sendLedger(branch, desk, '修武.db');
  await desk.ok(['collect', '2023-10', '修武.db']);
  return desk;
}

/** The same of a ledger that has moved twice, as it lies in between: it came from somewhere, and is somewhere else now. */
export async function everyEventOfMove(): Promise<Desk> {
  const [desk, there] = [await unitDesk(), emptyDesk()];
  await desk.ok(registration());
  await desk.ok(['move', '--to', there.ledger]);
  await there.ok(['move', '--to', 'elsewhere.db']);
  return there;
}
