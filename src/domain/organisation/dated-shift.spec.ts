import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { plainPerson, plainUnit } from '../simulation/plain.js';
import { DAY, HOUR, MINUTE, type Instant } from '../time/instant.js';
import { instantOf } from '../time/local.js';
import { coverOf, gapsIn } from './cover.js';
import { directoryOf } from './directory-of.js';
import { WEEKDAYS, type DatedShift, type RotaShift, type WeeklyShift } from './organisation.js';
import { isDated, isOver } from './shift.js';
import { isOnDate, KEPT_AFTER, putBack, roundOf, strikeOut, withoutLeavers, withoutLongOver } from './strike-out.js';

const ZONE = 'Europe/London';
const at = (written: string): Instant => {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = written.split(/[-T:]/).map(Number);
  return instantOf({ year, month, day, hour, minute }, ZONE);
};

const NAMES = ['ann', 'ben', 'cat', 'dan'];
const organisationOf = (rota: readonly RotaShift[]) => ({
  units: [plainUnit('pdu'), plainUnit('team', { parent: 'pdu' })],
  people: NAMES.map((id, nth) => plainPerson(id, { mobile: `+4477009001${nth}0`, roles: ['contact', 'practitioner'] })),
  rota,
  absences: [],
});
const directoryWith = (rota: readonly RotaShift[]) => directoryOf(organisationOf(rota), ZONE);
const question = (rota: readonly RotaShift[]) => ({
  directory: directoryWith(rota),
  zone: ZONE,
  optedOut: new Set<string>(),
});
const onDuty = (rota: readonly RotaShift[], written: string, of = 'team'): string[] =>
  directoryWith(rota)
    .contactsOnDuty(of, at(written))
    .map(({ id }) => id);

const weekly = (contacts: string[], from: string, to: string, given: Partial<WeeklyShift> = {}): WeeklyShift => ({
  unit: 'team',
  contacts,
  days: WEEKDAYS,
  from,
  to,
  ...given,
});
const dated = (contacts: string[], date: string, from: string, to: string, of = 'team'): DatedShift => ({
  unit: of,
  contacts,
  date,
  from,
  to,
});

