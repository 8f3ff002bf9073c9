import { describe, expect, it } from '@jest/globals';
import { accessOf, ALL_ACCESS } from '../permission/access.js';
import { mobileOf, officeWith, ZONE, type Oddities } from '../simulation/office.js';
import { DAY, HOUR, MINUTE } from '../time/instant.js';
import { cautions, faultsOf, overlaps, type Engagement } from './plan-checks.js';
import type { PersonVisited, VisitPlan } from './visit-plan.js';

const NOW = Date.parse('2026-12-01T12:00:00Z');
const START = NOW + 2 * HOUR;
const VISITED: PersonVisited = {
  reference: 'X123456',
  name: 'Example Name',
  address: { lines: ['1 Example Street'], postcode: 'ZZ1 1ZZ' },
  riskOfSeriousHarm: 'low',
};
const plan = (given: Partial<VisitPlan> = {}): VisitPlan => ({
  attendees: ['priya'],
  kind: 'alone',
  purpose: 'first visit',
  personVisited: VISITED,
  plannedStart: START,
  plannedEnd: START + 45 * MINUTE,
  ...given,
});

describe('what somebody should know of a plan', () => {
  const cautious = (
    given: Partial<VisitPlan> = {},
    office: Oddities = {},
    optedOut: readonly string[] = [],
  ): string[] =>
    cautions({ directory: officeWith(office), optedOut: new Set(optedOut.map(mobileOf)) }, plan(given), 'team-1', ZONE);

  it('is nothing, where all is in order', () => {
    expect(cautious()).toEqual([]);
  });

  it('is that nobody is nominated contact when it should end (8.1.6)', () => {
    expect(cautious({}, { rota: [] })).toEqual([
      'Nobody is nominated contact at Tue 1 Dec 14:45 (HVPF 8.1.6): an alarm would go to the manager at once.',
    ]);
  });

  it.each<[string, Partial<VisitPlan>, Oddities, string[]]>([
    ['is absent', {}, { rota: ['carol'], absent: ['carol'] }, []],
    ['has no mobile', {}, { rota: ['carol'], withoutMobile: ['carol'] }, []],
    ['has opted out of texts', {}, { rota: ['carol'] }, ['carol']],
    ['goes on the visit themself', { attendees: ['priya', 'carol'], kind: 'in_pairs' }, { rota: ['carol'] }, []],
  ])('is that a contact who %s is not really there (8.1.6)', (_, given, office, optedOut) => {
    expect(cautious(given, office, optedOut)).toContain(
      'No nominated contact can be asked at Tue 1 Dec 14:45 (HVPF 8.1.6): an alarm would go to the manager at once.',
    );
  });

  it('is that a lone visit is for people at low risk of serious harm (5.3.2)', () => {
    const personVisited = { ...VISITED, riskOfSeriousHarm: 'high' } as const;
    expect(cautious({ personVisited })).toEqual([expect.stringContaining('HVPF 5.3.2')]);
    expect(cautious({ personVisited, kind: 'in_pairs', attendees: ['priya', 'ben'] })).toEqual([]);
  });

  it.each<[string, Oddities, string[], RegExp]>([
    ['has no mobile', { withoutMobile: ['priya'] }, [], /no mobile number/],
    ['has opted out', {}, ['priya'], /text START/],
    ['is absent then', { absent: ['priya'] }, [], /absent then/],
  ])('is that somebody who goes %s', (_, office, optedOut, said) => {
    expect(cautious({}, office, optedOut)).toEqual([expect.stringMatching(said)]);
  });
});

describe('two visits of one person at the same time', () => {
  const other: Engagement = {
    id: 'other',
    reference: 'V7K2',
    kind: 'alone',
    status: 'planned',
    plannedStart: START + 30 * MINUTE,
    plannedEnd: START + 60 * MINUTE,
    attendees: [{ person: 'priya' }],
  };
  const said = (change: Partial<Engagement> = {}, mine: Partial<Engagement> = {}): string[] => {
    const { kind, plannedStart, plannedEnd } = plan();
    const own = { kind, plannedStart, plannedEnd, attendees: [{ person: 'priya' }], ...mine };
    return overlaps(own, [{ ...other, ...change }], officeWith({}), ZONE);
  };

  it('are said', () => {
    expect(said()).toEqual(['Priya Patel is also on V7K2, Tue 1 Dec 14:30 to 15:00.']);
  });

  it.each<[string, Partial<Engagement>, Partial<Engagement>]>([
    ['one after the other', { plannedStart: START + 45 * MINUTE }, {}],
    ['of somebody else', { attendees: [{ person: 'ben' }] }, {}],
    ['where one is over', { status: 'concluded' }, {}],
    ['where one is a drill', { drill: true }, {}],
    ['where one is the check that they are home', { kind: 'home_safe' }, {}],
    ['where this is the check that they are home', {}, { kind: 'home_safe' }],
    ['where both are the same', {}, { id: 'other' }],
  ])('are nothing %s', (_, change, mine) => {
    expect(said(change, mine)).toEqual([]);
  });
});

