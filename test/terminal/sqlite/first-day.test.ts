// Who types is asked where no log-in says it. On a server: test/store/postgres/screens.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { emptyDesk } from '../../support/run-tousu.ts';
import { Terminal } from '../../support/tmux.ts';

test('the first day: unit, who types, departments, people, roles, and a practice that no figure counts', async () => {
  const desk = emptyDesk();
  const terminal = await Terminal.start(desk, ['init'], { columns: 80, lines: 40 });
  await terminal.fillIn('单位名称', '修武燃气公司');
  await terminal.fillIn('你的姓名（谁在键盘前）', '王芳');
  await terminal.choose('“王芳”在哪个部门', '1', '客户服务部');
  await terminal.waitFor('? 还有哪个部门（已有客户服务部、管理总部；');
  await terminal.type('工程部');
  await terminal.press('Enter');
  await terminal.waitFor('? 还有哪个部门（已有客户服务部、管理总部、工程部；');
  await terminal.fillIn('还有哪个部门');
  await terminal.fillIn('还有谁', '赵强');
  await terminal.choose('“赵强”在哪个部门', '工程', '工程部');
  await terminal.fillIn('还有谁');
  await terminal.choose('谁是对接人（审核、归档）', '1', '王芳');
  await terminal.choose('谁是回访人（回访）', '李娜', '新增“李娜”');
  await terminal.choose('“李娜”在哪个部门', '1', '客户服务部');
  await terminal.choose('谁是主管领导（签主管领导意见）', '陈国栋', '新增“陈国栋”');
  await terminal.choose('“陈国栋”在哪个部门', '经理室', '新增部门“经理室”');
  await terminal.choose('谁是总经理（签总经理意见）', '以后', '以后再定');
  await terminal.waitFor('? 先练一件吗', '来了投诉      tousu register');

  expect(await desk.ok(['staff', 'list'])).toMatch(
    /李娜\t客户服务部\t回访人.*\n.*王芳\t客户服务部\t对接人.*\n.*赵强\t工程部.*\n.*陈国栋\t经理室\t主管领导/,
  );
  expect(await desk.ok(['config', 'get', 'user.name'])).toContain('王芳');

  await terminal.choose('先练一件吗', '1', '练一件');
  await terminal.waitFor('练习 修武燃气公司投诉台账');
  const practice = join(desk.folder, '练习台账.db');
  expect(existsSync(practice)).toBe(true);
  await desk.ok([
    '--ledger',
    practice,
    'register',
    '--channel',
    'phone',
    '--demand',
    '修好',
    '李强',
    '13800001234',
    '灶具打不着火',
  ]);
  expect(await desk.json(['list', '--all'])).toMatchObject({ total: 0 });
  expect(await desk.ok(['--ledger', practice, 'staff', 'list'])).toMatch(/陈国栋\t经理室\t主管领导/);
  expect(await desk.ok(['verify'])).toContain('核对无误');
});

test('several names on one line are several departments and people; Esc at what belongs to an answer leads back to it', async () => {
  const desk = emptyDesk();
  const terminal = await Terminal.start(desk, ['init'], { columns: 80, lines: 40 });
  await terminal.fillIn('单位名称', '修武燃气公司');
  await terminal.fillIn('你的姓名（谁在键盘前）', '王方');
  await terminal.waitFor('? “王方”在哪个部门', 'Esc 上一项');
  await terminal.press('Escape');
  await terminal.fillIn('你的姓名（谁在键盘前）', '王芳');
  await terminal.choose('“王芳”在哪个部门', '1', '客户服务部');
  await terminal.waitFor('? 还有哪个部门', 'Esc 停下');
  await terminal.type('工程部、抄表收费部');
  await terminal.press('Enter');
  await terminal.waitFor('? 还有哪个部门（已有客户服务部、管理总部、工程部、抄表收费部；');
  await terminal.fillIn('还有哪个部门');
  await terminal.fillIn('还有谁', '赵强，孙丽');
  await terminal.choose('“赵强”在哪个部门', '3', '工程部');
  await terminal.waitFor('? “孙丽”在哪个部门');
  await terminal.press('Escape');
  await terminal.waitFor('? 还有谁（已有王芳、赵强；');
  await terminal.fillIn('还有谁');
  await terminal.waitFor('? 谁是对接人', 'Esc 停下');
  await terminal.press('Escape');
  await terminal.waitFor('? 先练一件吗');
  expect(await desk.ok(['staff', 'list'])).not.toMatch(/王方|孙丽/);
  expect(await desk.ok(['dept', 'list'])).toMatch(/^工程部\t.*\n抄表收费部\t/m);
});

test('Esc ends the guide, not the program: what was said is recorded, the rest can be added from any list', async () => {
  const desk = emptyDesk();
  const terminal = await Terminal.start(desk, ['init'], { columns: 80, lines: 40 });
  await terminal.fillIn('单位名称', '修武燃气公司');
  await terminal.fillIn('你的姓名（谁在键盘前）', '王芳');
  await terminal.choose('“王芳”在哪个部门', '1', '客户服务部');
  await terminal.waitFor('? 还有哪个部门');
  await terminal.press('Escape');
  await terminal.choose('先练一件吗', '2', '不用了');
  expect((await terminal.end()).status).toBe(0);
  expect(await desk.ok(['staff', 'list'])).toContain('王芳');
});
