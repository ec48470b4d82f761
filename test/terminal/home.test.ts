// The work screen on a real terminal: a whole case by it alone, many cases, another size, what others record meanwhile.

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import stringWidth from 'string-width';
import { agree } from '../support/at-terminal.ts';
import { registerMany } from '../support/many-cases.ts';
import { type Desk, emptyDesk } from '../support/run-tousu.ts';
import { registration, unitDesk } from '../support/run-unit.ts';
import { type Size, Terminal } from '../support/tmux.ts';

const operator = { TOUSU_USER: '刘敏' };
const usual = { columns: 80, lines: 24 };

const start = (desk: Desk, size: Size = usual, env = {}): Promise<Terminal> =>
  Terminal.start(desk, [], size, { ...operator, ...env });

/** The line that the cursor is on. */
const cursorOn = (what: string) => (screen: string) =>
  screen.split('\n').some((line) => line.startsWith('> ') && line.includes(what));

/** Where the case stands and what comes next is told below the list. */
async function doDueStep(terminal: Terminal, step: string): Promise<void> {
  await terminal.waitFor(cursorOn(step));
  await terminal.press('Space');
}

describe.each<Size>([usual, { columns: 120, lines: 40 }, { columns: 50, lines: 20 }])(
  'at $columns×$lines',
  (size) => {
    test('a whole valid case, from the call to the file, by the screen alone', async () => {
      const desk = await unitDesk();
      const terminal = await start(desk, size);
      await terminal.waitFor('按 n 或回车受理一件');
      await terminal.press('n');
      const call = ['李强', '13800001234', '报修两天没人来，要求尽快上门'];
      await terminal.fillIn('来电受理', call.join(''));
      await agree(terminal);
      const texts = [call[0] ?? '', call[2] ?? ''];
      const spoken = () => texts.join('').length;
      await terminal.waitFor((screen) => screen.includes('已登记。下一步') && /1 ?我的 ?1/.test(screen));
      // With the phone: only what she hears is not counted.
      expect(terminal.keystrokes - spoken()).toBeLessThanOrEqual(16);

      const say = async (question: string, text: string) => {
        texts.push(text);
        await terminal.fillIn(question, text);
      };
      await doDueStep(terminal, '转办');
      await terminal.choose('责任部门', '3', '工程部');
      await agree(terminal);

      await doDueStep(terminal, '调查');
      await terminal.choose('调查人', '', '赵强');
      await say('调查情况', '电池盒锈蚀');
      await terminal.choose('调查方式', '3', '现场勘察');
      await terminal.choose('判定', '1', '有效');
      await say('查明的原因', '假期派单无人复核');
      await agree(terminal);

      await doDueStep(terminal, '拟定方案');
      await say('处理方案', '当天更换');
      await terminal.choose('方案由谁提出', '', '赵强');
      await agree(terminal);

      await doDueStep(terminal, '答复投诉人');
      await terminal.choose('结果', '1', '投诉人接受方案');
      await terminal.fillIn('不能按期办结的外界因素');
      await agree(terminal);

      await doDueStep(terminal, '办结');
      await terminal.choose('办结人', '', '赵强');
      await say('处理结果', '已更换');
      await terminal.choose('怎样把结果回复投诉人的', '', '电话');
      await say('责任人处理', '对派单员通报批评');
      await say('已完成的整改措施', '更换电池盒');
      await terminal.fillIn('已完成的整改措施，第 2 条');
      await say('已采取的预防措施', '每日复核派单');
      await terminal.fillIn('已采取的预防措施，第 2 条');
      await agree(terminal);

      await doDueStep(terminal, '领导意见');
      await terminal.choose('同意吗', '1', '同意');
      await agree(terminal);

      await doDueStep(terminal, '审核');
      await terminal.choose('结果', '1', '审核通过');
      await agree(terminal);

      await doDueStep(terminal, '回访');
      await terminal.choose('投诉是否已处理', '1', '是');
      await terminal.choose('处理时效性', '1', '满意');
      await terminal.choose('是否满意', '2', '较满意');
      await terminal.fillIn('意见及建议');
      await agree(terminal);

      await doDueStep(terminal, '归档');
      await agree(terminal);
      await terminal.waitFor('已归档');
      await terminal.waitFor(cursorOn('已归档'), /4 ?全部 ?0/);
      expect(terminal.keystrokes - spoken()).toBeLessThanOrEqual(60);
      await terminal.press('q');
      expect((await terminal.end()).status).toBe(0);

      const { items } = await desk.json<{ items: { status: string; no: string }[] }>(['list', '--all']);
      expect(items).toEqual([expect.objectContaining({ status: 'closed' })]);
      expect(await desk.json(['show', items[0]?.no ?? ''])).toMatchObject({
        content: '报修两天没人来，要求尽快上门',
        demand: '尽快上门',
        cause: '假期派单无人复核',
        callbacks: [expect.objectContaining({ by: '李娜', satisfaction: 'fairly_satisfied' })],
      });
      expect(await desk.ok(['verify'])).toContain('核对无误');
    });
  },
);