describe('a shift of one date', () => {
  const friday = dated(['ann'], '2026-11-27', '18:00', '08:00');

  it.each([
    ['2026-11-27T17:59', []],
    ['2026-11-27T18:00', ['ann']],
    ['2026-11-28T07:59', ['ann']],
    ['2026-11-28T08:00', []],
    ['2026-11-20T20:00', []],
    ['2026-12-04T20:00', []],
  ])('at %s: %j is on duty, that once and past midnight', (written, ids) => {
    expect(onDuty([friday], written)).toEqual(ids);
  });

  it('adds to the weekly ones, and who stands on it is asked first, wherever in the rota it was entered', () => {
    const always = weekly(['ben', 'cat'], '00:00', '24:00');
    for (const rota of [
      [always, friday],
      [friday, always],
    ]) {
      expect(onDuty(rota, '2026-11-27T20:00')).toEqual(['ann', 'ben', 'cat']);
      expect(onDuty(rota, '2026-11-28T20:00')).toEqual(['ben', 'cat']);
    }
  });

  it('who stands on both is asked once, first, and by the date', () => {
    const rota = [weekly(['ben', 'ann'], '00:00', '24:00'), friday];
    expect(directoryWith(rota).dutyAt('team', at('2026-11-27T20:00'))).toMatchObject({
      people: [{ id: 'ann' }, { id: 'ben' }],
      dated: 1,
    });
  });

  it('takes nobody away who is on duty anyway, be it by the rota of a unit above', () => {
    const above = weekly(['ben'], '00:00', '24:00', { unit: 'pdu' });
    expect(onDuty([above, friday], '2026-11-27T20:00')).toEqual(['ann', 'ben']);
    expect(onDuty([above, { ...friday, unit: 'pdu' }], '2026-11-27T20:00')).toEqual(['ann', 'ben']);
    expect(onDuty([above, friday, { ...friday, unit: 'pdu', contacts: ['cat'] }], '2026-11-27T20:00')).toEqual([
      'ann',
      'cat',
      'ben',
    ]);
    expect(onDuty([above, friday], '2026-11-27T20:00', 'pdu')).toEqual(['ben']);
  });

  it('of a unit above counts for a unit that has nobody every week, and not for one that has', () => {
    const above = { ...friday, unit: 'pdu' };
    expect(onDuty([weekly(['ben'], '00:00', '24:00'), above], '2026-11-27T20:00')).toEqual(['ben']);
    // Also where whoever stands there every week has the evening anyway.
    expect(
      onDuty([weekly(['ann'], '00:00', '24:00'), friday, { ...above, contacts: ['cat'] }], '2026-11-27T20:00'),
    ).toEqual(['ann']);
  });

  it.each([
    [[friday], 'team'],
    [[friday, weekly(['ben'], '00:00', '24:00', { unit: 'pdu' })], 'pdu'],
    [[{ ...friday, unit: 'pdu' }], 'pdu'],
  ])('says on whose rota they stand: that of every week, where there is one', (rota, of) => {
    expect(directoryWith(rota).dutyAt('team', at('2026-11-27T20:00'))?.unit).toBe(of);
  });

  it('is said to be of that date wherever cover is told, and its ends are moments of change', () => {
    const rota = [weekly(['ben'], '00:00', '24:00'), friday];
    const told = coverOf('team', at('2026-11-27T00:00'), at('2026-11-29T00:00'), question(rota)).map((stretch) =>
      [
        (stretch.to - stretch.from) / HOUR,
        ...stretch.people.map((one) => `${one.person.id}${one.dated ? '!' : ''}`),
      ].join(' '),
    );
    expect(told).toEqual(['18 ben', '14 ann! ben', '16 ben']);
  });

  it.each([
    ['22:00', '06:00', '2026-10-24', 9],
    ['22:00', '06:00', '2027-03-27', 7],
    ['00:00', '24:00', '2026-10-25', 25],
    ['00:00', '24:00', '2027-03-28', 23],
    ['01:30', '01:30', '2027-03-28', 23.5],
  ])('%s to %s of %s lasts %d hours: the clock on the wall decides', (from, to, date, hours) => {
    const rota = [dated(['ann'], date, from, to)];
    const covered = coverOf('team', at(`${date}T00:00`) - DAY, at(`${date}T00:00`) + 3 * DAY, question(rota))
      .filter(({ people }) => people.length > 0)
      .reduce((sum, stretch) => sum + (stretch.to - stretch.from), 0);
    expect(covered / HOUR).toBe(hours);
  });

  it.each([
    ['2026-11-28T07:59', false],
    ['2026-11-28T08:00', true],
  ])('at %s is over: %s; a weekly one never is', (written, over) => {
    expect([isOver(friday, at(written), ZONE), isOver(weekly(['ann'], '09:00', '17:00'), at(written), ZONE)]).toEqual([
      over,
      false,
    ]);
  });

  it('until midnight is over at midnight', () => {
    const evening = dated(['ann'], '2026-11-27', '18:00', '24:00');
    expect(isOver(evening, at('2026-11-28T00:00') - MINUTE, ZONE)).toBe(false);
    expect(isOver(evening, at('2026-11-28T00:00'), ZONE)).toBe(true);
  });
});

