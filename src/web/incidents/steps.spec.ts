import { describe, expect, it } from '@jest/globals';
import type { Ask, Incident } from '../../domain/incident/incident.js';
import { FRAMEWORK_POLICY } from '../../domain/simulation/framework-policy.js';
import { MINUTE, SECOND } from '../../domain/time/instant.js';
import { anIncident, anOffice, TWO_OCLOCK, ZONE } from '../examples.js';
import { awaited, stepRows, stepTitle } from './steps.js';

const AT = TWO_OCLOCK;
const now = { at: AT, zone: ZONE, directory: anOffice() };
const policy = FRAMEWORK_POLICY;

const ask = (given: Partial<Ask>): Ask => ({
  person: 'wei',
  step: 'nominated_contact',
  askedAt: AT - MINUTE,
  state: 'waiting',
  times: 1,
  ...given,
});

describe('Where an incident stands', () => {
  it('8.4.2, 8.4.3: what is done, what is now, what comes next, each with its clause and its people', () => {
    const incident = anIncident({
      step: 'line_manager',
      asks: [
        ask({ state: 'unanswered' }),
        ask({ person: 'grace', step: 'line_manager', state: 'acknowledged', times: 2 }),
      ],
      attempts: 1,
    });
    expect(stepRows(incident, policy, now)).toEqual([
      {
        title: 'Nominated contact rings the practitioner',
        clause: 'HVPF 8.4.2',
        state: 'done',
        people: ['Wei Chen: did not answer in time, asked 13:59:00'],
      },
      {
        title: 'Line manager makes 2 further attempts, 1 made',
        clause: 'HVPF 8.4.3',
        state: 'now',
        people: ['Grace Okafor: is on it, asked 2 times'],
      },
      { title: 'A manager rings the police', clause: 'HVPF 8.4.3', state: 'next', people: [] },
      { title: 'Senior leaders are told', clause: 'HVPF 8.4.3', state: 'next', people: [] },
    ]);
  });

  it('P7: whoever took the police step on, and was asked again, has it in hand no more', () => {
    const taken = ask({ person: 'grace', step: 'police', state: 'acknowledged', times: 2, ranOut: true });
    const asks = [taken, ask({ person: 'helen', step: 'police' })];
    const incident = anIncident({ step: 'police', asks, wait: { for: 'police', until: AT + MINUTE } });
    expect(stepRows(incident, policy, now)[2]?.people[0]).toBe(
      'Grace Okafor: was on it, and has not reported yet, asked 2 times',
    );
    expect(awaited(incident, now)).toMatch(/from Grace Okafor or /);
  });

  it('8.4.3: what was jumped over, because somebody had told the police already, is not ticked as done', () => {
    const asks = [ask({ state: 'reported' })];
    const states = (given: Partial<Incident>) =>
      stepRows(anIncident({ step: 'senior_leaders', asks, ...given }), policy, now).map(({ state }) => state);
    expect(states({})).toEqual(['done', 'passed over', 'passed over', 'now']);
    expect(states({ status: 'stood_down' })).toEqual(['done', 'passed over', 'passed over', 'done']);
  });

  it('what never came to pass was not needed', () => {
    const states = stepRows(anIncident({ status: 'stood_down' }), policy, now).map(({ state }) => state);
    expect(states).toEqual(['done', 'not needed', 'not needed', 'not needed']);
  });

  it('whoever was still being waited for when it moved on did not answer', () => {
    const asks = [ask({}), ask({ person: 'grace', step: 'line_manager' })];
    const people = stepRows(anIncident({ step: 'line_manager', asks }), policy, now).map((row) => row.people[0]);
    expect(people.slice(0, 2)).toEqual([
      'Wei Chen: did not answer, asked 13:59:00',
      'Grace Okafor: no answer yet, asked 13:59:00',
    ]);
  });

  it('8.3.6: after an alert code nobody makes attempts to reach them', () => {
    const titles = stepRows(anIncident({ kind: 'alert_code', step: 'line_manager' }), policy, now).map(
      ({ title }) => title,
    );
    expect(titles).toEqual(['Line manager', 'A manager rings the police', 'Senior leaders are told']);
  });

  it('names a step of a policy that we do not know', () => {
    expect(stepTitle('duty_officer')).toBe('Duty officer');
  });
});

describe('What an incident waits for', () => {
  const wait = { for: 'answer', until: AT + 40 * SECOND } as const;

  it('an answer: from whom, and until when', () => {
    expect(awaited(anIncident({ asks: [ask({})], wait }), now)).toBe(
      'An answer from Wei Chen, until 14:00:40, another 40 seconds',
    );
  });

  it('an outcome from whoever has taken it, and not from the others', () => {
    const asks = [ask({}), ask({ person: 'megan', state: 'acknowledged' })];
    expect(awaited(anIncident({ asks, wait: { ...wait, for: 'outcome' } }), now)).toMatch(
      /^What was found, from Megan Hughes, /,
    );
  });

  it('word of the police from any of those who were asked', () => {
    const asks = ['grace', 'megan', 'wei'].map((person) => ask({ person, step: 'police' }));
    expect(awaited(anIncident({ step: 'police', asks, wait: { ...wait, for: 'police' } }), now)).toMatch(
      /^Word that the police have been told, from Grace Okafor, Megan Hughes or Wei Chen, /,
    );
  });

  it('news from whoever told the police', () => {
    const police = [{ by: 'grace', at: AT, reference: null, operator: null }];
    expect(awaited(anIncident({ step: 'senior_leaders', police, wait: { ...wait, for: 'news' } }), now)).toMatch(
      /^News from Grace Okafor, /,
    );
  });

  it('8.4.3: news from a manager, where it was a contact who told them', () => {
    const police = [{ by: 'wei', at: AT, reference: null, operator: null }];
    const alerted = [
      { person: 'wei', standing: 'contact' },
      { person: 'grace', standing: 'manager' },
    ] as const;
    const incident = anIncident({
      step: 'senior_leaders',
      police,
      alerted: [...alerted],
      wait: { ...wait, for: 'news' },
    });
    expect(awaited(incident, now)).toMatch(/^News from Grace Okafor, /);
  });

  it('says when nobody can be waited for, and when the time is over', () => {
    expect(awaited(anIncident({ wait: { ...wait, until: AT - SECOND } }), now)).toBe(
      'An answer from anybody who can, since 13:59:59 without success; the next is being asked',
    );
  });

  it('nothing once it has ended', () => {
    expect(awaited(anIncident({ wait, status: 'stood_down' }), now)).toBeNull();
    expect(awaited(anIncident(), now)).toBeNull();
  });
});
