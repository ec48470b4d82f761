import { styleText } from 'node:util';
import { createPrompt, isEnterKey, useEffect, useKeypress, usePrefix, useState } from '@inquirer/core';
import { toHalfWidth } from '../../domain/words/text.ts';
import { above, clear, type ListLooks, listLines, movedTo, NOBODY } from './list.ts';

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
  /** What Esc does, where it is not 上一项. */
  readonly escapeMeans?: string;
}

/** She wants to go back to the question before. */
export const BACK = Symbol('back');

interface PickQuestion extends PickHints, ListLooks {
  readonly question: string;
  /** Stands above the question until it is answered. */
  readonly heading: string;
  readonly choices: readonly Choice[];
  /** It stands on the screen. */
  shown(): void;
  /** It was answered without Enter: one that follows at once belongs to it. */
  takenEarly(): void;
}

/** As many places have a digit of their own: to press it is to choose. */
const ONE_DIGIT = 9;

/** One of a list: a digit takes the choice of that place, what is typed filters, Enter takes that with the cursor on it. */
export const pick = createPrompt<string | typeof BACK, PickQuestion>((config, done) => {
  const { question, heading, choices, pageSize, digitsSearch = false } = config;
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

  useEffect(config.shown, []);
  useKeypress((key, rl) => {
    if (status === 'done') return;
    const place = movedTo(active, key, items.length, pageSize);
    const chosen = items[active];
    if (isEnterKey(key)) {
      if (chosen) return take(chosen);
      rl.write(typed);
      setWrong(items.length === 0 ? '没有符合的，退格重写' : '按数字或 ↑↓ 选一项');
    } else if (key.name === 'escape' || (key.name === 'left' && rl.line === '')) {
      setStatus('done');
      done(BACK);
    } else if (place !== undefined) {
      clear(rl);
      rl.write(typed);
      setWrong('');
      setActive(place);
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
  const rows = items.map(({ place, label }) => ` ${place.padStart(width)} ${label.replaceAll('\n', ' ')}`);
  const below = [
    ...(items.length === 0 ? [styleText('dim', '没有符合的，退格重写')] : listLines(rows, active, config)),
    ' ',
    ...(wrong === '' ? [] : [styleText('red', `> ${wrong}`)]),
    styleText('dim', keysHelp(items.length, config)),
  ];
  return [`${above(heading)}${prefix} ${asked} ${styleText('cyan', typed)}`.trimEnd(), below.join('\n')];
});

function keysHelp(
  count: number,
  { choices, digitsSearch = false, pageSize, escapeMeans = '上一项' }: PickQuestion,
): string {
  const digits =
    !digitsSearch && choices.length <= ONE_DIGIT ? '按数字，或 ↑↓ 再回车' : '打字筛选，↑↓ 移动，回车选定';
  const more = count > pageSize ? `共 ${count} 项，PgDn 翻页；` : '';
  return `${more}${digits}；Esc ${escapeMeans}`;
}

const placeAtFirst = ({ choices, initial, noPreset = false }: PickQuestion): number => {
  const place = choices.findIndex(({ value }) => value === initial);
  return place >= 0 ? place : noPreset ? NOBODY : 0;
};

const isPlace = (line: string): boolean => /^[1-9]$/.test(toHalfWidth(line));

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
