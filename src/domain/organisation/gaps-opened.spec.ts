import { describe, expect, it } from '@jest/globals';
import { plainPerson, plainUnit } from '../simulation/plain.js';
import { DAY, HOUR } from '../time/instant.js';
import { showDayTime } from '../time/local.js';
import { directoryOf } from './directory-of.js';
import { gapsOpened, timesOf } from './gaps-opened.js';
import { WEEKDAYS, type RotaShift, type WeeklyShift } from './organisation.js';
import { strikeOut } from './strike-out.js';

const ZONE = 'Europe/London';
const WEDNESDAY = Date.parse('2026-11-25T12:00:00Z');
const question = (rota: RotaShift[]) => ({
  directory: directoryOf(
    {
      units: [plainUnit('pdu'), plainUnit('north', { parent: 'pdu' }), plainUnit('south', { parent: 'pdu' })],
      people: [
        plainPerson('ann', { unit: 'pdu', roles: ['contact'], mobile: '+447700900103' }),
        plainPerson('priya', { unit: 'north', roles: ['practitioner'] }),
        plainPerson('yusuf', { unit: 'south', roles: ['practitioner'] }),
      ],
      rota,
      absences: [],
    },
    ZONE,
  ),
  zone: ZONE,
  optedOut: new Set<string>(),
});
const nights: WeeklyShift = { unit: 'pdu', contacts: ['ann'], days: WEEKDAYS, from: '18:00', to: '08:00' };
const days: WeeklyShift = { unit: 'north', contacts: ['ann'], days: WEEKDAYS, from: '08:00', to: '18:00' };
const friday: RotaShift = { unit: 'north', contacts: ['ann'], date: '2026-11-27', from: '18:00', to: '08:00' };

const opened = (of: string, touched: RotaShift[], before: RotaShift[], after: RotaShift[]): string[] =>
  gapsOpened(
    of,
    touched.map((shift) => timesOf(shift, WEDNESDAY, ZONE)),
    question(before),
    question(after),
  ).map((gap) => `${gap.unit} ${showDayTime(gap.from, ZONE)} to ${showDayTime(gap.to, ZONE)}`);

describe('the gaps that a change of a rota opens (8.1.6)', () => {
  it('are told of every unit that the rota stands in for, and of no other time', () => {
    const without = strikeOut(nights, '2026-11-27', WEDNESDAY);
    expect(opened('pdu', [friday], [nights, days], [without, days])).toEqual([
      'north Fri 27 Nov 18:00 to Sat 28 Nov 08:00',
      'south Fri 27 Nov 18:00 to Sat 28 Nov 08:00',
    ]);
  });

  it('are none where somebody takes it on, or where it was a gap before', () => {
    const without = strikeOut(nights, '2026-11-27', WEDNESDAY);
    expect(opened('pdu', [friday], [nights, days], [without, days, { ...friday, unit: 'pdu' }])).toEqual([]);
    expect(opened('north', [friday], [days], [days, friday])).toEqual([]);
  });

  it('of a weekly shift are those of the week ahead, from now on; two times that meet are looked at once', () => {
    const found = opened('north', [days, days], [days], []);
    expect(found[0]).toBe('north Wed 25 Nov 12:00 to Wed 25 Nov 18:00');
    expect(found).toHaveLength(9);
  });

  it('of a part that is left are told of the rest', () => {
    const shorter = { ...friday, unit: 'north', from: '20:00', to: '23:00' };
    expect(opened('north', [friday], [days, friday], [days, shorter])).toEqual([
      'north Fri 27 Nov 18:00 to Fri 27 Nov 20:00',
      'north Fri 27 Nov 23:00 to Sat 28 Nov 08:00',
    ]);
  });

  it('of what is over are none', () => {
    const { from, to } = timesOf({ ...friday, date: '2026-11-20' }, WEDNESDAY, ZONE);
    expect([from, to]).toEqual([WEDNESDAY, WEDNESDAY]);
    expect(timesOf(friday, WEDNESDAY, ZONE)).toEqual({
      from: Date.parse('2026-11-27T00:00:00Z'),
      to: Date.parse('2026-11-27T00:00:00Z') + 2 * DAY,
    });
    const october: RotaShift = { ...friday, date: '2026-10-25' };
    const span = timesOf(october, WEDNESDAY - 60 * DAY, ZONE);
    expect((span.to - span.from) / HOUR).toBe(49);
  });
});
