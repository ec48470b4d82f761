import { styleText } from 'node:util';
import {
  createPrompt,
  isEnterKey,
  isSpaceKey,
  useEffect,
  useKeypress,
  usePrefix,
  useState,
} from '@inquirer/core';
import { toHalfWidth } from '../../domain/words/text.ts';
import { above, clear, type ListLooks, listLines, movedTo } from './list.ts';
import { BACK, type Choice } from './pick.ts';

export interface TickHints {
  /** The values that are ticked at first. */
  readonly ticked: readonly string[];
  readonly mayBeEmpty: boolean;
}

interface TickQuestion extends TickHints, ListLooks {
  readonly question: string;
  /** Stands above the question until it is answered. */
  readonly heading: string;
  readonly choices: readonly Choice[];
  /** The signs of a choice that is ticked, and of one that is not. */
  readonly signs: readonly [ticked: string, open: string];
  /** It stands on the screen. */
  shown(): void;
}

/** Several of a list: the space bar or the digit of its place ticks a choice, Enter takes what is ticked. */
export const tick = createPrompt<readonly string[] | typeof BACK, TickQuestion>((config, done) => {
  const { question, heading, choices, pageSize, signs, mayBeEmpty } = config;
  const [status, setStatus] = useState<'idle' | 'done'>('idle');
  const [ticked, setTicked] = useState(config.ticked);
  const [active, setActive] = useState(0);
  const [wrong, setWrong] = useState('');
  const prefix = usePrefix({ status });

  const turn = (place: number): void => {
    const value = choices[place]?.value;
    if (value === undefined) return;
    setActive(place);
    setTicked(ticked.includes(value) ? ticked.filter((each) => each !== value) : [...ticked, value]);
  };
  const finish = (answer: readonly string[] | typeof BACK): void => {
    setStatus('done');
    done(answer);
  };
  /** In the order of the list, whatever was ticked first. */
  const chosen = choices.filter(({ value }) => ticked.includes(value));

  useEffect(config.shown, []);
  useKeypress((key, rl) => {
    if (status === 'done') return;
    const typed = toHalfWidth(rl.line);
    clear(rl);
    setWrong('');
    if (isEnterKey(key)) {
      if (mayBeEmpty || chosen.length > 0) finish(chosen.map(({ value }) => value));
      else setWrong('至少选一项：空格或数字选上，再回车');
    } else if (key.name === 'escape' || key.name === 'left') {
      finish(BACK);
    } else if (isSpaceKey(key) || typed === ' ') {
      turn(active);
    } else if (/^[1-9]$/.test(typed)) {
      turn(Number(typed) - 1);
    } else {
      const place = movedTo(active, key, choices.length, pageSize);
      if (place !== undefined) setActive(place);
    }
  });

  const asked = `${styleText('bold', question)}：`;
  if (status === 'done')
    return `${prefix} ${asked} ${styleText('cyan', chosen.map(({ label }) => label).join('、'))}`.trimEnd();
  const rows = choices.map(({ value, label }, i) => {
    const sign = ticked.includes(value) ? signs[0] : signs[1];
    return `${sign} ${i + 1} ${label.replaceAll('\n', ' ')}`;
  });
  const below = [
    ...listLines(rows, active, config),
    ' ',
    ...(wrong === '' ? [] : [styleText('red', `> ${wrong}`)]),
    styleText('dim', '数字或空格选上（可选几项），↑↓ 移动，回车确定；Esc 上一项'),
  ];
  return [`${above(heading)}${prefix} ${asked}`, below.join('\n')];
});
