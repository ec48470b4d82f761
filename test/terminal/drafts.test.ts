import { expect, test } from '@jest/globals';
import { placeOf } from '../../src/store/engine.ts';
import { type KeptDraft, listDrafts } from '../../src/store/files/drafts.ts';
import { agree, fillInRegistration } from '../support/at-terminal.ts';
import { type Desk, ownFolder } from '../support/run-tousu.ts';
import { registration, unitDesk } from '../support/run-unit.ts';
import { Terminal } from '../support/tmux.ts';

const draftsOf = (desk: Desk): readonly KeptDraft[] =>
  listDrafts(placeOf(desk.ledger, ownFolder), '2099-10-01T12:00:00+08:00');

interface Answer {
  /** The field that holds it afterwards. */
  readonly key: string;
  give(terminal: Terminal): Promise<void>;
}

const answers = {
  register: [
    { key: 'channel', give: (terminal) => terminal.choose('投诉方式', '1', '来访') },
    { key: 'name', give: (terminal) => terminal.fillIn('投诉人姓名', '乙某') },
    { key: 'phone', give: (terminal) => terminal.typeWhole('投诉人电话', '13800001234') },
    { key: 'content', give: (terminal) => terminal.fillIn('投诉内容', '没有回音') },
    { key: 'demand', give: (terminal) => terminal.fillIn('投诉人要求', '答复') },
    { key: 'category', give: (terminal) => terminal.choose('投诉类别', '8', '其他') },
  ],
  'resolve complete': [
    { key: 'by', give: (terminal) => terminal.choose('办结人', '', '赵强') },
    { key: 'result', give: (terminal) => terminal.fillIn('处理结果', '已更换') },
    { key: 'replied', give: (terminal) => terminal.choose('怎样把结果回复投诉人的', '1', '电话') },
    { key: 'cause', give: (terminal) => terminal.fillIn('投诉原因', '电池盒锈蚀') },
    { key: 'accountability', give: (terminal) => terminal.fillIn('责任人处理', '通报批评') },
    { key: 'corrective', give: (terminal) => terminal.fillIn('已完成的整改措施', '更换电池盒') },
    { key: 'preventive', give: (terminal) => terminal.fillIn('已采取的预防措施', '每日复核') },
  ],
} satisfies Readonly<Record<string, readonly Answer[]>>;

/** A case of which the work is to be completed, for the second of these. */
async function aDesk(): Promise<Desk> {
  const desk = await unitDesk();
  await desk.ok(registration({ phone: '13900001111' }));
  for (const words of [
    'assign 0101 --dept 工程部',
    'investigate 0101 --by 赵强 --method other --findings 查明 --verdict valid',
    'resolve propose 0101 --by 赵强 --plan 更换',
    'resolve answer 0101 --accept',
  ])
    await desk.ok(words.split(' '));
  return desk;
}

const ends = { 'the window is closed': 'hangUp', 'the process is killed': 'kill' } as const;
const cases = Object.entries(ends).flatMap(([name, end]) =>
  (['register', 'resolve complete'] as const).map((command) => [name, command, end] as const),
);

test.each(cases)(
  '%s at every question of %s: all answers before are there, and can be gone on with',
  async (_name, command, end) => {
    const desk = await aDesk();
    const all: readonly Answer[] = answers[command];
    const words = command === 'register' ? ['register'] : ['resolve', 'complete', '0101'];
    for (let answered = 1; answered <= all.length; answered++) {
      const terminal = await Terminal.start(desk, words, { columns: 80, lines: 30 });
      if (answered > 1) await terminal.choose('没有登记完的有 1 份，接着填哪一份', '', '2026');
      else if (command === 'register') await terminal.waitFor('? 投诉方式');
      const [last] = all.slice(answered - 1);
      await last?.give(terminal);
      // The next question is there, whichever it is.
      await terminal.waitFor(/\? [^没]/);
      await terminal[end]();
      const [draft, ...others] = draftsOf(desk);
      expect(others).toEqual([]);
      expect(draft).toMatchObject({ command, inUse: false });
      const keys = new Set(all.slice(0, answered).map(({ key }) => key));
      expect(Object.keys(draft?.texts ?? {})).toEqual(expect.arrayContaining([...keys]));
    }
    const terminal = await Terminal.start(desk, words, { columns: 80, lines: 30 });
    await terminal.choose('没有登记完的有 1 份，接着填哪一份', '', '2026');
    await agree(terminal);
    expect((await terminal.end()).status).toBe(0);
    expect(draftsOf(desk)).toEqual([]);
  },
);

test('two calls at once: each has its draft, and either can be gone on with', async () => {
  const desk = await unitDesk();
  const windows = [
    await Terminal.start(desk, ['register']),
    await Terminal.start(desk, ['register']),
  ] as const;
  for (const [i, name] of ['甲某', '乙某'].entries()) {
    await windows[i]?.choose('投诉方式', '', '来电');
    await windows[i]?.fillIn('投诉人姓名', name);
    await windows[i]?.waitFor('? 投诉人电话');
  }
  // A third call meanwhile: what the others are filling in is theirs.
  const third = await Terminal.start(desk, ['register']);
  await third.waitFor('? 投诉方式');
  await third.press('C-c');
  for (const window of windows) {
    await window.press('C-c');
    expect((await window.end()).status).toBe(130);
  }
  const next = await Terminal.start(desk, ['register']);
  const offered = await next.offered('没有登记完的有 2 份，接着填哪一份');
  expect(offered).toContain('甲某');
  await next.choose('没有登记完的有 2 份，接着填哪一份', '乙某', '乙某');
  await next.typeWhole('投诉人电话', '13800001234');
  await next.fillIn('投诉内容', '报修没人来');
  await next.fillIn('投诉人要求');
  await agree(next);
  expect((await next.end()).status).toBe(0);
  expect(draftsOf(desk).map(({ texts }) => texts.name)).toEqual([['甲某']]);
});

test('nothing is left of a call that was recorded', async () => {
  const desk = await unitDesk();
  const terminal = await Terminal.start(desk, ['register']);
  await fillInRegistration(terminal);
  expect(draftsOf(desk)).toHaveLength(1);
  await agree(terminal);
  await terminal.end();
  expect(draftsOf(desk)).toEqual([]);
});

test('what was only guessed is no answer: gone on with, it is still said to be a guess', async () => {
  const desk = await unitDesk();
  const terminal = await Terminal.start(desk, ['register']);
  await fillInRegistration(terminal);
  await terminal.waitFor('维修（从内容推测，不对请更改）');
  await terminal.hangUp();
  expect(draftsOf(desk)[0]?.texts).not.toHaveProperty('category');
  const again = await Terminal.start(desk, ['register']);
  await again.choose('没有登记完的有 1 份，接着填哪一份', '1', '李强');
  await again.waitFor('? 以上对吗');
  expect(await again.screen()).toContain('维修（从内容推测，不对请更改）');
});
