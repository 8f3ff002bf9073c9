import type { IncidentKind } from '../policy/policy.js';
import type { Circumstances } from '../turn.js';
import { showTime } from '../time/local.js';
import type { Instant } from '../time/instant.js';
import type { Visit } from '../visit/visit.js';
import * as exercise from './exercise.js';
import { cut, oneSegment } from './gsm7.js';
import { aboutAll, dialled, eachOf, first, type About } from './whom.js';

export { dialled, type About };

/**
 * Every sentence that Allswell texts. One segment each, the words that matter first. Never the name of the person visited,
 * the address, or the word probation (P11; APP-HV, open airwaves): a phone lies face up on a table.
 */

type Clock = Pick<Circumstances, 'zone'>;

// To whoever holds a phone that is said to be somebody's.

/** The words come first that say what it is for: a code that somebody is talked out of must at least have warned them. */
export const numberCode = (code: string, until: Instant, now: Clock): string =>
  oneSegment(
    `Allswell code ${code}, to show that this phone is yours.`,
    `Good until ${showTime(until, now.zone)}.`,
    'Nobody asked you for it? Then keep it to yourself.',
  );

// To the practitioner. Ordinary words only: these stay the same whether an alert code is running or not (P8).

export const arrived = (visit: Visit, at: Instant, now: Clock): string =>
  oneSegment(
    `Arrived ${showTime(at, now.zone)}, ${visit.reference}. Out by ${showTime(visit.expectedEnd, now.zone)}.`,
    'Text LEFT when out, EXTEND 20 for longer, SOS for help.',
  );

export const alreadyThere = (visit: Visit, now: Clock): string =>
  oneSegment(`${visit.reference}: noted. Out by ${showTime(visit.expectedEnd, now.zone)}.`, 'Text LEFT when out.');

export const left = (visit: Visit, at: Instant, now: Clock, next: string | null): string =>
  oneSegment(`Left ${showTime(at, now.zone)}, ${visit.reference}. Thank you.`, next);

export const leftBoth = (visit: Visit, at: Instant, others: readonly string[], now: Clock): string =>
  oneSegment(`Left ${showTime(at, now.zone)}, ${visit.reference}, with ${others.map(first).join(' and ')}. Thank you.`);

export const homeSafe = (at: Instant, now: Clock): string =>
  oneSegment(`Home safe ${showTime(at, now.zone)}. Good night.`);

export const othersStillIn = (names: readonly string[]): string =>
  `Not yet heard from ${names.map(first).join(', ')}: they text LEFT too.`;

export const extended = (visit: Visit, now: Clock): string =>
  visit.kind === 'home_safe'
    ? oneSegment(`Noted. Home by ${showTime(visit.expectedEnd, now.zone)}. Text HOME when there.`)
    : oneSegment(
        `${visit.reference} extended. Out by ${showTime(visit.expectedEnd, now.zone)}.`,
        'Text LEFT when out.',
      );

export const howLong = (visit: Visit, now: Clock): string =>
  oneSegment(
    `${visit.reference}: out by ${showTime(visit.expectedEnd, now.zone)} still stands.`,
    'How much longer? Text EXTEND 20 or EXTEND UNTIL 15:30.',
  );

export const tooLong = (visit: Visit, now: Clock, longest: string): string =>
  oneSegment(
    `${visit.reference}: out by ${showTime(visit.expectedEnd, now.zone)} still stands; one text can ask for ${longest} at most.`,
    'Text EXTEND 20 or EXTEND UNTIL 15:30.',
  );

export const late = (visit: Visit, now: Clock): string =>
  oneSegment(
    `${visit.reference}: late noted. Start ${showTime(visit.plannedStart, now.zone)}, out by ${showTime(visit.expectedEnd, now.zone)}.`,
    'Text ARRIVED at the door.',
  );

export const howLate = (visit: Visit, now: Clock): string =>
  oneSegment(
    `${visit.reference}: start ${showTime(visit.plannedStart, now.zone)} still stands. How late? Text LATE 15.`,
  );

