import { describe, expect, it } from '@jest/globals';
import { overdue } from './simulation/stages.js';
import { story } from './simulation/story.js';
import { COVERT } from './simulation/words.js';
import { Turn } from './turn.js';

describe('a turn of the rules', () => {
  it('names people by their first name, and those it does not know by their id', () => {
    const day = story();
    const turn = new Turn(day.visit, day.circumstances());
    expect(turn.firstName('priya')).toBe('Priya');
    expect(turn.name('priya')).toBe('Priya Patel');
    expect(turn.name('allswell')).toBe('Allswell');
    expect(turn.name('gone')).toBe('gone');
  });

  it('sends nothing to who has no number, or is not known', () => {
    const day = story({ withoutMobile: ['carol'] });
    const turn = new Turn(day.visit, day.circumstances());
    expect(turn.send('carol', 'x', 'tell', 'alert')).toBe(false);
    expect(turn.send('gone', 'x', 'tell', 'alert')).toBe(false);
    expect(turn.send('colin', 'x', 'tell', 'alert')).toBe(true);
    expect(turn.messages).toMatchObject([{ to: 'colin', mobile: '+447700900104', incidentId: null }]);
  });

  it('answers a person’s text before notices go out, and under nobody’s incident', () => {
    const day = story();
    const turn = new Turn(day.visit, day.circumstances());
    turn.reply('priya', 'x');
    expect(turn.messages).toMatchObject([{ to: 'priya', purpose: 'reply', urgency: 'reply', incidentId: null }]);
  });

  it('writes down what it does itself as its own doing', () => {
    const day = story();
    const turn = new Turn(day.visit, day.circumstances());
    turn.record('fault', 'x');
    expect(turn.entries).toEqual([
      { at: day.now, kind: 'fault', text: 'x', by: 'allswell', clause: null, incidentId: null, data: {} },
    ]);
  });

  it('P8: of an alert code nothing goes to a phone on the visit; of an earlier alarm of another kind it may', () => {
    const day = overdue({ who: ['priya', 'carol'] });
    day.at('14:56').texts('priya', 'EXTEND 30').asToldElsewhere().at('14:57').texts('priya', COVERT).asToldElsewhere();
    const turn = new Turn(structuredClone(day.visit), day.circumstances());
    expect(turn.send('carol', 'x', 'tell', 'alert', 'incident-2')).toBe(false);
    expect(turn.send('carol', 'x', 'reply', 'reply', 'incident-2')).toBe(true);
    expect(turn.send('carol', 'x', 'tell', 'alert', 'incident-1')).toBe(true);
    expect(turn.send('lena', 'x', 'tell', 'alert', 'incident-2')).toBe(true);
  });

  it('makes one link for each person, which ends when the policy says', () => {
    const day = story();
    const turn = new Turn(day.visit, day.circumstances());
    expect(turn.link('i', 'lena')).toBe(turn.link('i', 'lena'));
    turn.link('i', 'sue');
    expect(turn.links).toMatchObject([
      { token: 'token-lena', incidentId: 'i', person: 'lena', expiresAt: day.now + 4 * 3_600_000 },
      { token: 'token-sue' },
    ]);
  });

  it('makes another link to answer by for each person, incident, step and asking', () => {
    const day = overdue();
    const turn = new Turn(structuredClone(day.visit), day.circumstances());
    const incident = turn.visit.incidents[0]!;
    turn.answerLink(incident, 'carol', 1);
    turn.answerLink(incident, 'carol', 1);
    turn.answerLink(incident, 'carol', 2);
    turn.answerLink(incident, 'lena', 1);
    incident.step = 'line_manager';
    turn.answerLink(incident, 'lena', 1);
    expect(turn.answerLinks.map(({ token }) => token)).toEqual([
      'incident-1 carol overdue nominated_contact 1 +447700900103',
      'incident-1 carol overdue nominated_contact 2 +447700900103',
      'incident-1 lena overdue nominated_contact 1 +447700900105',
      'incident-1 lena overdue line_manager 1 +447700900105',
    ]);
    expect(turn.answerLinks[3]).toMatchObject({
      person: 'lena',
      kind: 'overdue',
      step: 'line_manager',
      expiresAt: day.now + 4 * 3_600_000,
    });
  });
});
