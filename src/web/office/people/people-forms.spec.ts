import { describe, expect, it } from '@jest/globals';
import { Refusal } from '../../../application/refusal.js';
import { instantOf } from '../../../domain/time/local.js';
import { refusedFields } from '../refused.js';
import { readAbsence } from './absence-form.js';
import { idOf, PERSON_FIELDS, personFields, readPerson } from './person-form.js';

const ZONE = 'Europe/London';
const NOW = instantOf({ year: 2026, month: 12, day: 1, hour: 14, minute: 5 }, ZONE);

describe('an absence as it is typed', () => {
  const read = (typed: Record<string, string>) => readAbsence('wei', { reason: 'leave', ...typed }, NOW, ZONE);

  it('lasts to the end of its last day', () => {
    expect(read({ first: '24/12/2026', last: '28/12/2026' })).toEqual({
      absence: { person: 'wei', from: '2026-12-24T00:00:00.000Z', to: '2026-12-29T00:00:00.000Z', reason: 'leave' },
    });
  });

  it('or to a time, by the clock on the wall', () => {
    expect(read({ first: '1/7/2027', firstTime: '12.30', last: '1/7/2027', lastTime: '5pm' })).toMatchObject({
      absence: { from: '2027-07-01T11:30:00.000Z', to: '2027-07-01T16:00:00.000Z' },
    });
  });

  it.each([
    [{ first: '', last: '' }, ['first', 'last']],
    [{ first: '30/2/2027', last: '1/3/2027' }, ['first']],
    [{ first: '2/1/2027', last: '1/1/2027' }, ['last']],
    [{ first: '2/1/2027', firstTime: '12:00', last: '2/1/2027', lastTime: '12:00' }, ['last']],
    [{ first: '2/1/2027', firstTime: 'noonish', last: '2/1/2027' }, ['firstTime']],
    [{ first: '1/11/2026', last: '2/11/2026' }, ['last']],
    [{ first: '1/1/2027', last: '2/1/2027', reason: '' }, ['reason']],
  ])('is refused: %j', (typed, fields) => {
    const answer = read(typed);
    expect('errors' in answer && answer.errors.map(({ field }) => field)).toEqual(fields);
  });
});

describe('a person as they are typed', () => {
  const typed = { name: "Siân O'Neill", unit: 'north', 'role-contact': 'yes', 'role-manager': 'yes' };

  it('has what was typed, and nothing where nothing was', () => {
    expect(readPerson({ ...typed, car: 'blue van' }, () => false)).toEqual({
      person: {
        id: 'sian-o-neill',
        name: "Siân O'Neill",
        mobile: null,
        unit: 'north',
        lineManager: null,
        roles: ['contact', 'manager'],
        car: { registration: '', description: 'blue van' },
        description: '',
        device: '',
      },
    });
  });

  it('is read from its own form as it was', () => {
    const { person } = readPerson(
      { ...typed, id: 'x', mobile: '+447700900101', registration: 'AB12' },
      () => false,
    ) as {
      person: Parameters<typeof personFields>[0];
    };
    expect(readPerson(personFields(person), () => false)).toEqual({ person: { ...person, mobile: '07700 900101' } });
  });

  it.each([
    ['Siân', ['sian'], 'sian-2'],
    ['Ŵyn ap Ŵyn', [], 'wyn-ap-wyn'],
    ['李', [], '李'],
    ['!!!', [], 'one'],
  ])('%s has an id of their own', (name, taken, id) => {
    expect(idOf(name, (one) => taken.includes(one))).toBe(id);
  });
});

describe('what the office refuses', () => {
  const fault = (field: string, message: string) => ({ field, message, mend: 'Mend it.' });

  it('is said beside the field that it means, and does not say whose a number is', () => {
    const faults = [
      fault('mobile', '"07" is too short'),
      fault('people[7].mobile', '"+44" is already the mobile at people[2].mobile'),
      fault('car.registration', 'is too long'),
      fault('roles[0]', 'is no role'),
      fault('units', 'is missing'),
    ];
    expect(refusedFields(new Refusal('invalid', 'No.', faults), PERSON_FIELDS)).toEqual([
      { field: 'mobile', text: 'The mobile "07" is too short. Mend it.' },
      { field: 'mobile', text: 'The mobile "+44" is already the mobile of somebody else. Mend it.' },
      { field: 'registration', text: 'The registration is too long. Mend it.' },
      { field: 'role-practitioner', text: 'The roles is no role. Mend it.' },
      { field: 'name', text: 'This is missing. Mend it.' },
    ]);
  });

  it('what is no matter of the form is not the form’s', () => {
    const refusal = new Refusal('forbidden', 'Not yours.');
    expect(() => refusedFields(refusal, PERSON_FIELDS)).toThrow(refusal);
  });
});
