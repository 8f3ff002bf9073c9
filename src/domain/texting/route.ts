import type { Incident } from '../incident/incident.js';
import type { Input, PinVerdict, PractitionerInput, Report } from '../input.js';
import type { Person } from '../organisation/organisation.js';
import { HOUR, MINUTE, type Instant } from '../time/instant.js';
import { showTime } from '../time/local.js';
import { isUnaccounted, isWatched, type Visit } from '../visit/visit.js';
import type { PractitionerWord, ResponderText } from './spoken.js';
import { saysAlertPhrase } from './alert-phrase.js';
import { understandPractitioner } from './understand-practitioner.js';
import { understandResponder } from './understand-responder.js';
import * as wording from './wording.js';
import { oneSegment } from './gsm7.js';

/** What is known of the sender when a text comes in. */
export interface Sender {
  readonly person: Person;
  /** Their own visits: watched ones, and those that ended today. No drills. */
  readonly visits: readonly Visit[];
  /** The drill about them: one that runs, or that ended a moment ago, when their LEFT may still mean it. */
  readonly drill?: Visit | null;
  /** They were asked in a drill a moment ago: an answer without its number may still mean that. */
  readonly practised?: boolean;
  /** Open incidents that they were alerted to. */
  readonly incidents: readonly Concern[];
  /** The incident whose reference the text names, open or ended, whoever's it is. */
  readonly named: Concern | null;
  /** Visits under way in the units where they are contact or manager: whose alert code it may be that they report. */
  readonly watching: readonly Visit[];
  readonly alertPhrases: readonly string[];
  readonly nameOf: (person: string) => string;
  /** Checks a departure PIN against the one that is held. */
  readonly checkPin: (pin: string | null) => PinVerdict;
}

export interface Concern {
  readonly visit: Visit;
  readonly incident: Incident;
}

export type Route =
  /** For this visit. */
  | { readonly to: Visit; readonly input: Input }
  /** Someone who is not expected anywhere: a visit is opened for it, so that it is watched all the same. */
  | { readonly to: 'unplanned'; readonly input: PractitionerInput }
  /** Nothing changes; they are answered. */
  | { readonly to: null; readonly answer: string }
  /** A word that the provider takes as an opt-out, or its undoing. */
  | { readonly to: 'phone'; readonly word: 'opt_out' | 'opt_in' | 'perhaps_left' };

/**
 * Finds which visit or which incident a text is about. A reply without a reference counts only when it can mean one
 * thing; an ambiguous one changes nothing and lists the choices.
 */
export function route(body: string, sender: Sender, at: Instant, zone: string): Route {
  const { person } = sender;
  const text = policeReferenceIn(understandResponder(body), sender);
  const [ownWord, namedVisit] = practitionerReading(body, sender);

  if (saysAlertPhrase(body, sender.alertPhrases))
    return distress({ kind: 'alert_phrase', person: person.id, words: body }, sender, at);
  if (ownWord.verb === 'opt_out' || ownWord.verb === 'opt_in' || ownWord.verb === 'perhaps_left') {
    return { to: 'phone', word: ownWord.verb };
  }
  const asResponder = responderRoute(body, text, ownWord, sender);
  if (asResponder) return asResponder;
  if (ownWord.verb === 'sos' && asksForTheWords(body, sender))
    return unclearReply(body, { verb: 'unclear' }, sender) ?? NOT_UNDERSTOOD;
  if (ownWord.verb === 'sos') return distress({ kind: 'sos', person: person.id, words: body }, sender, at);
  return practitionerRoute(body, ownWord, namedVisit, sender, at, zone);
}

/** "Police told, ref 1234": a number that is no incident of ours is the police's. */
function policeReferenceIn(text: ResponderText, { named, incidents }: Sender): ResponderText {
  const { reference, word } = text;
  if (reference === null || named || incidents.length === 0 || word.verb !== 'police' || word.policeReference !== null)
    return text;
  return { reference: null, word: { ...word, policeReference: reference } };
}

