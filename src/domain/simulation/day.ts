import * as fc from 'fast-check';
import type { VisitKind } from '../visit/visit.js';
import { MANAGERS, RESPONDERS, type Oddities } from './office.js';
import { COVERT } from './words.js';

/**
 * A random day: one visit, an office with gaps, texts, answers, silence, failures, outages, both clock changes. A day is
 * plain data, so that fast-check can shrink one that breaks a promise to the few events that matter.
 */
export interface Day {
  /** Local date. */
  readonly date: string;
  /** Minutes since local midnight, and minutes. */
  readonly start: number;
  readonly length: number;
  readonly kind: VisitKind;
  readonly who: readonly string[];
  readonly departurePin: 'never' | 'during_incident' | 'always';
  readonly office: Oddities & { readonly optedOut: readonly string[] };
  /** From some moment on the office is otherwise. */
  readonly officeLater: { readonly after: number; readonly office: Oddities } | null;
  readonly happenings: readonly Happening[];
  /** How whoever is asked reacts, used up in the order of the asking; with none left, silence. */
  readonly reactions: readonly Reaction[];
  /** They react to nothing but an alert code. */
  readonly covertOnly?: boolean;
  readonly outages: readonly Outage[];
}

/** `after`: seconds since half an hour before the planned start. */
export interface Happening {
  readonly after: number;
  readonly what:
    | { readonly texts: string; readonly words: string }
    | { readonly replies: string; readonly words: string }
    | { readonly codeTo: string }
    | { readonly device: string }
    | { readonly endMovedBy: number }
    | { readonly startMovedBy: number }
    | { readonly attendees: readonly string[] }
    | { readonly cancels: true }
    | { readonly failed: string };
}

export interface Reaction {
  /** Seconds after being asked. */
  readonly after: number;
  readonly does: 'nothing' | 'fails' | { readonly replies: string };
}

export interface Outage {
  readonly after: number;
  readonly lasts: number;
}

const NUMBERS = [0, 1, 3, 5, 10, 20, 45, 90, 400, 720, 721];
const HUGE = '999999999999999';
const minutes = fc.constantFrom(...NUMBERS.map(String), HUGE);
const until = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 15, 30, 59))
  .map(([h, m]) => `UNTIL ${pad(h)}:${pad(m)}`);
const pad = (value: number): string => String(value).padStart(2, '0');
const span = fc.oneof({ weight: 5, arbitrary: minutes }, { weight: 1, arbitrary: until });
const withSpan = (verb: string): fc.Arbitrary<string> =>
  fc.option(span, { nil: null, freq: 5 }).map((one) => (one === null ? verb : `${verb} ${one}`));

/** What a practitioner may text, without the covert phrase. */
export const openWords: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: withSpan('ARRIVED') },
  { weight: 4, arbitrary: fc.constantFrom('LEFT', 'LEFT 1234', 'LEFT 9999', 'LEFT BOTH') },
  { weight: 3, arbitrary: withSpan('EXTEND') },
  { weight: 2, arbitrary: withSpan('LATE') },
  { weight: 1, arbitrary: fc.constantFrom('NO ACCESS', 'ABANDON', 'SOS') },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }).map((words) => `said ${words}`) },
);
const practitionerWords = fc.oneof({ weight: 20, arbitrary: openWords }, { weight: 1, arbitrary: fc.constant(COVERT) });

export const responderWords: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('ACK', 'NO', 'NO NO', 'POLICE 0042', 'POLICE', 'HAND mona', 'HAND colin') },
  { weight: 2, arbitrary: withSpan('EXTEND') },
  { weight: 1, arbitrary: fc.constantFrom('SAFE', 'SAFE seen', 'CODE', 'what?') },
);

/** Most of what happens, happens around the visit. */
const moment = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 120 * 60 }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 300 * 60 }) },
);

const happening = (what: fc.Arbitrary<Happening['what']>): fc.Arbitrary<Happening> =>
  fc.record({ after: moment, what });

/** Someone of the office outside the visit, an outsider, and a practitioner who tries a responder's word. */
const replier = fc.constantFrom(...RESPONDERS, 'olive', 'priya');

const HAPPENINGS = {
  texts: happening(
    fc.record({ texts: fc.constantFrom('priya', 'priya', 'priya', 'ben', 'olive'), words: practitionerWords }),
  ),
  openTexts: happening(fc.record({ texts: fc.constantFrom('priya', 'priya', 'ben'), words: openWords })),
  replies: happening(fc.record({ replies: replier, words: responderWords })),
  desk: happening(
    fc.oneof(
      fc.record({ endMovedBy: fc.constantFrom(-20, 15, 60) }),
      fc.record({ startMovedBy: fc.constantFrom(-10, 30) }),
      fc.record({ attendees: fc.subarray(['priya', 'ben', 'lena']) }),
      fc.record({ cancels: fc.constant(true as const) }),
    ),
  ),
  machine: happening(
    fc.oneof(fc.record({ device: fc.constant('priya') }), fc.record({ failed: fc.constantFrom(...RESPONDERS) })),
  ),
  code: happening(fc.record({ codeTo: fc.constantFrom('carol', 'colin', 'lena') })),
};

