// What scripts rely on: the shape of the JSON, where it is written, the exit codes, the options every command takes.

import { userInfo } from 'node:os';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { isGroup } from '../../src/cli/command.ts';
import { commands } from '../../src/commands/index.ts';
import type { Desk, Json } from '../support/run-tousu.ts';
import { registration, unitDesk } from '../support/run-unit.ts';

let desk: Desk;
/** A valid case that met with everything, and an invalid one. */
let valid: Json;
let invalid: Json;

const day = (n: number, time = '10:00'): string => `--at=2023-10-0${n} ${time}`;

/** Words separated by spaces, typed on the day. */
const step = (words: string, n: number, time?: string): Promise<Json> =>
  desk.json([...words.split(' '), day(n, time)]);

beforeAll(async () => {
  desk = await unitDesk();
  await desk.ok(registration());
  await step('assign 0101 --dept 工程部 --recuse 钱伟 --by 刘敏', 2, '00:00');
  await step(
    'investigate 0101 --by 赵强 --findings 锈蚀 --method site_visit --cause 无人复核 --verdict valid',
    2,
  );
  await step('resolve propose 0101 --by 赵强 --plan 更换', 2, '11:00');
  await step('resolve answer 0101 --no-contact 无人接听', 2, '11:30');
  await step('remind 0101 --to 赵强 --text 抓紧', 2, '11:40');
  await step('resolve answer 0101 --accept --external-factor 缺件 --promised 2023-10-05', 2, '12:00');
  await step(
    'resolve complete 0101 --by 赵强 --result 已换 --replied phone --accountability 批评教育 --corrective 更换 --preventive 复核',
    3,
  );
  await step('measure done 0101 1 --effect 正常', 3, '11:00');
  await step('approve 0101 --as leader --by 陈国栋 --opinion 同意', 3, '12:00');
  await step('review 0101 --pass --caller 李娜 --by 刘敏', 3, '13:00');
  await step('callback 0101 --by 李娜 --method phone --handled yes --timeliness 2 --satisfaction 1', 4);
  await step('feedback 0101 --to 经理室 --content 已处理', 4, '11:00');
  await step('close 0101 --by 刘敏', 4, '12:00');
  await step('penalty 0101 --deadline assign --person 刘敏 --decision 提醒', 4, '13:00');
  valid = await step('note 0101 用户来电致谢', 4, '14:00');
  await desk.ok(registration({ name: '周福来', phone: '13500004567' }));
  await step('assign 0102 --dept 工程部 --by 刘敏', 1);
  await step(
    'investigate 0102 --by 赵强 --findings 无误 --method documents --verdict invalid --ground 2 --reason 误解',
    1,
    '11:00',
  );
  invalid = await step('resolve explain 0102 --method phone --reply 已说明', 1, '12:00');
});