test('a call question by question: 16 keys beside what is heard, 11 of them the phone', async () => {
  const desk = await unitDesk();
  const terminal = await start(desk);
  await terminal.waitFor('按 n 或回车受理一件');
  await terminal.press('n');
  await terminal.fillIn('来电受理', '李强');
  await terminal.typeWhole('投诉人电话', '13800001234');
  await terminal.fillIn('投诉内容', '报修两天没人来');
  await terminal.fillIn('投诉人要求', '尽快上门');
  await agree(terminal);
  await terminal.waitFor('已登记。下一步');
  const heard = '李强报修两天没人来尽快上门'.length;
  expect(terminal.keystrokes - heard).toBeLessThanOrEqual(16);
});

describe('200 open cases', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await unitDesk();
    await registerMany(desk.ledger, 200);
  });

  test('are walked through by pages, and looked up by the end of a phone', async () => {
    const terminal = await start(desk);
    await terminal.waitFor(cursorOn('2023100101'), /共 200 件，下面还有 \d+ 项/);
    await terminal.press('End');
    await terminal.waitFor(cursorOn('20231001200'), /第 200 件，共 200 件，上面还有 \d+ 项/);
    await terminal.press('Down');
    await terminal.waitFor(cursorOn('2023100101'));
    await terminal.press('PgDn');
    await terminal.waitFor(cursorOn('2023100114 '));
    await terminal.press('/');
    await terminal.type('0000147');
    await terminal.waitFor(
      (screen) => cursorOn('20231001148')(screen) && screen.includes('第 1 件，共 1 件'),
    );
    await terminal.press('Enter');
    await terminal.waitFor('转办（对接人）', '13900000147');
    await terminal.press('Escape');
    await terminal.waitFor('查找 0000147：1 件');
    await terminal.press('Escape');
    await terminal.waitFor(cursorOn('2023100114 '));
    await terminal.press('Escape');
    await terminal.waitFor('再按一次 Esc 退出');
    await terminal.press('Escape');
    expect((await terminal.end()).status).toBe(0);
  });

  test('another size is filled at once, and nothing is wider than it', async () => {
    const terminal = await start(desk);
    await terminal.waitFor(cursorOn('2023100101'));
    for (const size of [
      { columns: 50, lines: 20 },
      { columns: 120, lines: 40 },
    ]) {
      await terminal.resize(size);
      const screen = await terminal.waitFor((shown) => {
        const lines = shown.split('\n');
        return lines.length === size.lines && cursorOn('2023100101')(shown) && shown.includes('回车 打开');
      });
      for (const line of screen.split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(size.columns);
    }
    await terminal.press('Enter');
    await terminal.waitFor('转办（对接人）');
    await terminal.resize({ columns: 50, lines: 20 });
    await terminal.waitFor((shown) => shown.split('\n').length === 20 && shown.includes('转办（对接人）'));
  });

  test('Ctrl-C leaves the terminal as it was', async () => {
    const terminal = await start(desk);
    await terminal.waitFor(cursorOn('2023100101'));
    await terminal.press('C-c');
    const { status, screen } = await terminal.end();
    expect([status, screen]).toEqual([130, '']);
  });

  test.each([
    ['NO_COLOR', [], { NO_COLOR: '1' }],
    ['--no-color', ['--no-color'], {}],
  ])('without colour (%s) the cursor and the open tab are told by signs', async (_how, words, env) => {
    const terminal = await Terminal.start(desk, words, usual, { ...operator, ...env });
    await terminal.waitFor(cursorOn('2023100101'));
    const screen = await terminal.screen({ colours: true });
    expect(screen).not.toContain('\x1b[');
    expect(screen).toContain('[1 我的 200]');
  });
});

test('what others record appears on a screen that nobody touches, and the cursor stays', async () => {
  const desk = await unitDesk();
  await desk.ok(registration());
  const terminal = await start(desk);
  await terminal.waitFor(cursorOn('2023100101'));
  await desk.ok(registration({ at: '2023-10-01 09:00', source: 'government_hotline', name: '孙玉梅' }));
  const screen = await terminal.waitFor('孙玉梅', cursorOn('2023100101'));
  expect(screen.indexOf('孙玉梅')).toBeLessThan(screen.indexOf('2023100101'));
});

