import { describe, expect, it } from '@jest/globals';
import { directoryOf } from '../organisation/directory-of.js';
import type { Person } from '../organisation/organisation.js';
import { accessOf } from '../permission/access.js';
import { plainPerson, plainUnit } from '../simulation/plain.js';
import { HOUR } from '../time/instant.js';
import { cautions, faultsOf } from './plan-checks.js';
import type { VisitPlan } from './visit-plan.js';

const NOW = Date.parse('2026-10-20T12:00:00Z');
const LONDON = 'Europe/London';

const person = (id: string, name: string, team: string, roles: Person['roles']): Person =>
  plainPerson(id, { name, unit: team, roles });

const people = [
  person('grace-okafor', 'Grace Okafor', 'north', ['manager']),
  person('priya-shah', 'Priya Shah', 'north', ['practitioner']),
  person('yusuf-ali', 'Yusuf Ali', 'south', ['practitioner']),
];
const directory = directoryOf(
  { units: [plainUnit('north'), plainUnit('south')], people, rota: [], absences: [] },
  LONDON,
);
const scene = { directory, now: NOW, optedOut: new Set<string>() };
const access = accessOf(people[0]!, directory, NOW);

const plan = (attendee: string, start: number): VisitPlan => ({
  attendees: [attendee],
  kind: 'alone',
  purpose: 'first visit',
  personVisited: {
    reference: 'X1',
    name: 'Example Name',
    address: { lines: ['1 Street'], postcode: 'ZZ1 1ZZ' },
    riskOfSeriousHarm: 'low',
  },
  plannedStart: start,
  plannedEnd: start + HOUR,
});

describe('a plan that names somebody otherwise than by their id', () => {
  const mendOf = (attendee: string) => faultsOf(scene, plan(attendee, NOW + HOUR), access)[0]?.mend;

  it.each(['Priya Shah', 'priya shah', 'PRIYA-SHAH'])('%s is told the id', (attendee) => {
    expect(mendOf(attendee)).toBe('Priya Shah has the id priya-shah: write that');
  });

  it.each(['Yusuf Ali', 'Nobody'])('%s, who is not theirs to send, or is nobody, is not', (attendee) => {
    expect(mendOf(attendee)).toBe('use the id of a person that the organisation has');
  });
});

describe('a plan in the hour that the clocks show twice', () => {
  const said = (start: string) =>
    cautions(scene, plan('priya-shah', Date.parse(start)), 'north', LONDON).filter((text) => text.includes('clocks'));

  it.each([
    ['2026-10-25T00:30:00Z', ['first', 'second']],
    ['2026-10-25T01:30:00Z', ['second']],
    ['2026-10-24T23:30:00Z', ['first']],
    ['2026-10-25T02:00:00Z', []],
  ])('%s says which of the two it is: %j', (start, which) => {
    expect(said(start)).toEqual(
      which.map((one) => `The clocks go back that night, and 01:30 comes twice: this is the ${one} of the two.`),
    );
  });
});
