import { describe, expect, it } from '@jest/globals';
import { plainPerson, plainUnit } from '../simulation/plain.js';
import { DAY, HOUR, type Instant } from '../time/instant.js';
import { instantOf, showDayTime, showTime } from '../time/local.js';
import { dutiesLost } from './absence-loss.js';
import { coverOf, dayStarts, gapsIn, needsCover } from './cover.js';
import { directoryOf } from './directory-of.js';
import { WEEKDAYS, type Absence, type Organisation, type RotaShift } from './organisation.js';

const ZONE = 'Europe/London';
const at = (year: number, month: number, day: number, hour = 0, minute = 0): Instant =>
  instantOf({ year, month, day, hour, minute }, ZONE);

const people = [
  plainPerson('ann', { roles: ['contact'], mobile: '+44770090ann' }),
  plainPerson('ben', { roles: ['contact'], mobile: '+44770090ben' }),
  plainPerson('cat', { roles: ['contact'] }),
  plainPerson('pat', { roles: ['practitioner'], mobile: '+44770090pat' }),
];
const shift = (contacts: string[], from: string, to: string, days = [...WEEKDAYS], of = 'team'): RotaShift => ({
  unit: of,
  contacts,
  days,
  from,
  to,
});

const question = (rota: RotaShift[], absences: Absence[] = [], optedOut: string[] = []) => {
  const units = [plainUnit('pdu'), plainUnit('team', { parent: 'pdu' })];
  const organisation: Organisation = { units, people, rota, absences };
  return { directory: directoryOf(organisation, ZONE), zone: ZONE, optedOut: new Set(optedOut) };
};

/** "09:00 to 17:00 ann, ben" */
const said = (rota: RotaShift[], from: Instant, to: Instant, absences: Absence[] = [], optedOut: string[] = []) =>
  coverOf('team', from, to, question(rota, absences, optedOut)).map(
    (one) =>
      `${showTime(one.from, ZONE)} to ${showTime(one.to, ZONE)} ${one.people.map((duty) => duty.person.id + (duty.whyNot ? ` (${duty.whyNot})` : '')).join(', ') || 'nobody'}`,
  );
const gaps = (rota: RotaShift[], from: Instant, to: Instant, absences: Absence[] = []) =>
  gapsIn(coverOf('team', from, to, question(rota, absences))).map(
    (gap) => `${showDayTime(gap.from, ZONE)} to ${showDayTime(gap.to, ZONE)}`,
  );

const TUESDAY = at(2026, 12, 1);

