import { expect, it } from '@jest/globals';
import { FRAMEWORK_POLICY } from '../simulation/framework-policy.js';
import { story } from '../simulation/story.js';
import { DAY } from '../time/instant.js';
import { newDrill } from '../drill/drill.js';
import type { Visit } from './visit.js';
import { whyUnsound } from './sound.js';

const overdue = (): Visit => story().at('14:00').skipTo('15:00').visit;

/** As it comes back from where it is kept. */
const kept = (visit: Visit): Record<string, unknown> => JSON.parse(JSON.stringify(visit)) as Record<string, unknown>;

const incidentOf = (visit: Record<string, unknown>): object => (visit['incidents'] as object[])[0] ?? {};

it('A visit as the rules leave it is sound, before, during and after an incident, and so is a drill', () => {
  const day = story();
  expect(whyUnsound(kept(day.visit), day.visit.id)).toBeNull();
  const during = overdue();
  expect(during.incidents).toHaveLength(1);
  expect(whyUnsound(kept(during), during.id)).toBeNull();
  const drill = newDrill({ id: 'visit-1', reference: 'D3X4', unit: 'team' }, 'priya', FRAMEWORK_POLICY, day.now);
  expect(whyUnsound(kept(drill), 'visit-1')).toBeNull();
});

it.each<[string, (visit: Record<string, unknown>) => unknown]>([
  ['nothing', () => null],
  ['a word', () => 'overdue'],
  ['a list', () => []],
  ['an empty object', () => ({})],
  ['another visit', (visit) => ({ ...visit, id: 'visit-2' })],
  ['no reference', (visit) => ({ ...visit, reference: 7 })],
  ['an unknown kind', (visit) => ({ ...visit, kind: 'party' })],
  ['an unknown status, which would have no deadlines', (visit) => ({ ...visit, status: 'bogus' })],
  ['an end that is a word', (visit) => ({ ...visit, expectedEnd: 'tomorrow' })],
  ['an end in the year 1', (visit) => ({ ...visit, expectedEnd: Date.UTC(1, 0) })],
  [
    'an end years from now, which would have no alarm',
    (visit) => ({ ...visit, expectedEnd: Number(visit['expectedEnd']) + 400 * DAY }),
  ],
  ['an end beyond all dates', (visit) => ({ ...visit, plannedEnd: 1e300 })],
  ['no end', (visit) => ({ ...visit, expectedEnd: null })],
  ['nobody on it', (visit) => ({ ...visit, attendees: [] })],
  ['attendees that are none', (visit) => ({ ...visit, attendees: [null] })],
  [
    'an attendee of whom nothing known is said',
    (visit) => ({ ...visit, attendees: [{ person: 'priya', status: 'asleep', arrivedAt: null, leftAt: null }] }),
  ],
  ['no list of what was handled', (visit) => ({ ...visit, handled: 'all' })],
  ['incidents that are none', (visit) => ({ ...visit, incidents: [null] })],
  ['an open incident without its lists', (visit) => ({ ...visit, incidents: [{ ...incidentOf(visit), asks: null }] })],
  [
    'an open incident of an unknown kind',
    (visit) => ({ ...visit, incidents: [{ ...incidentOf(visit), kind: 'fire' }] }),
  ],
  [
    'an open incident that waits until no moment',
    (visit) => ({ ...visit, incidents: [{ ...incidentOf(visit), wait: { for: 'answer', until: 'soon' } }] }),
  ],
  ['no policy', (visit) => ({ ...visit, policy: 'hmpps' })],
])('%s is no visit to work with', (_, spoil) => {
  const visit = overdue();
  expect(whyUnsound(spoil(kept(visit)), visit.id)).not.toBeNull();
});

it('Of an incident that is over nothing more is needed than that it is', () => {
  const visit = overdue();
  const over = { id: 'i', reference: '4821', status: 'closed' };
  expect(whyUnsound({ ...kept(visit), incidents: [over] }, visit.id)).toBeNull();
});
