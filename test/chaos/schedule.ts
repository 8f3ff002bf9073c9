import { Dice } from './dice.js';
import { PRACTITIONERS, RESPONDERS, CLOSER, TEAM_1, type Person } from './office.js';

/**
 * What is to happen in a run, all of it out of one seed: who goes where, who texts what, and what breaks. Times are
 * milliseconds from the moment at which the run begins, unless they are said to be from something else.
 */
export interface Schedule {
  readonly seed: number;
  readonly engine: Engine;
  readonly processes: readonly ProcessPlan[];
  /** Responders who are entered as absent, and those whose number nobody has. */
  readonly absent: readonly string[];
  readonly withoutPhone: readonly string[];
  readonly visits: readonly VisitPlan[];
  readonly texts: readonly TextPlan[];
  readonly replies: readonly ReplyPlan[];
  readonly faults: readonly Fault[];
}

export type Engine = 'postgres' | 'redis';

export interface ProcessPlan {
  readonly role: 'all' | 'web' | 'worker';
  /** So far its clock is ahead; behind when negative. */
  readonly skew: number;
}

export interface VisitPlan {
  readonly id: number;
  readonly attendees: readonly string[];
  /** When it is put into the diary. */
  readonly at: number;
  /** The planned start after that, and how long it is planned to take. */
  readonly startsIn: number;
  readonly lasts: number;
}

export const PRACTITIONER_WORDS = [
  'ARRIVED',
  'LEFT',
  'EXTEND 1',
  'NO ACCESS',
  'ABANDON',
  'SOS',
  'PHRASE',
  'CHAT',
] as const;
export type PractitionerWord = (typeof PRACTITIONER_WORDS)[number];

/** What a practitioner texts, so long after the visit was put into the diary. */
export interface TextPlan {
  readonly visit: number;
  readonly from: string;
  readonly after: number;
  readonly say: PractitionerWord;
}

export const RESPONDER_WORDS = ['ACK', 'SAFE', 'NO', 'EXTEND 1', 'POLICE', 'CODE'] as const;
export type ResponderWord = (typeof RESPONDER_WORDS)[number];

/** What a responder answers to the nth text that asks them something, and how long they take. Unwritten: silence. */
export interface ReplyPlan {
  readonly person: string;
  readonly nth: number;
  readonly after: number;
  readonly say: ResponderWord;
}

export type Fault = ProcessFault | StoreFault | ProviderFault;

export interface ProcessFault {
  readonly kind: 'kill' | 'freeze' | 'rolling restart';
  readonly at: number;
  readonly lasts: number;
  /** Which of the processes; a rolling restart takes them all, one after the other. */
  readonly process: number;
}

export interface StoreFault {
  readonly kind:
    'postgres killed' | 'postgres paused' | 'connections cut' | 'redis killed' | 'redis paused' | 'redis flushed';
  readonly at: number;
  readonly lasts: number;
}

export interface ProviderFault {
  readonly kind: Weather;
  readonly at: number;
  readonly lasts: number;
  /** How many of the requests, texts or callbacks in that time it hits. */
  readonly share: number;
  /** Whose phone; null: everyone's. */
  readonly phone: string | null;
}

/** What the provider does: to a request to send, to the callbacks about it, to a phone, to webhooks of incoming texts. */
export const WEATHER = [
  'throttled',
  'server error, not taken',
  'server error, taken',
  'hang, not taken',
  'hang, taken',
  'reset, taken',
  'reset, taken, not told of',
  'truncated, taken',
  'list lags',
  'no callbacks',
  'late callbacks',
  'double callbacks',
  'shuffled callbacks',
  'undelivered',
  'lost webhooks',
  'double webhooks',
  'late webhooks',
  'shuffled webhooks',
] as const;
export type Weather = (typeof WEATHER)[number];

export type FaultKind = Fault['kind'];

/** Faults begin and end within this; then everything is made whole, and the checker begins to count. */
export const ALL_CLEAR = 10_000;
/** What is due until then is judged. */
export const JUDGED_UNTIL = 18_000;

const SECOND = 1_000;

export function scheduleOf(seed: number, engine: Engine): Schedule {
  const dice = new Dice(seed);
  const visits = visitsOf(dice);
  return {
    seed,
    engine,
    processes: processesOf(dice),
    absent: dice.chance(0.35) ? absentees(dice) : [],
    withoutPhone: dice.chance(0.15) ? absentees(dice) : [],
    visits,
    texts: visits.flatMap((visit) => visit.attendees.flatMap((person) => textsOf(dice, visit, person))),
    replies: RESPONDERS.filter(({ id }) => id !== CLOSER).flatMap((person) => repliesOf(dice, person)),
    faults: faultsOf(dice),
  };
}

function processesOf(dice: Dice): ProcessPlan[] {
  const roles = dice.weighted<readonly ProcessPlan['role'][]>([
    [['all'], 3],
    [['all', 'all'], 4],
    [['web', 'worker'], 2],
    [['all', 'all', 'all'], 2],
    [['web', 'worker', 'worker'], 2],
    [['web', 'web', 'worker'], 1],
  ]);
  return roles.map((role) => ({ role, skew: dice.chance(0.25) ? dice.between(-30, 30) * SECOND : 0 }));
}

/** The PDU head is always there: with nobody at all there would be nobody to ask. */
const absentees = (dice: Dice): string[] =>
  dice.some(
    RESPONDERS.filter(({ roles }) => roles.includes('contact') || roles.includes('manager')).map(({ id }) => id),
    dice.between(1, 2),
  );

