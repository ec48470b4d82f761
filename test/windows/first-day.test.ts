// What an office on Windows does, from the folder it unpacked. What this has not shown is not claimed: docs/windows.md.

import { copyFileSync, existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  DESK,
  describeWindows,
  describeWindowsLong,
  driveC,
  endWine,
  inConsole,
  node,
  onDriveC,
  PROGRAM,
  refusal,
  tousu,
  tousuExe,
  unpackProgram,
  windows,
} from '../support/wine.ts';

const LEDGER = 'C:\\users\\root\\AppData\\Local\\tousu\\ledger.db';
const onDesk = (name: string) => onDriveC(`${DESK}\\${name}`);
const gbk = (text: Readonly<Record<string, readonly number[]>>) => Buffer.from(Object.values(text).flat());

/** Each step as it was typed with how it ended, so that a failure names it. */
function done(...words: readonly string[]): string {
  const { status, stdout, stderr } = tousu(...words);
  expect(`tousu ${words.join(' ')} → ${status} ${status === 0 ? '' : stderr}`).toBe(
    `tousu ${words.join(' ')} → 0 `,
  );
  return stdout;
}

describeWindows('an office on Windows', () => {
  beforeAll(unpackProgram, 300_000);
  afterAll(endWine);

  test('the first day', () => {
    done('init', '--unit', '修武燃气公司');
    done('dept', 'add', '工程部');
    done('staff', 'add', '刘敏', '--dept', '客户服务部', '--role', 'liaison', '--role', 'caller');
    done('staff', 'add', '陈国栋', '--dept', '客户服务部', '--role', 'leader');
    expect(existsSync(onDriveC(LEDGER))).toBe(true);
  });

  test('one case from its registration to its close', () => {
    // 漏气 in GBK, and a second line.
    writeFileSync(
      onDesk('内容.txt'),
      gbk({ 漏: [0xc2, 0xa9], 气: [0xc6, 0xf8], line: [13, 10], 急: [0xbc, 0xb1] }),
    );
    writeFileSync(onDesk('诉求.txt'), '\uFEFF马上修好\r\n');
    const at = (day: string) => ['--at', `2023-10-${day}`];
    done(
      'register',
      '--channel',
      '来电',
      '--name',
      '李强',
      '--phone',
      '13800001234',
      '--content',
      '@内容.txt',
      '--demand',
      '@诉求.txt',
      ...at('01 09:30'),
    );
    const shown = JSON.parse(done('show', '0101', '--json'));
    expect(shown).toMatchObject({ content: '漏气\n急', demand: '马上修好', acceptor: '王芳' });
    done('assign', '0101', '--dept', '工程部', '--by', '刘敏', ...at('01 10:00'));
    done(
      'investigate',
      '0101',
      '--by',
      '赵强',
      '--method',
      'site_visit',
      '--findings',
      '电池盒锈蚀',
      '--cause',
      '派单无人复核',
      '--verdict',
      'valid',
      ...at('01 14:00'),
    );
    done('resolve', 'propose', '0101', '--by', '赵强', '--plan', '更换', ...at('01 15:00'));
    done('resolve', 'answer', '0101', '--accept', ...at('01 16:00'));
    const complete = [
      '--replied',
      'phone',
      '--result',
      '已修好',
      '--accountability',
      '批评',
      '--corrective',
      '更换',
      '--preventive',
      '复核',
    ];
    const { status, stderr } = tousu(
      'resolve',
      'complete',
      '0101',
      '--by',
      '赵强',
      ...complete,
      ...at('02 10:00'),
    );
    if (status !== 0) throw new Error(stderr);
    done('approve', '0101', '--as', 'leader', '--by', '陈国栋', '--opinion', '同意', ...at('02 11:00'));
    done('review', '0101', '--pass', '--by', '刘敏', ...at('02 12:00'));
    done(
      'callback',
      '0101',
      '--by',
      '刘敏',
      '--method',
      'phone',
      '--handled',
      'yes',
      '--timeliness',
      '满意',
      '--satisfaction',
      '满意',
      ...at('03 09:00'),
    );
    done('close', '0101', '--by', '刘敏', ...at('03 10:00'));
    expect(JSON.parse(done('list', '--all', '--json'))).toMatchObject({ total: 1 });
  });

  test('a question in a console, answered in Chinese', async () => {
    const program = [`${PROGRAM}\\tousu.cmd`, 'dept', 'add'];
    expect(await inConsole(program, [['部门', '抄表收费部']])).toMatch(/部门/);
    expect(done('dept', 'list')).toContain('抄表收费部');
  });

  test('several questions, a list among them: each is answered, and the program ends', async () => {
    const typed = [
      ['备注内容', '又来电'],
      ['以上对吗', ''],
    ] as const;
    await inConsole([`${PROGRAM}\\tousu.cmd`, 'note', '0101'], typed);
    expect(JSON.parse(done('show', '0101', '--json')).notes).toMatchObject([{ text: '又来电' }]);
  });

  test('exit codes come through the batch file', () => {
    expect(tousu('show', '9999').status).toBe(4);
    expect(tousu('lsit').status).toBe(2);
  });

  test('tousu.exe: every sign arrives as it was typed, exit codes come through', () => {
    const text = '50% 折 & "off" ^ !x! | a %PATH% \\';
    expect(tousuExe('note', '0101', text)).toMatchObject({ status: 0, stderr: '' });
    expect(JSON.parse(tousuExe('show', '0101', '--json').stdout).notes.at(-1).text).toBe(text);
    expect(tousuExe('show', '9999').status).toBe(4);
    expect(tousuExe('lsit').status).toBe(2);
  });

  test('a batch file of the office goes on behind tousu.exe, and hears how it ended', () => {
    const lines = [
      '@echo off',
      '"%~1" note 0101 "50%% & ^ !x! | a" --no-input',
      'if errorlevel 1 exit /b 9',
      '"%~1" show 9999',
      'echo ended with %ERRORLEVEL%',
      'echo off the pipe|"%~1" note 0101 -',
    ];
    writeFileSync(onDesk('office.bat'), `${lines.join('\r\n')}\r\n`);
    const { status, stdout } = windows(`${DESK}\\office.bat`, `${PROGRAM}\\tousu.exe`);
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('ended with 4') });
    const { notes } = JSON.parse(done('show', '0101', '--json'));
    const texts = notes.slice(-2).map(({ text }: { text: string }) => text);
    expect(texts).toEqual(['50% & ^ !x! | a', 'off the pipe']);
  });

  test('tousu.exe without the rest of the folder: told', () => {
    copyFileSync(onDriveC(`${PROGRAM}\\tousu.exe`), onDesk('tousu.exe'));
    const { status, stderr } = windows(`${DESK}\\tousu.exe`, 'list');
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringMatching(/^错误: .*解压全.*\n建议: /),
    });
  });

  test('the papers of a month', () => {
    done('report', '2023-10');
    done('report', '2023-10', '--format', 'html');
    done('report', '2023-10', '--format', 'csv');
    done('form', '2023100101');
    writeFileSync(onDesk('现场 照片.jpg'), 'a picture');
    done('attach', '0101', '现场 照片.jpg', '--kind', '证据材料');
    done('archive', '2023100101');
    done('export', '--all', '--reveal', '-o', '台账.xlsx');
    const written = readdirSync(onDriveC(DESK)).sort();
    for (const name of [
      '投诉管理月度统计分析表_2023-10.xlsx',
      '投诉登记表_2023100101.docx',
      '投诉档案_2023100101.zip',
      '台账.xlsx',
    ])
      expect(written).toContain(name);
    expect(readFileSync(onDesk('台账.xlsx')).subarray(0, 2).toString()).toBe('PK');
  });

  test('a backup, restored as on another computer', () => {
    const { file } = JSON.parse(done('backup', 'C:\\备份 1', '--json'));
    renameSync(
      onDriveC('C:\\users\\root\\AppData\\Local\\tousu'),
      onDriveC('C:\\users\\root\\AppData\\Local\\old'),
    );
    try {
      expect(tousu('list').status).toBe(4);
      done('restore', file);
      expect(done('verify')).toMatch(/核对无误：1 件投诉.*1 份附件/);
    } finally {
      if (!existsSync(onDriveC(LEDGER)))
        renameSync(
          onDriveC('C:\\users\\root\\AppData\\Local\\old'),
          onDriveC('C:\\users\\root\\AppData\\Local\\tousu'),
        );
    }
  });

  test('the tasks are taken by schtasks as they are, and go again', () => {
    done('schedule', 'install');
    const tasks = `${driveC}/windows/system32/tasks`;
    const own = readdirSync(tasks).filter((name) => /^tousu-(overdue|backup)-/.test(name));
    expect(own).toHaveLength(2);
    // Wine keeps the settings of what it was given, and neither times nor actions.
    const kept = readFileSync(`${tasks}/${own[0]}`, 'utf8');
    expect(kept).toContain('<StartWhenAvailable>true</StartWhenAvailable>');
    expect(kept).toContain('投诉台账：');
    done('schedule', 'remove');
    expect(readdirSync(tasks).filter((name) => name.startsWith('tousu-'))).toEqual([]);
  });

  test('places and names that cannot be: told, and nothing made', () => {
    expect(refusal('backup', 'Q:\\备份')).toMatchObject({ exit: 4, code: 'not_found.file' });
    expect(refusal('report', '2023-10', '-o', 'nul.xlsx')).toMatchObject({ exit: 2, code: 'usage.invalid' });
    expect(refusal('export', '--all', '-o', 'x?.xlsx')).toMatchObject({ exit: 2, code: 'usage.invalid' });
    expect(refusal('init', '--unit', '甲', '--ledger', 'C:\\甲\\a:b.db')).toMatchObject({ exit: 2 });
    expect(refusal('config', 'set', 'notify.command', '["C:/a.bat"]')).toMatchObject({ exit: 2 });
  });

  test('a file that another program keeps to itself', () => {
    done('report', '2023-10', '-o', '月报.xlsx');
    writeFileSync(onDesk('说明.txt'), '说明');
    // Opened with the flag by which Windows lets nobody near, while the program is started beside it.
    const whileHeld = (file: string, ...words: readonly string[]) => {
      const source = `require('fs').openSync(process.argv[1], 0x10000000);
        const { spawnSync } = require('child_process');
        const [, , ...words] = process.argv;
        const run = spawnSync(process.execPath, words, { encoding: 'utf8' });
        process.stderr.write(run.stderr); process.stdout.write(run.stdout); process.exitCode = run.status;`;
      return node(source, file, `${PROGRAM}\\app\\bin\\tousu.js`, ...words);
    };
    const written = whileHeld('月报.xlsx', 'report', '2023-10', '-o', '月报.xlsx', '--force');
    expect({ ...written, stderr: '' }).toMatchObject({ status: 2 });
    expect(written.stderr).toMatch(/正被 Excel、WPS/);
    const read = whileHeld('说明.txt', 'note', '0101', '@说明.txt');
    expect(read.stderr).toMatch(/读不出来/);
    expect(read.status).toBe(2);
    const ledger = whileHeld(LEDGER, 'list');
    expect(ledger.stderr).toMatch(/正被其他程序占用/);
    expect(ledger.status).toBe(5);
    expect(readdirSync(onDriveC(DESK)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    const [old = ''] = readdirSync(onDriveC('C:\\备份 1')).filter((name) => name.endsWith('.db'));
    const backup = whileHeld(`C:\\备份 1\\${old}`, 'backup', 'C:\\备份 1', '--keep', '1');
    expect(backup).toMatchObject({ status: 0 });
  });

  test('what is compiled is kept in the folder of the user', () => {
    const [folder = ''] = readdirSync(onDriveC('C:\\users\\root\\AppData\\Local\\old\\compiled'));
    expect(folder).toMatch(/-win32-x64$/);
  });

  test('doctor', () => {
    const { checks } = JSON.parse(done('doctor', '--json'));
    expect(checks).toEqual(expect.arrayContaining([expect.objectContaining({ what: '位置', state: 'ok' })]));
  });
});

