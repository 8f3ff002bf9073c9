import { describe, expect, it } from '@jest/globals';
import { FRAMEWORK_POLICY } from '../../../domain/simulation/framework-policy.js';
import { MINUTE } from '../../../domain/time/instant.js';
import { anOffice, TWO_OCLOCK, ZONE } from '../../examples.js';
import { historyOf } from './history.js';
import { policyParts } from './policy-words.js';
import { timetableOf } from './timetable.js';
import { readTrial, sentIn } from './trial-form.js';

const office = { directory: anOffice(), zone: ZONE, optedOut: new Set<string>() };
const people = office.directory.organisation.people.filter(({ roles }) => roles.includes('practitioner'));
const periods = [2, 1].map((number) => ({
  number,
  since: TWO_OCLOCK - (3 - number) * MINUTE,
  sha256: number === 2 ? 'ab'.repeat(32) : null,
  policy: {
    ...FRAMEWORK_POLICY,
    version: `${number}+1234abcd`,
    visit: { ...FRAMEWORK_POLICY.visit, overdue: { after: (9 + number) * MINUTE, clause: 'HVPF 8.4.2' } },
  },
}));
const VISIT = { person: 'priya', start: '14:00', end: '14:45', arrives: 'yes' };
const read = (body: object) =>
  readTrial(sentIn({ ...VISIT, ...body }), { people, periods, at: TWO_OCLOCK, zone: ZONE });
const fields = (body: object): string[] => {
  const found = read(body);
  return 'errors' in found ? found.errors.map(({ field }) => field) : [];
};

describe('A trial of another policy', () => {
  it('takes an earlier one by its number, for a visit of today', () => {
    expect(read({ with: '1' })).toMatchObject({
      trial: {
        other: { version: '1+1234abcd' },
        sample: { unit: 'north', person: 'priya', start: TWO_OCLOCK, end: TWO_OCLOCK + 45 * MINUTE, arrives: true },
      },
    });
  });

  it('runs past midnight as a visit may', () => {
    expect(read({ with: '1', start: '23:30', end: '00:15' })).toHaveProperty('trial');
  });

  it.each([
    [{ with: '99' }, ['with']],
    [{ with: 'file' }, ['yaml']],
    [{ with: 'file', yaml: 'x'.repeat(60_000) }, ['yaml']],
    [{ with: '1', person: 'nobody' }, ['person']],
    [{ with: '1', start: 'soon' }, ['start']],
    [{ with: '1', end: ['14:45'] }, ['end']],
    [{ with: 'file', yaml: { a: 1 }, person: '' }, ['yaml', 'person']],
  ])('%j: names %j', (body, wrong) => expect(fields(body)).toEqual(wrong));

  it('takes a file before what was typed, and names each fault with its line', () => {
    const found = read({ with: 'file', yaml: 'ignored', file: 'name: ours\nversion: [\n' });
    expect(found).toMatchObject({ faults: [expect.objectContaining({ line: expect.any(Number), file: 'The file' })] });
  });
});

describe('The timetable', () => {
  it('sets the other beside the one in force, and says what differs', () => {
    const found = read({ with: '1' });
    if (!('trial' in found)) throw new Error('The trial was refused.');
    const { rows, differences, same } = timetableOf(found.trial, periods[0]!.policy, office);
    expect(rows.find(({ what }) => what === 'The alarm is raised')).toMatchObject({
      one: '14:56',
      other: '14:55',
      difference: '1 minute sooner',
      changed: true,
    });
    expect(rows.find(({ what }) => what === 'Wei Chen is asked')).toMatchObject({ one: '14:56', other: '14:55' });
    expect([differences.length, same]).toEqual([1, false]);
  });

  it('says that nothing would change where nothing would', () => {
    const found = read({ with: '2' });
    if (!('trial' in found)) throw new Error('The trial was refused.');
    expect(timetableOf(found.trial, periods[0]!.policy, office)).toMatchObject({ same: true, differences: [] });
  });
});

describe('The policy on its page', () => {
  it('has each step with its clause', () => {
    const overdue = policyParts(FRAMEWORK_POLICY).find(({ id }) => id === 'overdue');
    expect(overdue?.steps.map(({ clause }) => clause)).toEqual([
      'HVPF 8.4.2',
      'HVPF 8.4.3',
      'HVPF 8.4.3',
      'HVPF 8.4.3',
    ]);
  });

  it('has its history, the newest first, with what changed each time', () => {
    expect(historyOf(periods, ZONE)).toMatchObject([
      { number: 2, until: null, hash: 'ab'.repeat(32), changes: [{ before: expect.stringContaining('10 minutes') }] },
      { number: 1, until: 'Tue 2 Jun 2026 13:59', hash: 'begins with 1234abcd', changes: null },
    ]);
  });
});
