import { cut, gsm7Length, oneSegment, SEGMENT, toGsm7 } from './gsm7.js';

/** Whom the texts of an incident are about, and how they are named where a text has room for one segment only. */
export interface About {
  readonly reference: string;
  readonly name: string;
  readonly mobile: string | null;
  /** The others whom it is about as well: "safe" is asked, and said, of each of them. */
  readonly also?: readonly string[];
  /** Practised: where a real text would have the police rung, this one says not to. */
  readonly drill?: boolean;
}

const NAME = 18;
export const first = (name: string): string => shortened(name, NAME);
const shortened = (name: string, longest: number): string => cut(name.split(/\s+/)[0] ?? name, longest);

/** "+447700900101" as people in the United Kingdom dial it; other countries stay as they are. */
export const dialled = (mobile: string | null): string => {
  if (!mobile) return 'no number held';
  const national = /^\+44(\d{4})(\d{6})$/.exec(mobile);
  return national ? `0${national[1]} ${national[2]}` : mobile;
};

/** "Priya", "Priya and Ben", "Priya, Ben and Wei". */
export const eachOf = (names: readonly string[]): string => joined(names, 'and');
/** "Priya or Ben": after a "not". */
export const noneOf = (names: readonly string[]): string => joined(names, 'or');

const joined = (names: readonly string[], word: string): string =>
  names.length > 1 ? `${names.slice(0, -1).join(', ')} ${word} ${names.at(-1)}` : (names[0] ?? '');

/** Everybody it is about, in the words of one text. */
export interface Whom {
  /** With the number to ring: "Priya 07700 900101 and Ben". */
  readonly who: string;
  readonly each: string;
  /** "Priya or Ben". */
  readonly none: string;
  readonly are: 'is' | 'are';
}

type Parts = readonly (string | null | undefined | false)[];

/**
 * One segment that names everybody it is about. What does not fit is left out in this order: the link; of the names of the
 * others their ends, then all but how many they are, then that they are. Never the words that say what to do and how to answer.
 */
export function aboutAll(
  about: Pick<About, 'name' | 'also'> & Partial<About>,
  text: (whom: Whom) => Parts,
  link: string | null = null,
): string {
  const { also = [] } = about;
  if (also.length === 0) return oneSegment(...text(whomOf(about, [])), link);
  const ways = LENGTHS.map((longest) =>
    text(
      whomOf(
        about,
        also.map((name) => shortened(name, longest)),
      ),
    ),
  );
  const without = [[countOf(also)], []].map((others) => text(whomOf(about, others)));
  const best = ways.find((parts) => fits([...parts, link])) ?? [...ways, ...without].find(fits) ?? without.at(-1) ?? [];
  return oneSegment(...best, link);
}

const LENGTHS = [NAME, 10, 6];

const countOf = ({ length }: readonly string[]): string => (length === 1 ? '1 other' : `${length} others`);

const fits = (parts: Parts): boolean => gsm7Length(toGsm7(parts.filter(Boolean).join(' '))) <= SEGMENT;

function whomOf({ name, mobile = null }: Pick<About, 'name'> & Partial<About>, others: readonly string[]): Whom {
  const one = first(name);
  return {
    who: eachOf([`${one} ${dialled(mobile)}`, ...others]),
    each: eachOf([one, ...others]),
    none: noneOf([one, ...others]),
    are: others.length > 0 ? 'are' : 'is',
  };
}
