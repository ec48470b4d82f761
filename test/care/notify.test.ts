// Reminders against real servers on this machine: what they get, how often, and what happens when they do not take it.

import { createHmac } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Message, type Reminder, textOf } from '../../src/notify/message.ts';
import { type MailServer, mailServer, type RobotServer, robotServer, taken } from '../support/listeners.ts';
import { registerMany } from '../support/many-cases.ts';
import { rowsIn, tracesIn } from '../support/raw-ledger.ts';
import type { Desk } from '../support/run-tousu.ts';
import { registration, unitDesk } from '../support/run-unit.ts';

let robot: RobotServer;
let mail: MailServer;
beforeAll(async () => {
  robot = await robotServer();
  mail = await mailServer({
    authOptional: true,
    onAuth: ({ username, password }, _session, done) =>
      username === 'tousu' && password === '口令'
        ? done(null, { user: username })
        : done(new Error('535 wrong password')),
    onRcptTo: ({ address }, _session, done) =>
      address.startsWith('nobody') ? done(new Error('550 no such user')) : done(),
  });
});
afterAll(() => Promise.all([robot.close(), mail.close()]));
beforeEach(() => {
  robot.calls.length = 0;
  robot.answer = taken;
  mail.mails.length = 0;
});

const secretsOf = (desk: Desk) => join(desk.home, 'notify.secrets');

/** A desk with one case whose clock `assign` ends with 2023-10-01, and these settings and secrets. */
async function office(settings: Record<string, string>, secrets: Record<string, string> = {}): Promise<Desk> {
  const desk = await unitDesk();
  await desk.ok(registration());
  for (const [key, value] of Object.entries(settings))
    await desk.ok(['config', 'set', `notify.${key}`, value]);
  const lines = Object.entries({
    TOUSU_WECOM_URL: `${robot.address}/cgi-bin/webhook/send?key=WECOM-KEY`,
    TOUSU_DINGTALK_URL: `${robot.address}/robot/send?access_token=DING-TOKEN`,
    TOUSU_DINGTALK_SECRET: 'SECding',
    TOUSU_FEISHU_URL: `${robot.address}/open-apis/bot/v2/hook/FEISHU-HOOK`,
    TOUSU_FEISHU_SECRET: 'SECfeishu',
    TOUSU_SMTP_PASSWORD: '口令',
    ...secrets,
  });
  mkdirSync(desk.home, { recursive: true });
  writeFileSync(secretsOf(desk), lines.map(([name, value]) => `${name}=${value}`).join('\n'), {
    mode: 0o600,
  });
  return desk;
}

const emailSettings = (to = 'liumin@example.cn') => ({
  channels: 'email',
  'email.server': `smtp://127.0.0.1:${mail.port}`,
  'email.user': 'tousu',
  'email.from': '投诉台账<tousu@example.cn>',
  'email.to': to,
});

interface Notified {
  readonly notified: readonly { readonly channel: string; readonly count: number }[];
}
const notify = async (desk: Desk, at: string): Promise<Notified['notified']> =>
  (await desk.json<Notified>(['overdue', '--notify', '--at', at])).notified;
const count = async (desk: Desk, at: string) => (await notify(desk, at)).map((channel) => channel.count);
const textOfCall = (i: number) => JSON.stringify(robot.calls[i]?.body);

test('four runs at once: one message, one entry', async () => {
  const desk = await office({ channels: '企业微信' });
  robot.answer = (call, response) => setTimeout(() => taken(call, response), 500);
  const runs = await Promise.all(Array.from({ length: 4 }, () => count(desk, '2023-10-02 08:00')));
  expect(runs.flat().sort()).toEqual([0, 0, 0, 1]);
  expect(robot.calls).toHaveLength(1);
  expect(rowsIn(desk.ledger, "SELECT seq FROM journal WHERE type = 'notices_sent'")).toHaveLength(1);
});