describe('the complaint object', () => {
  const keys = `no unit acceptedOn sequence status round acceptedAt recordedAt lateEntry channel channelNote acceptor operator
    relayedBy complainant category externalNo respondent content demand evidence source exposure typical urgent
    emergencyAt priority priorityReasons assignment assisting recused investigations verdict proposals explanation completion
    cause measures opinions reviews reminders callbacks feedbacks closure attachments notes penalties held deadlines nextStep`;

  test.each(['register', 'assign', 'note'])('%s answers with it and its warnings', async (word) => {
    const answers: Readonly<Record<string, readonly string[]>> = {
      register: registration({ name: '郑洁', phone: '13300004567' }),
      assign: ['assign', '0103', '--dept=工程部', day(1)],
      note: ['note', '0103', '备注', day(1)],
    };
    const answer = await desk.json(answers[word] ?? []);
    expect(Object.keys(answer)).toEqual([...keys.split(/\s+/), 'warnings']);
    expect(answer.warnings).toContainEqual({ code: 'late_entry', message: expect.stringMatching(/^补录/) });
  });

  test('show answers with it alone, with --journal with its entries', async () => {
    expect(Object.keys(await desk.json(['show', '0101']))).toEqual(keys.split(/\s+/));
    const { journal } = await desk.json<{ journal: Json[] }>(['show', '0101', '--journal']);
    expect(journal).toHaveLength(16);
    for (const entry of journal) {
      expect(Object.keys(entry)).toEqual(
        'seq no type occurredAt recordedAt late by operator data withdrawn hash'.split(' '),
      );
    }
  });

  const proposal = 'round at by plan answer attempts';
  test.each([
    ['complainant', 'name phone contact kind anonymous'],
    ['assignment', 'department respondWithin feedbackTo at by'],
    ['investigations', 'at by methods findings cause'],
    ['verdict', 'valid ground reason at by'],
    ['proposals', proposal],
    ['completion', 'round at by result accountability onTheSpot concluded reply'],
    ['measures', 'n kind text owner dueOn doneOn effect'],
    ['opinions', 'as by at agreed opinion'],
    ['reviews', 'at by passed supplement reason caller'],
    ['reminders', 'at by to text promisedOn'],
    [
      'callbacks',
      'round at by method reached handled unhandledReason timeliness satisfaction comment reason rehandle',
    ],
    ['feedbacks', 'at by to content'],
    ['closure', 'at by waiver withdrawn'],
    ['held', 'role department person hours'],
    ['notes', 'at by text'],
    ['penalties', 'deadline effect person decision at'],
    ['deadlines', 'kind internal round startedAt dueAt metAt state owedBy department person'],
  ])('%s', (key, expected) => {
    const value = valid[key];
    const objects = (Array.isArray(value) ? value : [value]) as readonly Json[];
    expect(objects.length).toBeGreaterThan(0);
    for (const object of objects) expect(Object.keys(object).sort()).toEqual(expected.split(' ').sort());
  });

  test('the reply in a completion', () => {
    const { reply } = valid.completion as { reply: Json };
    expect(reply).toEqual({ at: '2023-10-03T10:00:00+08:00', by: '赵强', method: 'phone', text: null });
  });

  test('the attempts at a proposal', () => {
    const [first] = valid.proposals as { attempts: Json[] }[];
    expect(first?.attempts).toEqual([{ at: '2023-10-02T11:30:00+08:00', by: '王芳', text: '无人接听' }]);
  });

  test('the answer to a proposal', () => {
    const [first] = valid.proposals as { answer: Json }[];
    expect(Object.keys(first?.answer ?? {}).sort()).toEqual(
      'accepted approvedBy at by externalFactor proceeded promisedOn reason'.split(' '),
    );
  });

  test('an invalid case has an explanation and a next step', () => {
    expect(invalid).toMatchObject({
      explanation: { at: '2023-10-01T12:00:00+08:00', by: '王芳', method: 'phone', reply: '已说明' },
      verdict: { valid: false, ground: 'misunderstanding' },
      nextStep: { command: 'approve', owedBy: '主管领导', dueAt: '2023-10-03T23:59:59+08:00' },
      closure: null,
    });
    expect(valid.nextStep).toBeNull();
  });

  test('every moment has its zone and its seconds', () => {
    const moments = [...JSON.stringify([valid, invalid]).matchAll(/"\w+At":"([^"]*)"/g)].map(([, at]) => at);
    expect(moments.length).toBeGreaterThan(20);
    for (const at of moments) expect(at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/);
  });
});

describe('a refusal', () => {
  test('with --json: one line on standard error, every key, nothing on standard output', async () => {
    const { status, stdout, stderr } = await desk.run(['review', '0102', '--pass', '--by=刘敏', '--json']);
    expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
    expect(stderr).toMatch(/^[^\n]+\n$/);
    const { error } = JSON.parse(stderr) as { error: Json };
    expect(Object.keys(error)).toEqual(['code', 'message', 'clause', 'hint', 'details']);
    expect(error).toMatchObject({
      code: 'state.not_allowed',
      clause: '3',
      details: { status: 'explained', allowed: expect.arrayContaining(['close', 'approve']) },
    });
  });

  test('in words: message, clause where there is one, hint', async () => {
    const { stdout, stderr } = await desk.run(['close', '0102', '--by=刘敏', day(2)]);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^错误: .+\n依据: 条款 4\.3\.5\n建议: tousu approve 2023100102 .+\n$/);
  });

  test('a clause that there is none of is null', async () => {
    expect(await desk.refusal(['show', '9999'])).toMatchObject({ clause: null, details: null });
  });
});

describe('the number of a case', () => {
  test.each(['2023100102', '100102', '0102', '２０２３１００１０２'])('%s', async (no) => {
    expect(await desk.json(['show', no])).toMatchObject({ no: '2023100102' });
  });

  test('what several cases are called lists them; an open one goes before a filed one', async () => {
    await desk.ok(registration({ at: '2022-10-01 09:00', name: '郭 芳', phone: '13000001111' }));
    await desk.ok(registration({ at: '2021-10-01 09:00', name: '郭芳', phone: '13000002222' }));
    const both = ['2021100101', '2022100101'];
    for (const called of ['0101', '郭芳']) {
      expect(await desk.refusal(['show', called])).toMatchObject({
        exit: 2,
        code: 'usage.invalid',
        message: expect.stringContaining('2021100101 郭芳（待转办）、2022100101 郭 芳（待转办）'),
        details: { matches: both },
      });
    }
    expect(await desk.json(['show', '23100101'])).toMatchObject({ no: '2023100101' });
  });

  test.each([
    ['the end of the phone', '2222'],
    ['the phone, however written', '+86 130-0000-2222'],
    ['the ending of an open case, before that of a filed one', '21100101'],
  ])('%s', async (_name, called) => {
    expect(await desk.json(['show', called])).toMatchObject({ no: '2021100101' });
  });

  test('three digits of a phone, and who has no open case, call nothing', async () => {
    await desk.ok(['void', '2021100101', '--reason', '误登']);
    for (const called of ['222', '2222', '无此人'])
      expect(await desk.refusal(['show', called])).toMatchObject({ exit: 4, code: 'not_found.complaint' });
    expect(await desk.json(['show', '郭芳'])).toMatchObject({ no: '2022100101' });
    expect(await desk.json(['show', '21100101'])).toMatchObject({ no: '2021100101', status: 'voided' });
  });
});

