// The jobs in a crontab: once, everything else left alone, and they run in the empty world of cron.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import {
  cronBlock,
  startsThis,
  windowsTasks,
  withBlock,
  withoutBlock,
} from '../../src/services/care/schedule.ts';
import { textFrom } from '../../src/services/program-text.ts';
import { crontabOf } from '../support/crontab.ts';
import { awkwardly, environment } from '../support/run-tousu.ts';
import { registration, unitDesk } from '../support/run-unit.ts';

test('installed once, removed without a trace, other jobs left as they are, byte by byte', async () => {
  const desk = await unitDesk();
  const cron = crontabOf(desk);
  expect(await cron.schedule('show')).toMatchObject({ installed: false });
  const others = Buffer.concat([
    Buffer.from('# 别人的任务\nMAILTO=""\n0 1 * * * backup-all # '),
    Buffer.from([0xff, 0x0a]),
  ]);
  writeFileSync(cron.file, others);
  await cron.schedule('install');
  const installed = cron.read();
  await cron.schedule('install');
  expect(cron.read()).toBe(installed);
  expect(await cron.schedule('show')).toMatchObject({ installed: true });
  await cron.schedule('remove');
  await cron.schedule('remove');
  expect(readFileSync(cron.file).equals(others)).toBe(true);
});

test('two ledgers have a block each', async () => {
  const desk = await unitDesk();
  const cron = crontabOf(desk);
  const other = await unitDesk();
  await cron.schedule('install');
  const words = ['schedule', 'install', '--ledger', other.ledger];
  await desk.ok(words, { env: cron.env });
  expect(cron.read().match(/>>> tousu/g)).toHaveLength(2);
  await cron.schedule('remove');
  expect(cron.read()).toContain(other.ledger);
});

test('installed for several ledgers at once, each has its block', async () => {
  const desk = await unitDesk();
  const cron = crontabOf(desk);
  const desks = await Promise.all(Array.from({ length: 4 }, () => unitDesk()));
  await Promise.all(
    desks.map((each) => desk.ok(['schedule', 'install', '--ledger', each.ledger], { env: cron.env })),
  );
  for (const { ledger } of desks) expect(cron.read()).toContain(`>>> tousu ${ledger}\n`);
});

test('nothing secret comes into the crontab', async () => {
  const desk = await unitDesk();
  const cron = crontabOf(desk);
  const secrets = { PGPASSWORD: '口令一', TOUSU_SMTP_PASSWORD: '口令二', TOUSU_WECOM_URL: 'https://口令三' };
  await desk.ok(['schedule', 'install'], { env: { ...cron.env, ...secrets } });
  expect(cron.read()).toContain(desk.ledger);
  expect(cron.read()).not.toMatch(/口令|PASSWORD/);
});

test('what crontab did not keep is not called installed', async () => {
  const desk = await unitDesk();
  const cron = crontabOf(desk);
  mkdirSync(cron.file);
  expect(await desk.refusal(['schedule', 'install'], { env: cron.env })).toMatchObject({
    exit: 2,
    code: 'usage.invalid',
  });
});

test('the lines run with little in the environment, from another folder, with an awkward address', async () => {
  const desk = awkwardly("it's 100% 台账", await unitDesk());
  const cron = crontabOf(desk);
  await desk.ok(registration());
  const out = join(desk.folder, 'got.json');
  const toFile = ['/bin/sh', '-c', `cat > '${out}'`];
  await desk.ok(['config', 'set', 'notify.channels', 'command']);
  await desk.ok(['config', 'set', 'notify.command', JSON.stringify(toFile)]);
  await desk.ok(['schedule', 'install'], { env: cron.env });
  const lines = readFileSync(cron.file, 'utf8')
    .split('\n')
    .filter((line) => /^\d/.test(line));
  expect(lines).toHaveLength(2);
  for (const line of lines) {
    const command = line.split(' ').slice(5).join(' ').replaceAll('\\%', '%');
    execFileSync('/usr/bin/env', ['-i', `HOME=${environment.HOME}`, '/bin/sh', '-c', command], { cwd: '/' });
  }
  expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({ overdue: [{ no: '2023100101' }, {}] });
  expect(existsSync(join(desk.home, 'backups'))).toBe(true);
});

