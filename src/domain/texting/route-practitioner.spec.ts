import { describe, expect, it } from '@jest/globals';
import { concern, NOW, routed, sender, visit, whither, type VisitWish } from '../simulation/senders.js';
import type { Visit } from '../visit/visit.js';
import { route } from './route.js';

describe('Which visit a practitioner means', () => {
  it('arrives at the planned visit whose time it is', () => {
    const morning = visit({ reference: 'B2B2', status: 'planned', starts: -300, ends: -255 });
    const now = visit({ reference: 'C3C3', status: 'planned', starts: 5 });
    expect(routed('ARRIVED 45', sender({ visits: [morning, now] }))).toMatchObject({
      to: { reference: 'C3C3' },
      input: { kind: 'arrived', stay: { minutes: 45 } },
    });
  });

  it('leaves the visit they are in, not the one that comes next', () => {
    const here = visit({ reference: 'B2B2' });
    const next = visit({ reference: 'C3C3', status: 'planned', starts: 60, ends: 100 });
    expect(routed('LEFT', sender({ visits: [next, here] }))).toMatchObject({
      to: { reference: 'B2B2' },
      input: { kind: 'left' },
    });
  });

  it('takes the visit that they name', () => {
    const here = visit({ reference: 'B2B2' });
    const other = visit({ reference: 'C3C3', status: 'planned', starts: 60, ends: 100 });
    expect(routed('c3c3 late 20', sender({ visits: [here, other] }))).toMatchObject({
      to: { reference: 'C3C3' },
      input: { kind: 'late', by: { minutes: 20 } },
    });
  });

  it('takes LEFT for a visit whose arrival was never confirmed', () => {
    const unconfirmed = visit({ status: 'planned', starts: -40, ends: 5 });
    expect(routed('left', sender({ visits: [unconfirmed] }))).toMatchObject({
      to: { reference: 'V7K2' },
      input: { kind: 'left' },
    });
  });

  it('does not end a visit that is hours away by LEFT', () => {
    const later = visit({ status: 'planned', starts: 180, ends: 225 });
    expect(routed('left', sender({ visits: [later] }))).toMatchObject({
      to: null,
      answer: expect.stringContaining('no visit open'),
    });
  });

  it('asks whether they have left when they arrive at the next visit with this one still open', () => {
    const here = visit({ starts: -60, ends: -5 });
    const next = visit({ reference: 'C3C3', status: 'planned', starts: 10, ends: 50 });
    expect(routed('arrived 30', sender({ visits: [here, next] }))).toMatchObject({
      to: { reference: 'V7K2' },
      input: { kind: 'said', answer: expect.stringContaining('LEFT') },
    });
  });

  describe('who arrives while the visit before is still open', () => {
    const next = (starts: number): Visit => visit({ reference: 'C3C3', status: 'planned', starts, ends: starts + 40 });

    it('is asked whether they have left it, where it is to end within 15 minutes and the next to start within 30', () => {
      expect(routed('arrived 30', sender({ visits: [visit({ ends: 15 }), next(30)] }))).toMatchObject({
        to: { reference: 'V7K2' },
        input: {
          kind: 'said',
          person: 'priya',
          words: 'arrived 30',
          answer: 'V7K2 is still open, out by 14:15. If you are out, text LEFT. If not, EXTEND 20 or SOS.',
        },
      });
    });

    it.each([
      ['has longer to go', [visit({ ends: 16 }), next(30)]],
      ['is followed later', [visit({ ends: 15 }), next(31)]],
      ['is the last of the day', [visit({ ends: -5 })]],
    ])('is still there where that %s', (_, visits) => {
      expect(routed('arrived 30', sender({ visits }))).toMatchObject({
        to: { reference: 'V7K2' },
        input: { kind: 'arrived', person: 'priya', stay: { minutes: 30 } },
      });
    });
  });

  it('arrives as long as twelve hours before a planned visit, or after it', () => {
    for (const starts of [12 * 60, -12 * 60 - 45])
      expect(whither('arrived', sender({ visits: [visit({ status: 'planned', starts, ends: starts + 45 })] }))).toBe(
        'V7K2',
      );
    for (const starts of [12 * 60 + 1, -12 * 60 - 46])
      expect(whither('arrived', sender({ visits: [visit({ status: 'planned', starts, ends: starts + 45 })] }))).toBe(
        'unplanned',
      );
  });

  it('arrives at the earlier of two planned visits whose time it is', () => {
    const later = visit({ reference: 'C3C3', status: 'planned', starts: -10 });
    const earlier = visit({ reference: 'B2B2', status: 'planned', starts: -20 });
    expect(whither('arrived', sender({ visits: [later, earlier] }))).toBe('B2B2');
    expect(whither('arrived', sender({ visits: [earlier, later] }))).toBe('B2B2');
  });

  it('arrives at a visit that ended a moment ago rather than at one in an hour', () => {
    const missed = visit({ reference: 'B2B2', status: 'planned', starts: -60, ends: -10 });
    const coming = visit({ reference: 'C3C3', status: 'planned', starts: 60, ends: 90 });
    expect(whither('arrived', sender({ visits: [coming, missed] }))).toBe('B2B2');
  });

  it('leaves, of two visits that they are in, the one that was to end first', () => {
    const longer = visit({ reference: 'C3C3', ends: 60 });
    const shorter = visit({ reference: 'B2B2', ends: 20 });
    expect(whither('LEFT', sender({ visits: [longer, shorter] }))).toBe('B2B2');
  });

  it('leaves, of two visits that they are in, the one that they name', () => {
    const visits = [visit({ reference: 'B2B2', ends: 20 }), visit({ reference: 'C3C3', ends: 60 })];
    expect(whither('c3c3 LEFT', sender({ visits }))).toBe('C3C3');
    expect(whither('LEFT C3C3', sender({ visits }))).toBe('C3C3');
  });

  it('leaves a visit that the diary did not hold, which is in no list', () => {
    const from = sender({ visits: [visit({ kind: 'unplanned' })] });
    expect(whither('LEFT', from)).toBe('V7K2');
    expect(whither('EXTEND 20', from)).toBe('V7K2');
    expect(whither('VISITS', from)).toBe('No visits in your diary for now.');
  });

  it('says LEFT for a planned visit from a quarter of an hour before it starts', () => {
    const starting = (starts: number) => sender({ visits: [visit({ status: 'planned', starts, ends: 60 })] });
    expect(whither('LEFT', starting(15))).toBe('V7K2');
    expect(whither('LEFT', starting(16))).toBe(
      'You have no visit open. Next: V7K2 at 14:16. Text ARRIVED 45 at the door, VISITS for your list.',
    );
  });

  it('says LEFT for a planned visit until a day after it should have ended', () => {
    const missed = (ends: number) => sender({ visits: [visit({ status: 'planned', starts: ends - 45, ends })] });
    expect(whither('LEFT', missed(-24 * 60))).toBe('V7K2');
    expect(whither('LEFT', missed(-24 * 60 - 1))).toMatch(/^You have no visit open\./);
  });

  it('says LEFT again for the visit that they have left', () => {
    expect(whither('LEFT', sender({ visits: [visit({ status: 'left', leftAt: -20 })] }))).toBe('V7K2');
    expect(whither('LEFT', sender({ visits: [visit({ status: 'no_access', leftAt: -20 })] }))).toMatch(/^You have no/);
  });

  it('says LEFT for the others too by LEFT BOTH', () => {
    const joint = visit({ kind: 'in_pairs', beside: { who: 'ben', status: 'arrived' } });
    expect(routed('LEFT BOTH', sender({ visits: [joint] }))).toMatchObject({
      to: { reference: 'V7K2' },
      input: { kind: 'left', person: 'priya', both: true, pin: 'missing' },
    });
    expect(routed('LEFT', sender({ visits: [joint] }))).toMatchObject({ input: { both: false } });
  });

  it('is told of the next visit where none is open, and of the list', () => {
    const later = visit({ reference: 'C3C3', status: 'planned', starts: 240, ends: 285 });
    const next = visit({ status: 'planned', starts: 180, ends: 225 });
    const none = 'You have no visit open. Text ARRIVED 45 at the door, VISITS for your list.';
    expect(whither('LEFT', sender())).toBe(none);
    expect(whither('HOME', sender())).toBe(none);
    expect(whither('EXTEND 20', sender())).toBe(none);
    expect(whither('LEFT', sender({ visits: [later, next] }))).toBe(
      'You have no visit open. Next: V7K2 at 17:00. Text ARRIVED 45 at the door, VISITS for your list.',
    );
  });

  describe('on a visit with a colleague', () => {
    const joint = (mine: VisitWish, theirs: VisitWish['beside']): Visit =>
      visit({ kind: 'in_pairs', ...mine, beside: theirs });

    it('answers for themself: who is inside leaves, though the colleague has left', () => {
      const here = joint({}, { who: 'ben', status: 'left', leftAt: -5 });
      expect(whither('LEFT', sender({ visits: [here] }))).toBe('V7K2');
      expect(whither('VISITS', sender({ visits: [here] }))).toBe('Your visits: V7K2 in, out by 14:45.');
    });

    it('is not on it any longer once they have left, though the colleague is inside', () => {
      const here = joint({ status: 'left', leftAt: -20 }, { who: 'ben', status: 'arrived' });
      const stillOpen: Visit = { ...here, status: 'in_progress' };
      const asked = concern(visit({ reference: 'D4D4', who: 'tom', incident: {} }));
      expect(whither('VISITS', sender({ visits: [stillOpen] }))).toBe('No visits in your diary for now.');
      expect(whither('EXTEND 30', sender({ visits: [stillOpen], incidents: [asked] }))).toBe('D4D4');
    });

    it('is asked which is meant, while inside, though the colleague has left', () => {
      const here = joint({}, { who: 'ben', status: 'left', leftAt: -5 });
      const asked = concern(visit({ reference: 'D4D4', who: 'tom', incident: {} }));
      expect(whither('EXTEND 30', sender({ visits: [here], incidents: [asked] }))).toBe(
        'Which visit? Nothing was changed. Text one of: 4821 EXTEND 30 V7K2 EXTEND 30',
      );
    });

    it('counts from their own departure, not from the colleague’s', () => {
      const mine = (leftAt: number, theirs: number) =>
        sender({ visits: [joint({ status: 'left', leftAt }, { who: 'ben', status: 'left', leftAt: theirs })] });
      expect(whither('ARRIVED', mine(-2, -60))).toBe('V7K2');
      expect(whither('ARRIVED', mine(-60, -2))).toBe('unplanned');
    });
  });

  it('watches someone who arrives where the diary expects nobody', () => {
    expect(routed('arrived 30', sender())).toMatchObject({ to: 'unplanned', input: { kind: 'arrived' } });
  });

  it('watches again when ARRIVED overtook LEFT on the network', () => {
    const left = visit({ status: 'left', leftAt: -1 });
    expect(routed('arrived 30', sender({ visits: [left] }))).toMatchObject({
      to: { reference: 'V7K2' },
      input: { kind: 'arrived' },
    });
  });

  it('watches again for five minutes after LEFT, and from then on as a visit of its own', () => {
    const left = (leftAt: number) => sender({ visits: [visit({ status: 'left', leftAt })] });
    expect(whither('arrived', left(-5))).toBe('V7K2');
    expect(whither('arrived', left(-6))).toBe('unplanned');
  });

  it('watches again the visit that they name, only if they have just left it', () => {
    const refused = visit({ status: 'no_access', leftAt: null });
    expect(whither('V7K2 arrived', sender({ visits: [refused] }))).toBe('unplanned');
  });

  it.each([
    ['EXTEND 20', { kind: 'extend', person: 'priya', by: { minutes: 20 } }],
    ['LATE 15', { kind: 'late', person: 'priya', by: { minutes: 15 } }],
    ['NO ACCESS', { kind: 'no_access', person: 'priya' }],
    ['ABANDON', { kind: 'abandon', person: 'priya' }],
  ])('%s is for the visit they are in, else the planned one whose time it is', (body, input) => {
    const here = visit();
    const soon = visit({ reference: 'C3C3', status: 'planned', starts: 12 * 60, ends: 12 * 60 + 45 });
    const far = visit({ reference: 'D4D4', status: 'planned', starts: 12 * 60 + 1, ends: 12 * 60 + 46 });
    expect(routed(body, sender({ visits: [soon, here] }))).toEqual({ to: here, input });
    expect(routed(body, sender({ visits: [soon] }))).toEqual({ to: soon, input });
    expect(whither(body, sender({ visits: [far] }))).toMatch(/^You have no visit open\. Next: D4D4/);
  });

  it('where neither is, more time is asked for on the way home, and nothing else is', () => {
    const check = visit({ reference: 'H4H4', kind: 'home_safe', status: 'planned', ends: 90 });
    const over = visit({ status: 'left', leftAt: -30 });
    for (const body of ['EXTEND 20', 'LATE 15']) expect(whither(body, sender({ visits: [over, check] }))).toBe('H4H4');
    for (const body of ['NO ACCESS', 'ABANDON']) expect(whither(body, sender({ visits: [over, check] }))).toBe('V7K2');
  });

  it('else the last visit that they have left today is meant', () => {
    const first = visit({ reference: 'B2B2', status: 'left', leftAt: -300 });
    const last = visit({ reference: 'C3C3', status: 'left', leftAt: -240 });
    expect(whither('EXTEND 20', sender({ visits: [first, last] }))).toBe('C3C3');
    expect(whither('EXTEND 20', sender({ visits: [last, first] }))).toBe('C3C3');
    expect(whither('EXTEND 20', sender({ visits: [visit({ status: 'left', leftAt: -12 * 60 })] }))).toBe('V7K2');
    expect(whither('EXTEND 20', sender({ visits: [visit({ status: 'left', leftAt: -12 * 60 - 1 })] }))).toMatch(/^You/);
  });

  it('a visit that was cancelled, or to which they never came, is not the last that they have left', () => {
    const cancelled: Visit = { ...visit({ status: 'left', leftAt: -10 }), status: 'cancelled' };
    const never = visit({ status: 'no_access', leftAt: null });
    for (const one of [cancelled, never])
      expect(whither('EXTEND 20', sender({ visits: [one] }))).toMatch(/^You have no/);
  });

  it('takes a closed visit that they name', () => {
    const named = visit({ reference: 'B2B2', status: 'left', leftAt: -300 });
    const last = visit({ reference: 'C3C3', status: 'left', leftAt: -10 });
    expect(whither('B2B2 extend 20', sender({ visits: [last, named] }))).toBe('B2B2');
  });

  it('names a visit by the whole of its reference', () => {
    const here = visit({ reference: 'B2B2' });
    const other = visit({ reference: 'C3C3', status: 'planned', starts: 60, ends: 100 });
    for (const body of ['xC3C3 extend 20', 'C3C3x extend 20'])
      expect(whither(body, sender({ visits: [here, other] }))).toBe('B2B2');
  });

  describe('words that mean nothing', () => {
    const said = (answered: Visit) => ({
      to: answered,
      input: {
        kind: 'said',
        person: 'priya',
        words: 'he is angry',
        answer: 'Sorry, not understood. Text ARRIVED 45, LEFT, EXTEND 20, LATE 15, NO ACCESS, ABANDON, VISITS or SOS.',
      },
    });

    it('go to the visit whose alarm is open, else to the one they are in', () => {
      const here = visit({ reference: 'B2B2' });
      const alarmed = visit({ reference: 'C3C3', status: 'planned', starts: -60, ends: -20, incident: {} });
      const stoodDown = visit({ status: 'planned', starts: -60, ends: -20, incident: { status: 'stood_down' } });
      expect(routed('he is angry', sender({ visits: [here, alarmed] }))).toEqual(said(alarmed));
      expect(routed('he is angry', sender({ visits: [stoodDown, here] }))).toEqual(said(here));
    });

    it('else to one within three hours, else to none', () => {
      const soon = visit({ status: 'planned', starts: 180, ends: 225 });
      const later = visit({ status: 'planned', starts: 181, ends: 226 });
      expect(routed('he is angry', sender({ visits: [soon] }))).toEqual(said(soon));
      expect(routed('he is angry', sender({ visits: [later] }))).toMatchObject({ to: null });
    });
  });

  it('hands the PIN over to be checked', () => {
    expect(routed('LEFT 4729', sender({ visits: [visit()] }))).toMatchObject({ input: { kind: 'left', pin: 'right' } });
    expect(routed('LEFT 1111', sender({ visits: [visit()] }))).toMatchObject({ input: { kind: 'left', pin: 'wrong' } });
    expect(routed('LEFT', sender({ visits: [visit()] }))).toMatchObject({ input: { kind: 'left', pin: 'missing' } });
  });

  it('takes HOME for the home-safe check, and asks about a visit that is still open', () => {
    const check = visit({ kind: 'home_safe', status: 'planned', ends: 90 });
    expect(routed('home safe', sender({ visits: [check] }))).toMatchObject({
      to: { kind: 'home_safe' },
      input: { kind: 'left' },
    });
    expect(routed('home safe', sender({ visits: [check, visit()] }))).toMatchObject({
      to: { kind: 'alone' },
      input: { kind: 'said' },
    });
  });

  it('takes HOME BY for a later end of the home-safe check', () => {
    const check = visit({ kind: 'home_safe', status: 'planned', ends: 90 });
    expect(routed('home by 18:30', sender({ visits: [check] }))).toEqual({
      to: check,
      input: { kind: 'extend', person: 'priya', by: { until: { hour: 18, minute: 30, exact: true } } },
    });
    expect(routed('home', sender({ visits: [check] }))).toEqual({
      to: check,
      input: { kind: 'left', person: 'priya', both: false, pin: 'missing' },
    });
    const here = visit();
    expect(routed('home', sender({ visits: [check, here] }))).toEqual({
      to: here,
      input: {
        kind: 'said',
        person: 'priya',
        words: 'home',
        answer: 'V7K2 is still open, out by 14:45. If you are out, text LEFT. If not, EXTEND 20 or SOS.',
      },
    });
  });

  it('lists all that is to come, in order, with commas between and a full stop at the end', () => {
    const visits = [
      visit({ reference: 'H4H4', kind: 'home_safe', status: 'planned', starts: 180, ends: 240 }),
      visit({ reference: 'C3C3', status: 'planned', starts: 60, ends: 105 }),
      visit({ starts: -10 }),
      visit({ reference: 'U5U5', kind: 'unplanned' }),
      visit({ reference: 'B2B2', status: 'left', starts: -120, ends: -75 }),
      visit({ reference: 'X6X6', who: 'ben', status: 'planned', starts: 30, ends: 50 }),
    ];
    expect(whither('VISITS', sender({ visits }))).toBe(
      'Your visits: V7K2 in, out by 14:45, C3C3 15:00-15:45, home by 18:00.',
    );
  });

  it('is told times as the clock shows them where they are', () => {
    const inParis = (body: string, visits: readonly Visit[]) =>
      route(body, sender({ visits }), NOW, 'Europe/Paris') as { answer?: string; input?: { answer?: string } };
    const over = visit({ ends: 5 });
    const next = visit({ reference: 'C3C3', status: 'planned', starts: 30, ends: 60 });
    expect(inParis('ARRIVED', [over, next]).input?.answer).toMatch(/^V7K2 is still open, out by 15:05\./);
    expect(inParis('HOME', [over]).input?.answer).toMatch(/^V7K2 is still open, out by 15:05\./);
    expect(inParis('LEFT', [next]).answer).toMatch(/Next: C3C3 at 15:30\./);
    expect(inParis('VISITS', [over, next]).answer).toBe('Your visits: V7K2 in, out by 15:05, C3C3 15:30-16:00.');
  });

  it('is home once: a home-safe check that is over is no longer one', () => {
    const over = visit({ reference: 'H4H4', kind: 'home_safe', status: 'left', leftAt: -5 });
    expect(whither('home', sender({ visits: [over] }))).toMatch(/^You have no visit open\./);
  });

  it('lists nothing that is eighteen hours away', () => {
    const away = (starts: number) => sender({ visits: [visit({ status: 'planned', starts, ends: starts + 45 })] });
    expect(whither('VISITS', away(18 * 60 - 1))).toBe('Your visits: V7K2 07:59-08:44.');
    expect(whither('VISITS', away(18 * 60))).toBe('No visits in your diary for now.');
  });

  it('lists references and times, and nobody', () => {
    const planned = visit({ status: 'planned', starts: 60, ends: 105 });
    expect(routed('VISITS', sender({ visits: [planned] }))).toEqual({
      to: null,
      answer: 'Your visits: V7K2 15:00-15:45.',
    });
  });

  it.each([
    ['STOP', 'opt_out'],
    ['unsubscribe', 'opt_out'],
    ['END', 'perhaps_left'],
    ['cancel', 'perhaps_left'],
    ['START', 'opt_in'],
  ])('takes %s for what the provider takes it for', (body, word) => {
    expect(routed(body, sender({ visits: [visit()] }))).toEqual({ to: 'phone', word });
  });
});

