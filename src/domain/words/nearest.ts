/**
 * The candidate a typing slip away from `word`: at most a third of it (one sign in any case, never all of it) is changed,
 * missing, too much or swapped, or one contains the other. Undefined when none is near, and never one that negates the
 * word: 不满意 is a slip of no 满意.
 */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const limit = Math.min(Math.max(1, Math.floor(word.length / 3)), word.length - 1);
  const [best] = candidates
    .map((candidate) => ({ candidate, distance: apart(word, candidate) }))
    .filter(({ candidate, distance }) => distance <= limit && !areOpposites(word, candidate))
    .sort((a, b) => a.distance - b.distance);
  return best?.candidate;
}

function apart(word: string, candidate: string): number {
  if (word === candidate) return 0;
  if (word.length > 1 && candidate.length > 1 && (candidate.includes(word) || word.includes(candidate)))
    return 1;
  return editDistance([...word], [...candidate]);
}

const CHINESE_NO = /[不未没无非勿]/g;
const ENGLISH_NO = /^(-*)(?:dis?|in|un|non?-?)(?=[a-z])/i;

/** One says what the other denies: 有效 and 无效, valid and invalid, --contact and --no-contact. */
const areOpposites = (a: string, b: string): boolean => denies(a, b) || denies(b, a);

/** `a` is negated, `b` is not, and without its negation `a` says `b`. */
function denies(a: string, b: string): boolean {
  if (a.search(CHINESE_NO) >= 0) {
    if (b.search(CHINESE_NO) >= 0) return false;
    const affirmed = a.replaceAll(CHINESE_NO, '');
    const same = affirmed === b || affirmed === b.replace(/^有/, '');
    return same || (affirmed.length > 1 && b.length > 1 && (affirmed.includes(b) || b.includes(affirmed)));
  }
  if (!ENGLISH_NO.test(a) || ENGLISH_NO.test(b)) return false;
  const distance = editDistance([...a.replace(ENGLISH_NO, '$1')], [...b]);
  return distance <= 1 && distance < editDistance([...a], [...b]);
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
