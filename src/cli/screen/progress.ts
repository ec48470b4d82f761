const CELLS = 30;

/** A bar that draws itself over its predecessor, `[#####-----] 500/1000`, and wipes itself out at the end. */
export function progressBar(done: number, total: number): string {
  const filled = total === 0 ? CELLS : Math.floor((done / total) * CELLS);
  const bar = `[${'#'.repeat(filled)}${'-'.repeat(CELLS - filled)}] ${done}/${total}`;
  return done < total ? `\r${bar}` : `\r${' '.repeat(bar.length)}\r`;
}