describe('the robots', () => {
  test('WeCom: a text message; names masked, no phone', async () => {
    const desk = await office({ channels: '企业微信' });
    expect(await count(desk, '2023-10-02 08:00')).toEqual([1]);
    const [call] = robot.calls;
    expect(`${call?.url.pathname}${call?.url.search}`).toBe('/cgi-bin/webhook/send?key=WECOM-KEY');
    expect(call?.body).toMatchObject({
      msgtype: 'text',
      text: { content: expect.stringContaining('2023100101') },
    });
    expect(textOfCall(0)).toContain('李*');
    expect(textOfCall(0)).not.toMatch(/李强|13800001234/);
  });

  test('DingTalk: signed with the time', async () => {
    await (await office({ channels: 'dingtalk' })).ok(['notify', 'test']);
    const query = robot.calls[0]?.url.searchParams;
    const expected = createHmac('sha256', 'SECding')
      .update(`${query?.get('timestamp')}\nSECding`)
      .digest('base64');
    expect(query?.get('sign')).toBe(expected);
    expect(Math.abs(Number(query?.get('timestamp')) - Date.now())).toBeLessThan(3_600_000);
  });

  test('Feishu: signed in the body', async () => {
    await (await office({ channels: 'feishu' })).ok(['notify', 'test']);
    const body = robot.calls[0]?.body as { timestamp: string; sign: string; content: { text: string } };
    expect(body.sign).toBe(createHmac('sha256', `${body.timestamp}\nSECfeishu`).update('').digest('base64'));
    expect(body.content.text).toContain('测试');
  });

  test.each([
    [
      'a refusal',
      (response: { end(text: string): void }) => response.end('{"errcode":93000,"errmsg":"invalid key"}'),
      '93000',
    ],
    ['nonsense', (response: { end(text: string): void }) => response.end('<html>登录</html>'), '看不懂'],
    ['an empty answer', (response: { end(text: string): void }) => response.end(''), '看不懂'],
    ['null', (response: { end(text: string): void }) => response.end('null'), '看不懂'],
  ])('%s is a failure, told without the address', async (_name, answer, reason) => {
    const desk = await office({ channels: 'wecom' });
    robot.answer = (_call, response) => answer(response);
    const refused = await desk.refusal(['overdue', '--notify']);
    expect(refused).toMatchObject({
      exit: 5,
      code: 'notify.failed',
      message: expect.stringContaining(reason),
    });
    expect(JSON.stringify(refused)).not.toContain('WECOM-KEY');
  });

  test('an error of the server, a redirection, nobody there, no answer at all', async () => {
    const desk = await office({ channels: 'wecom' });
    const reason = async (env: Record<string, string> = {}) =>
      (await desk.refusal(['notify', 'test'], { env })).message;
    robot.answer = (_call, response) => response.writeHead(502).end('bad gateway');
    expect(await reason()).toContain('HTTP 502');
    robot.answer = (_call, response) =>
      response.writeHead(302, { location: `${robot.address}/elsewhere` }).end();
    expect(await reason()).toContain('连不上');
    robot.answer = () => {};
    expect(await reason()).toContain('没有答复');
    expect(await reason({ TOUSU_WECOM_URL: 'http://127.0.0.1:9/key=K' })).toContain('连不上');
    expect(await reason({ TOUSU_WECOM_URL: 'http://example.cn/key=K' })).toContain('https');
  });
});

describe('mail', () => {
  test('arrives with its Chinese subject, by user and password', async () => {
    const desk = await office(emailSettings('liumin@example.cn, chen@example.cn'));
    expect(await count(desk, '2023-10-02 08:00')).toEqual([1]);
    expect(mail.mails[0]).toMatchObject({
      subject: '【投诉督办】修武燃气公司 1 件超期',
      text: expect.stringContaining('2023100101 转办'),
    });
  });

  test('a wrong password, a refused address', async () => {
    const wrong = await office(emailSettings(), { TOUSU_SMTP_PASSWORD: 'wrong-one' });
    const refused = await wrong.refusal(['notify', 'test']);
    expect(refused).toMatchObject({ exit: 5, code: 'notify.failed' });
    expect(JSON.stringify(refused)).not.toContain('wrong-one');
    const nobody = await office(emailSettings('liumin@example.cn,nobody@example.cn'));
    expect((await nobody.refusal(['notify', 'test'])).message).toContain('拒收');
  });

  test('a password never goes over an open line to another machine', async () => {
    const desk = await office({ ...emailSettings(), 'email.server': `smtp://localhost.:${mail.port}` });
    expect(await desk.refusal(['notify', 'test'])).toMatchObject({ code: 'notify.failed' });
    expect(mail.mails).toEqual([]);
  });
});

