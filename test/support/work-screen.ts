// What the work screen is shown in tests: cases and drafts as plain values, and a run of keys from state to state.

import type { Key } from '../../src/cli/screen/keys.ts';
import { reduce } from '../../src/commands/desk/screen/reduce.ts';
import {
  type CasePage,
  type Desk,
  type Effect,
  firstState,
  type State,
} from '../../src/commands/desk/screen/state.ts';
import type { WorkCase } from '../../src/services/day/today.ts';
import type { Task } from '../../src/services/day/worklist.ts';

export const now = '2026-11-28T09:00:00+08:00';
const size = { columns: 80, lines: 24 };

export const aTask = (changed: Partial<Task> = {}): Task => ({
  no: '2026112801',
  complainant: '李强',
  step: 'assign',
  owedBy: '对接人',
  department: null,
  person: null,
  dueAt: '2026-11-28T23:59:59+08:00',
  overdue: false,
  internal: false,
  urgent: false,
  priority: false,
  measure: null,
  measureText: null,
  ...changed,
});

/** A case registered today that waits for the operator. */
export const aWorkCase = (changed: Partial<WorkCase> = {}): WorkCase => {
  const no = changed.no ?? '2026112801';
  return {
    no,
    status: 'registered',
    complainant: '李强',
    phone: '13800001234',
    gist: '报修两天没人来',
    department: null,
    urgent: false,
    priority: false,
    tasks: [aTask({ no })],
    isMine: true,
    overdue: false,
    dueToday: true,
    ...changed,
  };
};

/** So many open cases, numbered from 01 on. */
export const someCases = (count: number): readonly WorkCase[] =>
  Array.from({ length: count }, (_, i) => aWorkCase({ no: `20261128${String(i + 1).padStart(2, '0')}` }));

export const aDesk = (changed: Partial<Desk> = {}): Desk => ({
  open: someCases(3),
  filed: [],
  filedInAll: 0,
  now,
  unit: '修武燃气公司',
  operator: '刘敏',
  mayRecord: true,
  drafts: [],
  notice: null,
  ...changed,
});

export const aScreen = (desk: Partial<Desk> = {}): State => firstState(aDesk(desk), size);

export const aCasePage = (changed: Partial<CasePage> = {}): CasePage => ({
  name: 'case',
  no: '2026112802',
  heading: '2026112802  李强  待转办',
  offers: [
    { label: '转办', isDue: true, isGrave: false, action: { kind: 'step', words: ['assign', '2026112802'] } },
    { label: '备注', isDue: false, isGrave: false, action: { kind: 'step', words: ['note', '2026112802'] } },
    { label: '作废', isDue: false, isGrave: true, action: { kind: 'step', words: ['void', '2026112802'] } },
  ],
  index: 0,
  lines: Array.from({ length: 40 }, (_, i) => `第 ${i + 1} 行`),
  scroll: 0,
  ...changed,
});

/** A key by its name (`down`, `enter`), or what was typed. */
export const key = (named: string): Key =>
  /^[a-z]{2,}$/.test(named) ? ({ name: named, text: '' } as Key) : { name: 'text', text: named };

/** The state after these keys, and what the last of them wants to have done. */
export function press(state: State, ...keys: readonly string[]): { state: State; effect: Effect | null } {
  let next: { state: State; effect: Effect | null } = { state, effect: null };
  for (const each of keys) next = reduce(next.state, { kind: 'key', key: key(each) });
  return next;
}
