/**
 * Words that matter enough to recognise when a cold thumb misses a key.
 *
 * Distress comes first: where a slip lies as near to "help" as to another word, it is a call for help.
 * Everyday words are not here, because mending one unknown word into a harmless one could make a sentence
 * mean what nobody said.
 */
const WORTH_MENDING = [
  ...['help', 'emergency', 'police', 'mayday'],
  ...['arrived', 'arrive', 'arriving', 'left', 'finished', 'safely'],
  ...['extend', 'another', 'longer', 'minutes', 'minute', 'quarter', 'until', 'traffic'],
  ...['abandon', 'abandoned', 'abandoning', 'access', 'answer', 'nobody', 'refused', 'visit', 'visits'],
];

/** Real words that lie close to those: "lift" is not a slip for "left", nor "held" for "help". */
const MEANT_AS_WRITTEN = new Set(
  (
    'let lift loft lent lest lept deft heft weft cleft lefts lefty lyft leet ' +
    'held hell helm heap hep hemp kelp yelp whelp welp helps helo ' +
    'polite policy polices policed monday payday emergence emergent cancer dancer ' +
    'arrives arrival arrivals archived arising finish finishes finisher furnished vanished fished famished ' +
    'safety unsafely sagely anthem antler extent extends expend linger lodger logger lounger longed loner minus mines ' +
    'mints minted minces mingles minister minuted minded quarters quarterly quartet quieter quarrel quart tragic ' +
    'refuse refuses refusal reused refuge refugee refuel refueled refund refunded refined rehoused revised resumed ' +
    'reduced refuted rebuked repulsed refilled refiled abandons abscess answers visa visas visited visitor unlit'
  ).split(' '),
);

/**
 * How many slips apart two words are: a letter missing, extra, wrong, or two neighbours swapped.
 * Anything beyond `most` is reported as `most + 1`; that keeps a 1600-letter "word" cheap.
 */
export function slipsBetween(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1];
      let slips = Math.min(last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + (same ? 0 : 1));
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (swapped) slips = Math.min(slips, beforeLast[column - 2]! + 1);
      current.push(slips);
    }
    beforeLast = last;
    last = current;
  }
  return Math.min(last[other.length]!, most + 1);
}

/** One slip in a short word; two in a long one, if at least it begins with the right letter. */
export function couldBe(written: string, meant: string): boolean {
  if (written === meant) return true;
  if (meant.length < 4 || MEANT_AS_WRITTEN.has(written)) return false;
  const slips = slipsBetween(written, meant, 2);
  return slips <= 1 || (slips === 2 && meant.length >= 7 && written[0] === meant[0]);
}

/** The word a person probably meant, or the word as written. */
export function mend(written: string): string {
  if (written.length < 3 || WORTH_MENDING.includes(written)) return written;
  return WORTH_MENDING.find((meant) => couldBe(written, meant)) ?? written;
}
