import { plainWidth } from './width.ts';

const CELLS = 30;

/** A bar that draws itself over its predecessor, `写入台账 [#####-----] 500/1000`, and wipes itself out at the end. */
export function progressBar(done: number, total: number, work = ''): string {
  const filled = total === 0 ? CELLS : Math.floor((done / total) * CELLS);
  const name = work === '' ? '' : `${work} `;
  const bar = `${name}[${'#'.repeat(filled)}${'-'.repeat(CELLS - filled)}] ${done}/${total}`;
  return done < total ? `\r${bar}` : `\r${' '.repeat(plainWidth(bar))}\r`;
}
