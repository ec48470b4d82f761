import { styleText } from 'node:util';
import { createPrompt, isEnterKey, useEffect, useKeypress, usePrefix, useState } from '@inquirer/core';
import { BACK } from './pick.ts';

/** She wants to choose from the list of phrases. */
const PHRASES = Symbol('phrases');

export interface LineHints {
  /** Stands behind the question until it is answered. */
  readonly hint: string;
  /** What Enter alone says. */
  readonly initial?: string | undefined;
  /** What stands in the line already, to be changed. */
  readonly held?: string | undefined;
  /** True, or what is wrong with the text. */
  check(text: string): Promise<true | string>;
  /** Nothing can follow on such a text: it is taken without Enter. */
  isWhole?(text: string): boolean;
  /** What Esc does, where it is not 上一项. */
  readonly escapeMeans?: string;
}

interface LineQuestion extends LineHints {
  readonly question: string;
  /** Stands above the question until it is answered. */
  readonly heading: string;
  readonly hasPhrases: boolean;
  /** It stands on the screen. */
  shown(): void;
  /** It was answered without Enter: one that follows at once belongs to it. */
  takenEarly(): void;
}

/** How long Enter may follow on a text that is whole, in milliseconds: who presses it out of habit answers once. */
const GRACE = 250;

/** One line of text. */
export const line = createPrompt<string | typeof BACK | typeof PHRASES, LineQuestion>((config, done) => {
  const { question, heading, hint, initial = '', held = '', check, isWhole, hasPhrases } = config;
  const escapeMeans = `Esc ${config.escapeMeans ?? '上一项'}`;
  const [status, setStatus] = useState<'idle' | 'checking' | 'done'>('idle');
  const [text, setText] = useState(held);
  const [wrong, setWrong] = useState('');
  const prefix = usePrefix({ status: status === 'done' ? 'done' : 'idle' });

  const submit = async (given: string, refill: () => void): Promise<void> => {
    const answer = given === '' ? initial : given;
    setStatus('checking');
    const fine = await check(answer);
    if (fine === true) {
      setText(answer);
      setStatus('done');
      done(answer);
      return;
    }
    refill();
    setWrong(fine);
    setStatus('idle');
  };
  const leaveFor = (where: typeof BACK | typeof PHRASES): void => {
    setStatus('done');
    done(where);
  };

  useKeypress((key, rl) => {
    if (status !== 'idle') return;
    // Enter has emptied the line by now: what cannot be taken is put back to be mended.
    if (isEnterKey(key)) void submit(text, () => rl.write(text));
    else if (key.name === 'escape' || (key.name === 'left' && rl.line === '')) leaveFor(BACK);
    else if (key.name === 'down' && hasPhrases) leaveFor(PHRASES);
    else {
      setText(rl.line);
      setWrong('');
    }
  });
  useEffect(config.shown, []);
  useEffect((rl) => rl.write(held), []);
  useEffect(() => {
    if (status !== 'idle' || text === held || isWhole?.(text) !== true) return undefined;
    const timer = setTimeout(() => {
      config.takenEarly();
      void submit(text, () => {});
    }, GRACE);
    return () => clearTimeout(timer);
  }, [text]);

  const isDone = status === 'done';
  const aside = isDone || hint === '' ? '' : styleText('dim', `（${hint}）`);
  const given = isDone
    ? styleText('cyan', text)
    : text === '' && initial !== ''
      ? styleText('dim', initial)
      : text;
  const top = isDone || heading === '' ? '' : `${styleText('dim', heading)}\n`;
  const below =
    wrong === ''
      ? styleText('dim', hasPhrases ? `↓ 常用语；${escapeMeans}` : escapeMeans)
      : styleText('red', `> ${wrong}`);
  return [`${top}${prefix} ${styleText('bold', question)}${aside}： ${given}`, isDone ? '' : below];
});
