import type { Report } from '../input.js';
import { isUnaccounted, isWatched } from '../visit/visit.js';
import { oneSegment } from './gsm7.js';
import { hasUnaccounted, type Concern, type Route, type Sender } from './sender.js';
import { spokenOf } from './spoken-of.js';
import type { PractitionerWord, ResponderText } from './spoken.js';
import * as wording from './wording.js';

/**
 * What a responder says of an incident, and of which; null if the text is a practitioner's after all, or nobody's.
 * `text` is the body read as a responder's, `ownWord` the same read as a practitioner's.
 */
export function responderRoute(
  body: string,
  text: ResponderText,
  ownWord: PractitionerWord,
  sender: Sender,
): Route | null {
  const { person, named } = sender;
  const means = text.word.verb !== 'unclear';
  if (text.reference !== null) {
    const startsWithIt = new RegExp(`^\\W*${text.reference}\\b`).test(body);
    const theirs = named && !named.visit.attendees.some((attendee) => attendee.person === person.id);
    if (theirs && (means || startsWithIt)) return report(named, text, body, sender);
    if (means && ownWord.verb === 'unclear') return { to: null, answer: wording.unknownReference(text.reference) };
    return null;
  }
  if (!means) return unclearReply(body, ownWord, sender);
  const real = sender.incidents.filter(({ visit }) => !visit.drill);
  // A call that somebody really had must not be taken for practice.
  if (text.word.verb === 'code' && real.length === 0) return codeByVoice(text.word.who, sender);
  if (sender.incidents.length === 0) return null;
  const ownVisits = sender.visits.filter((visit) => isWatched(visit) && hasUnaccounted(visit, person.id));
  if (ownWord.verb !== 'unclear' && ownVisits.length > 0) {
    // Their own visit comes before any exercise.
    if (real.length === 0) return null;
    return {
      to: null,
      answer: wording.whichVisit([
        ...replies(sender, body.trim()),
        ...ownVisits.map((visit) => `${visit.reference} ${body.trim()}`),
      ]),
    };
  }
  const [only] = sender.incidents;
  // What was meant for an exercise must not end a real alarm.
  const plain = sender.incidents.length === 1 && (real.length === 0 || !sender.practised);
  if (only && plain) return report(only, text, body, sender);
  return { to: null, answer: wording.whichIncident(replies(sender, body.trim())) };
}

/** "4821 SAFE": the same words with each reference, the real ones first. */
const replies = ({ incidents }: Sender, words: string): string[] =>
  [...incidents]
    .sort((a, b) => Number(a.visit.drill ?? false) - Number(b.visit.drill ?? false))
    .map(({ visit, incident }) => `${incident.reference} ${words}${visit.drill ? ' (exercise)' : ''}`);

/** Words that mean nothing, from someone who is being waited for, are theirs as a responder. */
export function unclearReply(body: string, ownWord: PractitionerWord, sender: Sender): Route | null {
  const [only] = sender.incidents;
  const hasOwn = sender.visits.some((visit) => isWatched(visit) && hasUnaccounted(visit, sender.person.id));
  if (!only || ownWord.verb !== 'unclear' || hasOwn) return null;
  if (sender.incidents.length > 1) return { to: null, answer: wording.whichIncident(replies(sender, 'SAFE')) };
  return report(only, { reference: null, word: { verb: 'unclear' } }, body, sender);
}

function report(concern: Concern, text: ResponderText, body: string, { person, nameOf }: Sender): Route {
  const people = concern.visit.attendees.map((attendee) => attendee.person);
  const of = text.word.verb === 'safe' && people.length > 1 ? spokenOf(body, people, nameOf) : null;
  return {
    to: concern.visit,
    input: {
      kind: 'reported',
      person: person.id,
      incidentId: concern.incident.id,
      report: of ? { kind: 'safe', reason: null, of } : reportOf(text, body),
      byText: true,
    },
  };
}

function reportOf({ word }: ResponderText, body: string): Report {
  switch (word.verb) {
    case 'ack':
    case 'code':
      return { kind: word.verb };
    case 'safe':
      return { kind: 'safe', reason: null };
    case 'no_answer':
      return { kind: 'no_answer', times: word.times };
    case 'extend':
      return { kind: 'extend', by: word.by };
    case 'police':
      return { kind: 'police', policeReference: word.policeReference, operator: null };
    default:
      return { kind: 'unclear', words: body };
  }
}

/** "CODE", "CODE V7K2", "CODE Priya": the practitioner rang and gave the code; whose visit it is must be plain. */
function codeByVoice(who: string | null, sender: Sender): Route {
  const all = sender.watching.filter((visit) => visit.attendees.some(isUnaccounted));
  const inside = all.filter((visit) => visit.attendees.some((attendee) => attendee.status === 'arrived'));
  const wanted = who?.toLowerCase() ?? null;
  const meant = wanted
    ? all.filter(
        (visit) =>
          visit.reference.toLowerCase() === wanted ||
          visit.attendees.some((attendee) =>
            sender
              .nameOf(attendee.person)
              .toLowerCase()
              .split(/\s+/)
              .some((part) => wanted.split(/\s+/).includes(part)),
          ),
      )
    : [];
  const candidates = meant.length > 0 ? meant : inside.length > 0 ? inside : all;
  const [only] = candidates;
  const exercises = sender.incidents.map(({ incident }) => `${incident.reference} CODE`);
  if (only && candidates.length === 1 && (meant.length > 0 || exercises.length === 0)) {
    return {
      to: only,
      input: { kind: 'reported', person: sender.person.id, incidentId: null, report: { kind: 'code' }, byText: true },
    };
  }
  if (candidates.length === 0) {
    return {
      to: null,
      answer: oneSegment(
        ...(exercises.length > 0 ? [`For the exercise text ${exercises[0]}. If it is real:`] : []),
        'No visit is under way that this could be. Ring the manager, and the police, now.',
      ),
    };
  }
  return {
    to: null,
    answer: wording.whichVisit([
      ...candidates.map(
        (visit) => `CODE ${visit.reference} (${sender.nameOf(visit.attendees[0]?.person ?? '').split(/\s+/)[0]})`,
      ),
      ...exercises.map((one) => `${one} (exercise)`),
    ]),
  };
}
