import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { deadlinesOf, type Deadline } from '../deadlines.js';
import { decide } from '../decide.js';
import type { NewEntry } from '../decision.js';
import type { Input } from '../input.js';
import { standingOf } from '../incident/standing.js';
import type { IncidentKind } from '../policy/policy.js';
import * as wording from '../texting/wording.js';
import { MINUTE } from '../time/instant.js';
import { Turn, type Circumstances } from '../turn.js';
import { openIncident, type Visit } from '../visit/visit.js';
import { anyDay, dayOfPromises, overtDay, silentDay, thatEndNothing, type Day, type Happening } from './day.js';
import { frozen } from './frozen.js';
import { MANAGERS } from './office.js';
import { play, type Played } from './play.js';
import { COVERT } from './words.js';

/** Each promise over random days. A failure prints its seed and the shortest day that breaks it. */
const RUNS = { numRuns: Math.ceil(Number(process.env['SIMULATED_SCHEDULES'] ?? 1_000) / 10) };
const MORE = { numRuns: RUNS.numRuns * 2 };
const FEWER = { numRuns: Math.ceil(RUNS.numRuns / 5) };

const started =
  (step: string) =>
  (entry: NewEntry): boolean =>
    entry.kind === 'step_started' && entry.data['step'] === step;

/** Entries of each alarm from its opening, or its turning into a graver one, until it ends or turns again. */
function alarms({ entries }: Played): { from: NewEntry; then: NewEntry[]; over: NewEntry | undefined }[] {
  return entries.flatMap((from, index) => {
    if (from.kind !== 'incident_opened' && from.kind !== 'incident_changed') return [];
    const rest = entries.slice(index + 1);
    const end = rest.findIndex(({ kind }) => kind === 'stood_down' || kind === 'incident_changed');
    return [{ from, then: end < 0 ? rest : rest.slice(0, end), over: end < 0 ? undefined : rest[end] }];
  });
}

const noBrokenLaw = (played: Played): void => expect(played.broken).toEqual([]);

describe('P2: no deadline is missed, and jobs carry no truth', () => {
  it('a deadline that is early, doubled, stale or made up changes nothing in any state that a day reaches', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const known = new Map<string, Deadline>();
        const look = (visit: Visit, now: Circumstances): void => {
          const standing = deadlinesOf(visit, now.policy);
          const madeUp: Deadline = { key: 'overdue', dueAt: now.at - MINUTE, urgency: 'alarm' };
          for (const deadline of standing) known.set(`${deadline.key} ${deadline.dueAt}`, deadline);
          for (const { key, dueAt } of [...known.values(), madeUp]) {
            const isDue = dueAt <= now.at && standing.some((one) => one.key === key && one.dueAt === dueAt);
            if (isDue) continue;
            const decision = decide(visit, { kind: 'deadline', key, dueAt }, now);
            expect([decision.entries, decision.messages, decision.links]).toEqual([[], [], []]);
            expect(decision.visit).toEqual(visit);
          }
          if (known.size > 12) known.clear();
        };
        noBrokenLaw(play(day, { look }));
      }),
      FEWER,
    );
  });

  it('the order in which deadlines are acted on that are due at once changes neither the texts nor the state', () => {
    const orders: ((due: readonly Deadline[]) => readonly Deadline[])[] = [
      (due) => [...due].reverse(),
      (due) => [...due].sort((a, b) => a.dueAt - b.dueAt),
      (due) => [...due].sort((a, b) => b.dueAt - a.dueAt || a.key.localeCompare(b.key)),
      // The same job twice, and a third time.
      (due) => [...due, ...due, ...due],
    ];
    fc.assert(
      fc.property(anyDay, (day) => {
        const outcome = ({ messages, visit }: Played) => ({
          messages: messages.map(({ at, to, body }) => `${at} ${to} ${body}`).sort(),
          visit: { ...visit, handled: [] },
        });
        const expected = outcome(play(day));
        for (const order of orders) expect(outcome(play(day, { order }))).toEqual(expected);
      }),
      FEWER,
    );
  });

  it('the deadlines follow from state and policy alone', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        play(day, {
          look: (visit, { policy }) => {
            const copy = JSON.parse(JSON.stringify(visit)) as Visit;
            expect(deadlinesOf(copy, policy)).toEqual(deadlinesOf(visit, policy));
          },
        });
      }),
      FEWER,
    );
  });
});

