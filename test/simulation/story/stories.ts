import { MINUTE, SECOND, type Instant } from '../../../src/domain/time/instant.js';
import { COVERT, type PlannedVisit, type Saying, type Schedule } from './schedule.js';

/** Fixed stories, in each of which every single effect is made to fail in turn. Nothing else goes wrong in them. */
export interface FixedStory {
  readonly name: string;
  readonly schedule: Schedule;
}

const BEGINS: Instant = Date.UTC(2026, 11, 1, 14);

const after = (minutes: number, seconds = 0): Instant => BEGINS + minutes * MINUTE + seconds * SECOND;

interface Told {
  readonly visits?: readonly Partial<PlannedVisit>[];
  readonly sayings: readonly Saying[];
  /** How likely whoever is asked is to answer. */
  readonly answers: number;
  readonly minutes: number;
  readonly machines?: number;
  readonly stopped?: readonly [from: Instant, to: Instant];
  readonly seed?: number;
}

function story(
  name: string,
  { visits = [{}], sayings, answers, minutes, machines = 2, stopped, seed = 1 }: Told,
): FixedStory {
  const schedule: Schedule = {
    seed,
    begins: BEGINS,
    ends: after(minutes),
    calmFrom: after(minutes - 2),
    office: { rota: ['carol', 'colin'], absent: [], withoutMobile: [], headless: [] },
    machines: Array.from({ length: machines }, () => ({ phase: 0, clockAhead: 0 })),
    visits: visits.map((visit) => ({
      kind: 'alone',
      who: ['priya'],
      from: after(5),
      to: after(15),
      poisonedFrom: Infinity,
      ...visit,
    })),
    sayings,
    outages: stopped ? [{ kind: 'stopped', from: stopped[0], to: stopped[1] }] : [],
    mishapRate: 0,
    callsTakeTime: false,
    wakeUps: false,
    batch: 200,
    provider: {
      refused: 0,
      tryAgain: 0,
      unknownButSent: 0,
      unknownNotSent: 0,
      neverArrives: 0,
      reportLost: 0,
      reportTwice: 0,
      webhookLost: 0,
      webhookTwice: 0,
      webhookLate: 0,
      listLags: 0,
    },
    answers,
  };
  return { name, schedule };
}

const says = (who: string, at: Instant, words: Saying['words']): Saying => ({ who, at, words });

export const STORIES: readonly FixedStory[] = [
  story('a visit that goes well', {
    sayings: [says('priya', after(5), 'ARRIVED 10'), says('priya', after(14), 'LEFT')],
    answers: 0,
    minutes: 20,
  }),
  story('nobody answers, up to the police step', {
    sayings: [says('priya', after(5), 'ARRIVED 10')],
    answers: 0,
    minutes: 48,
  }),
  story('people answer', {
    sayings: [says('priya', after(5), 'ARRIVED 10')],
    answers: 1,
    minutes: 45,
    seed: 7,
  }),
  story('an alert code', {
    sayings: [
      says('priya', after(5), 'ARRIVED 10'),
      says('priya', after(12), COVERT),
      says('priya', after(13), 'LEFT'),
    ],
    answers: 1,
    minutes: 28,
    seed: 3,
  }),
  story('an alert code on a visit that is overdue', {
    sayings: [says('priya', after(5), 'ARRIVED 10'), says('priya', after(26), COVERT)],
    answers: 0,
    minutes: 40,
  }),
  story('SOS, and the device', {
    visits: [{}, { who: ['ben'] }],
    sayings: [says('priya', after(6), 'SOS'), says('ben', after(6), { device: true })],
    answers: 1,
    minutes: 25,
    seed: 5,
  }),
  story('an hour in which nothing ran, with a LEFT in it and two visits overdue', {
    visits: [{}, { who: ['ben'] }, { who: ['pat'] }],
    sayings: [
      says('priya', after(5), 'ARRIVED 10'),
      says('ben', after(5), 'ARRIVED 10'),
      says('pat', after(5), 'ARRIVED 10'),
      says('pat', after(16), 'LEFT'),
    ],
    stopped: [after(14), after(74)],
    answers: 0.5,
    minutes: 92,
    seed: 2,
  }),
];