describe('mail to whoever owes it', () => {
  const routed = async (settings: Record<string, string> = {}): Promise<Desk> => {
    const desk = await office({
      ...emailSettings(),
      'email.routes': '工程部=gc@example.cn；刘敏=liumin@example.cn,bei@example.cn',
      ...settings,
    });
    await desk.ok(registration());
    await desk.ok(['assign', '02', '--dept', '工程部', '--by', '刘敏', '--at', '2023-10-01 10:00']);
    return desk;
  };
  const received = () =>
    mail.mails.map(({ to, text }) => ({
      to: [to].flat().flatMap((each) => each?.value.map(({ address }) => address) ?? []),
      cases: text?.match(/2023\d{6}/g),
    }));

  test('each gets its own cases, and the addressee of everything all of them', async () => {
    const desk = await routed({ 'email.to': 'all@example.cn' });
    expect(await notify(desk, '2023-10-05 08:00')).toMatchObject([{ channel: 'email', error: null }]);
    expect(received()).toEqual([
      { to: ['all@example.cn'], cases: ['2023100101', '2023100102'] },
      { to: ['gc@example.cn'], cases: ['2023100102'] },
      { to: ['liumin@example.cn', 'bei@example.cn'], cases: ['2023100101'] },
    ]);
    await desk.ok(['verify']);
  });

  test('what one of them was not sent is new in the next run, the rest is not', async () => {
    const desk = await routed({ 'email.to': 'all@example.cn', 'email.routes': '工程部=nobody@example.cn' });
    const refused = await desk.refusal(['overdue', '--notify', '--at', '2023-10-05 08:00']);
    expect(refused).toMatchObject({ code: 'notify.failed', message: expect.stringContaining('工程部') });
    mail.mails.length = 0;
    await desk.ok(['config', 'set', 'notify.email.routes', '工程部=gc@example.cn']);
    await notify(desk, '2023-10-05 08:30');
    expect(received()).toEqual([
      { to: ['all@example.cn'], cases: ['2023100102'] },
      { to: ['gc@example.cn'], cases: ['2023100102'] },
    ]);
  });
});

describe("the office's own command", () => {
  test('gets JSON on its standard input, its arguments as they are, and no secret', async () => {
    const desk = await office({ channels: 'command' });
    const [script, out] = [join(desk.folder, 'notify.mjs'), join(desk.folder, 'got.json')];
    writeFileSync(
      script,
      `import { readFileSync, writeFileSync } from 'node:fs';
       const secrets = Object.keys(process.env).filter((name) => /URL|SECRET|PASSWORD/.test(name));
       writeFileSync(${JSON.stringify(out)}, JSON.stringify({ words: process.argv.slice(2), secrets, message: JSON.parse(readFileSync(0, 'utf8')) }));`,
    );
    const words = [process.execPath, script, '$(touch pwned)', '; touch pwned'];
    await desk.ok(['config', 'set', 'notify.command', JSON.stringify(words)]);
    await desk.ok(['overdue', '--notify', '--at', '2023-10-02 08:00'], { env: { TOUSU_WECOM_URL: 'x' } });
    const got = JSON.parse(readFileSync(out, 'utf8'));
    expect(got).toMatchObject({
      words: ['$(touch pwned)', '; touch pwned'],
      secrets: [],
      message: {
        unit: '修武燃气公司',
        overdue: [{ no: '2023100101', kind: 'assign', label: '转办', complainant: '李*' }],
      },
    });
    expect(existsSync(join(desk.folder, 'pwned'))).toBe(false);
  });

  test.each([
    ['fails', [process.execPath, '-e', 'console.error("OA 停机"); process.exit(3)'], 'OA 停机'],
    ['is not there', ['/nowhere/notify'], 'ENOENT'],
  ])('%s', async (_name, words, reason) => {
    const desk = await office({ channels: 'command', command: JSON.stringify(words) });
    expect((await desk.refusal(['notify', 'test'])).message).toContain(reason);
  });
});