describe('P3: late is caught up, never skipped', () => {
  it('after any outage nothing that has passed is left undone, and what is late says so', () => {
    const days = anyDay.chain((day) =>
      fc
        .array(fc.record({ after: fc.integer({ min: 0, max: 9_000 }), lasts: fc.integer({ min: 20, max: 14_400 }) }), {
          minLength: 1,
          maxLength: 3,
        })
        .map((outages): Day => ({ ...day, outages })),
    );
    let late = 0;
    fc.assert(
      fc.property(days, (day) => {
        const played = play(day);
        noBrokenLaw(played);
        const { visit, entries, policy, until } = played;
        for (const { dueAt } of deadlinesOf(visit, policy)) expect(dueAt).toBeGreaterThan(until);
        for (const entry of entries) {
          if (entry.kind !== 'fault' || entry.data['lateBySeconds'] === undefined) continue;
          late += 1;
          expect(entry.data['lateBySeconds']).toBeGreaterThanOrEqual(10);
          expect(entry.incidentId).not.toBeNull();
        }
      }),
      RUNS,
    );
    expect(late).toBeGreaterThan(RUNS.numRuns / 20);
  });

  it('a visit that was overdue during the outage is alarmed at its very end', () => {
    fc.assert(
      fc.property(silentDay, fc.integer({ min: 11, max: 600 }), (day, minutes) => {
        const quiet: Day = {
          ...day,
          happenings: [],
          outages: [{ after: (29 + day.length) * 60, lasts: minutes * 60 }],
        };
        const [opened] = play(quiet).entries.filter(({ kind }) => kind === 'incident_opened');
        const recovered = opened!.at;
        const overdueAt = play({ ...quiet, outages: [] }).entries.find(({ kind }) => kind === 'incident_opened')!.at;
        expect(recovered - overdueAt).toBe(Math.max(0, (minutes - 11) * MINUTE));
      }),
      RUNS,
    );
  });
});

describe('P5 and P6: the chain never ends in silence', () => {
  it('with nobody answering, the police step starts within 15 minutes of the alarm, whoever is absent, unreachable or not named', () => {
    let alarmsSeen = 0;
    fc.assert(
      fc.property(silentDay, (day) => {
        const played = play(day);
        noBrokenLaw(played);
        for (const { from, then, over } of alarms(played)) {
          const end = over?.at ?? played.until;
          if (end - from.at < 15 * MINUTE) continue;
          alarmsSeen += 1;
          const police = then.find(started('police'));
          // Where it was at the police step already, an SOS leaves it there.
          expect(police?.at ?? Infinity).toBeLessThanOrEqual(from.at + 15 * MINUTE);
        }
      }),
      MORE,
    );
    expect(alarmsSeen).toBeGreaterThan(RUNS.numRuns / 2);
  });

  it('and from then on somebody is asked, or a fault is recorded, every two minutes until it ends', () => {
    fc.assert(
      fc.property(silentDay, (day) => {
        const played = play(day);
        for (const { from, then, over } of alarms(played)) {
          const police = then.find(started('police'));
          if (!police) continue;
          const end = over?.at ?? played.until;
          const signs = [...then, from]
            .filter(({ kind, at }) => at >= police.at && (kind === 'asked' || kind === 'fault'))
            .map(({ at }) => at);
          const moments = [police.at, ...signs.sort((a, b) => a - b), end];
          const gaps = moments.slice(1).map((at, index) => at - moments[index]!);
          expect(Math.max(...gaps)).toBeLessThanOrEqual(2 * MINUTE);
        }
      }),
      RUNS,
    );
  });

  it('before that nobody is left waiting longer than a step may take', () => {
    fc.assert(
      fc.property(silentDay, (day) => {
        play(day, {
          look: (visit, now) => {
            const wait = openIncident(visit)?.wait;
            if (wait && wait.until - now.at > 3 * MINUTE) throw new Error(`${wait.for}: ${wait.until - now.at} ms`);
          },
        });
      }),
      RUNS,
    );
  });

  it('P5: delivery, failure and time end nothing: only a person’s word does', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        for (const entry of play(day).entries) if (entry.kind === 'stood_down') expect(entry.by).not.toBe('allswell');
      }),
      RUNS,
    );
  });
});