const NOT_UNDERSTOOD: Route = { to: null, answer: wording.notUnderstood() };

/** A bare HELP from a responder in an office, who is on no visit, asks what to reply; from anybody else it is distress. */
const asksForTheWords = (body: string, sender: Sender): boolean =>
  /^\W*help\W*$/i.test(body) && sender.incidents.length > 0 && !sender.visits.some((visit) => isWatched(visit));

/** "V7K2 LEFT": the visit they name, and the rest of what they say. */
function practitionerReading(body: string, sender: Sender): [PractitionerWord, Visit | null] {
  const own = [...sender.visits, ...(sender.drill ? [sender.drill] : [])];
  const named = own.find((visit) => new RegExp(`\\b${visit.reference}\\b`, 'i').test(body)) ?? null;
  return [understandPractitioner(named ? body.replace(new RegExp(named.reference, 'i'), ' ') : body), named];
}

function responderRoute(body: string, text: ResponderText, ownWord: PractitionerWord, sender: Sender): Route | null {
  const { person, named } = sender;
  const means = text.word.verb !== 'unclear';
  if (text.reference !== null) {
    const startsWithIt = new RegExp(`^\\W*${text.reference}\\b`).test(body);
    const theirs = named && !named.visit.attendees.some((attendee) => attendee.person === person.id);
    if (theirs && (means || startsWithIt)) return report(named, text, body, person);
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
  if (only && plain) return report(only, text, body, person);
  return { to: null, answer: wording.whichIncident(replies(sender, body.trim())) };
}

/** "4821 SAFE": the same words with each reference, the real ones first. */
const replies = ({ incidents }: Sender, words: string): string[] =>
  [...incidents]
    .sort((a, b) => Number(a.visit.drill ?? false) - Number(b.visit.drill ?? false))
    .map(({ visit, incident }) => `${incident.reference} ${words}${visit.drill ? ' (exercise)' : ''}`);

/** Words that mean nothing, from someone who is being waited for, are theirs as a responder. */
function unclearReply(body: string, ownWord: PractitionerWord, sender: Sender): Route | null {
  const [only] = sender.incidents;
  const hasOwn = sender.visits.some((visit) => isWatched(visit) && hasUnaccounted(visit, sender.person.id));
  if (!only || ownWord.verb !== 'unclear' || hasOwn) return null;
  if (sender.incidents.length > 1) return { to: null, answer: wording.whichIncident(replies(sender, 'SAFE')) };
  return report(only, { reference: null, word: { verb: 'unclear' } }, body, sender.person);
}

function report(concern: Concern, text: ResponderText, body: string, person: Person): Route {
  return {
    to: concern.visit,
    input: {
      kind: 'reported',
      person: person.id,
      incidentId: concern.incident.id,
      report: reportOf(text, body),
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

/** A cry for help is never lost for want of a visit (P1): the one they are in, else the nearest, else one is opened. */
function distress(
  input: Extract<PractitionerInput, { kind: 'sos' | 'alert_phrase' }>,
  sender: Sender,
  at: Instant,
): Route {
  const watched = sender.visits.filter(isWatched);
  const visit = insideOf(watched, input.person)[0] ?? withOpenIncident(watched) ?? nearest(watched, at, 3 * HOUR);
  return visit ? { to: visit, input } : { to: 'unplanned', input };
}

const withOpenIncident = (visits: readonly Visit[]): Visit | undefined =>
  visits.find((visit) => visit.incidents.some((incident) => incident.status === 'open'));

function practitionerRoute(
  body: string,
  word: PractitionerWord,
  named: Visit | null,
  sender: Sender,
  at: Instant,
  zone: string,
): Route {
  const { person, drill } = sender;
  const all = named && isWatched(named) && !named.drill ? [named] : sender.visits.filter(isWatched);
  // Opened by a cry for help and by nothing else: the phone must not show that it is there (P8).
  const alarms = all.filter((visit) => visit.kind === 'unplanned' && statusIn(visit, person.id) === 'planned');
  const watched = all.filter((visit) => !alarms.includes(visit));
  const answerOnly = (answer: string): Route => {
    const alarm = withOpenIncident(alarms);
    return alarm
      ? { to: alarm, input: { kind: 'said', person: person.id, words: body, answer } }
      : { to: null, answer };
  };
  const homeSafe = watched.find((visit) => visit.kind === 'home_safe');
  const visits = watched.filter((visit) => visit.kind !== 'home_safe');
  const inside = insideOf(visits, person.id);
  const planned = visits
    .filter((visit) => statusIn(visit, person.id) === 'planned')
    .sort((a, b) => a.plannedStart - b.plannedStart);
  const ended = named && !named.drill ? named : latestEnded(sender.visits, person.id, at);
  const here = inside[0];

  switch (word.verb) {
    case 'arrived': {
      const next = nearest(planned, at, 12 * HOUR);
      if (here) {
        const movedOn = next && next.plannedStart <= at + 30 * MINUTE && here.expectedEnd <= at + 15 * MINUTE;
        return movedOn
          ? {
              to: here,
              input: { kind: 'said', person: person.id, words: body, answer: wording.haveYouLeft(here, { zone }) },
            }
          : { to: here, input: { kind: 'arrived', person: person.id, stay: word.stay } };
      }
      if (next) return { to: next, input: { kind: 'arrived', person: person.id, stay: word.stay } };
      const justLeft = ended && at - (leftAt(ended, person.id) ?? 0) <= 5 * MINUTE ? ended : null;
      const input: PractitionerInput = { kind: 'arrived', person: person.id, stay: word.stay };
      return justLeft ? { to: justLeft, input } : { to: 'unplanned', input };
    }
    case 'left': {
      const input: PractitionerInput = {
        kind: 'left',
        person: person.id,
        both: word.both,
        pin: sender.checkPin(word.pin),
      };
      if (drill && named === drill) return { to: drill, input };
      const drillRuns = drill && isWatched(drill);
      if (here) return drillRuns && named !== here ? realOrDrill(here, drill) : { to: here, input };
      // Arrival was never confirmed: the visit whose time it is.
      const unconfirmed = nearest(
        planned.filter((visit) => visit.plannedStart <= at + 15 * MINUTE),
        at,
        24 * HOUR,
      );
      // Meant for the exercise it would take them off the watch before they have gone in.
      if (unconfirmed)
        return drill && named !== unconfirmed ? realOrDrill(unconfirmed, drill) : { to: unconfirmed, input };
      if (drill) return { to: drill, input };
      if (ended && statusIn(ended, person.id) === 'left') return { to: ended, input };
      return answerOnly(nothingOpen(planned, zone));
    }
    case 'home': {
      if (here)
        return {
          to: here,
          input: { kind: 'said', person: person.id, words: body, answer: wording.haveYouLeft(here, { zone }) },
        };
      if (homeSafe && word.by) return { to: homeSafe, input: { kind: 'extend', person: person.id, by: word.by } };
      if (homeSafe)
        return { to: homeSafe, input: { kind: 'left', person: person.id, both: false, pin: sender.checkPin(null) } };
      return answerOnly(nothingOpen(planned, zone));
    }
    case 'extend':
    case 'late':
    case 'no_access':
    case 'abandon': {
      const visit =
        here ??
        nearest(planned, at, 12 * HOUR) ??
        (word.verb === 'extend' || word.verb === 'late' ? homeSafe : undefined) ??
        ended;
      if (!visit) return answerOnly(nothingOpen(planned, zone));
      if (word.verb === 'extend' || word.verb === 'late')
        return { to: visit, input: { kind: word.verb, person: person.id, by: word.by } };
      return { to: visit, input: { kind: word.verb, person: person.id } };
    }
    case 'visits':
      return answerOnly(listOf(watched, person.id, at, zone));
    default: {
      const visit = withOpenIncident(watched) ?? here ?? nearest(planned, at, 3 * HOUR);
      if (visit)
        return { to: visit, input: { kind: 'said', person: person.id, words: body, answer: wording.notUnderstood() } };
      if (drill && isWatched(drill))
        return { to: drill, input: { kind: 'said', person: person.id, words: body, answer: wording.notUnderstood() } };
      return answerOnly(wording.notUnderstood());
    }
  }
}

const realOrDrill = (real: Visit, drill: Visit): Route => ({
  to: null,
  answer: wording.whichVisit([`${real.reference} LEFT`, `${drill.reference} LEFT (exercise)`]),
});

const statusIn = (visit: Visit, person: string): string | undefined =>
  visit.attendees.find((attendee) => attendee.person === person)?.status;

const hasUnaccounted = (visit: Visit, person: string): boolean =>
  visit.attendees.some((attendee) => attendee.person === person && isUnaccounted(attendee));

const leftAt = (visit: Visit, person: string): Instant | null =>
  visit.attendees.find((attendee) => attendee.person === person)?.leftAt ?? null;

const insideOf = (visits: readonly Visit[], person: string): Visit[] =>
  visits.filter((visit) => statusIn(visit, person) === 'arrived').sort((a, b) => a.expectedEnd - b.expectedEnd);

/** The visit whose planned time is nearest to now, if it is within reach of it. */
function nearest(visits: readonly Visit[], at: Instant, reach: number): Visit | undefined {
  const distance = (visit: Visit): number =>
    at < visit.plannedStart ? visit.plannedStart - at : Math.max(0, at - visit.plannedEnd);
  return [...visits]
    .filter((visit) => distance(visit) <= reach)
    .sort((a, b) => distance(a) - distance(b) || a.plannedStart - b.plannedStart)[0];
}

function latestEnded(visits: readonly Visit[], person: string, at: Instant): Visit | null {
  const ended = visits
    .filter(
      (visit) =>
        visit.status !== 'cancelled' &&
        leftAt(visit, person) !== null &&
        at - (leftAt(visit, person) ?? 0) <= 12 * HOUR,
    )
    .sort((a, b) => (leftAt(b, person) ?? 0) - (leftAt(a, person) ?? 0));
  return ended[0] ?? null;
}

const nothingOpen = (planned: readonly Visit[], zone: string): string => {
  const next = planned[0];
  return oneSegment(
    'You have no visit open.',
    next && `Next: ${next.reference} at ${showTime(next.plannedStart, zone)}.`,
    'Text ARRIVED 45 at the door, VISITS for your list.',
  );
};

/** References and times only: the list may be read over a shoulder. */
function listOf(watched: readonly Visit[], person: string, at: Instant, zone: string): string {
  const mine = watched
    .filter(
      (visit) => hasUnaccounted(visit, person) && visit.kind !== 'unplanned' && visit.plannedStart - at < 18 * HOUR,
    )
    .sort((a, b) => a.plannedStart - b.plannedStart);
  if (mine.length === 0) return 'No visits in your diary for now.';
  const lines = mine.map((visit) => {
    if (visit.kind === 'home_safe') return `home by ${showTime(visit.expectedEnd, zone)}`;
    const inside = statusIn(visit, person) === 'arrived';
    return inside
      ? `${visit.reference} in, out by ${showTime(visit.expectedEnd, zone)}`
      : `${visit.reference} ${showTime(visit.plannedStart, zone)}-${showTime(visit.plannedEnd, zone)}`;
  });
  return oneSegment(
    'Your visits:',
    ...lines.map((line, index) => (index < lines.length - 1 ? `${line},` : `${line}.`)),
  );
}