describeWindowsLong('the rest of it', () => {
  beforeAll(() => {
    if (!existsSync(onDriveC(PROGRAM))) unpackProgram();
  }, 300_000);
  afterAll(endWine);
  const second = ['--ledger', 'C:\\第二本\\ledger.db'];

  test('an exported ledger is imported into another one', () => {
    expect(tousu('init', '--unit', '第二公司', ...second).status).not.toBe(1);
    done('import', '--template', '-o', '模板.xlsx', '--force');
    done('import', '台账.xlsx', '--dry-run', ...second);
    done('import', '台账.xlsx', ...second);
    expect(done('verify', ...second)).toMatch(/核对无误/);
  });

  test('a path of more than 260 characters', () => {
    const deep = `C:\\${'很长的文件夹名字\\'.repeat(40)}`;
    done('init', '--unit', '甲', '--ledger', `${deep}ledger.db`);
    done('export', '--all', '-o', `${deep}台账.xlsx`, '--ledger', `${deep}ledger.db`);
  });

  test('text with every sign that cmd knows arrives as it was typed', () => {
    const text = '折 & "关" ^ !x! | a \\ %PATH%x';
    const typed = node(
      `const run = require('child_process').spawnSync(process.execPath, process.argv.slice(1), { encoding: 'utf8' });
       process.stdout.write(run.stdout); process.stderr.write(run.stderr); process.exitCode = run.status;`,
      ...[`${PROGRAM}\\app\\bin\\tousu.js`, 'note', '0101', text],
    );
    expect(typed).toMatchObject({ status: 0 });
    expect(JSON.parse(done('show', '0101', '--json')).notes.at(-1).text).toBe(text);
  });

  test('start.cmd: the work screen, then a window in which tousu is tousu.cmd', async () => {
    const typed = [
      ['我的', 'q'],
      ['Desktop>', 'tousu version'],
      ['tousu 0.', 'echo %PATHEXT%'],
      ['.CMD;', 'exit'],
    ] as const;
    const screen = await inConsole(['cmd', '/c', `${PROGRAM}\\start.cmd`], typed);
    expect(screen).toMatch(/tousu 0\.\d+\.\d+\s/);
    expect(screen).toContain('.CMD;');
  });

  test('an editor that is a batch file: told what to write instead, and the text is asked for again', async () => {
    const lines = ['@echo off', 'set EDITOR=code --wait', '"%~1" note 0101', 'exit /b 0'];
    writeFileSync(onDesk('editor.bat'), `${lines.join('\r\n')}\r\n`);
    const typed = [
      ['备注内容', '@'],
      ['编辑器没有打开', '又来电催问'],
      ['以上对吗', ''],
    ] as const;
    await inConsole([`${DESK}\\editor.bat`, `${PROGRAM}\\tousu.exe`], typed);
    expect(JSON.parse(done('show', '0101', '--json')).notes.at(-1).text).toBe('又来电催问');
  });

  test('the version of Windows and of Node', () => {
    expect(windows('cmd', '/c', 'ver').stdout).toMatch(/10\.0/);
    expect(node('console.log(process.version)').stdout).toMatch(/^v24\./);
  });
});