describe('P7: an acknowledgement buys minutes', () => {
  it('however many say that they are on it, and however often, no step outlasts its time by more than the five minutes of the last', () => {
    let promised = 0;
    fc.assert(
      fc.property(dayOfPromises, (day) => {
        const played = play(day);
        noBrokenLaw(played);
        for (const { from, then, over } of alarms(played)) {
          const policeAt = then.find(started('police'))?.at ?? Infinity;
          promised += then.filter(({ kind, at }) => kind === 'acknowledged' && at <= policeAt).length;
          const { steps } = played.policy.escalations[from.data['kind'] as IncidentKind];
          const latest = steps.reduce(
            (at, step) => (step.kind === 'ask' ? at + step.longest + step.outcomeWithin : at),
            from.at,
          );
          if ((over?.at ?? played.until) > latest) expect(policeAt).toBeLessThanOrEqual(latest);
        }
        for (const { kind, by } of played.entries) if (kind === 'stood_down') expect(['priya', 'ben']).toContain(by);
      }),
      RUNS,
    );
    expect(promised).toBeGreaterThan(RUNS.numRuns / 4);
  });

  it('in the police step each buys the others five minutes once: then it repeats, whatever they say', () => {
    fc.assert(
      fc.property(dayOfPromises, (day) => {
        const played = play(day);
        for (const { then } of alarms(played)) {
          const police = then.findIndex(started('police'));
          if (police < 0) continue;
          const promises = then.slice(police).filter(({ kind }) => kind === 'acknowledged');
          expect(new Set(promises.map(({ by }) => by)).size).toBe(promises.length);
        }
      }),
      RUNS,
    );
  });
});

describe('P8 (HVPF 8.3.5): an alert code stays hidden from whoever can see the phone', () => {
  const repliesTo = (played: Played): string[] =>
    played.messages
      .filter(
        ({ to, purpose, body }) =>
          (to === 'priya' || to === 'ben') && purpose === 'reply' && body !== wording.appointmentCancelled(),
      )
      .map(({ at, to, body }) => `${at} ${to}: ${body}`);

  const raisedBy: fc.Arbitrary<Happening['what'][]> = fc.constantFrom<Happening['what'][]>(
    [{ codeTo: 'carol' }],
    [{ texts: 'priya', words: COVERT }],
    [{ texts: 'priya', words: COVERT }, { codeTo: 'lena' }, { device: 'priya' }],
  );

  /** The same day with an alert code on it, and responders who do everything but end it. */
  const pair = fc.record({
    overt: overtDay,
    after: fc.integer({ min: 0, max: 7_200 }),
    raised: raisedBy,
    reactions: thatEndNothing.reactions,
    replies: thatEndNothing.replies,
  });

  const withAlert = ({
    overt,
    after,
    raised,
    reactions,
    replies,
  }: typeof pair extends fc.Arbitrary<infer T> ? T : never): Day => ({
    ...overt,
    covertOnly: true,
    reactions,
    happenings: [
      ...overt.happenings,
      ...raised.map((what) => ({ after, what })),
      ...replies.map((one) => ({ ...one, after: one.after + after })),
    ],
  });

  it('non-interference: whatever the practitioner texts, every answer is the same, to the letter and the second, with the alarm running and without', () => {
    let compared = 0;
    fc.assert(
      fc.property(pair, (one) => {
        const covert = play(withAlert(one));
        noBrokenLaw(covert);
        const texted = repliesTo(play(one.overt)).filter((line) => !line.includes('is not a number of yours'));
        const hidden = repliesTo(covert).filter((line) => !line.includes('is not a number of yours'));
        expect(hidden).toEqual(texted);
        compared += hidden.length;
      }),
      MORE,
    );
    expect(compared).toBeGreaterThan(RUNS.numRuns);
  });

  it('and nothing is sent to that phone of its own accord while it runs', () => {
    fc.assert(
      fc.property(pair, (one) => {
        const { messages, entries } = play(withAlert(one));
        const raisedAt = entries.find(({ data }) => data['kind'] === 'alert_code')?.at ?? Infinity;
        const unasked = messages.filter(
          ({ to, purpose, at }) => to === 'priya' && purpose !== 'reply' && at > raisedAt,
        );
        expect(unasked).toEqual([]);
      }),
      RUNS,
    );
  });
});

