import { expect, test } from '@jest/globals';
import { agree, fillInRegistration } from '../support/at-terminal.ts';
import { unitDesk } from '../support/run-unit.ts';
import { Terminal } from '../support/tmux.ts';

/** What she types of her own: no key beside it counts. */
const written = [
  '李强',
  '报修两天没人来',
  '尽快上门',
  '锈蚀',
  '无人复核',
  '更换',
  '已换',
  '批评',
  '换盒',
  '复核',
];

test('the keys of a valid case beside free text, from the call to the file', async () => {
  const desk = await unitDesk();
  let keys = 0;
  const step = async (words: string, answer: (terminal: Terminal) => Promise<void>): Promise<void> => {
    const terminal = await Terminal.start(
      desk,
      words.split(' '),
      { columns: 80, lines: 40 },
      { TOUSU_USER: '刘敏' },
    );
    await answer(terminal);
    await agree(terminal);
    expect((await terminal.end()).status).toBe(0);
    keys += terminal.keystrokes;
  };
  await step('register', fillInRegistration);
  await step('assign 李强', (terminal) => terminal.choose('责任部门', '3', '工程部'));
  await step('investigate 李强', async (terminal) => {
    await terminal.choose('调查人', '', '');
    await terminal.fillIn('调查情况', '锈蚀');
    await terminal.choose('调查方式', '3', '现场勘察');
    await terminal.choose('判定', '1', '有效');
    await terminal.fillIn('查明的原因', '无人复核');
  });
  await step('resolve propose 李强', async (terminal) => {
    await terminal.fillIn('处理方案', '更换');
    await terminal.choose('方案由谁提出', '', '');
  });
  await step('resolve answer 李强', async (terminal) => {
    await terminal.choose('结果', '1', '投诉人接受方案');
    await terminal.fillIn('不能按期办结的外界因素');
  });
  await step('resolve complete 李强', async (terminal) => {
    await terminal.choose('办结人', '', '');
    await terminal.fillIn('处理结果', '已换');
    await terminal.choose('怎样把结果回复投诉人的', '1', '电话');
    await terminal.fillIn('责任人处理', '批评');
    await terminal.fillIn('已完成的整改措施', '换盒');
    await terminal.fillIn('已完成的整改措施，第 2 条');
    await terminal.fillIn('已采取的预防措施', '复核');
    await terminal.fillIn('已采取的预防措施，第 2 条');
  });
  await step('approve 李强', async (terminal) => {
    await terminal.choose('以什么身份', '', '主管领导意见');
    await terminal.choose('同意吗', '1', '同意');
  });
  await step('review 李强', (terminal) => terminal.choose('结果', '1', '审核通过'));
  await step('callback 李强', async (terminal) => {
    await terminal.choose('投诉是否已处理', '1', '是');
    await terminal.choose('处理时效性', '1', '满意');
    await terminal.choose('是否满意', '1', '满意');
    await terminal.fillIn('意见及建议');
  });
  // A line that says everything is recorded at once; from the list of the day it is shown before: one key more.
  await desk.ok(['close', '李强', '--by', '刘敏']);
  keys += 1;
  // With one key for each of the nine steps that are chosen from the list of the day: sixty.
  expect(keys - [...written.join('')].length).toBeLessThanOrEqual(51);
});
