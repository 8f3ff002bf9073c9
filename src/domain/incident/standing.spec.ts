import { describe, expect, it } from '@jest/globals';
import { overdue, policeTold } from '../simulation/stages.js';
import { FRAMEWORK_POLICY } from '../simulation/framework-policy.js';
import { Turn } from '../turn.js';
import { mayEnd, standingOf } from './standing.js';

const standing = (day: ReturnType<typeof overdue>, person: string): string | null =>
  standingOf(new Turn(structuredClone(day.visit), day.circumstances()), day.incident, person);

describe('what someone is to an incident (P9)', () => {
  const day = () => overdue();

  it.each([
    ['priya', 'practitioner'],
    ['carol', 'contact'],
    ['colin', 'contact'],
    ['lena', 'manager'],
    ['sue', 'manager'],
    ['mona', 'manager'],
    ['hal', 'manager'],
    ['dora', 'manager'],
    ['omar', null],
    ['olive', null],
    ['nobody', null],
  ])('%s: %s', (person, expected) => {
    expect(standing(day(), person)).toBe(expected);
  });

  it('another team’s manager is one once asked as such', () => {
    const asked = overdue().skipTo('15:04').asToldElsewhere();
    expect(standing(asked, 'omar')).toBe('manager');
  });

  it('a contact who is no longer on the rota stays one after having been asked', () => {
    const later = overdue().officeIs({ rota: ['colin'] });
    expect(standing(later, 'carol')).toBe('contact');
  });

  it('a contact who was not asked and is not on the rota is nothing to it', () => {
    expect(standing(overdue({ rota: ['carol'] }), 'colin')).toBeNull();
  });

  it('a manager who is on the visit is the practitioner, whatever their role', () => {
    expect(standing(overdue({ who: ['priya', 'sue'] }), 'sue')).toBe('practitioner');
  });

  it('whomever it is about stays the practitioner even when the diary no longer names them', () => {
    const about = overdue({ who: ['lena'] });
    about.visit = { ...about.visit, attendees: [] };
    expect(standing(about, 'lena')).toBe('practitioner');
  });

  it('the line above two steps up counts, three does not by itself', () => {
    const headless = overdue({ headless: ['pdu-1', 'region-1'] });
    expect(standing(headless, 'mona')).toBe('manager');
    // Director of the region and head in the PDU, by their roles in the units above.
    expect(standing(headless, 'hal')).toBe('manager');
    expect(standing(headless, 'dora')).toBe('manager');
  });

  it('with no line manager named, the managers of the unit remain', () => {
    const without = overdue({ withoutLineManager: ['priya'] });
    expect(standing(without, 'lena')).toBe('manager');
    expect(standing(without, 'omar')).toBeNull();
  });

  it('the head of the unit, the senior person on site and the manager’s manager count for what they are, whatever their role', () => {
    const day = overdue();
    const plain = {
      ...day.office,
      person: (id: string) => ({ ...day.office.person(id)!, roles: ['practitioner' as const] }),
      lineManagerOf: () => undefined,
    };
    const now = { ...day.circumstances(), directory: plain };
    const of = (person: string) => standingOf(new Turn(structuredClone(day.visit), now), day.incident, person);
    expect(['hal', 'dora', 'sue', 'lena'].map(of)).toEqual(['manager', 'manager', 'manager', null]);
    const line = {
      ...now,
      directory: { ...plain, unitsUpwards: () => [], lineManagerOf: day.office.lineManagerOf.bind(day.office) },
    };
    const inLine = (person: string) => standingOf(new Turn(structuredClone(day.visit), line), day.incident, person);
    expect(['lena', 'mona', 'hal'].map(inLine)).toEqual(['manager', 'manager', null]);
  });

  it('a manager’s role counts among others', () => {
    const day = overdue({ withoutLineManager: ['priya'] });
    const person = (id: string) => ({ ...day.office.person(id)!, roles: ['contact' as const, 'manager' as const] });
    const now = { ...day.circumstances(), directory: { ...day.office, person } };
    expect(standingOf(new Turn(structuredClone(day.visit), now), day.incident, 'lena')).toBe('manager');
  });

  it('of two people on a visit the line manager of either is a manager to it', () => {
    const day = overdue({ who: ['priya', 'olive'] });
    expect(standing(day, 'omar')).toBe('manager');
    expect(standing(day, 'lena')).toBe('manager');
  });

  it('the line manager of someone on the visit is a manager to it, from whatever unit', () => {
    expect(standing(overdue({ who: ['olive'] }), 'omar')).toBe('manager');
  });
});

describe('whose word ends it (P9)', () => {
  const may = (day: ReturnType<typeof overdue>, who: Parameters<typeof mayEnd>[2]): boolean =>
    mayEnd(new Turn(structuredClone(day.visit), day.circumstances()), day.incident, who);

  it('before the police have been told: as the policy lists', () => {
    expect(FRAMEWORK_POLICY.escalations.overdue.standDown.beforePolice).toEqual(['practitioner', 'contact', 'manager']);
    for (const who of ['practitioner', 'contact', 'manager'] as const) expect(may(overdue(), who)).toBe(true);
    expect(may(overdue(), null)).toBe(false);
  });

  it('after: a manager only', () => {
    expect(may(policeTold(), 'practitioner')).toBe(false);
    expect(may(policeTold(), 'contact')).toBe(false);
    expect(may(policeTold(), 'manager')).toBe(true);
  });
});