describe('a weekly shift that is struck out on a date', () => {
  const nights = weekly(['ann'], '18:00', '08:00');
  const without = strikeOut(nights, '2026-11-27', at('2026-11-20T12:00'));

  it('does not begin then, nor run into the morning after; the night before still ends', () => {
    expect(
      ['2026-11-27T07:00', '2026-11-27T20:00', '2026-11-28T07:00', '2026-11-28T20:00'].map((t) => onDuty([without], t)),
    ).toEqual([['ann'], [], [], ['ann']]);
    const gaps = gapsIn(coverOf('team', at('2026-11-27T18:00'), at('2026-11-28T18:00'), question([without])));
    expect(gaps).toEqual([{ from: at('2026-11-27T18:00'), to: at('2026-11-28T18:00') }]);
  });

  it('is as it was when it is put back', () => {
    expect(putBack(without, '2026-11-27')).toEqual(nights);
    const two = strikeOut(without, '2026-11-24', at('2026-11-20T12:00'));
    expect(two.except).toEqual(['2026-11-24', '2026-11-27']);
    expect(putBack(two, '2026-11-24')).toEqual(without);
  });

  it('forgets, when it is struck out again, what was struck out long ago', () => {
    const later = strikeOut(without, '2027-04-02', at('2026-11-27T00:00') + KEPT_AFTER + DAY);
    expect(later.except).toEqual(['2027-04-02']);
  });

  it('begins on its own weekdays alone', () => {
    const fridays = { ...without, days: ['fri' as const] };
    expect(['2026-11-26', '2026-11-27', '2026-12-04'].map((date) => isOnDate(fridays, date))).toEqual([
      false,
      false,
      true,
    ]);
  });
});

describe('what is over', () => {
  const past = dated(['ann', 'ben'], '2026-11-20', '18:00', '08:00');
  const coming = dated(['ann'], '2026-12-25', '00:00', '24:00');
  const now = at('2026-11-27T12:00');

  it('holds up nobody who leaves, and what is to come does', () => {
    const left = { people: new Set(['ben']), units: new Set(['team']) };
    expect(withoutLeavers([past, coming], left, now, ZONE)).toEqual([{ ...past, contacts: ['ben'] }, coming]);
    expect(withoutLeavers([past], { ...left, people: new Set() }, now, ZONE)).toEqual([]);
    expect(withoutLeavers([past], { ...left, units: new Set() }, now, ZONE)).toEqual([]);
  });

  it('is kept for a quarter', () => {
    const office = organisationOf([past, coming, weekly(['ann'], '09:00', '17:00')]);
    const ended = at('2026-11-21T08:00');
    expect(withoutLongOver(office, ended + KEPT_AFTER - MINUTE, ZONE)).toBe(office);
    expect(withoutLongOver(office, ended + KEPT_AFTER, ZONE).rota).toHaveLength(2);
  });

  it('so is a date that was struck out, whatever else of the rota is changed', () => {
    const nights = weekly(['ann'], '18:00', '08:00');
    const office = organisationOf([{ ...nights, except: ['2026-11-20', '2026-12-04'] }]);
    const before = at('2026-11-20T00:00') + KEPT_AFTER;
    expect(withoutLongOver(office, before - MINUTE, ZONE)).toBe(office);
    expect(withoutLongOver(office, before + MINUTE, ZONE).rota).toEqual([{ ...nights, except: ['2026-12-04'] }]);
    expect(withoutLongOver(office, before + 15 * DAY, ZONE).rota).toEqual([nights]);
  });
});

/**
 * The rule once more in another way: what a wall clock shows, as text, lies between two texts. It knows nothing of minutes,
 * day numbers or offsets.
 */
const wall = new Intl.DateTimeFormat('sv-SE', {
  timeZone: ZONE,
  dateStyle: 'short',
  timeStyle: 'short',
});
function isOn(shift: RotaShift, shown: string, dates: readonly string[]): boolean {
  const begins = isDated(shift)
    ? [shift.date]
    : dates.filter(
        (date) => shift.days.includes(WEEKDAYS[(new Date(date).getUTCDay() + 6) % 7]!) && !shift.except?.includes(date),
      );
  return begins.some((date) => {
    const last = shift.to <= shift.from ? new Date(Date.parse(date) + DAY).toISOString().slice(0, 10) : date;
    return `${date} ${shift.from}` <= shown && shown < `${last} ${shift.to}`;
  });
}

