import { POLICE } from '../rules.js';
import type { Case } from './case.js';
import { roundsBegun, type Scene } from './course.js';
import type { Finding } from './finding.js';
import { personIn, stepIn } from './groups.js';

/** In each step the right people are asked, in the right order, and those who belong together at the same moment. */
export function rightPeople({ courses }: Case): Finding[] {
  return courses.flatMap(({ incident, scenes }) =>
    scenes
      .filter(({ entry, before }) => entry.kind === 'asked' && stepIn(entry) === before.step)
      .flatMap((scene) =>
        [...(scene.before.step === POLICE ? wrongForPolice(scene) : wrong(scene)), ...leftOut(scene)].map((what) => ({
          law: 'the right people, in order',
          what: `incident ${incident.reference}, step ${scene.before.step}: ${what}`,
          at: scene.entry.at,
        })),
      ),
  );
}

function wrong({ entry, group, before }: Scene): string[] {
  const person = personIn(entry);
  const index = before.rounds.findIndex(({ people }) => people.includes(person));
  const round = before.rounds[index];
  if (!round) return [`${person} was asked, and is not one to ask`];
  if (before.asked.has(person)) return [`${person} was asked twice`];
  const begun = roundsBegun(before);
  const sameMoment = round.people.some((other) => before.asked.get(other)?.at === entry.at);
  if (index < begun && !sameMoment) return [`${person} was asked out of turn`];
  const someFailed = group.entries.some(({ kind }) => kind === 'message_failed');
  const skipped = before.rounds.slice(begun, index).filter(({ reserve }) => !reserve || someFailed);
  return [
    ...skipped.map(({ people }) => `${people.join(' and ')} should have been asked before ${person}`),
    ...(round.reserve && !someFailed ? [`${person} is a reserve, and nobody was out of reach`] : []),
  ];
}

function wrongForPolice({ entry, before }: Scene): string[] {
  const person = personIn(entry);
  if (before.asked.has(person)) return [];
  const index = before.rounds.findIndex(({ people }) => people.includes(person));
  if (index === -1) return [`${person} was asked, and is not one to ask`];
  return before.rounds
    .slice(roundsBegun(before), index)
    .filter(({ people }) => people.some((other) => !before.asked.has(other)))
    .map(({ people }) => `${people.join(' and ')} should have been asked before ${person}`);
}

/** Looked at with the last that were asked in one moment. */
function leftOut({ entry, group, after }: Scene): string[] {
  const askedNow = group.entries.filter((one) => one.kind === 'asked' && stepIn(one) === after.step);
  if (askedNow.at(-1) !== entry) return [];
  const round = after.rounds[roundsBegun(after) - 1];
  const ofRound = (round?.people ?? []).filter((person) => !after.asked.has(person));
  const hasJustBegun = group.entries.some((one) => one.kind === 'step_started' && stepIn(one) === POLICE);
  const isRepeat = after.step === POLICE && !hasJustBegun && askedNow.some(({ data }) => Number(data['times']) > 1);
  const ofRepeat = isRepeat ? [...after.asked].filter(([, { at }]) => at < entry.at).map(([person]) => person) : [];
  const next = after.rounds[roundsBegun(after)];
  const nobodyNew = isRepeat && askedNow.every(({ data }) => Number(data['times']) > 1);
  const ofWidening = nobodyNew ? (next?.people ?? []) : [];
  return [...new Set([...ofRound, ...ofRepeat, ...ofWidening])].map((person) => `${person} was left out`);
}