export const noAccess = (visit: Visit): string =>
  oneSegment(`${visit.reference}: no access noted. The visit is closed.`);

export const abandonedBefore = (visit: Visit): string =>
  oneSegment(`${visit.reference}: abandoned, noted. The visit is closed.`);

export const abandonedInside = (visit: Visit): string =>
  oneSegment(`${visit.reference}: abandoned, noted. Text LEFT as soon as you are out, SOS for help.`);

export const pinWanted = (visit: Visit): string => oneSegment(`${visit.reference}: text LEFT and your PIN to confirm.`);

export const closedAlready = (visit: Visit): string =>
  oneSegment(`${visit.reference} is closed already.`, 'Text VISITS for your list.');

export const helpComing = (): string =>
  oneSegment('Help is being fetched. Ring 999 yourself if you can. Text LEFT only when safe.');

/** What an office answers when asked to cancel an appointment; nothing in it shows what the phrase means (HVPF 8.3.5, P8). */
export const appointmentCancelled = (): string => 'OK, noted. We will cancel your next appointment.';

export const lateQuestion = (visit: Visit, now: Clock): string =>
  oneSegment(
    `${visit.reference} was due to start ${showTime(visit.plannedStart, now.zone)}.`,
    'There? Text ARRIVED 45. Running late? LATE 15.',
    'Not going? ABANDON.',
  );

export const reminder = (visit: Visit, now: Clock): string =>
  visit.kind === 'home_safe'
    ? oneSegment(`Home by ${showTime(visit.expectedEnd, now.zone)}? Text HOME when there, or HOME BY 18:30 for longer.`)
    : oneSegment(
        `${visit.reference}: out by ${showTime(visit.expectedEnd, now.zone)}.`,
        'Text LEFT when out, or EXTEND 20 if you need longer.',
      );

export const notInDiary = (visit: Visit, now: Clock): string =>
  oneSegment(
    `Not in your diary, but watched: ${visit.reference}, out by ${showTime(visit.expectedEnd, now.zone)}.`,
    'Tell your contact where you are. Text LEFT when out.',
  );

export const notUnderstood = (): string =>
  oneSegment('Sorry, not understood. Text ARRIVED 45, LEFT, EXTEND 20, LATE 15, NO ACCESS, ABANDON, VISITS or SOS.');

export const haveYouLeft = (visit: Visit, now: Clock): string =>
  oneSegment(
    `${visit.reference} is still open, out by ${showTime(visit.expectedEnd, now.zone)}.`,
    'If you are out, text LEFT. If not, EXTEND 20 or SOS.',
  );

// To the responders.

/** A drill's own word in front leaves less room, and its link is to be practised too. */
const unlessDrill = (about: About, words: string): string => (about.drill ? '' : words);

/** To the page on which it can be answered as well; left out whole where it does not fit. */
type Link = string | null;

const again = (times: number): string => (times > 1 ? `REPEAT ${times}: ` : '');

export const askOverdueContact = (
  about: About,
  due: Instant,
  visit: string,
  now: Clock,
  times: number,
  url: Link = null,
): string =>
  aboutAll(
    about,
    ({ who }) => [
      `${about.reference} ${again(times)}OVERDUE ${who}, due out ${showTime(due, now.zone)}${unlessDrill(about, ` (${visit})`)}. Ring them now.`,
      `Reply ${about.reference} SAFE, NO, EXTEND 30 or ACK`,
    ],
    url,
  );

export const askOverdueManager = (
  about: About,
  due: Instant,
  attempts: number,
  now: Clock,
  times: number,
  url: Link = null,
): string =>
  aboutAll(
    about,
    ({ who }) => [
      `${about.reference} ${again(times)}OVERDUE ${who}, due out ${showTime(due, now.zone)}.${unlessDrill(about, ' Not reached.')} Ring ${attempts === 2 ? 'twice' : `${attempts} times`}.`,
      `Reply ${about.reference} SAFE, NO, EXTEND 30 or ACK`,
    ],
    url,
  );

