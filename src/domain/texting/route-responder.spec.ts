import { describe, expect, it } from '@jest/globals';
import { concern, routed, sender, visit, whither } from '../simulation/senders.js';

describe('Which incident a responder means', () => {
  const one = concern(visit({ who: 'priya', incident: { reference: '4821' } }));
  const two = concern(visit({ who: 'tom', incident: { reference: '5177' } }));

  it('is the one that they name', () => {
    expect(routed('4821 SAFE', sender({ id: 'alex', incidents: [one, two], named: one }))).toMatchObject({
      input: { kind: 'reported', incidentId: 'incident-4821', report: { kind: 'safe' } },
    });
  });

  it.each([
    ['4821 ACK', { kind: 'ack' }],
    ['4821 SAFE', { kind: 'safe', reason: null }],
    ['4821 NO NO', { kind: 'no_answer', times: 2 }],
    ['4821 EXTEND 30', { kind: 'extend', by: { minutes: 30 } }],
    ['4821 POLICE CAD 99', { kind: 'police', policeReference: 'CAD 99', operator: null }],
    ['4821 CODE', { kind: 'code' }],
    ['4821 hmm', { kind: 'unclear', words: '4821 hmm' }],
  ])('%s is reported as it was meant', (body, report) => {
    expect(routed(body, sender({ id: 'alex', incidents: [one, two], named: one }))).toEqual({
      to: one.visit,
      input: { kind: 'reported', person: 'alex', incidentId: 'incident-4821', report, byText: true },
    });
  });

  it.each([
    ['4821 SAFE', { kind: 'safe', reason: null }],
    ['4821 both safe', { kind: 'safe', reason: null }],
    ['4821 Priya is safe', { kind: 'safe', reason: null, of: ['priya'] }],
    ['4821 she is safe', { kind: 'safe', reason: null, of: [] }],
  ])('P9: %s, where two went, is said of those whom it names', (body, report) => {
    const pair = concern(visit({ who: 'priya', beside: { who: 'tom', status: 'arrived' }, incident: {} }));
    expect(routed(body, sender({ id: 'alex', incidents: [pair], named: pair }))).toMatchObject({ input: { report } });
    // Of one alone there is nobody else whom it might be about.
    expect(routed(body, sender({ id: 'alex', incidents: [one], named: one }))).toMatchObject({
      input: { report: { kind: 'safe', reason: null } },
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
    expect(routed('4821 police CAD 99', sender({ id: 'alex', incidents: [two] }))).toMatchObject({ to: null });
    expect(whither('7345 SAFE', sender({ id: 'alex', incidents: [one] }))).toMatch(/^7345 is not a number of yours/);
    expect(whither('police told, ref 7345', sender({ id: 'alex' }))).toMatch(/^7345 is not a number of yours/);
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

  it('repeats their words without the spaces round them', () => {
    const own = visit({ reference: 'C3C3', who: 'alex' });
    expect(whither('  SAFE ', sender({ id: 'alex', incidents: [one, two] }))).toMatch(/: 4821 SAFE 5177 SAFE$/);
    expect(whither('  EXTEND 30 ', sender({ id: 'alex', incidents: [one], visits: [own] }))).toMatch(
      /: 4821 EXTEND 30 C3C3 EXTEND 30$/,
    );
  });

  it('is not asked for when their own visit is over', () => {
    const over = visit({ reference: 'C3C3', who: 'alex', status: 'left' });
    expect(routed('EXTEND 30', sender({ id: 'alex', incidents: [one], visits: [over] }))).toMatchObject({
      to: { reference: 'V7K2' },
      input: { kind: 'reported', report: { kind: 'extend' } },
    });
  });

  it('is plain, though they are on a visit, where the word can only be a responder’s', () => {
    const own = visit({ reference: 'C3C3', who: 'alex' });
    expect(routed('spoke to her, she is fine', sender({ id: 'alex', incidents: [one], visits: [own] }))).toMatchObject({
      to: { reference: 'V7K2' },
      input: { report: { kind: 'safe' } },
    });
  });

  it('words that mean nothing are passed to the one they were asked about, and to none where it could be two', () => {
    expect(routed('hmm', sender({ id: 'alex', incidents: [one] }))).toMatchObject({
      to: { reference: 'V7K2' },
      input: { kind: 'reported', report: { kind: 'unclear', words: 'hmm' } },
    });
    expect(whither('hmm', sender({ id: 'alex', incidents: [one, two] }))).toBe(
      'Which one? Nothing was changed. Start with its number: 4821 SAFE 5177 SAFE',
    );
  });

  it('words that mean nothing are about their own visit while they are on one', () => {
    const own = visit({ reference: 'C3C3', who: 'alex' });
    const over = visit({ reference: 'C3C3', who: 'alex', status: 'left' });
    expect(whither('hmm', sender({ id: 'alex', incidents: [one], visits: [own] }))).toBe('C3C3');
    const left = visit({ reference: 'C3C3', who: 'alex', status: 'left', beside: { who: 'ben', status: 'arrived' } });
    expect(whither('hmm', sender({ id: 'alex', incidents: [one], visits: [over] }))).toBe('V7K2');
    expect(whither('hmm', sender({ id: 'alex', incidents: [one], visits: [{ ...left, status: 'in_progress' }] }))).toBe(
      'V7K2',
    );
  });

  it('a practitioner’s words of somebody who was asked are still a practitioner’s', () => {
    expect(routed('ARRIVED 45', sender({ id: 'alex', incidents: [one] }))).toMatchObject({
      to: 'unplanned',
      input: { kind: 'arrived' },
    });
  });

  it('is no business of somebody whose reference it never was', () => {
    expect(routed('9999 SAFE', sender({ id: 'alex' }))).toMatchObject({
      to: null,
      answer: expect.stringContaining('9999'),
    });
  });

  it("is not opened to the practitioner's own phone", () => {
    const alone = visit({ incident: { reference: '4821' } });
    const together = visit({ incident: { reference: '4821' }, beside: { who: 'ben', status: 'left' } });
    for (const own of [alone, together])
      expect(routed('4821 SAFE', sender({ visits: [own], named: concern(own) }))).not.toMatchObject({
        input: { kind: 'reported' },
      });
  });

  it('takes a word that it cannot read as a word to the incident, where its number stands first', () => {
    const from = sender({ id: 'alex', incidents: [one], named: one });
    for (const body of ['4821 hmm', ' #4821 hmm'])
      expect(routed(body, from)).toMatchObject({ input: { report: { kind: 'unclear', words: body } } });
    expect(routed('hmm, 4821 again', from)).toMatchObject({ to: null });
    expect(routed('she is safe 4821', from)).toMatchObject({ input: { report: { kind: 'safe' } } });
  });

  it('a number of nobody’s changes nothing, and does not stand in the way of a practitioner’s own word', () => {
    const own = visit({ who: 'alex' });
    expect(whither('9999 SAFE', sender({ id: 'alex' }))).toBe('9999 is not a number of yours. Nothing was changed.');
    expect(whither('9999 hmm', sender({ id: 'alex' }))).toMatch(/^Sorry, not understood/);
    expect(routed('EXTEND 20 4729', sender({ id: 'alex', visits: [own] }))).toMatchObject({
      to: { reference: 'V7K2' },
      input: { kind: 'extend' },
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

  it('goes on as the word of whoever sent it', () => {
    expect(routed('CODE Priya', sender({ id: 'alex', watching: [priya, tom] }))).toEqual({
      to: priya,
      input: { kind: 'reported', person: 'alex', incidentId: null, report: { kind: 'code' }, byText: true },
    });
  });

  it.each(['CODE Tom', 'code tom tanner', 'CODE Tanner', 'CODE from Tom', 'code b3m9'])(
    'is about the person whom "%s" names, whoever is inside',
    (body) => {
      const planned = visit({ reference: 'B3M9', who: 'tom', status: 'planned' });
      const nameOf = (id: string): string => (id === 'tom' ? 'Tom  Tanner' : 'Priya Patel');
      expect(whither(body, sender({ id: 'alex', watching: [priya, planned], nameOf }))).toBe('B3M9');
    },
  );

  it('is about any of those on a visit together', () => {
    const both = visit({ reference: 'B3M9', who: 'tom', beside: { who: 'ben', status: 'arrived' } });
    for (const body of ['CODE Ben', 'CODE Tom'])
      expect(whither(body, sender({ id: 'alex', watching: [priya, both] }))).toBe('B3M9');
  });

  it('without a name is about who is inside, not about who has yet to arrive', () => {
    const planned = visit({ reference: 'B3M9', who: 'tom', status: 'planned' });
    const halfway = visit({
      reference: 'C3C3',
      who: 'tom',
      status: 'planned',
      beside: { who: 'ben', status: 'arrived' },
    });
    expect(whither('CODE', sender({ id: 'alex', watching: [planned, priya] }))).toBe('V7K2');
    expect(whither('CODE', sender({ id: 'alex', watching: [planned, halfway] }))).toBe('C3C3');
    expect(whither('CODE', sender({ id: 'alex', watching: [planned] }))).toBe('B3M9');
  });

  it('with a name that is nobody’s is about the only one inside', () => {
    expect(whither('CODE Zoe', sender({ id: 'alex', watching: [priya] }))).toBe('V7K2');
  });

  it('is not about who has left', () => {
    const left = visit({ who: 'priya', status: 'left' });
    expect(whither('CODE', sender({ id: 'alex', watching: [left, tom] }))).toBe('B3M9');
    expect(whither('CODE', sender({ id: 'alex', watching: [left] }))).toMatch(/^No visit is under way/);
    const waiting = visit({ who: 'priya', status: 'left', beside: { who: 'ben', status: 'arrived' } });
    expect(whither('CODE', sender({ id: 'alex', watching: [waiting] }))).toBe('V7K2');
  });

  it('lists the choices when it could be two, with first names', () => {
    expect(whither('CODE', sender({ id: 'alex', watching: [priya, tom] }))).toBe(
      'Which visit? Nothing was changed. Text one of: CODE V7K2 (Priya) CODE B3M9 (Tom)',
    );
    expect(whither('CODE Example', sender({ id: 'alex', watching: [priya, tom] }))).toMatch(/^Which visit\?/);
  });

  it('is about the incident where they were asked in one', () => {
    const asked = concern(visit({ reference: 'D4D4', who: 'ben', incident: { reference: '4821' } }));
    expect(routed('CODE', sender({ id: 'alex', watching: [priya], incidents: [asked] }))).toMatchObject({
      to: { reference: 'D4D4' },
      input: { incidentId: 'incident-4821', report: { kind: 'code' } },
    });
  });

  it('sends the contact to the telephone when there is no visit that it could be', () => {
    expect(whither('CODE', sender({ id: 'alex' }))).toBe(
      'No visit is under way that this could be. Ring the manager, and the police, now.',
    );
  });
});
