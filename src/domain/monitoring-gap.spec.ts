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
    expect(told([team()]).entry).toEqual({
      at: NOON,
      kind: 'monitoring_gap',
      clause: null,
      by: 'allswell',
      incidentId: null,
      text: 'Nobody watched from Tue 1 Dec 09:00 to Tue 1 Dec 12:00, 3 hours. 1 visit was due meanwhile, the oldest by 2 hours; each is acted on now.',
      data: {
        from: '2026-12-01T09:00:00.000Z',
        to: '2026-12-01T12:00:00.000Z',
        late: 1,
        latestBySeconds: 7200,
        units: ['team-1'],
        told: ['lena', 'sue'],
      },
    });
  });

  it('of which it is not known since when, as the database’s clock was set back, is told as that', () => {
    const { entry, messages } = tellOfGap({ from: NOON, to: NOON }, [team()], officeWith({}), ZONE);
    expect(entry.text).toMatch(/^Nobody watched for a time that is not known, until Tue 1 Dec 12:00: /);
    expect(messages[0]?.body).toMatch(/^Allswell did not watch for a while until 12:00\. 2 visits/);
  });

  it('counts what was late in every unit, and from the oldest of them', () => {
    const { entry } = told([
      team(),
      team({ unit: 'team-2', late: 2, oldestDueAt: NOON - 2.5 * HOUR }),
      team({ unit: 'pdu-1', late: 0, oldestDueAt: null }),
    ]);
    expect(entry.text).toContain(
      '3 visits were due meanwhile, the oldest by 2 hours 30 minutes; each is acted on now.',
    );
    expect(entry.data).toMatchObject({ late: 3, latestBySeconds: 9000, units: ['team-1', 'team-2', 'pdu-1'] });
  });

  it('says that nothing was late by nothing', () => {
    const { entry } = told([team({ late: 0, oldestDueAt: null })]);
    expect(entry.text).toMatch(/3 hours\. Nothing fell due in that time\.$/);
    expect(entry.data).toMatchObject({ late: 0, latestBySeconds: 0 });
  });

  it('is told to the managers of the unit, each once', () => {
    const { messages } = told([team()]);
    expect(messages.map(({ to }) => to).sort()).toEqual(['lena', 'sue']);
    expect(messages[0]).toEqual({
      to: 'lena',
      mobile: '+447700900105',
      purpose: 'notice',
      incidentId: null,
      body: 'Allswell did not watch 09:00 to 12:00. 2 visits of your unit under way, 1 now acted on late. Check on your people.',
      urgency: 'alert',
    });
  });

  it('a manager of people in two units hears of both in one text', () => {
    const { messages } = told([team(), team({ unit: 'team-2', attendees: ['olive', 'priya'], underWay: 1, late: 0 })]);
    const lena = messages.filter(({ to }) => to === 'lena');
    expect(lena).toHaveLength(1);
    expect(lena[0]?.body).toContain('3 visits of your unit under way, 1 now acted on late');
  });

  it('is told to the unit’s own managers, and to senior ones, though nobody of theirs was out', () => {
    const toldOf = (unit: string) => told([team({ unit, attendees: [] })]).messages.map(({ to }) => to);
    expect(toldOf('team-2')).toEqual(['omar']);
    expect(toldOf('pdu-1')).toEqual(['mona']);
  });

  it('is told to a manager who has another part as well', () => {
    const office = officeWith({});
    const people = office.organisation.people.map((person) =>
      person.id === 'omar' ? { ...person, roles: ['contact' as const, 'manager' as const] } : person,
    );
    const { messages } = told([team({ unit: 'team-2', attendees: [] })], {
      ...office,
      organisation: { ...office.organisation, people },
    });
    expect(messages.map(({ to }) => to)).toEqual(['omar']);
  });

  it('is told for somebody without a line manager to the others', () => {
    const office = officeWith({ withoutLineManager: ['olive'] });
    expect(told([team({ unit: 'region-1', attendees: ['olive', 'priya'] })], office).messages).toMatchObject([
      { to: 'lena' },
    ]);
  });

  it('with nobody out it is in the record, and nobody is texted', () => {
    const { entry, messages } = told([]);
    expect(messages).toEqual([]);
    expect(entry.text).toContain('Nothing fell due in that time.');
  });

  it('a manager without a mobile number is passed by', () => {
    const { entry, messages } = told([team()], officeWith({ withoutMobile: ['lena'] }));
    expect(messages.map(({ to }) => to)).toEqual(['sue']);
    expect(entry.data['told']).toEqual(['sue']);
  });
});
