import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Desk } from './run-tousu.ts';
import { registration, unitDesk } from './run-unit.ts';

const FILE = '现场.txt';

/** A case that has been through everything there is, so that every table has rows. A line is a command. */
const story = `
amend 01 --accepted-at 2023-09-30T09:30 --approved-by 陈国栋 --reason 记成了前一天
amend 01 --accepted-at 2023-10-01T09:30 --approved-by 陈国栋 --reason 原来没有错
assign 01 --dept 工程部 --assist 抄表收费部 --recuse 孙伟 --by 刘敏 --at 2023-10-01T10:00
remind 01 --to 赵强 --text 今天去看 --promised 2023-10-02 --by 刘敏 --at 2023-10-01T16:00
investigate 01 --by 赵强 --method documents --findings 没有报修记录 --verdict invalid --ground 7 --reason 查无此事 --at 2023-10-02T08:00
investigate 01 --by 赵强 --method site_visit --findings 接头松动 --cause 漏检 --verdict valid --reason 现场属实 --at 2023-10-02T09:00
resolve propose 01 --by 赵强 --plan 换接头 --at 2023-10-02T10:00
resolve answer 01 --no-contact 无人接听 --at 2023-10-02T10:30
resolve answer 01 --accept --external-factor 配件缺货 --promised 2023-10-05 --at 2023-10-02T11:00
resolve promise 01 --promised 2023-10-06 --external-factor 配件仍缺 --at 2023-10-05T09:00
resolve complete 01 --by 赵强 --result 已换 --replied phone --accountability 通报批评 --corrective 换接头 --preventive 每月查 --at 2023-10-07T09:00
measure add 01 --kind preventive --text 培训 --owner 赵强 --due 2023-11-01 --at 2023-10-07T10:00
penalty 01 --deadline promise --person 赵强 --decision 扣分 --at 2023-10-07T11:00
feedback 01 --to 经理室 --content 已处理 --at 2023-10-07T12:00
note 01 用户周末在家 --at 2023-10-07T13:00
attach 01 现场.txt --kind evidence --at 2023-10-07T13:30
approve 01 --as leader --by 陈国栋 --opinion 同意 --at 2023-10-07T14:00
review 01 --pass --by 刘敏 --at 2023-10-07T15:00
callback 01 --by 李娜 --method phone --handled yes --timeliness 1 --satisfaction 1 --at 2023-10-08T09:00
close 01 --by 刘敏 --at 2023-10-08T10:00
`;

let prepared: Promise<Desk> | undefined;

/** A desk whose ledger holds that case, 2023100101, with the file 现场.txt attached, and an open one, 2023100102. */
export async function fullDesk(): Promise<Desk> {
  prepared ??= setUp();
  const desk = (await prepared).copy();
  writeFileSync(join(desk.folder, FILE), '接头处起泡');
  return desk;
}

async function setUp(): Promise<Desk> {
  const desk = await unitDesk();
  writeFileSync(join(desk.folder, FILE), '接头处起泡');
  await desk.ok(registration({ evidence: '照片两张', respondent: '维修班' }));
  for (const line of story.trim().split('\n')) await desk.ok(line.split(' '));
  await desk.ok(registration({ name: '周建国', phone: '13500004567', at: '2023-10-01 10:00' }));
  await desk.ok(['config', 'set', 'notify.channels', 'command']);
  await desk.ok(['config', 'set', 'notify.command', JSON.stringify([process.execPath, '-e', '0'])]);
  await desk.ok(['overdue', '--notify']);
  await desk.ok(['paper', 'headquarters', '0101', '--format', 'text']);
  return desk;
}