test('a call that is broken off stays as a draft, is listed, gone on with, or thrown away', async () => {
  const desk = await unitDesk();
  const terminal = await start(desk);
  await terminal.waitFor('按 n 或回车受理一件');
  for (const call of ['甲某 13800001111 灶具打不着火', '乙某']) {
    await terminal.press('n');
    await terminal.fillIn('来电受理', call);
    await terminal.waitFor(call === '乙某' ? '? 投诉人电话' : '? 投诉人要求');
    await terminal.press('C-c');
    await terminal.waitFor('填过的留在草稿里');
  }
  await terminal.press('5');
  const screen = await terminal.waitFor('[5 草稿 2]', '灶具打不着火');
  // Both were written in the same second: either may stand first.
  if (!cursorOn('乙某')(screen)) await terminal.press('Down');
  await terminal.waitFor(cursorOn('乙某'));
  await terminal.press('x');
  await terminal.waitFor('丢掉这份草稿吗');
  await terminal.press('2');
  await terminal.waitFor('[5 草稿 1]');
  await terminal.press('Enter');
  await terminal.fillIn('投诉人要求');
  await agree(terminal);
  await terminal.waitFor('[5 草稿 0]');
  const { items } = await desk.json<{ items: { complainant: string }[] }>(['list']);
  expect(items.map(({ complainant }) => complainant)).toEqual(['甲某']);
});

test('a call whose window is closed at the very first question after it is there as a draft', async () => {
  const desk = await unitDesk();
  const terminal = await start(desk);
  await terminal.waitFor('按 n 或回车受理一件');
  await terminal.press('n');
  await terminal.fillIn('来电受理', '甲某 13800001111 灶具打不着火');
  await terminal.waitFor('? 投诉人要求');
  await terminal.close();
  const again = await start(desk);
  await again.waitFor('5 草稿 1');
  await again.press('5');
  await again.waitFor((screen) => cursorOn('甲某')(screen) && screen.includes('灶具打不着火'));
});

test('the page of a case: only what is possible, what takes back last; Esc comes back to its line', async () => {
  const desk = await unitDesk();
  await desk.ok(registration());
  await desk.ok(registration({ at: '2023-10-02 09:30', name: '周建国' }));
  const terminal = await start(desk);
  await terminal.waitFor(cursorOn('2023100101'));
  await terminal.press('Down');
  await terminal.press('Enter');
  const screen = await terminal.waitFor('（下一步）', '下面还有 1 项');
  const offersOn = (seen: string) =>
    seen.split('\n').flatMap((line) => /^[> ] \w (\S+?)(?:（|，|$)/.exec(line)?.[1] ?? []);
  const papers = ['催办单', '单页', '登记表', '投诉档案'];
  expect(offersOn(screen)).toEqual(['转办', '备注', '附件', '处罚', ...papers, '更正']);
  await terminal.press('End');
  await terminal.waitFor((seen) => offersOn(seen).at(-1) === '作废');
  await terminal.press('Home');
  await terminal.press('2');
  await terminal.fillIn('备注内容', '说周末在家');
  await agree(terminal);
  await terminal.waitFor('已备注', '（下一步）');
  await terminal.press('Escape');
  await terminal.waitFor(cursorOn('周建国'));
});

describe('the end of a month', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await unitDesk();
    await desk.ok(registration());
  });

  const files = () => readdirSync(desk.folder).filter((name) => /^投诉/.test(name));

  test('in one go: checked, written, marked as sent, told by the whole path; then another beside it', async () => {
    const terminal = await start(desk, { columns: 120, lines: 40 });
    await terminal.waitFor(cursorOn('2023100101'));
    await terminal.press('m');
    await terminal.waitFor('月末  ← ');
    const month = /月末 {2}← (\d{4}-\d\d)/.exec(await terminal.screen())?.[1] ?? '';
    await terminal.press('2');
    await terminal.waitFor('一次做完：核对、月报、分析报告、台账');
    await terminal.press('1');
    await terminal.waitFor('核对台账：核对无误：1 件投诉', /^台账：/m, /\d 记过/);
    expect(files()).toEqual([
      `投诉分析报告_${month}.html`,
      expect.stringMatching(new RegExp(`^投诉台账_${month}-01_${month}-\\d\\d\\.xlsx$`)),
      `投诉管理月度统计分析表_${month}.xlsx`,
    ]);
    await terminal.press('4');
    await terminal.waitFor(`文件已经有了：${join(desk.folder, `投诉管理月度统计分析表_${month}.xlsx`)}`);
    await terminal.press('2');
    await terminal.waitFor('已写入');
    expect(existsSync(join(desk.folder, `投诉管理月度统计分析表_${month}(2).xlsx`))).toBe(true);
  });

  test('a month to come is said, and one from before the ledger began', async () => {
    const terminal = await start(desk);
    await terminal.waitFor(cursorOn('2023100101'));
    await terminal.press('m');
    await terminal.waitFor('月末');
    for (let seen = ''; !seen.includes('还没有到'); seen = await terminal.screen()) {
      await terminal.press('Right');
      await terminal.waitFor((screen) => screen !== seen);
    }
    let months = 0;
    for (let seen = ''; !seen.includes('台账始于 2023-10'); seen = await terminal.screen()) {
      await terminal.press('Left');
      await terminal.waitFor((screen) => screen !== seen);
      months += 1;
      expect(months).toBeLessThan(100);
    }
    await terminal.waitFor('月末  2023-10 →');
  });

  test('what is not filed is listed to be chased', async () => {
    const other = await unitDesk();
    await other.ok([
      'register',
      '--channel=phone',
      '--name=李强',
      '--phone=13800001234',
      '--content=漏气',
      '--demand=查',
    ]);
    const terminal = await start(other);
    await terminal.waitFor(cursorOn('漏气'));
    await terminal.press('m');
    await terminal.waitFor('追办没有归档的 1 件');
    await terminal.press('1');
    await terminal.waitFor((screen) => /没有归档的：1 件/.test(screen) && cursorOn('漏气')(screen));
  });
});