const reaction = (words: fc.Arbitrary<string>): fc.Arbitrary<Reaction> =>
  fc.record({
    after: fc.constantFrom(5, 30, 59, 100, 179, 180, 250, 301),
    does: fc.oneof(
      { weight: 2, arbitrary: fc.constantFrom('nothing' as const, 'fails' as const) },
      { weight: 2, arbitrary: fc.record({ replies: words }) },
    ),
  });

const failure: fc.Arbitrary<Reaction> = fc.record({
  after: fc.constantFrom(1, 30, 60),
  does: fc.constantFrom('nothing' as const, 'fails' as const),
});

const some = (people: readonly string[]): fc.Arbitrary<string[]> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant<string[]>([]) }, { weight: 2, arbitrary: fc.subarray([...people]) });

const oddities = fc.record({
  rota: fc.constantFrom<readonly string[]>(['carol', 'colin'], ['carol'], [], ['lena', 'carol'], ['priya', 'carol']),
  absent: some(RESPONDERS),
  withoutMobile: some([...RESPONDERS, 'priya']),
  withoutLineManager: fc.subarray(['priya']),
  headless: fc.subarray(['pdu-1', 'region-1']),
});

const outages = fc.array(fc.record({ after: moment, lasts: fc.constantFrom(5, 90, 600, 3_600, 10_800) }), {
  maxLength: 2,
});

const setting = {
  date: fc.constantFrom('2026-12-01', '2026-06-15', '2026-03-28', '2026-03-29', '2026-10-24', '2026-10-25'),
  start: fc.integer({ min: 0, max: 1_439 }),
  length: fc.constantFrom(1, 10, 45, 90, 240),
  kind: fc.constantFrom<VisitKind>('alone', 'alone', 'in_pairs', 'joint', 'home_safe', 'unplanned'),
  who: fc.constantFrom(['priya'], ['priya'], ['priya', 'ben']),
  departurePin: fc.constantFrom('never' as const, 'never' as const, 'during_incident' as const, 'always' as const),
  office: fc.tuple(oddities, some(RESPONDERS)).map(([one, optedOut]) => ({ ...one, optedOut })),
  officeLater: fc.option(fc.record({ after: moment, office: oddities }), { nil: null, freq: 5 }),
};

/** Anything at all. */
export const anyDay: fc.Arbitrary<Day> = fc.record({
  ...setting,
  happenings: fc.array(
    fc.oneof(
      { weight: 8, arbitrary: HAPPENINGS.texts },
      { weight: 3, arbitrary: HAPPENINGS.replies },
      { weight: 1, arbitrary: HAPPENINGS.desk },
      { weight: 1, arbitrary: HAPPENINGS.machine },
      { weight: 1, arbitrary: HAPPENINGS.code },
    ),
    { maxLength: 10 },
  ),
  reactions: fc.array(reaction(responderWords), { maxLength: 12 }),
  outages: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: outages }),
});

/** Nobody of the office answers; the practitioner may text what they like. */
export const silentDay: fc.Arbitrary<Day> = fc.record({
  ...setting,
  happenings: fc.array(
    fc.oneof(
      { weight: 8, arbitrary: HAPPENINGS.texts },
      { weight: 1, arbitrary: HAPPENINGS.machine },
      { weight: 1, arbitrary: HAPPENINGS.code },
    ),
    {
      maxLength: 6,
    },
  ),
  reactions: fc.array(failure, { maxLength: 20 }),
  outages: fc.constant([]),
});

/** Everyone says "I'm on it", some of them often, and nobody says anything else. */
export const dayOfPromises: fc.Arbitrary<Day> = fc.record({
  ...setting,
  happenings: fc.array(
    fc.oneof(
      HAPPENINGS.openTexts,
      happening(fc.record({ replies: fc.constantFrom(...RESPONDERS), words: fc.constant('ACK') })),
    ),
    {
      maxLength: 12,
    },
  ),
  reactions: fc.array(reaction(fc.constant('ACK')), { maxLength: 20 }),
  outages: fc.constant([]),
});

/** The practitioners' texts and nothing else: what P8 compares. */
export const overtDay: fc.Arbitrary<Day> = fc
  .record({
    ...setting,
    kind: fc.constantFrom<VisitKind>('alone', 'home_safe', 'unplanned'),
    officeLater: fc.constant(null),
    happenings: fc.array(HAPPENINGS.openTexts, { maxLength: 10 }),
    reactions: fc.constant([]),
    outages: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: outages }),
  })
  // The PIN "during an incident" for one person only: a colleague's ARRIVED moves the end of a visit whose alarm stays open, and
  // from then on it is the alarm and not the time that asks for the PIN.
  .map((day) => (day.departurePin === 'during_incident' ? { ...day, who: ['priya'] } : day));

/** How responders may behave while an alert code is to go on running: no manager ends it. */
export const thatEndNothing = {
  reactions: fc.array(reaction(fc.constantFrom('ACK', 'NO', 'NO NO', 'POLICE 7', 'EXTEND 30', 'CODE', 'what?')), {
    maxLength: 12,
  }),
  replies: fc.array(
    fc.oneof(
      happening(
        fc.record({
          replies: fc.constantFrom(...MANAGERS),
          words: fc.constantFrom('ACK', 'NO', 'POLICE 7', 'EXTEND 30'),
        }),
      ),
      happening(
        fc.record({ replies: fc.constantFrom('carol', 'colin', 'olive', 'priya', 'ben'), words: responderWords }),
      ),
    ),
    { maxLength: 6 },
  ),
};