export const askSos = (about: About, times: number, url: Link = null): string =>
  aboutAll(
    about,
    ({ who }) =>
      about.drill
        ? exercise.askSos(about.reference, again(times), who)
        : [
            `${about.reference} ${again(times)}SOS from ${who}. Ring them now; if in doubt the police.`,
            `Reply ${about.reference} ACK, SAFE, NO or POLICE`,
          ],
    url,
  );

export const askDevice = (about: About, times: number, url: Link = null): string =>
  aboutAll(
    about,
    ({ who }) => [
      `${about.reference} ${again(times)}LONE WORKER DEVICE set off by ${who}. Ring the alarm centre now.`,
      `Reply ${about.reference} ACK, SAFE or POLICE`,
    ],
    url,
  );

export const askAlertCode = (about: About, url: string, times: number): string =>
  aboutAll(
    about,
    ({ each }) =>
      about.drill
        ? exercise.askAlertCode(about.reference, again(times), each)
        : [
            `${about.reference} ${again(times)}ALERT CODE from ${each}. DO NOT CALL THEM. Ring the police now.`,
            `Reply ${about.reference} POLICE and their ref`,
          ],
    url,
  );

export const askPolice = (about: About, url: string, times: number): string =>
  aboutAll(
    about,
    ({ each }) =>
      about.drill
        ? exercise.askPolice(about.reference, again(times), each)
        : [
            `${about.reference} ${again(times)}RING THE POLICE NOW: contact lost with ${each}.`,
            `Reply ${about.reference} POLICE and their ref`,
          ],
    url,
  );

export const askNews = (about: About, toldAt: Instant, now: Clock, url: Link = null): string =>
  aboutAll(
    about,
    ({ each, are }) => [
      `${about.reference} still open, police told ${showTime(toldAt, now.zone)}.`,
      `When ${each} ${are} safe reply ${about.reference} SAFE`,
    ],
    url,
  );

export const tellContactOfAlertCode = (about: About): string =>
  aboutAll(about, ({ each }) =>
    about.drill
      ? exercise.tellContactOfAlertCode(about.reference, each)
      : [
          `${about.reference} ALERT CODE from ${each}. DO NOT CALL OR TEXT THEM.`,
          'Their manager is being asked to ring the police.',
        ],
  );

export const tellLeaders = (
  about: About,
  kind: string,
  by: string | null,
  toldAt: Instant | null,
  now: Clock,
): string =>
  aboutAll(about, ({ each }) => [
    toldAt === null
      ? `${about.reference} ${kind} about ${each}: police not yet told.`
      : `${about.reference} ${kind} about ${each}: police told ${showTime(toldAt, now.zone)} by ${first(by ?? '')}.`,
    'Details in Allswell.',
  ]);

export const stoodDown = (about: About, at: Instant, by: string, outcome: string, now: Clock): string =>
  oneSegment(`${about.reference} STOOD DOWN ${showTime(at, now.zone)} by ${first(by)}: ${cut(outcome, 70)}.`);

export const passOn = (about: About, from: string, words: string): string =>
  about.drill
    ? exercise.passOn(about.reference, first(from), cut(words, 70))
    : oneSegment(`${about.reference} text from ${first(from)}: "${cut(words, 100)}"`);

/** A word that ends nothing. Nobody is sent to telephone a person who used the alert code (HVPF 8.3.5). */
export const inform = (about: About, by: string, what: string, covert: boolean): string =>
  aboutAll(about, ({ each, none }) => [
    `${about.reference} ${first(by)} says: ${cut(what, about.also?.length ? 45 : 60)}.`,
    covert
      ? `DO NOT CALL ${none}: once seen safe, ${about.reference} SAFE ends it.`
      : `Speak to ${each}, then ${about.reference} SAFE to end it.`,
  ]);

export const deviceToo = (about: About, wearer: string): string =>
  oneSegment(
    `${about.reference} LONE WORKER DEVICE of ${first(wearer)} has been set off too. Tell the police, if they are being told.`,
  );