test('a block that lost its end is not guessed at', () => {
  const installation = { node: '/n', script: '/s', ledger: '/l.db' };
  const [first = ''] = cronBlock(installation).split('\n');
  expect(withoutBlock(`${first}\n0 1 * * * x\n`, '/l.db')).toBeUndefined();
  expect(withBlock(`${first}\n0 1 * * * x\n`, installation)).toBeUndefined();
});

test('a crontab without a newline at its end gets one', () => {
  const installation = { node: '/n', script: '/s', ledger: '/l.db' };
  expect(withBlock('0 1 * * * x', installation)).toMatch(/^0 1 \* \* \* x\n# >>> tousu/);
});

test('no crontab on this system', async () => {
  const desk = await unitDesk();
  const empty = join(desk.folder, 'empty');
  mkdirSync(empty);
  expect(await desk.refusal(['schedule', 'install'], { env: { PATH: empty } })).toMatchObject({
    exit: 4,
    code: 'not_found.file',
  });
});

const onWindows = {
  node: 'C:\\工具 & 台账\\runtime\\node.exe',
  script: 'C:\\工具 & 台账\\app\\bin\\tousu.js',
  ledger: `D:\\${'很长的文件夹\\'.repeat(60)}ledger.db`,
};

test('Windows: two tasks that name everything, however long', () => {
  const [overdue, backup] = windowsTasks(onWindows);
  expect(overdue?.xml).toContain(
    '"C:\\工具 &amp; 台账\\runtime\\node.exe" "C:\\工具 &amp; 台账\\app\\bin\\tousu.js" overdue --quiet --notify',
  );
  expect(overdue?.xml).toContain(`--ledger "${onWindows.ledger}"`);
  expect(overdue?.xml).toContain('<Interval>PT1H</Interval>');
  expect(backup?.xml).toContain('T12:30:00');
  expect(overdue?.name).not.toBe(backup?.name);
});

test('Windows: a missed run is made up, on battery too, without a window, one at a time', () => {
  for (const { xml } of windowsTasks(onWindows)) {
    expect(xml).toContain('<StartWhenAvailable>true</StartWhenAvailable>');
    expect(xml).toContain('<DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>');
    expect(xml).toContain('<MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>');
    expect(xml).toContain('<Arguments>--headless ');
  }
});

test('Windows: a task that starts the program of another folder is noticed', () => {
  const [task] = windowsTasks(onWindows);
  if (task === undefined) throw new Error('no task');
  expect(startsThis(task, task.xml.replaceAll('"', '&quot;').replace('&quot;1.0', '"1.0'))).toBe(true);
  const [moved] = windowsTasks({ ...onWindows, node: 'C:\\旧\\node.exe' });
  expect(startsThis(task, moved?.xml ?? '')).toBe(false);
  expect(startsThis(task, '')).toBe(false);
});

test('Windows: what schtasks says is read in the code page of the office', () => {
  expect(textFrom(Buffer.from([0xb4, 0xed, 0xce, 0xf3]))).toBe('错误');
  expect(textFrom(Buffer.from('错误', 'utf8'))).toBe('错误');
  expect(textFrom(Buffer.from('\uFEFF错误', 'utf16le'))).toBe('错误');
});

test('jobs that start the program of another folder are noticed, and put right', async () => {
  const desk = await unitDesk();
  const cron = crontabOf(desk);
  await cron.schedule('install');
  writeFileSync(cron.file, cron.read().replaceAll('tousu.js', 'old.js'));
  expect(await cron.schedule('show')).toMatchObject({ installed: false });
  expect(await desk.ok(['schedule', 'show'], { env: cron.env })).toMatch(/不是这里的程序/);
  await cron.schedule('install');
  expect(await cron.schedule('show')).toMatchObject({ installed: true });
  expect(cron.read()).not.toContain('old.js');
});
