import { describe, expect, it } from '@jest/globals';
import { story } from './simulation/story.js';
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
});