export const policeToldBy = (about: About, by: string, policeReference: string | null): string =>
  aboutAll(about, ({ each }) => [
    `${about.reference} police told by ${first(by)} about ${each}.`,
    policeReference && `Ref ${cut(policeReference, 40)}.`,
    'No need to ring them again.',
  ]);

// Answers to the responders.

export const ackNoted = (reference: string, until: Instant, next: string, now: Clock): string =>
  oneSegment(`${reference}: yours until ${showTime(until, now.zone)}.`, next);

export const afterAck = (reference: string): string =>
  `Then reply ${reference} SAFE, ${reference} NO or ${reference} EXTEND 30`;

export const ringPolice = (reference: string, url: string, drill = false): string =>
  drill
    ? exercise.policeStep(reference)
    : oneSegment(`${reference}: ring the police now. Then reply ${reference} POLICE and their ref`, url);

export const attemptNoted = (reference: string, done: number, wanted: number): string =>
  oneSegment(
    `${reference}: no answer, ${done} of ${wanted}. Ring once more, then reply ${reference} NO or ${reference} SAFE`,
  );

export const passedUp = (reference: string): string =>
  oneSegment(`${reference}: no answer noted. The manager is being asked now.`);

/** `whom`: where more than one went, for "safe" said of the one must not be taken for word of the other unseen. */
export const safeNoted = (reference: string, whom: readonly string[] = []): string =>
  whom.length === 0
    ? oneSegment(`${reference}: safe, noted. Stood down. Thank you.`)
    : aboutAll(sayFirst(whom), ({ each }) => [`${reference}: ${each} safe, noted. Stood down. Thank you.`]);

/** "Safe" was said of some only, or of one who was not named. */
export const safeButForOthers = (reference: string, safe: readonly string[], others: readonly string[]): string =>
  aboutAll(sayFirst(others), ({ each }) => [
    safe.length > 0
      ? `${reference}: noted of ${cut(eachOf(safe), 40)}. It goes on for ${each}: reply ${reference} SAFE once they are safe too`
      : `${reference}: which of them? It goes on for ${each}: reply ${reference} SAFE once each of them is safe`,
  ]);

const sayFirst = ([name = '', ...also]: readonly string[]): Pick<About, 'name' | 'also'> => ({ name, also });

export const standDownNoted = (reference: string): string =>
  oneSegment(`${reference}: noted, with your reason. Stood down. Thank you.`);

export const extendNoted = (reference: string, end: Instant, now: Clock, drill = false): string =>
  drill
    ? exercise.extendNoted(reference)
    : oneSegment(`${reference}: extended, out by ${showTime(end, now.zone)}. Stood down and watched again.`);

export const policeNoted = (reference: string, policeReference: string | null): string =>
  policeReference
    ? oneSegment(
        `${reference}: police told, ref ${cut(policeReference, 40)}. Noted. When safe, reply ${reference} SAFE`,
      )
    : oneSegment(
        `${reference}: police told, noted. Their ref? Reply ${reference} POLICE and the ref. When safe, ${reference} SAFE`,
      );

export const codeNoted = (reference: string, ...whom: readonly string[]): string =>
  aboutAll(sayFirst(whom), ({ none }) => [
    `${reference}: alert code noted. DO NOT CALL ${none}. Their manager is being asked to ring the police.`,
  ]);

export const onlyManagerEnds = (reference: string): string =>
  oneSegment(`${reference}: noted and passed on. Only a manager can end it now.`);

export const notedOnly = (reference: string): string => oneSegment(`${reference}: noted. It goes on as it is.`);

export const handedOver = (reference: string, to: string, until: Instant, now: Clock): string =>
  oneSegment(
    `${reference}: ${first(to)} is being asked in your place.`,
    `The time runs on: until ${showTime(until, now.zone)}.`,
  );

export const notHandedOver = (reference: string, to: string): string =>
  oneSegment(`${reference}: not handed over. ${first(to)} cannot be asked for it now. It is still yours.`);

export const notTheirsToHandOver = (reference: string): string =>
  oneSegment(`${reference}: not handed over. It does not wait for you now. It goes on as it is.`);

