import { describe, expect, it } from '@jest/globals';
import type { Incident } from '../incident/incident.js';
import type { Person } from '../organisation/organisation.js';
import { HOUR, MINUTE } from '../time/instant.js';
import type { AttendeeStatus, Visit, VisitKind } from '../visit/visit.js';
import { route, type Sender } from './route.js';

const NOW = Date.UTC(2026, 10, 24, 14, 0);
const ZONE = 'Europe/London';

const person = (id: string): Person => ({
  id,
  name: `${id.charAt(0).toUpperCase()}${id.slice(1)} Example`,
  mobile: '+447700900101',
  unit: 'team-1',
  lineManager: null,
  roles: ['practitioner'],
  car: null,
  description: '',
  device: '',
});

interface VisitWish {
  reference?: string;
  who?: string;
  starts?: number;
  ends?: number;
  status?: AttendeeStatus;
  kind?: VisitKind;
  incident?: Partial<Incident>;
  leftAt?: number;
}

let count = 0;

function visit({
  reference = 'V7K2',
  who = 'priya',
  starts = 0,
  ends = 45,
  status = 'arrived',
  kind = 'alone',
  incident,
  leftAt,
}: VisitWish = {}): Visit {
  count += 1;
  const ended = status !== 'planned' && status !== 'arrived';
  return {
    id: `visit-${count}`,
    reference,
    unit: 'team-1',
    kind,
    status: incident ? 'overdue' : ended ? 'concluded' : status === 'arrived' ? 'in_progress' : 'planned',
    plannedStart: NOW + starts * MINUTE,
    plannedEnd: NOW + ends * MINUTE,
    expectedEnd: NOW + ends * MINUTE,
    expectedEndSetAt: NOW - HOUR,
    attendees: [
      { person: who, status, arrivedAt: null, leftAt: ended ? NOW + (leftAt ?? 0) * MINUTE : null, leftSaidBy: null },
    ],
    handled: [],
    incidents: incident ? [open(incident)] : [],
    policy: { name: 'test', version: '1' },
  };
}

const open = (wish: Partial<Incident>): Incident => ({
  id: `incident-${wish.reference ?? ''}`,
  reference: '4821',
  kind: 'overdue',
  status: 'open',
  openedAt: NOW,
  closedAt: null,
  closedBy: null,
  outcome: null,
  subjects: ['priya'],
  step: 'nominated_contact',
  stepAt: NOW,
  rounds: [],
  asked: 1,
  wait: null,
  asks: [],
  attempts: 0,
  police: [],
  alerted: [],
  ...wish,
});

const sender = (wish: Partial<Sender> & { id?: string } = {}): Sender => ({
  person: person(wish.id ?? 'priya'),
  visits: [],
  incidents: [],
  named: null,
  watching: [],
  alertPhrases: ['cancel my next appointment'],
  nameOf: (id) => person(id).name,
  checkPin: (pin) => (pin === null ? 'missing' : pin === '4729' ? 'right' : 'wrong'),
  ...wish,
});

