import { describe, expect, it } from '@jest/globals';
import { MINUTE } from '../../domain/time/instant.js';
import { anAttendee, anIncident, anOffice, aVisit, TWO_OCLOCK as AT, ZONE } from '../examples.js';
import { queryOf, readFilter, sayFilter, statusChoices, unitChoices } from './board-filter.js';
import { NOBODY } from './board.js';
import { Look, type Viewer } from './look.js';

const directory = anOffice();
const ALL = { units: null, people: [] };
const arrived = anAttendee({ status: 'arrived', arrivedAt: AT - 30 * MINUTE });
const inside = aVisit({
  reference: 'IN',
  status: 'in_progress',
  plannedStart: AT - 30 * MINUTE,
  expectedEnd: AT + MINUTE,
  attendees: [arrived],
});
const past = { ...inside, reference: 'PAST', expectedEnd: AT - MINUTE };
const overdue = { ...past, reference: 'OVER', status: 'overdue' as const, incidents: [anIncident()] };
const later = aVisit({ reference: 'LATER', plannedStart: AT + MINUTE });
const visits = [later, inside, past, overdue].map((visit, index) => ({
  ...visit,
  id: `00000000-0000-4000-8000-00000000000${index}`,
}));
const see = (query: Record<string, unknown>, given: Partial<Viewer> = {}) =>
  new Look(visits, { at: AT, zone: ZONE, directory }).by({
    person: NOBODY,
    scope: ALL,
    filter: readFilter(query, directory, given.scope ?? ALL),
    ...given,
  });
const references = (query: Record<string, unknown>, given?: Partial<Viewer>): string[] =>
  see(query, given).rows.map(({ reference }) => reference);

describe('What of the board somebody wants to see', () => {
  it.each([
    ['', ['OVER', 'PAST', 'IN', 'LATER']],
    ['alarm', ['OVER']],
    ['late', ['OVER', 'PAST']],
    ['in_progress', ['OVER', 'IN']],
    ['coming', ['OVER', 'LATER']],
    ['constructor', ['OVER', 'PAST', 'IN', 'LATER']],
  ])('status "%s": %s, and never without what needs someone now', (status, expected) => {
    expect(references({ status })).toEqual(expected);
  });

  it('a unit and all below it', () => {
    expect(references({ unit: 'pdu' })).toHaveLength(4);
    expect(references({ unit: 'south' })).toEqual([]);
  });

  it('says that somebody needs help outside the unit that was chosen, not how many are out there', () => {
    expect(see({ unit: 'south' }).elsewhere).toBe(1);
    expect(see({ unit: 'north' }).elsewhere).toBe(0);
  });

  it('a unit outside the scope is as none: not even its name is said', () => {
    expect(readFilter({ unit: 'north' }, directory, { units: ['south'] }).unit).toBeNull();
    expect(readFilter({ unit: 'south' }, directory, { units: ['south'] }).unit?.id).toBe('south');
  });

  it('nothing outside the scope, and nothing counted there', () => {
    const scope = { units: ['south'], people: [] };
    expect(see({ unit: 'south' }, { scope })).toEqual({ rows: [], elsewhere: 0 });
    expect(references({}, { scope: { units: [], people: ['priya'] } })).toHaveLength(4);
  });

  it('what is no unit, no status or no text asks for nothing', () => {
    for (const query of [{ unit: 'nowhere' }, { unit: ['north'], status: ['late'] }, { status: '__proto__' }])
      expect(references(query)).toHaveLength(4);
  });

  it('stands in the address as it was chosen', () => {
    expect(queryOf(readFilter({ unit: 'north', status: 'late' }, directory, ALL))).toBe('?unit=north&status=late');
    expect(queryOf(readFilter({}, directory, ALL))).toBe('');
  });

  it('is said in words, where its choices are folded away', () => {
    expect(sayFilter(readFilter({}, directory, ALL))).toBe('Every unit, every status');
    expect(sayFilter(readFilter({ unit: 'north', status: 'alarm' }, directory, ALL))).toMatch(/, needs someone now$/);
  });

  it('offers the units that whoever looks may see', () => {
    const filter = readFilter({ status: 'late' }, directory, ALL);
    expect(unitChoices(filter, { units: ['north'], people: [] }, directory).map(({ value }) => value)).toEqual([
      '',
      'north',
    ]);
    expect(statusChoices(filter).filter(({ selected }) => selected)).toMatchObject([{ value: 'late' }]);
  });
});

describe('Somebody on a visit whose alert code was given (P8)', () => {
  const hidden = { ...visits[1]!, incidents: [anIncident({ kind: 'alert_code' })], expectedEndSetAt: AT - MINUTE };
  const by = (list: typeof visits, person: string) =>
    new Look(list, { at: AT, zone: ZONE, directory }).by({
      person,
      scope: ALL,
      filter: readFilter({}, directory, ALL),
    });

  it('sees the same rows in the same order as if it had not been given', () => {
    const [later, , past, overdue] = visits;
    expect(by([later!, hidden, past!, overdue!], 'priya')).toEqual(by(visits, 'priya'));
  });

  it('and everybody else sees it first', () => {
    expect(by([hidden, ...visits.slice(2)], 'grace').rows[0]).toMatchObject({ reference: 'IN', plight: 'alert_code' });
  });
});
