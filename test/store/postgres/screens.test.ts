// What a terminal shows whoever has logged in: who she is is not asked, and nothing is offered that the server would refuse.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { describeOnServer, server } from '../../support/postgres.ts';
import { rowsIn } from '../../support/raw-ledger.ts';
import { deskAt } from '../../support/run-tousu.ts';
import { Terminal } from '../../support/tmux.ts';
import { peopledUnit } from './peopled-unit.ts';

const entries = 'SELECT COUNT(*) AS count FROM journal';

describeOnServer('who may only read', () => {
  test('is refused before anything is asked', async () => {
    const { reader } = await peopledUnit();
    for (const words of [['register'], ['note', '0101']]) {
      const { status, screen } = await (await Terminal.start(reader, words)).end();
      expect([status, screen]).toEqual([5, expect.stringContaining('没有做这件事的权限')]);
      expect(screen).not.toContain('?');
    }
  });

  test('is told so, sees what there is, and is offered what he may do', async () => {
    const { owner, reader } = await peopledUnit();
    const before = rowsIn(owner.ledger, entries);
    const terminal = await Terminal.start(reader, []);
    await terminal.waitFor('集团（只能看）', '2023100101');
    for (const key of ['n', 'Space']) {
      await terminal.press(key);
      await terminal.waitFor('在这里只能看，不能登记');
      await terminal.press('Up');
    }
    await terminal.press('Enter');
    await terminal.waitFor('> 1 单页（网页）', '登记表（Word）');
    expect(await terminal.screen()).not.toMatch(/^[> ] \w (转办|备注|作废)/m);
    await terminal.press('1');
    await terminal.waitFor('投诉_2023100101.html');
    await terminal.press('q');
    await terminal.press('m');
    await terminal.waitFor('核对台账');
    expect(await terminal.screen()).not.toContain('上报');
    await terminal.press('2');
    await terminal.waitFor('核对台账：', '台账：');
    await terminal.press('q');
    await terminal.press('q');
    expect((await terminal.end()).status).toBe(0);
    expect(rowsIn(owner.ledger, entries)).toEqual(before);
  });
});

describeOnServer('who logs in', () => {
  test('the first day begins with the departments; the practice is a file of this computer', async () => {
    const desk = deskAt(server().newAddress());
    const terminal = await Terminal.start(desk, ['init'], { columns: 80, lines: 40 });
    await terminal.fillIn('单位名称', '修武燃气公司');
    await terminal.waitFor('? 还有哪个部门（已有客户服务部、管理总部；');
    await terminal.type('工程部');
    await terminal.press('Enter');
    await terminal.waitFor('? 还有哪个部门（已有客户服务部、管理总部、工程部；');
    await terminal.fillIn('还有哪个部门');
    await terminal.fillIn('还有谁', '赵强');
    await terminal.choose('“赵强”在哪个部门', '工程', '工程部');
    await terminal.waitFor('? 还有谁');
    await terminal.press('Escape');
    await terminal.choose('先练一件吗', '1', '练一件');
    await terminal.waitFor('练习 修武燃气公司投诉台账');
    expect(existsSync(join(desk.home, '练习台账.db'))).toBe(true);
    expect(await desk.ok(['staff', 'list'])).toContain('赵强');
    expect(await desk.json(['list', '--all'])).toMatchObject({ total: 0 });
    await desk.ok(['verify']);
  });
});
