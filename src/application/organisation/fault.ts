/** Where in the file: keys and positions from the top. */
export type Path = readonly (string | number)[];

/** Something amiss, found at a place. `message` reads after the place: "people[2].mobile: is a landline". */
export interface Finding {
  readonly at: Path;
  readonly message: string;
  readonly mend: string;
}

/** A finding as it is told to people and to whoever calls the API. */
export interface Fault {
  /** "people[2].mobile"; empty: the file as a whole. */
  readonly path: string;
  /** The line in the YAML file, from 1; null where there are no lines (JSON). */
  readonly line: number | null;
  readonly message: string;
  readonly mend: string;
}

/** As many as anyone will mend before trying again; a file of rubbish has a million. */
export const MOST_FINDINGS = 1_000;

export function firstFindings<F extends Finding>(findings: readonly F[]): readonly (F | Finding)[] {
  if (findings.length <= MOST_FINDINGS) return findings;
  const more = { at: [], message: 'has more faults than these', mend: 'Mend these, then try again.' };
  return [...findings.slice(0, MOST_FINDINGS), more];
}

/** What stands at that place; undefined where nothing does, or where the way there leads through something else. */
export const valueAt = (value: unknown, at: Path): unknown =>
  at.reduce<unknown>(
    (within, step) =>
      typeof within === 'object' && within !== null ? (within as Record<string | number, unknown>)[step] : undefined,
    value,
  );

export function pathText(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? shortened(step) : `${text}.${shortened(step)}`;
  }, '');
}

/** What someone wrote, quoted back to them, cut where it would bury the message. */
export const quoted = (text: string): string => JSON.stringify(shortened(text));

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}...` : text);
