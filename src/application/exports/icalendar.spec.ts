import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { icalendar, type Calendar, type CalendarEvent } from './icalendar.js';
import { linesOf, read } from '../../../test/support/icalendar.js';

const AT = Date.parse('2026-06-02T13:00:00Z');

const anEvent = (given: Partial<CalendarEvent> = {}): CalendarEvent => ({
  uid: '00000000-0000-4000-8000-000000000001',
  revision: 2,
  changedAt: AT - 3_600_000,
  start: AT,
  end: AT + 45 * 60_000,
  summary: 'Home visit V7K2 (Priya Shah)',
  url: 'https://allswell.example/itinerary/visits/00000000-0000-4000-8000-000000000001',
  cancelled: false,
  ...given,
});
const aCalendar = (given: Partial<Calendar> = {}): Calendar => ({
  name: 'Allswell: Priya Shah',
  about: 'Visits',
  busy: true,
  events: [anEvent()],
  ...given,
});

const HOSTILE = [
  'a, b; c \\ d: "e"',
  'Priya\r\nEND:VEVENT\r\nBEGIN:VALARM',
  'Priya\nATTENDEE:mailto:a@b.example',
  'Priya\u2028LOCATION:1 Example Street',
  'Priya\u0085X-A:b',
  '\\n\\,\\;\\\\',
  'Łukasz Ångström 🏠'.repeat(20),
  '\u0000\u0007\u001b[31m\ud800',
  'user\u202etxt.exe',
  '',
];

describe('A calendar file', () => {
  it('says what RFC 5545 wants of an event, in UTC', () => {
    const { properties, components } = read(icalendar(aCalendar()));
    expect(properties).toMatchObject({
      VERSION: '2.0',
      PRODID: '-//Allswell//Home visits//EN',
      NAME: 'Allswell: Priya Shah',
      'X-WR-CALNAME': 'Allswell: Priya Shah',
    });
    expect(components).toEqual([
      {
        name: 'VEVENT',
        components: [],
        properties: {
          UID: '00000000-0000-4000-8000-000000000001',
          DTSTAMP: '20260602T120000Z',
          'LAST-MODIFIED': '20260602T120000Z',
          SEQUENCE: '2',
          DTSTART: '20260602T130000Z',
          DTEND: '20260602T134500Z',
          SUMMARY: 'Home visit V7K2 (Priya Shah)',
          URL: 'https://allswell.example/itinerary/visits/00000000-0000-4000-8000-000000000001',
          STATUS: 'CONFIRMED',
          TRANSP: 'OPAQUE',
          CLASS: 'PRIVATE',
        },
      },
    ]);
  });

  it('says that an event is cancelled, and that its time is free', () => {
    const [event] = read(icalendar(aCalendar({ events: [anEvent({ cancelled: true })] }))).components;
    expect(event?.properties).toMatchObject({ STATUS: 'CANCELLED', TRANSP: 'TRANSPARENT' });
  });

  it('takes up nobody’s time where it is about others', () => {
    const [event] = read(icalendar(aCalendar({ busy: false }))).components;
    expect(event?.properties['TRANSP']).toBe('TRANSPARENT');
  });

  it('without events still has a component, as every calendar must', () => {
    expect(read(icalendar(aCalendar({ events: [] }))).components.map(({ name }) => name)).toEqual(['VTIMEZONE']);
  });

  it.each(HOSTILE)('a name stays within its property: %j', (summary) => {
    const file = icalendar(aCalendar({ name: summary, about: summary, events: [anEvent({ summary }), anEvent()] }));
    const { components, properties } = read(file);
    expect(components.map(({ name }) => name)).toEqual(['VEVENT', 'VEVENT']);
    expect(Object.keys(components[0]?.properties ?? {})).toEqual(Object.keys(components[1]?.properties ?? {}));
    expect(components[0]?.properties['SUMMARY']).toBe(properties['NAME']);
  });

  it('keeps what a text says', () => {
    const said = 'a, b; c \\ d: "e"\nŁukasz 🏠 \\n';
    expect(read(icalendar(aCalendar({ about: said }))).properties['DESCRIPTION']).toBe(said);
  });

  it('folds at 75 octets, and cuts no character in two, whatever it is told', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (summary) => {
        const file = icalendar(aCalendar({ events: [anEvent({ summary })] }));
        // Refuses what is longer.
        expect(read(file).components).toHaveLength(1);
        expect(linesOf(file).some((line) => /\p{Cs}|\p{Cc}/u.test(line))).toBe(false);
      }),
      { numRuns: 100 },
    );
  });
});