describe('what stops a plan', () => {
  const directory = officeWith({});
  const fields = (given: Partial<VisitPlan>, ...more: [Parameters<typeof faultsOf>[3]?]): string[] =>
    faultsOf({ directory, now: NOW }, plan(given), ALL_ACCESS, ...more).map(({ field }) => field);

  it('is nothing, where all is in order', () => {
    expect(fields({})).toEqual([]);
  });

  it.each<[string, Partial<VisitPlan>, string[]]>([
    ['nobody goes', { attendees: [] }, ['attendees']],
    ['somebody goes whom nobody knows', { attendees: ['nobody'] }, ['attendees[0]']],
    ['somebody goes twice', { attendees: ['priya', 'priya'], kind: 'joint' }, ['attendees[1]']],
    ['two go alone', { attendees: ['priya', 'ben'] }, ['kind']],
    ['one goes in pairs', { kind: 'in_pairs' }, ['attendees']],
    ['two come home', { kind: 'home_safe', attendees: ['priya', 'ben'] }, ['attendees']],
    ['it ends before it begins', { plannedEnd: START - MINUTE }, ['plannedEnd']],
    ['it lasts more than a day', { plannedEnd: START + DAY + MINUTE }, ['plannedEnd']],
    ['it is over', { plannedStart: NOW - HOUR, plannedEnd: NOW }, ['plannedEnd']],
    ['it is more than a year away', { plannedStart: NOW + 367 * DAY, plannedEnd: NOW + 367 * DAY + 1 }, ['plannedEnd']],
    ['nobody is visited', { personVisited: null }, ['personVisited']],
  ])('is that %s', (_, given, expected) => {
    expect(fields(given)).toEqual(expected);
  });

  it('is not that nobody is visited where they come home, or where it is changed and not planned', () => {
    expect(fields({ kind: 'home_safe', personVisited: null })).toEqual([]);
    expect(fields({ personVisited: null }, { change: true })).toEqual([]);
  });

  it('is not an end in the past that is not the change', () => {
    const past = { plannedStart: NOW - HOUR, plannedEnd: NOW - MINUTE };
    expect(fields(past, { change: true, endMoved: false })).toEqual([]);
    expect(fields(past, { change: true })).toEqual(['plannedEnd']);
  });

  it('is that the visit is not for this person to plan, or that somebody goes along whom they have no duty to', () => {
    const mayPlan = (who: string, attendees: string[], already: string[] = [], unit?: string): string[] => {
      const access = accessOf(directory.person(who)!, directory, NOW);
      const wish = plan({ attendees, kind: attendees.length > 1 ? 'joint' : 'alone' });
      return faultsOf({ directory, now: NOW }, wish, access, { already, unit }).map(({ field }) => field);
    };
    expect(mayPlan('priya', ['priya'])).toEqual([]);
    expect(mayPlan('priya', ['ben'])).toEqual(['attendees[0]']);
    expect(mayPlan('priya', ['priya', 'ben'])).toEqual([]);
    expect(mayPlan('priya', ['priya', 'olive'])).toEqual(['attendees[1]']);
    expect(mayPlan('priya', ['priya', 'olive'], ['priya', 'olive'])).toEqual([]);
    expect(mayPlan('mona', ['priya', 'olive'])).toEqual([]);
    // Moved to another unit, by its new lead.
    expect(mayPlan('lena', ['olive', 'priya'], ['priya', 'olive'], 'team-1')).toEqual(['attendees[0]']);
    expect(mayPlan('mona', ['olive', 'priya'], ['priya', 'olive'], 'team-1')).toEqual([]);
    expect(mayPlan('lena', ['olive', 'priya'], ['olive'], 'team-1')).toEqual([]);
  });
});