describe('who is on duty (8.1.6)', () => {
  it('is said from the beginning to the end, times with nobody among them', () => {
    expect(said([shift(['ann', 'ben'], '09:00', '17:00')], TUESDAY, TUESDAY + DAY)).toEqual([
      '00:00 to 09:00 nobody',
      '09:00 to 17:00 ann, ben',
      '17:00 to 00:00 nobody',
    ]);
  });

  it('a shift past midnight is on in the morning after, and not before its first day', () => {
    const nights = [shift(['ann'], '22:00', '06:00', ['mon'])];
    expect(said(nights, TUESDAY - DAY, TUESDAY + DAY)).toEqual([
      '00:00 to 22:00 nobody',
      '22:00 to 06:00 ann',
      '06:00 to 00:00 nobody',
    ]);
  });

  it('all day, every day, has no seam', () => {
    expect(coverOf('team', TUESDAY, TUESDAY + 7 * DAY, question([shift(['ann'], '00:00', '24:00')]))).toHaveLength(1);
  });

  it('the rota of the unit above counts where the unit has nobody', () => {
    const both = [shift(['ann'], '09:00', '17:00'), shift(['ben'], '00:00', '24:00', [...WEEKDAYS], 'pdu')];
    const stretches = coverOf('team', TUESDAY, TUESDAY + DAY, question(both));
    expect(stretches.map((one) => [one.unit, one.people[0]?.person.id])).toEqual([
      ['pdu', 'ben'],
      ['team', 'ann'],
      ['pdu', 'ben'],
    ]);
  });

  it('whoever is absent, has no mobile or opted out of texts is no cover, and it is said why', () => {
    const absences = [{ person: 'ann', from: TUESDAY + 12 * HOUR, to: TUESDAY + 14 * HOUR }];
    expect(said([shift(['ann', 'cat'], '09:00', '17:00')], TUESDAY + 9 * HOUR, TUESDAY + 17 * HOUR, absences)).toEqual([
      '09:00 to 12:00 ann, cat (no mobile)',
      '12:00 to 14:00 ann (absent), cat (no mobile)',
      '14:00 to 17:00 ann, cat (no mobile)',
    ]);
    expect(gaps([shift(['ann', 'cat'], '00:00', '24:00')], TUESDAY, TUESDAY + DAY, absences)).toEqual([
      'Tue 1 Dec 12:00 to Tue 1 Dec 14:00',
    ]);
    const optedOut = said([shift(['ben'], '00:00', '24:00')], TUESDAY, TUESDAY + DAY, [], ['+44770090ben']);
    expect(optedOut).toEqual(['00:00 to 00:00 ben (opted out)']);
  });

  it('a gap is one gap, over midnight and whatever its reasons', () => {
    const absences = [{ person: 'ann', from: TUESDAY + 16 * HOUR, to: TUESDAY + 2 * DAY }];
    expect(gaps([shift(['ann'], '09:00', '17:00')], TUESDAY + 12 * HOUR, TUESDAY + 2 * DAY, absences)).toEqual([
      'Tue 1 Dec 16:00 to Thu 3 Dec 00:00',
    ]);
  });

  it('in the night that the clocks go forward, shifts that meet leave no gap, and one that ends in the lost hour ends early', () => {
    const march = at(2027, 3, 28);
    const meeting = [shift(['ann'], '22:00', '02:00'), shift(['ben'], '02:00', '22:00')];
    expect(gaps(meeting, march - 12 * HOUR, march + 12 * HOUR)).toEqual([]);
    expect(said([shift(['ann'], '00:00', '01:30')], march, march + 3 * HOUR)).toEqual([
      '00:00 to 02:00 ann',
      '02:00 to 04:00 nobody',
    ]);
  });

  it('in the night that they go back, the hour that comes twice is covered twice, or twice not', () => {
    const october = at(2026, 10, 25);
    expect(said([shift(['ann'], '00:00', '01:30')], october, october + 4 * HOUR)).toEqual([
      '00:00 to 01:30 ann',
      '01:30 to 01:00 nobody',
      '01:00 to 01:30 ann',
      '01:30 to 03:00 nobody',
    ]);
  });

  it('the days of a week with such a night are seven', () => {
    expect(dayStarts(at(2026, 10, 19), 7, ZONE).map((start) => showDayTime(start, ZONE))).toEqual([
      ...['Mon 19', 'Tue 20', 'Wed 21', 'Thu 22', 'Fri 23', 'Sat 24', 'Sun 25'].map((day) => `${day} Oct 00:00`),
      'Mon 26 Oct 00:00',
    ]);
  });

  it('is needed where somebody goes on visits, and nowhere else', () => {
    const { organisation } = question([]).directory;
    expect([needsCover(organisation, 'team'), needsCover(organisation, 'pdu')]).toEqual([true, false]);
  });
});

describe('an absence', () => {
  const rota = [shift(['ann', 'ben'], '09:00', '12:00'), shift(['ann'], '12:00', '17:00')];
  const lost = (now: Instant, absence = { person: 'ann', from: TUESDAY, to: TUESDAY + DAY }, others: Absence[] = []) =>
    dutiesLost(absence, now, question(rota, [absence, ...others])).map(
      ({ from, to, left }) =>
        `${showTime(from, ZONE)} to ${showTime(to, ZONE)} ${left.map(({ id }) => id).join(', ') || 'nobody'}`,
    );

  it('takes away the shifts on which they stand, and says who is left', () => {
    expect(lost(TUESDAY - DAY)).toEqual(['09:00 to 12:00 ben', '12:00 to 17:00 nobody']);
  });

  it('nobody is left where the others are away too', () => {
    const ben = { person: 'ben', from: TUESDAY, to: TUESDAY + 11 * HOUR };
    expect(lost(TUESDAY - DAY, undefined, [ben])).toEqual([
      '09:00 to 11:00 nobody',
      '11:00 to 12:00 ben',
      '12:00 to 17:00 nobody',
    ]);
  });

  it('of what is over nothing is said', () => {
    expect(lost(TUESDAY + 14 * HOUR)).toEqual(['14:00 to 17:00 nobody']);
    expect(lost(TUESDAY + 2 * DAY)).toEqual([]);
  });

  it('of somebody on no rota takes nothing away', () => {
    expect(lost(TUESDAY - DAY, { person: 'pat', from: TUESDAY, to: TUESDAY + DAY })).toEqual([]);
  });
});