describe('how often', () => {
  test('due soon once, overdue once a day, nothing once it is done', async () => {
    const desk = await office({ channels: 'wecom' });
    const sent: (readonly number[])[] = [];
    for (const at of ['10-01 20:00', '10-01 21:00', '10-02 08:00', '10-02 18:00', '10-03 08:00'])
      sent.push(await count(desk, `2023-${at}`));
    expect(sent).toEqual([[1], [0], [1], [0], [1]]);
    expect(robot.calls).toHaveLength(3);
    await desk.ok(['assign', '01', '--dept', '工程部', '--at', '2023-10-03 09:00']);
    await desk.ok(['void', '01', '--reason', '重复', '--approved-by', '陈国栋']);
    expect(await count(desk, '2023-10-09 08:00')).toEqual([0]);
    await desk.ok(['verify']);
  });

  test('4.1.1 a measure like a clock, each of them, and nothing new in the second run', async () => {
    const desk = await office({ channels: 'wecom' });
    await desk.ok(['assign', '01', '--dept', '工程部', '--at', '2023-10-01 10:00']);
    const add = (day: string) =>
      `measure add 01 --kind preventive --text 抽查 --owner 赵强 --due ${day} --at 2023-10-01T11:00`.split(
        ' ',
      );
    for (const day of ['2023-10-03', '2023-10-03', '2023-10-09']) await desk.ok(add(day));
    const sent: (readonly number[])[] = [];
    for (const at of ['10-03 08:00', '10-03 09:00', '10-04 00:00', '10-04 08:00', '10-05 00:00'])
      sent.push(await count(desk, `2023-${at}`));
    // 10-03: two measures. 10-04: they are overdue, `resolve` and `response` due. 10-05: all four.
    expect(sent).toEqual([[2], [0], [4], [0], [4]]);
    expect(textOfCall(0)).toContain('2023100101 措施 1、措施 2 工程部（赵强） 时限 2023-10-03 23:59');
    await desk.ok(['measure', 'done', '01', '1', '--at', '2023-10-05 09:00']);
    await desk.ok(['measure', 'done', '01', '2', '--at', '2023-10-05 09:00']);
    expect(await count(desk, '2023-10-06 08:00')).toEqual([2]);
    await desk.ok(['verify']);
  });

  test('4.1.2 the message begins with the leaks; the office’s own limits are named as such', async () => {
    const desk = await office({ channels: 'wecom' });
    await desk.ok(registration({ category: 'leak_safety' }));
    await desk.ok(['assign', '02', '--dept', '工程部', '--at', '2023-10-01 10:00']);
    const judged =
      'investigate 02 --by 赵强 --method other --findings 误报 --verdict invalid --ground 2 --reason 误解 --at 2023-10-01T11:00';
    await desk.ok(judged.split(' '));
    await desk.ok([
      'resolve',
      'explain',
      '02',
      '--method',
      'phone',
      '--reply',
      '已说明',
      '--at',
      '2023-10-01 12:00',
    ]);
    expect(await count(desk, '2023-10-04 00:00')).toEqual([3]);
    const text = JSON.parse(textOfCall(0)).text.content as string;
    expect(text.split('\n').slice(2)).toEqual([
      '超期 急2023100102 审批（内部时限） 主管领导 时限 2023-10-03 23:59 投诉人 李*',
      '超期 2023100101 转办，将到期：办结 对接人、责任部门 时限 2023-10-01 23:59 投诉人 李*',
    ]);
  });

  test('a channel that failed gets it in the next run, the others do not get it twice', async () => {
    const desk = await office({ channels: 'wecom,feishu' });
    robot.answer = (call, response) =>
      call.url.pathname.includes('webhook') ? response.end('{"errcode":1}') : taken(call, response);
    const words = ['overdue', '--notify', '--at', '2023-10-02 08:00'];
    expect(await desk.refusal(words)).toMatchObject({
      exit: 5,
      details: { failures: [{ error: expect.any(String) }] },
    });
    robot.answer = taken;
    expect(await notify(desk, '2023-10-02 08:05')).toEqual([
      { channel: 'wecom', count: 1, error: null },
      { channel: 'feishu', count: 0, error: null },
    ]);
    await desk.ok(['verify']);
  });

  test('250 overdue cases are one message, whatever the channel holds', async () => {
    const desk = await office({ channels: 'wecom' });
    await registerMany(desk.ledger, 250);
    expect(await count(desk, '2023-10-02 08:00')).toEqual([251]);
    expect(robot.calls).toHaveLength(1);
    const text = JSON.parse(textOfCall(0)).text.content;
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2048);
    expect(text).toMatch(/251 件超期.*另有 \d+ 件/s);
    expect(await count(desk, '2023-10-02 09:00')).toEqual([0]);
    await desk.ok(['verify']);
  });
});

