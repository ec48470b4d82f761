import { expect, test } from '@jest/globals';
import { agree, fillInRegistration } from '../support/at-terminal.ts';
import { emptyDesk } from '../support/run-tousu.ts';
import { registration, unitDesk } from '../support/run-unit.ts';
import { Terminal } from '../support/tmux.ts';

/** From the menu: go on with the only case, with the step that is due. */
async function goOn(terminal: Terminal, step: string): Promise<void> {
  await terminal.choose('做什么', '2', '接着办一件');
  await terminal.choose('哪一件', '', '01');
  await terminal.choose(await questionAbout(terminal), '', `${step}（下一步）`);
}

/** What is asked of the case that was chosen: `2026112401 待转办，做什么`. */
async function questionAbout(terminal: Terminal): Promise<string> {
  const question = /\d{10,} [^ ]+，做什么(?=：)/;
  const screen = await terminal.waitFor((shown) => question.test(shown));
  return question.exec(screen)?.[0] ?? '';
}

test('a case worked from home to close, at 80×24', async () => {
  const desk = await unitDesk();
  await desk.ok(['config', 'set', 'user.name', '刘敏']);
  const terminal = await Terminal.start(desk, [], undefined, { TOUSU_USER: '刘敏' });

  await terminal.waitFor('没有超期');
  await terminal.choose('做什么', '', '受理一件投诉');
  await fillInRegistration(terminal);
  await agree(terminal);
  expect(await terminal.waitFor('今天到期 1')).toContain('等我办 1');

  await goOn(terminal, '转办');
  await terminal.choose('责任部门', '工程', '工程部');
  await agree(terminal);

  await terminal.waitFor('调查 1');
  await goOn(terminal, '调查');
  await terminal.choose('调查人', '', '赵强');
  await terminal.fillIn('调查情况', '电池盒锈蚀');
  await terminal.choose('调查方式', '3', '现场勘察');
  await terminal.choose('判定', '1', '有效');
  await terminal.fillIn('查明的原因', '假期派单无人复核');
  await agree(terminal);

  await terminal.waitFor('拟定方案 1');
  await goOn(terminal, '拟定方案');
  await terminal.fillIn('处理方案', '当天更换');
  await terminal.choose('方案由谁提出', '', '赵强');
  await agree(terminal);

  await terminal.waitFor('答复投诉人 1');
  await goOn(terminal, '答复投诉人');
  await terminal.choose('结果', '', '投诉人接受方案');
  await terminal.fillIn('不能按期办结的外界因素');
  await agree(terminal);

  await terminal.waitFor('办结 1');
  await goOn(terminal, '办结');
  await terminal.choose('办结人', '', '赵强');
  await terminal.fillIn('处理结果', '已更换');
  await terminal.choose('怎样把结果回复投诉人的', '', '电话');
  await terminal.fillIn('责任人处理', '对派单员通报批评');
  await terminal.fillIn('已完成的整改措施', '更换电池盒');
  await terminal.fillIn('已完成的整改措施，第 2 条');
  await terminal.fillIn('已采取的预防措施', '每日复核派单');
  await terminal.fillIn('已采取的预防措施，第 2 条');
  await agree(terminal);

  await terminal.waitFor('领导意见 1');
  await goOn(terminal, '领导意见');
  await terminal.choose('以什么身份', '', '主管领导意见');
  await terminal.choose('同意吗', '1', '同意');
  await agree(terminal);

  await terminal.waitFor('审核 1');
  await goOn(terminal, '审核');
  await terminal.choose('结果', '', '审核通过');
  await agree(terminal);

  await terminal.waitFor('回访 1');
  await goOn(terminal, '回访');
  await terminal.choose('投诉是否已处理', '1', '是');
  await terminal.choose('处理时效性', '1', '满意');
  await terminal.choose('是否满意', '2', '较满意');
  await terminal.fillIn('意见及建议');
  await agree(terminal);

  await terminal.waitFor('归档 1');
  await goOn(terminal, '归档');
  expect(await terminal.waitFor('以上对吗')).toContain('经办人  刘敏');
  await agree(terminal);
  await terminal.waitFor('待办共 0');
  await terminal.choose('做什么', '6', '退出');
  expect((await terminal.end()).status).toBe(0);

  const { items } = await desk.json<{ items: { status: string; no: string }[] }>(['list', '--all']);
  expect(items).toEqual([expect.objectContaining({ status: 'closed' })]);
  expect(await desk.json(['show', items[0]?.no ?? ''])).toMatchObject({
    cause: '假期派单无人复核',
    callbacks: [expect.objectContaining({ by: '李娜', satisfaction: 'fairly_satisfied' })],
    closure: { by: '刘敏' },
  });
  expect(await desk.ok(['verify'])).toContain('核对无误');
});

test('looking up by the last digits of the phone shows the case; breaking off a step comes back home', async () => {
  const desk = await unitDesk();
  await desk.ok(registration());
  const terminal = await Terminal.start(desk, []);
  expect(await terminal.waitFor('做什么')).toMatch(/已超 \d+ 天/);
  await terminal.choose('做什么', '3', '查找');
  await terminal.fillIn('找什么', '１２３４');
  await terminal.choose('找到 1 件，看哪一件', '', '2023100101');
  await terminal.choose('2023100101 待转办，做什么', '2', '看全部情况');
  await terminal.waitFor('楼道里有燃气味');
  await terminal.choose('做什么', '1', '受理一件投诉');
  await terminal.choose('投诉方式', '', '来电');
  await terminal.waitFor('? 投诉人姓名');
  await terminal.press('C-c');
  await terminal.waitFor('填过的内容已留作草稿');
  await terminal.waitFor('? 做什么');
  await terminal.press('C-c');
  expect((await terminal.end()).status).toBe(130);
});

test('on the first day the ledger is made from home', async () => {
  const desk = emptyDesk();
  const terminal = await Terminal.start(desk, []);
  await terminal.choose('还没有台账', '', '新建一本台账');
  await terminal.fillIn('单位名称', '修武燃气公司');
  await terminal.waitFor('? 你的姓名');
  await terminal.press('Escape');
  await terminal.choose('先练一件吗', '2', '不用了');
  await terminal.waitFor('修武燃气公司投诉台账');
  await terminal.choose('做什么', '退出', '退出');
  expect((await terminal.end()).status).toBe(0);
});

test('without a terminal, or with --no-input, it is the help', async () => {
  const desk = await unitDesk();
  expect((await desk.run([])).stdout).toContain('用法：tousu <命令> [选项]');
  const { status, screen } = await (await Terminal.start(desk, ['--no-input'])).end();
  expect(status).toBe(0);
  expect(screen).toContain('用法：tousu <命令> [选项]');
});
