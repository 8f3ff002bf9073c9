import { describe, expect, it } from '@jest/globals';
import { MINUTE } from '../../domain/time/instant.js';
import { aVisit, TWO_OCLOCK, ZONE } from '../examples.js';
import { shownVersion } from '../../application/shown-version.js';
import { changeFields, changeIn } from './change-form.js';
import { readPlan } from './plan-form.js';

const view = (given: Parameters<typeof aVisit>[0] = {}) => ({
  visit: aVisit({ plannedStart: TWO_OCLOCK + 12_345, ...given }),
  details: {
    purpose: 'First visit',
    personVisited: {
      riskOfSeriousHarm: 'low' as const,
      name: 'Example Name',
      reference: 'X1',
      address: { postcode: 'ZZ1 1ZZ', lines: ['1 Example Street', 'Exampleton'] },
    },
  },
});
const change = (typed: Record<string, string>, given?: Parameters<typeof view>[0]) => {
  const shown = changeFields(view(given), ZONE);
  const read = readPlan({ ...shown, ...typed }, ZONE, shown);
  return 'plan' in read ? changeIn(view(given), read.plan) : read.errors;
};

describe('The form that changes a visit', () => {
  it('sent as it was shown changes nothing, to the second', () => expect(change({})).toEqual({}));

  it.each([
    [{ purpose: 'Review' }, { purpose: 'Review' }],
    [{ end: '15:00' }, { plannedEnd: TWO_OCLOCK + 60 * MINUTE }],
    [
      { companion: 'callum', kind: 'in_pairs' },
      { attendees: ['priya', 'callum'], kind: 'in_pairs' },
    ],
    [{ postcode: 'ZZ2 2ZZ' }, { personVisited: expect.objectContaining({ name: 'Example Name' }) }],
  ])('with %j changes that alone', (typed, asked) => expect(change(typed)).toEqual(asked));

  it('does not judge anew what stands, though no form would take it now', () => {
    const old = view();
    Object.assign(old.details, { purpose: 'x'.repeat(201) });
    const lines = Array.from({ length: 11 }, (_, index) => `Line ${index}`);
    Object.assign(old.details.personVisited, { name: 'x'.repeat(101), address: { lines, postcode: 'NONE/KNOWN' } });
    const shown = changeFields(old, ZONE);
    const sent = { ...shown, address: lines.join('\r\n'), reference: 'X2' };
    const read = readPlan(sent, ZONE, shown);
    expect('plan' in read && changeIn(old, read.plan)).toEqual({
      personVisited: { ...old.details.personVisited, reference: 'X2' },
    });
  });

  it('leaves a party of more than two as it is', () => {
    const kind = 'joint' as const;
    expect(change({ purpose: 'Review' }, { attendees: ['priya', 'callum', 'megan'], kind })).toEqual({
      purpose: 'Review',
    });
  });

  it('knows that somebody else has changed the visit', () => {
    expect(shownVersion(view())).toBe(shownVersion(view()));
    expect(shownVersion(view({ attendees: ['callum'] }))).not.toBe(shownVersion(view()));
  });
});
