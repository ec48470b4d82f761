/**
 * The candidate a typing slip away from `word`: at most a third of it (one sign in any case) is changed, missing, too
 * much or swapped, or one contains the other. Undefined when none is near.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const limit = Math.max(1, Math.floor(word.length / 3));
  const [best] = candidates
    .map((candidate) => ({ candidate, distance: apart(word, candidate) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance);
  return best?.candidate;
}

function apart(word: string, candidate: string): number {
  if (word.length > 1 && candidate.length > 1 && (candidate.includes(word) || word.includes(candidate)))
    return 1;
  return editDistance([...word], [...candidate]);
}

/** Optimal string alignment: insertions, deletions, changes and swaps of neighbours. */
function editDistance(a: readonly string[], b: readonly string[]): number {
  const rows: number[][] = [b.map((_, j) => j), []];
  rows[0]?.push(b.length);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      const at = (r: number, c: number) => rows[r]?.[c] ?? Number.POSITIVE_INFINITY;
      const swapped =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
          ? at(i - 2, j - 2) + 1
          : Number.POSITIVE_INFINITY;
      row.push(Math.min(at(i - 1, j) + 1, (row[j - 1] ?? 0) + 1, at(i - 1, j - 1) + cost, swapped));
    }
    rows[i] = row;
  }
  return rows[a.length]?.[b.length] ?? 0;
}
