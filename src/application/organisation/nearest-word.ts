/**
 * The word that was probably meant: the one fewest slips away (a letter missing, added, wrong, or two swapped), if that
 * is few for its length. Case, spaces and _ do not count.
 */
export function nearestWord(written: string, words: Iterable<string>): string | null {
  const meant = bare(written);
  let nearest: string | null = null;
  let fewest = Math.min(2, Math.floor(meant.length / 3)) + 1;
  for (const word of words) {
    const candidate = bare(word);
    if (Math.abs(candidate.length - meant.length) >= fewest) continue;
    const slips = slipsBetween(meant, candidate);
    if (slips < fewest) [nearest, fewest] = [word, slips];
  }
  return nearest;
}

const bare = (word: string): string =>
  word
    .slice(0, 64)
    .toLowerCase()
    .replace(/[\s_-]/g, '');

/** The optimal string alignment distance, row by row. */
function slipsBetween(one: string, other: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      current[column] = Math.min(
        last[column]! + 1,
        current[column - 1]! + 1,
        last[column - 1]! + (same ? 0 : 1),
        swapped ? beforeLast[column - 2]! + 1 : Infinity,
      );
    }
    [beforeLast, last] = [last, current];
  }
  return last[other.length]!;
}
