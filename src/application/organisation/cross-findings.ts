import type { Finding, Path } from './fault.js';
import { quoted } from './fault.js';
import { nearestWord } from './nearest-word.js';
import type { Mention, Outline } from './outline.js';
import { weeklyOrDated } from './weekly-or-dated.js';

/**
 * What does not fit together: ids that lead nowhere, two of the same, chains that come back to where they began.
 *
 * @param where how to tell a person where something stands: "line 12", "people[0].id"
 */
export function crossFindings(outline: Outline, where: (at: Path) => string): readonly Finding[] {
  const { units, people, rota, absences } = outline;
  const unitIds = present(units.map(({ id }) => id));
  const personIds = present(people.map(({ id }) => id));
  return [
    ...repeated(unitIds, (first) => [`is already the id of the unit at ${where(first)}`, 'Give each unit its own id.']),
    ...repeated(personIds, (first) => [
      `is already the id of the person at ${where(first)}`,
      'Give each person their own id.',
    ]),
    ...repeated(present(people.map(({ mobile }) => mobile)), (first) => [
      `is already the mobile at ${where(first)}`,
      'Give each person their own mobile: a text is known by its sender.',
    ]),
    ...unknown('unit', unitIds, [
      ...units.map(({ parent }) => parent),
      ...people.map(({ unit }) => unit),
      ...rota.map(({ unit }) => unit),
    ]),
    ...unknown('person', personIds, [
      ...units.flatMap(({ head, seniorOnSite }) => [head, seniorOnSite]),
      ...people.map(({ lineManager }) => lineManager),
      ...rota.flatMap(({ contacts }) => contacts),
      ...absences.map(({ person }) => person),
    ]),
    ...circles(
      units.map(({ id, parent }) => [id, parent]),
      (circle) => [`goes round in a circle: ${circle}`, 'Take the parent off the unit that is at the top.'],
    ),
    ...circles(
      people.map(({ id, lineManager }) => [id, lineManager]),
      (circle) => [`goes round in a circle: ${circle}`, 'Take the line manager off the person who is at the top.'],
    ),
    ...rota.flatMap(weeklyOrDated),
    ...absences.flatMap(({ at, from, to }) =>
      from !== null && to !== null && to <= from
        ? [
            {
              at: [...at, 'to'],
              message: 'is not after from',
              mend: 'Give the first moment back at work; swap them if they are swapped.',
            },
          ]
        : [],
    ),
  ];
}

type Words = [message: string, mend: string];

const present = (mentions: readonly (Mention | null)[]): readonly Mention[] =>
  mentions.filter((mention) => mention !== null);

function repeated(mentions: readonly Mention[], words: (first: Path) => Words): readonly Finding[] {
  const firsts = new Map<string, Path>();
  return mentions.flatMap(({ at, text }) => {
    const first = firsts.get(text);
    if (first === undefined) firsts.set(text, at);
    return first === undefined ? [] : [finding(at, [`${quoted(text)} ${words(first)[0]}`, words(first)[1]])];
  });
}

function unknown(
  kind: 'unit' | 'person',
  known: readonly Mention[],
  mentions: readonly (Mention | null)[],
): readonly Finding[] {
  const ids = new Set(known.map(({ text }) => text));
  return present(mentions)
    .filter(({ text }) => !ids.has(text))
    .map(({ at, text }, index) => {
      // Each wrong id is held against every id there is: worth its time for the first few only.
      const meant = index < 20 ? nearestWord(text, ids) : null;
      const mend = `${meant === null ? '' : `Did you mean ${meant}? `}Use the id of a ${kind} in this file, or add the ${kind}.`;
      return finding(at, [`there is no ${kind} ${quoted(text)}`, mend]);
    });
}

/** Each circle once, at the link that closes it. Every link is followed once, however long the chains are. */
function circles(
  links: readonly (readonly [Mention | null, Mention | null])[],
  words: (circle: string) => Words,
): readonly Finding[] {
  const next = new Map<string, Mention>();
  for (const [from, to] of links) if (from !== null && to !== null && !next.has(from.text)) next.set(from.text, to);
  const settled = new Set<string>();
  const found: Finding[] = [];
  for (const start of next.keys()) {
    const path: string[] = [];
    const onPath = new Set<string>();
    let id = start;
    let link = next.get(id);
    while (link !== undefined && !settled.has(id)) {
      path.push(id);
      onPath.add(id);
      if (onPath.has(link.text)) {
        found.push(finding(link.at, words(drawn(path.slice(path.indexOf(link.text))))));
        break;
      }
      id = link.text;
      link = next.get(id);
    }
    for (const visited of path) settled.add(visited);
  }
  return found;
}

/** "a → b → a"; of a long circle the beginning. */
function drawn(circle: readonly string[]): string {
  const shown = circle.length > 8 ? [...circle.slice(0, 8), '...'] : circle;
  return [...shown, circle[0]].join(' → ');
}

const finding = (at: Path, [message, mend]: Words): Finding => ({ at, message, mend });
