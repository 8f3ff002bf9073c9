import { describe, expect, it } from '@jest/globals';
import { concern, routed, sender, visit, whither, type VisitWish } from '../simulation/senders.js';
import type { Visit } from '../visit/visit.js';

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

  it('words that mean nothing are answered, and passed on to nobody, once it has ended', () => {
    expect(whither('he is angry', sender({ drill: drillOf({ status: 'left' }) }))).toMatch(/^Sorry, not understood/);
    expect(routed('he is angry', sender({ drill: mine }))).toEqual({
      to: mine,
      input: {
        kind: 'said',
        person: 'priya',
        words: 'he is angry',
        answer: 'Sorry, not understood. Text ARRIVED 45, LEFT, EXTEND 20, LATE 15, NO ACCESS, ABANDON, VISITS or SOS.',
      },
    });
  });

  it('LEFT of somebody inside is about the real visit once the drill has ended, or where the visit is named', () => {
    const here = visit();
    expect(whither('LEFT', sender({ drill: drillOf({ status: 'left' }), visits: [here] }))).toBe('V7K2');
    expect(whither('V7K2 left', sender({ drill: mine, visits: [here, planned] }))).toBe('V7K2');
    expect(whither('C3C3 left', sender({ drill: mine, visits: [planned] }))).toBe('C3C3');
    expect(whither('LEFT', sender({ drill: mine, visits: [visit({ status: 'left' })] }))).toBe('D3X4');
  });

  it('its name leads no other word away from the real visits', () => {
    expect(whither('d3x4 extend 20', sender({ drill: mine, visits: [planned] }))).toBe('C3C3');
    expect(whither('d3x4 extend 20', sender({ drill: mine }))).toMatch(/^You have no visit open/);
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