const concern = (one: Visit) => ({ visit: one, incident: one.incidents[0]! });
const routed = (body: string, from: Sender) => route(body, from, NOW, ZONE);

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

  it('lists references and times, and nobody', () => {
    const planned = visit({ status: 'planned', starts: 60, ends: 105 });
    expect(routed('VISITS', sender({ visits: [planned] }))).toEqual({
      to: null,
      answer: 'Your visits: V7K2 15:00-15:45.',
    });
  });

  it.each(['STOP', 'unsubscribe', 'END', 'cancel', 'START'])('takes %s for what the provider takes it for', (body) => {
    expect(routed(body, sender({ visits: [visit()] })).to).toBe('phone');
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
    expect(routed('help me', sender())).toMatchObject({ to: 'unplanned', input: { kind: 'sos' } });
  });

  it('is heard as the covert phrase before anything else (HVPF 8.3.5)', () => {
    expect(routed('Hi, can you cancel my next appointment please', sender({ visits: [visit()] }))).toMatchObject({
      input: { kind: 'alert_phrase' },
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

  it('is not read into a bare HELP of a contact who was asked and is on no visit', () => {
    const one = concern(visit({ who: 'priya', incident: {} }));
    expect(routed('help?', sender({ id: 'alex', incidents: [one] }))).toMatchObject({
      input: { kind: 'reported', report: { kind: 'unclear' } },
    });
    expect(routed('help me please', sender({ id: 'alex', incidents: [one] }))).toMatchObject({
      input: { kind: 'sos' },
    });
  });
});

describe('Which incident a responder means', () => {
  const one = concern(visit({ who: 'priya', incident: { reference: '4821' } }));
  const two = concern(visit({ who: 'tom', incident: { reference: '5177' } }));

  it('is the one that they name', () => {
    expect(routed('4821 SAFE', sender({ id: 'alex', incidents: [one, two], named: one }))).toMatchObject({
      input: { kind: 'reported', incidentId: 'incident-4821', report: { kind: 'safe' } },
    });
  });

  it('is the only one there is, when they name none', () => {
    expect(routed('no answer', sender({ id: 'alex', incidents: [one] }))).toMatchObject({
      input: { report: { kind: 'no_answer' } },
    });
  });

  it("is not read into the police's own reference", () => {
    expect(routed('police told, ref 7345', sender({ id: 'alex', incidents: [one] }))).toMatchObject({
      input: { kind: 'reported', incidentId: 'incident-4821', report: { kind: 'police', policeReference: '7345' } },
    });
    expect(routed('4821 police', sender({ id: 'alex', incidents: [one, two], named: one }))).toMatchObject({
      input: { incidentId: 'incident-4821', report: { kind: 'police', policeReference: null } },
    });
    expect(routed('police told, ref 7345', sender({ id: 'alex', incidents: [one, two] }))).toMatchObject({ to: null });
  });

  it('is asked for when it could be two, and nothing changes', () => {
    expect(routed('SAFE', sender({ id: 'alex', incidents: [one, two] }))).toMatchObject({
      to: null,
      answer: expect.stringMatching(/4821 SAFE.*5177 SAFE/),
    });
  });

  it('is asked for when it could be their own visit', () => {
    const own = visit({ reference: 'C3C3', who: 'alex' });
    expect(routed('EXTEND 30', sender({ id: 'alex', incidents: [one], visits: [own] }))).toMatchObject({
      to: null,
      answer: expect.stringMatching(/4821.*C3C3/),
    });
  });

  it('is no business of somebody whose reference it never was', () => {
    expect(routed('9999 SAFE', sender({ id: 'alex' }))).toMatchObject({
      to: null,
      answer: expect.stringContaining('9999'),
    });
  });

  it("is not opened to the practitioner's own phone", () => {
    const own = visit({ incident: { reference: '4821' } });
    expect(routed('4821 SAFE', sender({ visits: [own], named: concern(own) }))).not.toMatchObject({
      input: { kind: 'reported' },
    });
  });

  it('takes a word that it cannot read as a word to the incident', () => {
    expect(routed('4821 hmm', sender({ id: 'alex', incidents: [one], named: one }))).toMatchObject({
      input: { report: { kind: 'unclear' } },
    });
  });
});

describe('An alert code that came by voice (HVPF 8.3.6)', () => {
  const priya = visit({ reference: 'V7K2', who: 'priya' });
  const tom = visit({ reference: 'B3M9', who: 'tom' });

  it('is about the only visit under way', () => {
    expect(routed('CODE', sender({ id: 'alex', watching: [priya] }))).toMatchObject({
      to: { reference: 'V7K2' },
      input: { incidentId: null, report: { kind: 'code' } },
    });
  });

  it.each(['CODE V7K2', 'code Priya'])('is about the visit that "%s" names', (body) => {
    expect(routed(body, sender({ id: 'alex', watching: [priya, tom] }))).toMatchObject({ to: { reference: 'V7K2' } });
  });

  it('lists the choices when it could be two', () => {
    expect(routed('CODE', sender({ id: 'alex', watching: [priya, tom] }))).toMatchObject({
      to: null,
      answer: expect.stringMatching(/CODE V7K2.*CODE B3M9/),
    });
  });

  it('sends the contact to the telephone when there is no visit that it could be', () => {
    expect(routed('CODE', sender({ id: 'alex' }))).toMatchObject({
      to: null,
      answer: expect.stringContaining('Ring the manager'),
    });
  });
});

describe('While a drill runs', () => {
  const drillOf = (wish: VisitWish = {}): Visit => ({ ...visit({ reference: 'D3X4', ...wish }), drill: true });
  const mine = drillOf();
  const asked = concern(drillOf({ who: 'tom', incident: { reference: '4822' } }));
  const alarm = concern(visit({ who: 'ben', incident: { reference: '4821' } }));
  const planned = visit({ reference: 'C3C3', status: 'planned', starts: 10, ends: 50 });

  it.each(['SOS', 'cancel my next appointment'])('"%s" of its practitioner goes past it', (body) => {
    expect(routed(body, sender({ drill: mine }))).toMatchObject({ to: 'unplanned' });
    expect(routed(body, sender({ drill: mine, visits: [planned] }))).toMatchObject({ to: { reference: 'C3C3' } });
  });

  it('LEFT ends it where no real visit could be meant, or where it is named', () => {
    expect(routed('LEFT', sender({ drill: mine }))).toMatchObject({
      to: { reference: 'D3X4' },
      input: { kind: 'left' },
    });
    for (const real of [planned, visit()])
      expect(routed('d3x4 left', sender({ drill: mine, visits: [real] }))).toMatchObject({ to: { reference: 'D3X4' } });
  });

  it('LEFT changes nothing where it could mean a real visit, and ends that where it is named', () => {
    const here = visit();
    for (const real of [planned, here]) {
      const from = sender({ drill: mine, visits: [real] });
      const answer = `Which visit? Nothing was changed. Text one of: ${real.reference} LEFT D3X4 LEFT (exercise)`;
      expect(routed('LEFT', from)).toEqual({ to: null, answer });
      expect(routed(`${real.reference} LEFT`, from)).toMatchObject({ to: { reference: real.reference } });
    }
  });

  it('and for a while after it LEFT takes nobody off the watch who has not gone in yet', () => {
    const ended = drillOf({ status: 'left' });
    expect(routed('LEFT', sender({ drill: ended, visits: [planned] }))).toMatchObject({ to: null });
    expect(routed('LEFT', sender({ drill: ended, visits: [visit()] }))).toMatchObject({ to: { reference: 'V7K2' } });
  });

  it.each(['ARRIVED 45', 'EXTEND 20', 'LATE 10', 'NO ACCESS'])('%s is about the real visit', (body) => {
    expect(routed(body, sender({ drill: mine, visits: [planned] }))).toMatchObject({ to: { reference: 'C3C3' } });
  });

  it('words that mean nothing are passed on in it only where they are about nothing real', () => {
    expect(routed('he is angry', sender({ drill: mine }))).toMatchObject({ to: { reference: 'D3X4' } });
    expect(routed('he is angry', sender({ drill: mine, visits: [visit()] }))).toMatchObject({
      to: { reference: 'V7K2' },
    });
  });

  it('is in nobody’s list of visits', () => {
    expect(routed('VISITS', sender({ drill: mine }))).toMatchObject({ answer: 'No visits in your diary for now.' });
  });

  it('an answer without a number is about it where nothing else is open', () => {
    expect(routed('SAFE', sender({ id: 'alex', incidents: [asked], practised: true }))).toMatchObject({
      to: { reference: 'D3X4' },
    });
  });

  it('an answer without a number ends no real alarm, while it runs or a moment after', () => {
    const both = sender({ id: 'alex', incidents: [asked, alarm], practised: true });
    expect(routed('SAFE', both)).toMatchObject({
      to: null,
      answer: expect.stringMatching(/: 4821 SAFE 4822 SAFE \(exercise\)$/),
    });
    expect(routed('SAFE', sender({ id: 'alex', incidents: [alarm], practised: true }))).toMatchObject({
      to: null,
      answer: expect.stringMatching(/: 4821 SAFE$/),
    });
    expect(routed('SAFE', sender({ id: 'alex', incidents: [alarm] }))).toMatchObject({ to: { reference: 'V7K2' } });
  });

  it('somebody’s own visit comes before an exercise that asks them', () => {
    const own = visit({ reference: 'C3C3', who: 'alex' });
    expect(
      routed('EXTEND 20', sender({ id: 'alex', visits: [own], incidents: [asked], practised: true })),
    ).toMatchObject({
      to: { reference: 'C3C3' },
      input: { kind: 'extend' },
    });
  });

  describe('a code that came by voice (HVPF 8.3.6)', () => {
    const out = visit({ reference: 'B3M9', who: 'ben' });

    it('is real with a name, and a question without one', () => {
      const from = sender({ id: 'alex', incidents: [asked], practised: true, watching: [out] });
      expect(routed('CODE Ben', from)).toMatchObject({ to: { reference: 'B3M9' }, input: { incidentId: null } });
      expect(routed('CODE', from)).toMatchObject({
        to: null,
        answer: expect.stringMatching(/CODE B3M9 \(Ben\) 4822 CODE \(exercise\)$/),
      });
    });

    it('sends nobody to the telephone for an exercise', () => {
      expect(routed('CODE', sender({ id: 'alex', incidents: [asked], practised: true }))).toMatchObject({
        to: null,
        answer: expect.stringMatching(/^For the exercise text 4822 CODE\. If it is real: .*Ring the manager/),
      });
    });
  });
});