test('on the first day the ledger is made from home', async () => {
  const desk = emptyDesk();
  const terminal = await Terminal.start(desk, []);
  await terminal.waitFor('现在建一本吗', `台账会放在 ${desk.ledger}`);
  await terminal.choose('这里还没有台账，现在建一本吗', '', '建一本');
  await terminal.fillIn('单位名称', '修武燃气公司');
  await terminal.waitFor('下面几项随时可以 Esc 停下', /^\? .*：/m);
  await terminal.press('Escape');
  await terminal.waitFor('? 先练一件吗');
  await terminal.press('2');
  await terminal.waitFor('修武燃气公司投诉台账');
  // The first complaint is all there is to do.
  await terminal.press('Enter');
  await terminal.waitFor('? 来电受理');
  await terminal.press('Escape');
  await terminal.waitFor('没有登记');
  await terminal.press('q');
  expect((await terminal.end()).status).toBe(0);
});

test('without a terminal, or with --no-input, it is the help', async () => {
  const desk = await unitDesk();
  expect((await desk.run([])).stdout).toContain('用法：tousu <命令> [选项]');
  const { status, screen } = await (await Terminal.start(desk, ['--no-input'])).end();
  expect(status).toBe(0);
  expect(screen).toContain('用法：tousu <命令> [选项]');
});

describe('what comes in faster than hands type', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await unitDesk();
    await desk.ok(registration());
    await desk.ok(registration({ name: '孙玉梅', phone: '13700002346' }));
  });

  test('what is pasted is looked for, whatever keys it would be; a newline in it is a space', async () => {
    const terminal = await start(desk);
    await terminal.waitFor(cursorOn('2023100101'));
    await terminal.paste('qn\n孙玉梅');
    await terminal.waitFor('查找：qn 孙玉梅_');
    await terminal.press('C-u');
    await terminal.paste('１３７００００２３４６\n');
    await terminal.waitFor((screen) => screen.includes('查找：13700002346_') && cursorOn('孙玉梅')(screen));
    await terminal.press('Enter');
    await terminal.waitFor('（下一步）');
    await terminal.paste('8q');
    // What a page has no use for does nothing to it: its keys still work.
    await terminal.press('Escape');
    await terminal.waitFor('查找 13700002346：1 件');
  });

  test('what is typed behind n before the question is there stands in its line', async () => {
    const terminal = await start(desk);
    await terminal.waitFor(cursorOn('2023100101'));
    await terminal.type('n周建国 13500004567 气费突然贵了');
    await terminal.waitFor(/： 周建国\s+13500004567 气费突然贵了/);
    await terminal.press('Enter');
    await terminal.fillIn('投诉人要求', '退差额');
    await terminal.waitFor('? 以上对吗', /投诉人姓名 +周建国/);
  });

  test.each(['SIGTERM', 'SIGHUP'] as const)('ended by %s it gives the terminal back', async (signal) => {
    const terminal = await start(desk);
    await terminal.waitFor(cursorOn('2023100101'));
    expect(await terminal.state()).toEqual({ alternateScreen: true, cursor: false, echo: false });
    await terminal.signal(signal);
    await terminal.end();
    expect(await terminal.state()).toEqual({ alternateScreen: false, cursor: true, echo: true });
  });
});