describe('P9: only the right person stands it down', () => {
  it('no text of a practitioner and no word of a contact ends an alert code, before the police were told or after', () => {
    fc.assert(
      fc.property(
        anyDay,
        thatEndNothing.reactions,
        thatEndNothing.replies,
        fc.integer({ max: 1_800, min: 0 }),
        (day, reactions, replies, after) => {
          const happenings = day.happenings
            .filter(({ what }) => !('replies' in what && MANAGERS.includes(what.replies)))
            .filter(({ what }) => !('cancels' in what))
            .concat({ after, what: { texts: 'priya', words: COVERT } }, ...replies);
          const { visit, entries, broken } = play({
            ...day,
            reactions,
            happenings,
            office: { ...day.office, rota: ['carol', 'colin'] },
            officeLater: null,
          });
          expect(broken).toEqual([]);
          const covert = entries.findIndex(({ data }) => data['kind'] === 'alert_code');
          expect(entries.slice(covert).some(({ kind }) => kind === 'stood_down')).toBe(false);
          expect(openIncident(visit)?.kind).toBe('alert_code');
        },
      ),
      RUNS,
    );
  });

  it('once the police have been told, only a manager’s word ends it', () => {
    let ended = 0;
    fc.assert(
      fc.property(anyDay, (day) => {
        const told = new Set<string>();
        const states: { visit: Visit; now: Circumstances }[] = [];
        const { entries } = play(day, { look: (visit, now) => states.push({ visit, now }) });
        for (const { kind, incidentId, by, at } of entries) {
          if (kind === 'police_told') told.add(String(incidentId));
          if (kind !== 'stood_down' || !told.has(String(incidentId))) continue;
          ended += 1;
          const state = states.findLast(({ visit, now }) => now.at === at && openIncident(visit)?.id === incidentId)!;
          const incident = openIncident(state.visit)!;
          expect(standingOf(new Turn(structuredClone(state.visit), state.now), incident, by)).toBe('manager');
        }
      }),
      MORE,
    );
    expect(ended).toBeGreaterThan(0);
  });
});

describe('P10: the rules are total, pure, and write everything down', () => {
  /** Inputs that no door lets through, on every state that a day reaches. */
  const STRANGE: readonly Input[] = [
    { kind: 'planned', by: 'nobody' },
    { kind: 'changed', by: '', also: [], attendees: ['nobody'], plannedEnd: 0 },
    { kind: 'cancelled', by: 'carol', reason: '' },
    { kind: 'arrived', person: 'nobody', stay: { minutes: -5 } },
    { kind: 'arrived', person: 'priya', stay: { minutes: Number.MAX_SAFE_INTEGER } },
    { kind: 'arrived', person: 'priya', stay: { until: { hour: 24, minute: 0, exact: true } } },
    { kind: 'extend', person: 'priya', by: { minutes: -60 } },
    { kind: 'extend', person: 'priya', by: { minutes: 1e15 } },
    { kind: 'late', person: 'ben', by: { minutes: 1e15 } },
    { kind: 'left', person: 'priya', both: true, pin: 'none_set' },
    { kind: 'no_access', person: 'nobody' },
    { kind: 'abandon', person: 'priya' },
    { kind: 'sos', person: 'nobody', words: '' },
    { kind: 'alert_phrase', person: 'nobody', words: '漢'.repeat(400) },
    { kind: 'said', person: 'priya', words: '', answer: null },
    { kind: 'reported', person: 'nobody', incidentId: null, report: { kind: 'code' }, byText: true },
    {
      kind: 'reported',
      person: 'carol',
      incidentId: 'incident-1',
      report: { kind: 'extend', by: { minutes: 1e15 } },
      byText: true,
    },
    {
      kind: 'reported',
      person: 'lena',
      incidentId: 'incident-1',
      report: { kind: 'no_answer', times: 2 },
      byText: false,
    },
    {
      kind: 'reported',
      person: 'lena',
      incidentId: 'incident-1',
      report: { kind: 'police', policeReference: '', operator: '' },
      byText: true,
    },
    { kind: 'deadline', key: '', dueAt: Number.NaN },
    { kind: 'message_failed', to: 'nobody', purpose: 'ask', incidentId: 'incident-1', why: '' },
    { kind: 'device_activated', person: 'nobody', note: '' },
    { kind: 'call_sheet_viewed', by: 'nobody', incidentId: '' },
    { kind: 'call_sheet_refused', by: 'nobody', incidentId: '' },
    { kind: 'record_made', by: 'nobody', incidentId: '', names: true },
    { kind: 'record_refused', by: 'nobody', incidentId: '' },
    { kind: 'reported', person: 'nobody', incidentId: null, report: { kind: 'code' }, byText: false },
  ];

  it('every input in every state has an answer, the same each time, and what was given is not touched', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        play(day, {
          look: (visit, now) => {
            const before = JSON.stringify(visit);
            for (const input of STRANGE) {
              const one = decide(frozen(visit), frozen(input), now);
              expect(JSON.stringify(one)).toBe(JSON.stringify(decide(visit, input, now)));
              expect(one.visit).not.toBe(visit);
            }
            expect(JSON.stringify(visit)).toBe(before);
          },
        });
      }),
      { numRuns: Math.ceil(RUNS.numRuns / 20) },
    );
  });

  it('the same day gives the same record, the same texts and the same end', () => {
    fc.assert(
      fc.property(anyDay, (day) => expect(JSON.stringify(play(day))).toBe(JSON.stringify(play(day)))),
      FEWER,
    );
  });
});