function visitsOf(dice: Dice): VisitPlan[] {
  const people = PRACTITIONERS.map(({ id }) => id);
  const visits: VisitPlan[] = [];
  const going = dice.some(people, dice.between(2, 5));
  while (going.length > 0) {
    const first = going.shift() as string;
    const second = going[0];
    const together = second !== undefined && teamOf(first) === teamOf(second) && dice.chance(0.15);
    if (together) going.shift();
    visits.push({
      id: visits.length + 1,
      attendees: together ? [first, second] : [first],
      at: dice.between(0, 1_500),
      startsIn: dice.between(0, 500),
      lasts: dice.between(1_000, 4_000),
    });
  }
  return visits;
}

const teamOf = (id: string): string => PRACTITIONERS.find((one) => one.id === id)?.unit ?? TEAM_1;

type Say = readonly [PractitionerWord, number];

/** One practitioner's texts in a visit, by how it goes. */
function textsOf(dice: Dice, visit: VisitPlan, from: string): TextPlan[] {
  const arrives = visit.startsIn + dice.between(0, 600);
  const ends = visit.startsIn + visit.lasts;
  const inside = (): number => dice.between(arrives + 200, Math.max(arrives + 300, ends));
  const tooLate = (): number => ends + dice.between(2_500, 10_000);
  const arrival: Say = ['ARRIVED', arrives];
  const says = dice.weighted<() => Say[]>([
    [() => [arrival, ['LEFT', inside()]], 4],
    [() => [arrival], 4],
    [() => [], 1],
    [() => [['LEFT', inside()]], 0.5],
    [() => [arrival, ['LEFT', tooLate()]], 2],
    [() => [arrival, ['EXTEND 1', inside()]], 1],
    [() => [arrival, ['EXTEND 1', tooLate()]], 1],
    [() => [['NO ACCESS', arrives]], 0.5],
    [() => [['ABANDON', arrives]], 0.5],
    [() => [arrival, ['SOS', inside()]], 1],
    [() => [arrival, ['SOS', tooLate()], ['LEFT', tooLate()]], 0.5],
    [() => [arrival, ['PHRASE', inside()]], 1],
    [() => [arrival, ['PHRASE', inside()], ['LEFT', tooLate()]], 1],
    [() => [arrival, ['PHRASE', tooLate()], ['CHAT', tooLate()]], 1],
    [() => [arrival, ['CHAT', inside()], ['LEFT', inside()]], 0.5],
  ])();
  return says
    .map(([say, after]): TextPlan => ({ visit: visit.id, from, after, say }))
    .sort((a, b) => a.after - b.after);
}

function repliesOf(dice: Dice, person: Person): ReplyPlan[] {
  const isContact = person.roles.includes('contact');
  const words: readonly (readonly [ResponderWord | null, number])[] = isContact
    ? [
        [null, 6],
        ['NO', 2],
        ['ACK', 2],
        ['SAFE', 1],
        ['EXTEND 1', 0.5],
        ['CODE', 0.5],
      ]
    : [
        [null, 6],
        ['ACK', 2],
        ['NO', 2],
        ['POLICE', 1.5],
        ['SAFE', 0.7],
        ['EXTEND 1', 0.3],
      ];
  return [1, 2, 3, 4].flatMap((nth) => {
    const say = dice.weighted(words);
    return say === null ? [] : [{ person: person.id, nth, after: dice.between(200, 3_000), say }];
  });
}

const PROCESS_FAULTS: readonly (readonly [ProcessFault['kind'], number])[] = [
  ['kill', 5],
  ['freeze', 3],
  ['rolling restart', 1],
];
const STORE_FAULTS: readonly (readonly [StoreFault['kind'], number])[] = [
  ['postgres killed', 2],
  ['postgres paused', 2],
  ['connections cut', 2],
  ['redis killed', 1],
  ['redis paused', 1],
  ['redis flushed', 1],
];

/** None at all in some runs: what goes wrong without any fault is the easiest to mend. */
function faultsOf(dice: Dice): Fault[] {
  const count = dice.weighted<number>([
    [0, 1],
    [1, 2],
    [2, 3],
    [3, 3],
    [4, 3],
    [5, 2],
    [7, 1],
  ]);
  return Array.from({ length: count }, (): Fault => {
    const at = dice.between(300, 8_000);
    const lasts = dice.between(300, Math.min(6_000, ALL_CLEAR - at));
    return dice.weighted<() => Fault>([
      [() => ({ kind: dice.weighted(PROCESS_FAULTS), at, lasts, process: dice.between(0, 2) }), 4],
      [() => ({ kind: dice.weighted(STORE_FAULTS), at, lasts }), 3],
      [() => providerFault(dice, at, lasts), 5],
    ])();
  }).sort((a, b) => a.at - b.at);
}

/** Those on visits, and those who are asked first. */
const OFTEN_TEXTED = [
  ...PRACTITIONERS.map(({ id }) => id),
  ...['contact-1', 'contact-3', 'manager-1', 'manager-2', 'manager-3'],
];

function providerFault(dice: Dice, at: number, lasts: number): ProviderFault {
  // What delays a text, so that things have changed by the time it can go, is the most telling.
  const kind = dice.chance(0.2) ? 'throttled' : dice.oneOf(WEATHER);
  const onePhone = kind === 'undelivered' || dice.chance(0.15);
  return {
    kind,
    at,
    lasts,
    share: dice.oneOf([0.3, 0.6, 1, 1]),
    phone: onePhone ? dice.oneOf(OFTEN_TEXTED) : null,
  };
}

/** The schedule without faults of these kinds: for what a service is known not to stand up to. */
export const without = (schedule: Schedule, kinds: readonly string[]): Schedule => ({
  ...schedule,
  faults: schedule.faults.filter(({ kind }) => !kinds.includes(kind)),
});
