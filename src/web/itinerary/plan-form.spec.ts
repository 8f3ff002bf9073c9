import { describe, expect, it } from '@jest/globals';
import { Refusal } from '../../application/refusal.js';
import { MINUTE } from '../../domain/time/instant.js';
import { anOffice, TWO_OCLOCK, ZONE } from '../examples.js';
import { newVisitSchema } from '../../application/visit-file/new-visit.schema.js';
import { blankPlan, madeUpPlan, readHomeSafe, readPlan, refusedFields } from './plan-form.js';

const AT = TWO_OCLOCK;
const madeUp = madeUpPlan(anOffice(), 'grace', AT, ZONE);

describe('The form that plans a visit', () => {
  it('asks the diary for what was typed', () => {
    expect(readPlan({ ...madeUp, companion: 'callum', kind: 'in_pairs', postcode: 'zz1 1zz' }, ZONE)).toEqual({
      plan: {
        attendees: ['priya', 'callum'],
        kind: 'in_pairs',
        purpose: 'First visit',
        personVisited: {
          reference: 'X123456',
          name: 'Example Name',
          address: { lines: ['1 Example Street', 'Exampleton'], postcode: 'ZZ1 1ZZ' },
          riskOfSeriousHarm: 'low',
        },
        plannedStart: AT + 5 * MINUTE,
        plannedEnd: AT + 50 * MINUTE,
      },
    });
  });

  it('says what is missing, in the order of the page', () => {
    const read = readPlan({}, ZONE);
    expect('errors' in read && read.errors.map(({ field }) => field)).toEqual([
      'attendee',
      'kind',
      'day',
      'start',
      'end',
      'purpose',
      'reference',
      'name',
      'address',
      'postcode',
      'risk',
    ]);
  });

  it('refuses a choice that the page does not offer, and what is longer than it can be', () => {
    const read = readPlan({ ...madeUp, kind: 'home_safe', risk: 'none', name: 'x'.repeat(101) }, ZONE);
    expect('errors' in read && read.errors).toEqual([
      { field: 'kind', text: 'Choose how the visit is made' },
      { field: 'name', text: 'Use 100 characters or fewer' },
      { field: 'risk', text: 'Choose the risk of serious harm' },
    ]);
  });

  it.each([
    ['reference', 'x'.repeat(50), 'x'.repeat(51)],
    ['name', 'x'.repeat(100), 'x'.repeat(101)],
    ['purpose', 'x'.repeat(200), 'x'.repeat(201)],
    ['address', `${'x'.repeat(300)}\n`.repeat(10).trim(), 'x\n'.repeat(11).trim()],
    ['address', 'x', 'x'.repeat(301)],
    ['postcode', 'ZZ1 1ZZ', 'ZZ1/1ZZ'],
    ['postcode', 'ABCDEFGHIJKL', 'ABCDEFGHIJKLM'],
  ])('takes of %s what the other doors take, and no more', (field, longest, more) => {
    const bothTake = (value: string) => {
      const read = readPlan({ ...madeUp, [field]: value }, ZONE);
      const [reference = '', name = '', address = '', postcode = ''] = ['reference', 'name', 'address', 'postcode'].map(
        (one) => (one === field ? value : madeUp[one]),
      );
      const personVisited = {
        reference,
        name,
        address: { lines: address.split('\n'), postcode },
        riskOfSeriousHarm: 'low',
      };
      const purpose = field === 'purpose' ? value : 'First visit';
      const times = { plannedStart: '2026-12-01T14:00:00Z', plannedEnd: '2026-12-01T14:45:00Z' };
      const written = { attendees: ['priya'], kind: 'alone', purpose, personVisited, ...times };
      return ['plan' in read, newVisitSchema.safeParse(written).success];
    };
    expect([bothTake(longest), bothTake(more)]).toEqual([
      [true, true],
      [false, false],
    ]);
  });

  it('is filled in for whoever visits people, and leaves the choice to others', () => {
    expect(blankPlan(anOffice(), 'callum', AT, ZONE)).toMatchObject({
      attendee: 'callum',
      start: '14:05',
      end: '14:50',
    });
    expect(blankPlan(anOffice(), 'grace', AT, ZONE)).toMatchObject({ attendee: '' });
  });

  it('says what the diary refused beside the field that it means', () => {
    const refusal = new Refusal('invalid', 'The visit was not planned.', [
      { field: 'attendees[1]', message: '"x" is named twice', mend: 'name each person once' },
      { field: 'plannedEnd', message: 'has passed already', mend: 'give an end that is still to come' },
    ]);
    expect(refusedFields(refusal)).toEqual([
      { field: 'attendee', text: 'Who goes "x" is named twice: name each person once' },
      { field: 'end', text: 'The end has passed already: give an end that is still to come' },
    ]);
    expect(refusedFields(refusal, true).map(({ field }) => field)).toEqual(['person', 'by']);
    expect(refusedFields(new Refusal('conflict', 'Not now.'))).toEqual([{ field: 'attendee', text: 'Not now.' }]);
  });
});

describe('The form that plans a home-safe check', () => {
  const typed = { person: 'priya', day: '2', month: '6', year: '2026', by: '18:30' };

  it('watches the last hour of the way', () => {
    expect(readHomeSafe(typed, AT, ZONE)).toMatchObject({
      plan: {
        attendees: ['priya'],
        kind: 'home_safe',
        personVisited: null,
        plannedStart: AT + 210 * MINUTE,
        plannedEnd: AT + 270 * MINUTE,
      },
    });
  });

  it('starts now where less than an hour is left', () => {
    expect(readHomeSafe({ ...typed, by: '14:20' }, AT, ZONE)).toMatchObject({
      plan: { plannedStart: AT, plannedEnd: AT + 20 * MINUTE },
    });
  });

  it('says what is missing', () => {
    const read = readHomeSafe({ ...typed, person: '', by: 'six' }, AT, ZONE);
    expect('errors' in read && read.errors.map(({ field }) => field)).toEqual(['person', 'by']);
  });
});
