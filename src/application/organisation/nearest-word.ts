import { slipsBetween } from '../../domain/texting/misspelling.js';

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
    const slips = slipsBetween(meant, candidate, fewest - 1);
    if (slips < fewest) [nearest, fewest] = [word, slips];
  }
  return nearest;
}

const bare = (word: string): string =>
  word
    .slice(0, 64)
    .toLowerCase()
    .replace(/[\s_-]/g, '');