describe('A cry for help', () => {
  it('goes to the visit they are in (HVPF 8.3.4)', () => {
    expect(routed('SOS', sender({ visits: [visit()] }))).toMatchObject({
      to: { reference: 'V7K2' },
      input: { kind: 'sos' },
    });
  });

  it('is never lost for want of a visit', () => {
    expect(routed('help me', sender())).toEqual({
      to: 'unplanned',
      input: { kind: 'sos', person: 'priya', words: 'help me' },
    });
  });

  it('goes to the visit whose alarm is open where they are in none, else to the nearest within three hours', () => {
    const near = visit({ reference: 'B2B2', status: 'planned', starts: 10, ends: 50 });
    const alarmed = visit({ status: 'planned', starts: -240, ends: -200, incident: {} });
    const ended = visit({ reference: 'E2E2', status: 'left' });
    expect(whither('SOS', sender({ visits: [near, alarmed, visit({ reference: 'C3C3' })] }))).toBe('C3C3');
    expect(whither('SOS', sender({ visits: [near, alarmed] }))).toBe('V7K2');
    expect(whither('SOS', sender({ visits: [ended, near] }))).toBe('B2B2');
    const away = (starts: number) => sender({ visits: [visit({ status: 'planned', starts, ends: starts + 45 })] });
    expect(whither('SOS', away(180))).toBe('V7K2');
    expect(whither('SOS', away(181))).toBe('unplanned');
  });

  it('is heard as the covert phrase before anything else (HVPF 8.3.5)', () => {
    expect(routed('Hi, can you cancel my next appointment please', sender({ visits: [visit()] }))).toMatchObject({
      input: {
        kind: 'alert_phrase',
        person: 'priya',
        words: 'Hi, can you cancel my next appointment please',
      },
    });
  });

  it('leaves no trace that later texts would show: an alarm without a visit answers as if it were not there (P8)', () => {
    const alarm = visit({ kind: 'unplanned', status: 'planned', incident: { kind: 'alert_code' } });
    for (const body of ['LEFT', 'EXTEND 20', 'VISITS', 'what?', 'home']) {
      const shown = routed(body, sender());
      const covert = routed(body, sender({ visits: [alarm] }));
      expect(covert).toMatchObject({
        to: { kind: 'unplanned' },
        input: { kind: 'said', answer: 'answer' in shown ? shown.answer : '' },
      });
    }
  });

  it('is over once its alarm is: an alarm without a visit that was stood down hears nothing more', () => {
    const over = visit({ kind: 'unplanned', status: 'planned', incident: { kind: 'sos', status: 'stood_down' } });
    for (const body of ['LEFT', 'VISITS', 'what?'])
      expect(routed(body, sender({ visits: [over] }))).toEqual(routed(body, sender()));
  });

  it('is not read into a bare HELP of a contact who was asked and is on no visit', () => {
    const one = concern(visit({ who: 'priya', incident: {} }));
    expect(routed('help?', sender({ id: 'alex', incidents: [one] }))).toMatchObject({
      input: { kind: 'reported', report: { kind: 'unclear' } },
    });
    expect(routed('help me please', sender({ id: 'alex', incidents: [one] }))).toMatchObject({
      input: { kind: 'sos' },
    });
  });

  it('is read into a bare HELP of anybody else: on a visit of their own, or never asked', () => {
    const one = concern(visit({ who: 'priya', incident: {} }));
    const own = visit({ reference: 'C3C3', who: 'alex' });
    const over = visit({ reference: 'C3C3', who: 'alex', status: 'left' });
    expect(routed('please help', sender({ id: 'alex', incidents: [one] }))).toMatchObject({ input: { kind: 'sos' } });
    for (const body of ['help', '  HELP!!'])
      expect(routed(body, sender({ id: 'alex', incidents: [one], visits: [own] }))).toMatchObject({
        to: { reference: 'C3C3' },
        input: { kind: 'sos' },
      });
    expect(routed('help', sender({ id: 'alex' }))).toMatchObject({ to: 'unplanned', input: { kind: 'sos' } });
    expect(routed('  HELP!!', sender({ id: 'alex', incidents: [one], visits: [over] }))).toMatchObject({
      to: { reference: 'V7K2' },
      input: { kind: 'reported', report: { kind: 'unclear', words: '  HELP!!' } },
    });
  });

  it('a bare HELP of somebody who was asked in two incidents asks which', () => {
    const one = concern(visit({ who: 'priya', incident: {} }));
    const two = concern(visit({ who: 'tom', incident: { reference: '5177' } }));
    expect(whither('help', sender({ id: 'alex', incidents: [one, two] }))).toBe(
      'Which one? Nothing was changed. Start with its number: 4821 SAFE 5177 SAFE',
    );
  });
});
