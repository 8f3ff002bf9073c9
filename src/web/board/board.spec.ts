import { describe, expect, it } from '@jest/globals';
import { MINUTE, HOUR } from '../../domain/time/instant.js';
import { anAttendee, anIncident, anOffice, aVisit, TWO_OCLOCK, ZONE } from '../examples.js';
import type { Visit } from '../../domain/visit/visit.js';
import { boardOf, inOrder, rowOf, showSecond, type BoardView } from './board.js';

const AT = TWO_OCLOCK;
const look = (visits: readonly Visit[], given: Partial<BoardView> = {}) => {
  const view = { at: AT, zone: ZONE, directory: anOffice(), person: 'grace', ...given };
  return boardOf(visits.flatMap((visit) => rowOf(visit, view) ?? []).sort(inOrder));
};
const inside = (given: Parameters<typeof aVisit>[0] = {}) =>
  aVisit({
    status: 'in_progress',
    plannedStart: AT - 30 * MINUTE,
    expectedEnd: AT + 12 * MINUTE,
    expectedEndSetAt: AT - 30 * MINUTE,
    attendees: [anAttendee({ status: 'arrived', arrivedAt: AT - 30 * MINUTE })],
    ...given,
  });

describe('The board of who is out', () => {
  it('says who, since when, until when, and whom to ring', () => {
    expect(look([inside()]).out).toEqual([
      {
        list: 'out',
        id: expect.any(String),
        reference: 'V7K2',
        unit: 'North Team',
        names: ['Priya Shah'],
        plight: 'inside',
        tag: { word: 'In progress', symbol: '●', colour: 'green' },
        alarm: false,
        unanswered: false,
        due: 'Out by 14:12',
        clock: { kind: 'left', at: AT + 12 * MINUTE },
        lastWord: { word: 'Arrived', time: '13:30', at: AT - 30 * MINUTE },
        contact: 'Wei Chen, 07700\u00a0900104',
        incident: null,
      },
    ]);
  });

  it('puts what is overdue first, by word and symbol as well as by colour, with a way to its incident', () => {
    const overdue = inside({
      reference: 'V111',
      status: 'overdue',
      expectedEnd: AT - 4 * MINUTE,
      incidents: [anIncident()],
    });
    const board = look([inside(), overdue]);
    expect(board.out.map((row) => row.reference)).toEqual(['V111', 'V7K2']);
    expect(board.out[0]).toMatchObject({
      tag: { word: 'Overdue', symbol: '▲', colour: 'alarm' },
      clock: { kind: 'overdue', at: AT - 4 * MINUTE },
      incident: { href: `/incidents/${anIncident().id}`, text: 'Overdue 4821', reference: '4821' },
    });
    expect(board.alarm).toBe('1 visit needs someone now');
  });

  it.each([
    ['alert_code', 'Alert code'],
    ['sos', 'SOS'],
    ['device', 'Device alarm'],
  ] as const)('puts a %s before what is overdue', (kind, word) => {
    const overdue = inside({
      reference: 'V111',
      status: 'overdue',
      expectedEnd: AT - MINUTE,
      incidents: [anIncident()],
    });
    const graver = inside({ reference: 'V222', incidents: [anIncident({ kind })] });
    const board = look([overdue, graver]);
    expect(board.out.map((row) => row.reference)).toEqual(['V222', 'V111']);
    expect(board.out[0]!.tag.word).toBe(word);
    expect(board.alarm).toBe('2 visits need someone now');
  });

  it('shows nothing of an alert code to whoever is on the visit (P8)', () => {
    const visit = inside({ incidents: [anIncident({ kind: 'alert_code' })], expectedEndSetAt: AT - MINUTE });
    expect(look([visit], { person: 'priya' })).toEqual(look([inside()], { person: 'priya' }));
  });

  it('tells a time that has passed from an alarm', () => {
    expect(look([inside({ expectedEnd: AT - 3 * MINUTE })]).out[0]).toMatchObject({
      tag: { word: 'Past time' },
      clock: { kind: 'left', at: AT - 3 * MINUTE },
      alarm: false,
    });
  });

  it('asks after somebody who should have arrived', () => {
    const late = aVisit({ plannedStart: AT - 6 * MINUTE, plannedEnd: AT + 20 * MINUTE, expectedEnd: AT + 20 * MINUTE });
    expect(look([late]).out[0]).toMatchObject({
      tag: { word: 'Not arrived', symbol: '?' },
      lastWord: null,
    });
  });

  it('says that somebody who is late has let the time be changed', () => {
    const late = aVisit({
      plannedStart: AT - 6 * MINUTE,
      plannedEnd: AT + 20 * MINUTE,
      expectedEndSetAt: AT - 4 * MINUTE,
    });
    expect(look([{ ...late, expectedEnd: AT + 35 * MINUTE }]).out[0]!.lastWord).toMatchObject({
      word: 'Time changed',
      time: '13:56',
    });
    expect(look([{ ...late, expectedEnd: late.plannedEnd }]).out[0]!.lastWord).toBeNull();
  });

  it('says that the time was changed after they arrived', () => {
    expect(look([inside({ expectedEndSetAt: AT - 2 * MINUTE })]).out[0]!.lastWord).toMatchObject({
      word: 'Time changed',
      time: '13:58',
    });
  });

  it('takes a cry for help for their last word, from when it came; that an alarm is overdue is none', () => {
    const wordOf = (given: Parameters<typeof anIncident>[0], person = 'grace') =>
      look([inside({ status: 'overdue', incidents: [anIncident(given)] })], { person }).out[0]!.lastWord;
    expect(wordOf({ kind: 'sos', openedAt: AT - 3 * MINUTE })).toMatchObject({ word: 'SOS', time: '13:57' });
    const graver = { kind: 'sos', openedAt: AT - 9 * MINUTE, graverAt: AT - MINUTE } as const;
    expect(wordOf(graver)).toMatchObject({ word: 'SOS', time: '13:59' });
    expect(wordOf({ kind: 'overdue' })).toMatchObject({ word: 'Arrived' });
    expect(wordOf({ kind: 'alert_code' }, 'priya')).toMatchObject({ word: 'Arrived' });
  });

  it('waits for both of two, and says who has left', () => {
    const visit = inside({
      attendees: [
        anAttendee({ status: 'arrived', arrivedAt: AT - 30 * MINUTE }),
        anAttendee({ person: 'callum', status: 'left', arrivedAt: AT - 30 * MINUTE, leftAt: AT - MINUTE }),
      ],
    });
    expect(look([visit]).out[0]).toMatchObject({
      names: ['Priya Shah', 'Callum Reid'],
      lastWord: { word: 'Left', time: '13:59' },
    });
  });

  it('shows a home-safe check as a way home', () => {
    const home = aVisit({ kind: 'home_safe', plannedStart: AT - MINUTE, expectedEnd: AT + HOUR });
    expect(look([home]).out[0]).toMatchObject({
      tag: { word: 'On the way' },
      due: 'Home by 15:00',
      clock: { at: AT + HOUR },
    });
  });

  it('lists what starts later, nearest first, and names tomorrow', () => {
    const later = aVisit({ reference: 'V222', plannedStart: AT + 11 * HOUR, plannedEnd: AT + 12 * HOUR });
    const soon = aVisit({ reference: 'V111', plannedStart: AT + 20 * MINUTE });
    expect(look([later, soon]).coming).toMatchObject([
      { reference: 'V111', start: '14:20', startsAt: AT + 20 * MINUTE, end: 'Out by 14:45' },
      { reference: 'V222', start: '01:00 tomorrow', startsAt: AT + 11 * HOUR, end: 'Out by Wed 3 Jun 02:00' },
    ]);
  });

  it('passes over an absent contact, and says so where none is left', () => {
    expect(look([inside()], { directory: anOffice({ absent: ['wei'] }) }).out[0]!.contact).toBe(
      'Megan Hughes, 07700\u00a0900103',
    );
    expect(look([inside()], { directory: anOffice({ absent: ['wei', 'megan'] }) }).out[0]!.contact).toBeNull();
  });

  it('shows the same row until something happens: a second that passes changes nothing', () => {
    expect(look([inside()], { at: AT + MINUTE })).toEqual(look([inside()]));
  });

  it('tells the time to the second, so that a board that has stopped shows it', () => {
    expect(showSecond(AT + 7_000, ZONE)).toBe('14:00:07');
  });
});
