// Registration numbers: many windows at once, the hundredth of a day, and a power cut in the middle.

import { once } from 'node:events';
import { expect, test } from '@jest/globals';
import { type Desk, start } from '../support/run-tousu.ts';
import { registration, unitDesk } from '../support/run-unit.ts';

interface Registered {
  readonly no: string;
  readonly sequence: number;
  readonly warnings: readonly { readonly code: string }[];
}

const windows = 8;
const each = 25;

/** One clerk after the other at one window. */
async function register(desk: Desk, window: number): Promise<readonly Registered[]> {
  const registered: Registered[] = [];
  for (let i = 0; i < each; i++) {
    registered.push(
      await desk.json<Registered>(registration({ phone: `138${window}000${String(i).padStart(4, '0')}` })),
    );
  }
  return registered;
}

test('eight windows, two hundred registrations of one day: every number once, no gap, 99, 100, 101 in order', async () => {
  const desk = await unitDesk();
  const all = (
    await Promise.all(Array.from({ length: windows }, (_, window) => register(desk, window)))
  ).flat();
  const inOrder = [...all].sort((a, b) => a.sequence - b.sequence);
  expect(inOrder.map(({ sequence }) => sequence)).toEqual(Array.from(all, (_, i) => i + 1));
  expect(inOrder.map(({ no }) => no)).toEqual(
    Array.from(all, (_, i) => `20231001${String(i + 1).padStart(2, '0')}`),
  );
  const long = inOrder.filter(({ warnings }) => warnings.some(({ code }) => code === 'three_digit_number'));
  expect(long.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 101 }, (_, i) => i + 100));

  const listed = await desk.json<{ items: { no: string }[] }>(['list', '--all', '--sort', 'no']);
  expect(listed.items.map(({ no }) => no)).toEqual(inOrder.map(({ no }) => no));
  expect(await desk.json(['show', '20231001100'])).toMatchObject({ sequence: 100 });
  expect(await desk.json(['show', '2023100110'])).toMatchObject({ sequence: 10 });
  expect(await desk.json(['list', '--search', '20231001101'])).toMatchObject({ total: 1 });
  expect(await desk.json(['verify'])).toMatchObject({ ok: true, cases: windows * each });
}, 180_000);

test('fifty registrations killed at any moment: what was acknowledged is there, what is there is whole', async () => {
  const desk = await unitDesk();
  const acknowledged: string[] = [];
  let killed = 0;
  for (let i = 0; i < 50; i++) {
    const child = start([...registration(), '--json', '--ledger', desk.ledger], desk.folder);
    let answer = '';
    child.stdout.on('data', (bytes: Buffer) => {
      answer += bytes.toString('utf8');
    });
    child.stdin.end();
    // Spread over the life of the command: none of the moments is of a meaning of its own.
    setTimeout(() => child.kill('SIGKILL'), 4 + i * 4).unref();
    const [, signal] = (await once(child, 'close')) as [number | null, string | null];
    if (signal === 'SIGKILL') killed += 1;
    if (answer.endsWith('\n')) acknowledged.push((JSON.parse(answer) as Registered).no);
  }
  expect(killed).toBeGreaterThan(0);
  await desk.ok(registration());
  const { items } = await desk.json<{ items: { no: string }[] }>(['list', '--all']);
  expect(items.map(({ no }) => no)).toEqual(expect.arrayContaining(acknowledged));
  expect(await desk.json(['verify'])).toMatchObject({ ok: true, cases: items.length });
}, 120_000);
