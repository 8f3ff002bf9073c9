import { describe, expect, it } from '@jest/globals';
import { tellOfGap, type Affected } from './monitoring-gap.js';
import { officeWith, ZONE } from './simulation/office.js';
import { HOUR } from './time/instant.js';

const NOON = Date.parse('2026-12-01T12:00:00Z');
const GAP = { from: NOON - 3 * HOUR, to: NOON };

const team = (over: Partial<Affected> = {}): Affected => ({
  unit: 'team-1',
  underWay: 2,
  late: 1,
  oldestDueAt: NOON - 2 * HOUR,
  attendees: ['priya', 'ben'],
  ...over,
});

const told = (affected: readonly Affected[], office = officeWith({})) => tellOfGap(GAP, affected, office, ZONE);

describe('a time in which nobody watched (P3, P12)', () => {
  it('is in the record: from, to, what was late and by how much', () => {
    expect(told([team()]).entry).toMatchObject({
      kind: 'monitoring_gap',
      text: 'Nobody watched from Tue 1 Dec 09:00 to Tue 1 Dec 12:00, 3 hours. 1 visit was due meanwhile, the oldest by 2 hours; each is acted on now.',
      data: { from: '2026-12-01T09:00:00.000Z', to: '2026-12-01T12:00:00.000Z', late: 1, latestBySeconds: 7200 },
    });
  });

  it('is told to the managers of the unit, each once', () => {
    const { messages } = told([team()]);
    expect(messages.map(({ to }) => to).sort()).toEqual(['lena', 'sue']);
    expect(messages[0]).toMatchObject({
      body: 'Allswell did not watch 09:00 to 12:00. 2 visits of your unit under way, 1 now acted on late. Check on your people.',
      urgency: 'alert',
    });
  });

  it('a manager of people in two units hears of both in one text', () => {
    const { messages } = told([team(), team({ unit: 'team-2', attendees: ['olive', 'priya'], underWay: 1, late: 0 })]);
    const lena = messages.filter(({ to }) => to === 'lena');
    expect(lena).toHaveLength(1);
    expect(lena[0]?.body).toContain('3 visits');
  });

  it('with nobody out it is in the record, and nobody is texted', () => {
    const { entry, messages } = told([]);
    expect(messages).toEqual([]);
    expect(entry.text).toContain('Nothing fell due in that time.');
  });

  it('a manager without a mobile number is passed by', () => {
    const { messages } = told([team()], officeWith({ withoutMobile: ['lena'] }));
    expect(messages.map(({ to }) => to)).toEqual(['sue']);
  });
});
