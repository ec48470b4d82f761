import { styleText } from 'node:util';
import { isDownKey, isUpKey, type KeypressEvent } from '@inquirer/core';
import { cutTo, type Measure } from '../screen/width.ts';
import { hidden, seenBetween } from '../screen/window.ts';

/** The cursor is on no row. */
export const NOBODY = -1;

/** What a list needs to be shown: how many lines of it are seen at once, how wide they may be, and the sign of the cursor. */
export interface ListLooks {
  readonly pageSize: number;
  readonly columns: number;
  readonly cursor: string;
  readonly measure: Measure;
}

/** As many rows as there is room for, each on one line; what is cut is told above and below them. */
export function listLines(
  rows: readonly string[],
  active: number,
  { pageSize, columns, cursor, measure }: ListLooks,
): readonly string[] {
  const [from, to] = seenBetween(Math.max(0, active), rows.length, pageSize);
  const lines = rows.slice(from, to).map((row, i) => {
    const isActive = from + i === active;
    const line = cutTo(`${isActive ? cursor : ' '}${row}`, columns, measure);
    return isActive ? styleText('cyan', line) : line;
  });
  const told = (window: readonly [number, number]): readonly string[] => {
    const words = hidden(window, rows.length);
    return words === '' ? [] : [styleText('dim', `  ${words}`)];
  };
  return [...told([from, rows.length]), ...lines, ...told([0, to])];
}

/** Where a key moves the cursor to among so many rows; undefined of a key that does not. One step beyond an end comes out at the other. */
export function movedTo(
  active: number,
  key: KeypressEvent,
  rows: number,
  pageSize: number,
): number | undefined {
  const step = stepOf(key, pageSize);
  if (step === undefined) return undefined;
  return Math.max(0, Math.min(rows - 1, nextPlace(active, step, rows)));
}

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

function nextPlace(active: number, step: number, count: number): number {
  if (active === NOBODY) return step > 1 ? step : step < 0 ? count - 1 : 0;
  if (step === 1 && active === count - 1) return 0;
  return step === -1 && active === 0 ? count - 1 : active + step;
}

/** The line in which a list is typed into. */
interface Line {
  readonly line: string;
  write(text: string): void;
}

/** Makes the line empty: the keys that move through the list are not to be seen in it. */
export function clear(rl: Line): void {
  if ('clearLine' in rl && typeof rl.clearLine === 'function') rl.clearLine(0);
}

/** The line that stands above a question, which case it is about. */
export const above = (heading: string): string => (heading === '' ? '' : `${styleText('dim', heading)}\n`);