export const closedIncident = (reference: string, at: Instant, by: string, now: Clock): string =>
  oneSegment(`${reference} was ended ${showTime(at, now.zone)} by ${first(by)}. Your answer is noted.`);

/** To whoever reported from a page that was older than what has happened since. */
export const changedSince = (reference: string, kind: IncidentKind): string =>
  oneSegment(`${reference}: not taken. It has become ${CHANGED[kind]} since. Read what is so now, then answer again.`);

/** To whoever reported from a page that named others than whom it is about now. */
export const aboutOthersSince = (reference: string, whom: readonly string[]): string =>
  aboutAll(sayFirst(whom), ({ each }) => [
    `${reference}: not taken. It is about ${each} now. Read what is so now, then answer again.`,
  ]);

/** To whoever told the police, and did not know yet what it had become: what they told is in the record. */
export const policeToldOfLess = (reference: string, kind: IncidentKind): string =>
  oneSegment(`${reference}: noted, but it has become ${CHANGED[kind]} since. Ring the police again and say so.`);

const CHANGED: Readonly<Record<IncidentKind, string>> = {
  overdue: 'an overdue visit',
  alert_code: 'an ALERT CODE',
  device: 'a device alarm',
  sos: 'an SOS',
};

export const howMuchLonger = (reference: string): string =>
  oneSegment(`${reference}: how much longer? Reply ${reference} EXTEND 30`);

export const responderWords = (reference: string): string =>
  oneSegment(`${reference}: not understood. Reply ${reference} and SAFE, NO, EXTEND 30, POLICE and ref, CODE or ACK`);

export const whichIncident = (choices: readonly string[]): string =>
  oneSegment('Which one? Nothing was changed. Start with its number:', ...choices);

export const whichVisit = (choices: readonly string[]): string =>
  oneSegment('Which visit? Nothing was changed. Text one of:', ...choices);

export const unknownReference = (reference: string): string =>
  oneSegment(`${reference} is not a number of yours. Nothing was changed.`);

// To contacts and managers, in quiet times.

export const tellContactOfChange = (visit: Visit, name: string, what: string, now: Clock): string =>
  oneSegment(`${visit.reference} ${first(name)}: ${what}, out by ${showTime(visit.expectedEnd, now.zone)}.`);

export const tellContactOfUnplanned = (visit: Visit, name: string, mobile: string | null, now: Clock): string =>
  oneSegment(
    `${visit.reference} ${first(name)} ${dialled(mobile)} has arrived somewhere that is not in the diary, out by ${showTime(visit.expectedEnd, now.zone)}. Ask where.`,
  );

export const badNumber = (name: string, mobile: string | null): string =>
  oneSegment(
    `${first(name)} ${dialled(mobile)} cannot be texted: the number is wrong or cannot take texts. Ring them, and mend the number.`,
  );

export const phoneCutOff = (name: string, mobile: string | null): string =>
  oneSegment(
    `${first(name)} ${dialled(mobile)} can no longer get texts from Allswell: they texted a stop word. Ask them to text START. Until then, ring them.`,
  );

// Of the service itself.

/** To a manager, after a time in which nobody watched (P3, P12). */
export const monitoringGap = (
  gap: { readonly from: Instant; readonly to: Instant },
  visits: { readonly underWay: number; readonly late: number },
  zone: string,
): string =>
  oneSegment(
    gap.from < gap.to
      ? `Allswell did not watch ${showTime(gap.from, zone)} to ${showTime(gap.to, zone)}.`
      : `Allswell did not watch for a while until ${showTime(gap.to, zone)}.`,
    `${count(visits.underWay)} of your unit under way, ${visits.late} now acted on late.`,
    'Check on your people.',
  );

const count = (visits: number): string => (visits === 1 ? '1 visit' : `${visits} visits`);

/** To everyone who is out, and their contacts, when the service cannot do its work (P12). Sent without its database. */
export const notWatching = (since: Instant, zone: string): string =>
  oneSegment(
    `Allswell has a fault and has not watched since ${showTime(since, zone)}.`,
    'Ring your contact or office now, and again when you leave. Contacts: ring your people.',
  );