describe('global options', () => {
  test.each([
    [['--json', 'list']],
    [['list', '--json']],
    [['--no-input', '--json', '--no-color', 'list']],
    [['list', '--no-color', '--no-input', '--json']],
    [['--json', 'dept', 'list']],
    [['dept', '--json', 'list']],
    [['dept', 'list', '--json']],
  ])('%j', async (words) => {
    const { status, stdout, stderr } = await desk.run(words);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(JSON.parse(stdout)).toHaveProperty('items');
  });

  test.each([
    [(ledger: string) => ['--ledger', ledger, 'show', '0102']],
    [(ledger: string) => ['show', '--ledger', ledger, '0102']],
    [(ledger: string) => ['show', '0102', `--ledger=${ledger}`]],
    [(ledger: string) => [`--ledger=${ledger}`, 'show', '0102']],
  ])('--ledger goes before $TOUSU_LEDGER, wherever it stands', async (words) => {
    const env = { TOUSU_LEDGER: `${desk.folder}/another.db` };
    expect(await desk.json(words(desk.ledger), { env })).toMatchObject({ no: '2023100102' });
  });

  test.each([[['list', '-V']], [['--version', 'list']], [['review', '0101', '--pass', '--version']]])(
    'the version, before or after a command: %j',
    async (words) => {
      expect(await desk.ok(words)).toMatch(/^tousu \d+\.\d+\.\d+\n$/);
    },
  );

  test('help of a command, whatever stands between', async () => {
    expect(await desk.ok(['help', '--ledger', 'F', 'list'])).toBe(await desk.ok(['list', '--help']));
  });

  test('behind -- there are none', async () => {
    const { stderr } = await desk.run(['show', '0102', '--', '--json']);
    expect(stderr).toMatch(/^错误: /);
  });

  test('without either the ledger lies in the data folder of the user', async () => {
    const { hint, message } = await desk.refusal(['list'], {
      env: { TOUSU_LEDGER: '', XDG_DATA_HOME: desk.folder },
    });
    expect(message).toContain(`${desk.folder}/tousu/ledger.db`);
    expect(hint).toContain('tousu init');
  });

  test.each(['', 'here'])('a HOME that is “%s” makes no ledger of the current folder', async (HOME) => {
    const { message } = await desk.refusal(['list'], {
      env: { TOUSU_LEDGER: '', XDG_DATA_HOME: '', HOME },
    });
    expect(message).toContain(userInfo().homedir);
  });

  test.each(['--version', '-V'])('%s', async (option) => {
    expect(await desk.run([option])).toEqual({
      status: 0,
      stdout: expect.stringMatching(/^(tousu )?\d+\.\d+\.\d+\n$/),
      stderr: '',
    });
  });

  test.each([{}, { NO_COLOR: '1' }, { FORCE_COLOR: '3' }])(
    'in a pipe nothing is coloured: %j',
    async (env) => {
      const { stdout, stderr } = await desk.run(['list', '--at=2023-12-01'], { env });
      expect(stdout).not.toBe('');
      expect(stdout + stderr).not.toContain('\u001b');
    },
  );
});

describe('exit codes', () => {
  test.each([
    [0, ['list']],
    [0, ['overdue']],
    [10, ['overdue', '--exit-code', '--at=2023-12-01']],
    [0, ['overdue', '--exit-code', '--at=2022-09-01']],
    [2, ['register']],
    [2, ['init', '--unit=甲']],
    [3, ['close', '0102', '--by=刘敏']],
    [3, ['register', ...registration({ at: '2099-01-01' }).slice(1)]],
    [4, ['show', '9999']],
    [5, ['list', '--ledger=postgres://127.0.0.1:1/tousu/main']],
  ])('%d: %j', async (status, words) => {
    expect((await desk.run(words)).status).toBe(status);
  });
});

describe('help', () => {
  const words = [...commands.keys()];

  test.each(words)('tousu %s --help: Chinese, with examples, without a ledger', async (word) => {
    const loaded = await commands.get(word)?.load();
    const parts = loaded && isGroup(loaded) ? Object.keys(loaded.commands).map((part) => [word, part]) : [];
    for (const path of [[word], ...parts]) {
      const page = await desk.ok([...path, '--help'], { env: { TOUSU_LEDGER: '/nowhere/ledger.db' } });
      expect(page).toContain(`tousu ${path.join(' ')}`);
      if (parts.length === 0 || path.length > 1) expect(page).toMatch(/^例：\n {2}tousu /m);
      // Three English words in a row would be a sentence.
      expect(page.replaceAll(/tousu .*|<.*?>|（.*?）/g, '')).not.toMatch(/[A-Za-z]+ [A-Za-z]+ [A-Za-z]+/);
    }
  });
});
