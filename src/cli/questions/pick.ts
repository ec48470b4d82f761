import { styleText } from 'node:util';
import {
  createPrompt,
  isDownKey,
  isEnterKey,
  isUpKey,
  type KeypressEvent,
  useKeypress,
  usePagination,
  usePrefix,
  useState,
} from '@inquirer/core';
import { toHalfWidth } from '../../domain/words/text.ts';

/** One of the values that may be chosen. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  /** What else finds it when it is typed: it is not shown. */
  readonly found?: string;
}

export interface PickHints {
  /** The value the cursor is on at first; else the first choice. */
  readonly initial?: string | undefined;
  /** The cursor is on none at first: Enter alone answers nothing. */
  readonly noPreset?: boolean;
  /** What is typed may be a value of its own: the choice it makes. */
  readonly free?: (typed: string) => Choice | undefined;
  /** Digits are a part of what is looked for, not the place of a choice. */
  readonly digitsSearch?: boolean;
}

/** She wants to go back to the question before. */
export const BACK = Symbol('back');

interface PickQuestion extends PickHints {
  readonly question: string;
  /** Stands above the question until it is answered. */
  readonly heading: string;
  readonly choices: readonly Choice[];
  readonly pageSize: number;
  readonly cursor: string;
  /** It was answered without Enter: one that follows at once belongs to it. */
  takenEarly(): void;
}

/** As many places have a digit of their own: to press it is to choose. */
const ONE_DIGIT = 9;
const NOBODY = -1;

/** One of a list: a digit takes the choice of that place, what is typed filters, Enter takes that with the cursor on it. */
export const pick = createPrompt<string | typeof BACK, PickQuestion>((config, done) => {
  const { question, heading, choices, pageSize, cursor, digitsSearch = false } = config;
  const [status, setStatus] = useState<'idle' | 'done'>('idle');
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(placeAtFirst(config));
  const [answer, setAnswer] = useState('');
  const [wrong, setWrong] = useState('');
  const prefix = usePrefix({ status });
  const items = listed(choices, typed, config.free);

  const take = ({ value, short }: Item): void => {
    setAnswer(short);
    setStatus('done');
    done(value);
  };
  const turnTo = (place: number): void => {
    setWrong('');
    setActive(Math.max(0, Math.min(items.length - 1, place)));
  };

  useKeypress((key, rl) => {
    if (status === 'done') return;
    const step = stepOf(key, pageSize);
    const chosen = items[active];
    if (isEnterKey(key)) {
      if (chosen) return take(chosen);
      rl.write(typed);
      setWrong(items.length === 0 ? '没有符合的，退格重写' : '按数字或 ↑↓ 选一项');
    } else if (key.name === 'escape' || (key.name === 'left' && rl.line === '')) {
      setStatus('done');
      done(BACK);
    } else if (step !== undefined) {
      clear(rl);
      rl.write(typed);
      turnTo(nextPlace(active, step, items.length));
    } else {
      const found = listed(choices, rl.line, config.free);
      const [only] = found;
      if (
        !digitsSearch &&
        choices.length <= ONE_DIGIT &&
        typed === '' &&
        isPlace(rl.line) &&
        only?.place === toHalfWidth(rl.line)
      ) {
        config.takenEarly();
        return take(only);
      }
      setWrong('');
      setTyped(rl.line);
      if (rl.line !== typed) setActive(rl.line === '' ? placeAtFirst(config) : 0);
    }
  });

  const asked = `${styleText('bold', question)}：`;
  if (status === 'done') return `${prefix} ${asked} ${styleText('cyan', answer)}`.trimEnd();
  const width = String(choices.length).length;
  const page = usePagination({
    items,
    active: Math.max(0, active),
    renderItem: ({ item, index }) => {
      const line = `${index === active ? cursor : ' '} ${item.place.padStart(width)} ${item.label}`;
      return index === active ? styleText('cyan', line) : line;
    },
    pageSize,
    loop: false,
  });
  const below = [
    items.length === 0 ? styleText('dim', '没有符合的，退格重写') : page,
    ' ',
    ...(wrong === '' ? [] : [styleText('red', `> ${wrong}`)]),
    styleText('dim', keysHelp(items.length, config)),
  ];
  return [`${above(heading)}${prefix} ${asked} ${styleText('cyan', typed)}`.trimEnd(), below.join('\n')];
});

const above = (heading: string): string => (heading === '' ? '' : `${styleText('dim', heading)}\n`);

function keysHelp(count: number, { choices, digitsSearch = false, pageSize }: PickQuestion): string {
  const digits =
    !digitsSearch && choices.length <= ONE_DIGIT ? '按数字，或 ↑↓ 再回车' : '打字筛选，↑↓ 移动，回车选定';
  const more = count > pageSize ? `共 ${count} 项，PgDn 翻页；` : '';
  return `${more}${digits}；Esc 上一项`;
}

const placeAtFirst = ({ choices, initial, noPreset = false }: PickQuestion): number => {
  const place = choices.findIndex(({ value }) => value === initial);
  return place >= 0 ? place : noPreset ? NOBODY : 0;
};

interface Line {
  readonly line: string;
  write(text: string): void;
}

/** The keys that move through the list are not to be seen in the line. */
function clear(rl: Line): void {
  if ('clearLine' in rl && typeof rl.clearLine === 'function') rl.clearLine(0);
}

const isPlace = (line: string): boolean => /^[1-9]$/.test(toHalfWidth(line));

/** By how many places a key moves; undefined of one that does not. */
function stepOf(key: KeypressEvent, pageSize: number): number | undefined {
  if (isUpKey(key)) return -1;
  if (isDownKey(key)) return 1;
  switch (key.name) {
    case 'pageup':
      return -pageSize;
    case 'pagedown':
      return pageSize;
    case 'home':
      return Number.NEGATIVE_INFINITY;
    case 'end':
      return Number.POSITIVE_INFINITY;
    default:
      return undefined;
  }
}

/** One step beyond an end comes out at the other. */
function nextPlace(active: number, step: number, count: number): number {
  if (active === NOBODY) return step > 1 ? step : step < 0 ? count - 1 : 0;
  if (step === 1 && active === count - 1) return 0;
  return step === -1 && active === 0 ? count - 1 : active + step;
}

interface Item {
  readonly value: string;
  readonly label: string;
  /** What is said of it once it is chosen. */
  readonly short: string;
  /** The number it is listed under; empty of what was typed. */
  readonly place: string;
}

/** The choices that go with what is typed: those of that place first, then those that contain it. */
function listed(choices: readonly Choice[], typed: string, free: PickHints['free']): readonly Item[] {
  const word = toHalfWidth(typed).trim().toLowerCase();
  const found = choices
    .map((choice, i) => ({ ...choice, short: choice.label, place: String(i + 1) }))
    .filter(({ place, value, label, found: more = '' }) =>
      word === ''
        ? true
        : place.startsWith(word) || `${value}\n${label}\n${more}`.toLowerCase().includes(word),
    )
    .toSorted((a, b) => Number(b.place === word) - Number(a.place === word));
  const own = typed.trim() === '' ? undefined : free?.(typed.trim());
  return own === undefined
    ? found
    : [...found, { value: own.value, label: own.label, short: own.value, place: '' }];
}