test('the message tells how many lines it left out, at every size', () => {
  const reminder: Reminder = {
    no: '2023100101',
    kind: 'resolve',
    dueAt: '2023-10-04T23:59:59+08:00',
    level: 'overdue',
    owedBy: '责任部门',
    department: '工程部',
    person: null,
    urgent: false,
    priority: true,
    complainant: '李强',
    measure: null,
  };
  const message: Message = {
    unit: '修武燃气公司',
    asOf: '2023-10-05T08:00:00+08:00',
    test: false,
    reminders: Array.from({ length: 40 }, (_, i) => ({ ...reminder, no: String(2_023_100_101 + i) })),
  };
  for (let size = 200; size < 5000; size += 13) {
    const text = textOf(message, size);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(size);
    const lines = text.split('\n').filter((line) => line.startsWith('超期')).length;
    const left = Number(/另有 (\d+) 件/.exec(text)?.[1] ?? 0);
    expect(lines + left).toBe(40);
  }
});

describe('secrets', () => {
  test('stand neither in the settings nor in the journal; a file that others may read is refused', async () => {
    const desk = await office({ channels: 'wecom' });
    await desk.ok(['overdue', '--notify', '--at', '2023-10-02 08:00']);
    expect(await desk.ok(['config', 'list'])).not.toMatch(/WECOM-KEY|SEC|口令/);
    expect(tracesIn(desk.ledger, ['WECOM-KEY'])).toEqual([]);
    chmodSync(secretsOf(desk), 0o644);
    expect(await desk.refusal(['notify', 'test'])).toMatchObject({
      exit: 2,
      hint: expect.stringContaining('chmod 600'),
    });
  });

  test('the environment goes before the file; what is nowhere is named', async () => {
    const desk = await office({ channels: 'wecom' });
    await desk.ok(['notify', 'test'], { env: { TOUSU_WECOM_URL: `${robot.address}/from-environment` } });
    expect(robot.calls[0]?.url.pathname).toBe('/from-environment');
    writeFileSync(secretsOf(desk), '');
    const { message } = await desk.refusal(['notify', 'test']);
    expect(message).toContain(`${secretsOf(desk)} 里写一行 TOUSU_WECOM_URL=`);
  });

  test.each([
    ['email.server', 'smtp://tousu:口令@example.cn'],
    ['channels', 'pigeon'],
    ['command', 'rm -rf /'],
    ['command', '["D:/oa/notify.bat"]'],
    ['email.to', 'nobody'],
    ['email.routes', '工程部'],
    ['email.routes', '工程部=nobody'],
    ['email.routes', '=gc@example.cn'],
  ])('the setting notify.%s refuses %s', async (key, value) => {
    const desk = await unitDesk();
    expect(await desk.refusal(['config', 'set', `notify.${key}`, value])).toMatchObject({
      exit: 2,
      code: 'usage.invalid',
    });
  });
});

test('no channel: nobody would be reminded, and that is said', async () => {
  const desk = await unitDesk();
  for (const words of [
    ['overdue', '--notify'],
    ['notify', 'test'],
  ])
    expect(await desk.refusal(words)).toMatchObject({ exit: 2, code: 'usage.invalid' });
});
