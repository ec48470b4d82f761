import { toHalfWidth } from '../../domain/words/text.ts';

/** A key as a screen takes it; `text` is one sign that was typed, in half width, or all that was pasted, on one line. */
export type Key =
  | { readonly name: NamedKey; readonly text: '' }
  | { readonly name: 'text' | 'paste'; readonly text: string };

const named = {
  up: 'up',
  down: 'down',
  left: 'left',
  right: 'right',
  home: 'home',
  end: 'end',
  pageup: 'pageup',
  pagedown: 'pagedown',
  return: 'enter',
  enter: 'enter',
  escape: 'escape',
  backspace: 'backspace',
  delete: 'delete',
  tab: 'tab',
} as const;

type NamedKey = (typeof named)[keyof typeof named] | 'backtab' | 'clear' | 'break';

/** What Node says of a key that was pressed (`keypress` of node:readline). */
export interface Pressed {
  readonly name?: string | undefined;
  readonly ctrl?: boolean | undefined;
  readonly meta?: boolean | undefined;
  readonly shift?: boolean | undefined;
}

/** The key, or undefined where it means nothing to a screen. An input method left on types full-width letters: they count. */
export function keyOf(
  typed: string | undefined,
  { name = '', ctrl = false, meta = false, shift = false }: Pressed,
): Key | undefined {
  if (ctrl) {
    if (name === 'c') return { name: 'break', text: '' };
    return name === 'u' ? { name: 'clear', text: '' } : undefined;
  }
  if (name === 'tab' && shift) return { name: 'backtab', text: '' };
  if (Object.hasOwn(named, name)) return { name: named[name as keyof typeof named], text: '' };
  if (meta || typed === undefined || typed < ' ') return undefined;
  return { name: 'text', text: toHalfWidth(typed) };
}
