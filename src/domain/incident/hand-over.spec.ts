import { describe, expect, it } from '@jest/globals';
import { alertCode, atPolice, overdue, policeTold, withManager } from '../simulation/stages.js';
import type { Story } from '../simulation/story.js';
import { Turn } from '../turn.js';
import { offersTo } from './offers.js';

const takers = (day: Story, person: string): readonly string[] | undefined =>
  offersTo(new Turn(day.visit, day.circumstances()), day.incident, person)?.handOver;
const askOf = (day: Story, person: string) => day.incident.asks.find((one) => one.person === person)?.state;

describe('handing it over', () => {
  it('8.4.2: from a contact to a contact or a manager; the one it goes to is asked, and the record says so', () => {
    const day = overdue({ rota: ['carol', 'colin'] }).at('14:56');
    expect(takers(day, 'carol')).toEqual(expect.arrayContaining(['colin', 'lena', 'mona']));
    expect(takers(day, 'carol')).not.toEqual(expect.arrayContaining(['priya']));
    day.replies('carol', 'HAND colin').hears('colin', /OVERDUE Priya/);
    day.hears('carol', '4821: Colin is being asked in your place. The time runs on: until 14:58.');
    expect([askOf(day, 'carol'), askOf(day, 'colin')]).toEqual(['handed_over', 'waiting']);
    expect(day.recorded('handed_over')).toMatchObject([
      { by: 'carol', clause: 'HVPF 8.4.2', text: 'Carol Clark handed it over to Colin Cole.' },
    ]);
    day.replies('colin', 'SAFE').asToldElsewhere();
    expect(day.incident.status).toBe('stood_down');
  });

  it('P7: it stops no clock: the next step starts when it would have started', () => {
    const day = overdue({ rota: ['carol', 'colin'] })
      .at('14:57')
      .replies('carol', 'HAND colin')
      .asToldElsewhere();
    day.at('14:58').hears('lena', /OVERDUE/);
    expect(day.recorded('unanswered').map(({ data }) => data['person'])).toEqual(['colin']);
  });

  it('P6: to a phone that is out of reach moves the chain on at once', () => {
    const day = overdue({ rota: ['carol', 'colin'] })
      .at('14:56')
      .replies('carol', 'HAND colin')
      .asToldElsewhere();
    day.cannotReach('colin').hears('lena', /OVERDUE/);
  });

  it('8.4.3: from a manager to managers only, at the police step too', () => {
    expect(takers(withManager(), 'lena')).not.toContain('carol');
    const day = atPolice();
    expect(takers(day, 'lena')).toEqual(expect.arrayContaining(['sue', 'mona', 'hal']));
    day.reports('lena', 'HAND mona').hears('mona', /Ring|police/i);
    expect(day.answer).toMatch(/^4821: Mona is being asked in your place/);
    day.replies('mona', 'POLICE 7').asToldElsewhere();
    expect(day.incident.step).toBe('senior_leaders');
  });

  it('8.3.6: of an alert code, to another manager, who is told not to call', () => {
    const day = alertCode()
      .at('14:21')
      .replies('lena', 'HAND sue')
      .hears('sue', /ALERT CODE/);
    day.hears('lena', /Sue is being asked/);
  });

  it.each([
    ['somebody who is absent', 'sue', { absent: ['sue'] }],
    ['somebody without a number', 'sue', { withoutMobile: ['sue'] }],
    ['the practitioner', 'priya', {}],
    ['a stranger', 'olive', {}],
    ['nobody', 'nobody', {}],
    ['themself', 'lena', {}],
  ])('not to %s: it stays where it is', (_, to, setting) => {
    const day = withManager(setting).at('14:57').replies('lena', `HAND ${to}`);
    day.hears('lena', /not handed over.*It is still yours/);
    expect(askOf(day, 'lena')).toBe('waiting');
  });

  it('not by whoever is not asked, nor when it has moved on', () => {
    const day = withManager();
    expect(takers(day, 'carol')).toEqual([]);
    expect(takers(day, 'mona')).toEqual([]);
    expect(takers(policeTold(), 'lena')).toEqual([]);
    day.replies('mona', 'HAND hal').hears('mona', /not handed over/);
  });

  it('not once more by whoever has handed it on, from a page that they still had: nor is it said to be theirs', () => {
    const day = withManager().at('14:57').replies('lena', 'HAND mona').asToldElsewhere();
    day.replies('lena', 'HAND hal').hears('lena', /not handed over\. It does not wait for you now/);
    expect([askOf(day, 'lena'), askOf(day, 'mona'), askOf(day, 'hal')]).toEqual(['handed_over', 'waiting', undefined]);
  });

  it('back and forth asks again, and moves no clock', () => {
    const day = withManager().at('14:57');
    const until = day.incident.wait?.until;
    day.replies('lena', 'HAND mona').asToldElsewhere().replies('mona', 'HAND lena').asToldElsewhere();
    expect([askOf(day, 'lena'), askOf(day, 'mona'), day.incident.wait?.until]).toEqual([
      'waiting',
      'handed_over',
      until,
    ]);
  });
});

describe('what was said too late', () => {
  it('is not lost: the police reference that came after the end is in the record', () => {
    const day = atPolice().replies('mona', 'SAFE').asToldElsewhere().reports('lena', 'POLICE 0042');
    expect(day.recorded('report_noted').at(-1)?.text).toBe(
      'Lena Lewis reported "police, reference 0042" after the incident was ended.',
    );
    expect(day.answer).toMatch(/4821 was ended 14:58 by Mona/);
  });
});
