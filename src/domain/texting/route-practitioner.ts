import type { PractitionerInput } from '../input.js';
import { HOUR, MINUTE, type Instant } from '../time/instant.js';
import { showTime } from '../time/local.js';
import { isWatched, type Visit } from '../visit/visit.js';
import { oneSegment } from './gsm7.js';
import { hasUnaccounted, type Route, type Sender } from './sender.js';
import type { PractitionerWord } from './spoken.js';
import * as wording from './wording.js';

/** A cry for help is never lost for want of a visit (P1): the one they are in, else the nearest, else one is opened. */
export function distress(
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

/**
 * What a practitioner says of their own visit, and of which: the one they are inside, else the one whose time it is.
 * `named` is the visit whose reference stands in the text; `zone` is for the times in answers.
 */
export function practitionerRoute(
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