describe.each([
  ['the clocks go back', '2026-10-23'],
  ['the clocks go forward', '2027-03-26'],
  ['a year ends', '2026-12-30'],
])('any rota of both kinds, where %s', (_, first) => {
  const STEP = 5 * MINUTE;
  const start = at(`${first}T00:00`);
  const end = start + 4 * DAY;
  const dates = Array.from({ length: 7 }, (_one, index) =>
    new Date(Date.parse(first) + (index - 1) * DAY).toISOString().slice(0, 10),
  );
  const moments = Array.from({ length: (end - start) / STEP }, (_one, index) => start + index * STEP);
  const shown = moments.map((moment) => wall.format(moment));

  const time = fc.integer({ min: 0, max: 287 }).map((fives) => clock(fives * 5));
  const ends = fc.oneof(time, fc.constant('24:00'));
  const who = fc.uniqueArray(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 2 });
  const weeklyShift: fc.Arbitrary<RotaShift> = fc.record({
    unit: fc.constantFrom('team', 'pdu'),
    contacts: who,
    days: fc.uniqueArray(fc.constantFrom(...WEEKDAYS), { minLength: 1 }),
    from: time,
    to: ends,
    except: fc.uniqueArray(fc.constantFrom(...dates), { maxLength: 2 }),
  });
  const datedShift: fc.Arbitrary<RotaShift> = fc.record({
    unit: fc.constantFrom('team', 'pdu'),
    contacts: who,
    date: fc.constantFrom(...dates),
    from: time,
    to: ends,
  });
  const rotas = fc.array(fc.oneof(weeklyShift, datedShift), { minLength: 1, maxLength: 6 });

  it('has on duty whom the clock on the wall says, those of the date first, and tells each change of it', () => {
    fc.assert(
      fc.property(rotas, (rota) => {
        const stretches = coverOf('team', start, end, question(rota));
        let index = 0;
        moments.forEach((moment, place) => {
          const on = rota.filter((shift) => isOn(shift, shown[place]!, dates));
          const [own, above] = ['team', 'pdu'].map((of) => on.filter((shift) => shift.unit === of)) as [
            RotaShift[],
            RotaShift[],
          ];
          const weekly = own.some((shift) => !isDated(shift));
          const inTurn = [...datedFirst(own), ...(weekly ? [] : datedFirst(above))];
          const meant = new Set(inTurn.flatMap((shift) => shift.contacts));
          if (moment >= stretches[index]!.to) index += 1;
          const told = stretches[index]!.people.map((one) => one.person.id);
          if (told.join() !== [...meant].join())
            throw new Error(`${shown[place]}: ${told.join()} is told, ${[...meant].join()} is meant`);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('a shift that is given to others is theirs for its time, and nothing else changes', () => {
    fc.assert(
      fc.property(weeklyShift, fc.constantFrom(...dates), (shift, date) => {
        const given = { ...shift, contacts: ['ann'] } as WeeklyShift;
        fc.pre(isOnDate(given, date));
        const round = roundOf(given, date);
        const before = directoryWith([given]);
        const after = directoryWith([strikeOut(given, date, start), { ...round, contacts: ['dan'] }]);
        moments.forEach((moment, place) => {
          const [was, is] = [before, after].map((one) => one.contactsOnDuty('team', moment).map(({ id }) => id));
          // Where the shift of the day before runs into it, both are on.
          const inRound = isOn(round, shown[place]!, dates);
          const inOther = isOn(strikeOut(given, date, start), shown[place]!, dates);
          const meant = [...(inRound ? ['dan'] : []), ...(inOther ? ['ann'] : [])];
          expect([is, was!.length > 0]).toEqual([meant, meant.length > 0]);
        });
      }),
      { numRuns: 10 },
    );
  });
});

function datedFirst(shifts: readonly RotaShift[]): RotaShift[] {
  return [...shifts.filter(isDated), ...shifts.filter((shift) => !isDated(shift))];
}

function clock(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
