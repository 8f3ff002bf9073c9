import { describe, expect, it } from '@jest/globals';
import { FRAMEWORK_POLICY } from '../simulation/framework-policy.js';
import { ZONE } from '../simulation/office.js';
import { atPolice, overdue, policeTold, withManager } from '../simulation/stages.js';
import type { Story } from '../simulation/story.js';
import { offersTo } from '../incident/offers.js';
import { showTime } from '../time/local.js';
import { Turn } from '../turn.js';
import { nextStepOf } from './next-step.js';

const next = (day: Story) => {
  const found = nextStepOf(FRAMEWORK_POLICY.escalations[day.incident.kind].steps, day.incident);
  return found && { ...found, at: showTime(found.at, ZONE) };
};

describe('what happens by itself when nobody says anything', () => {
  it('8.4.2: after the contact the line manager', () => {
    const day = overdue();
    expect(next(day)).toEqual({ at: '14:58', what: 'step', step: 'line_manager' });
    day.at('14:58').hears('lena', /OVERDUE/);
  });

  it('P7: later, once somebody has taken it', () => {
    expect(next(overdue().at('14:56').replies('carol', 'ACK').asToldElsewhere())).toMatchObject({ at: '15:01' });
  });

  it('8.4.3: after the line manager a substitute, who is then asked', () => {
    const day = withManager();
    const told = next(day);
    expect(told).toMatchObject({ what: 'ask', people: ['sue'] });
    day.at(told!.at).hears('sue', /OVERDUE/);
  });

  it('8.4.3: the police are asked for again, by one more each time', () => {
    const day = atPolice();
    expect(next(day)).toMatchObject({ what: 'police_again', people: ['lena'], more: ['sue'] });
    day
      .at(next(day)!.at)
      .hears('lena', /police/i)
      .hears('sue', /police/i);
  });

  it('P6: then whoever told them is asked for news', () => {
    expect(next(policeTold())).toMatchObject({ what: 'news', people: ['lena'] });
  });

  it('8.4.3: where a contact told them, the manager is: no other is said to be asked than the one who then is', () => {
    const day = overdue().at('14:57').replies('carol', 'POLICE 11').asToldElsewhere();
    const told = next(day);
    expect(told).toMatchObject({ what: 'news', people: ['lena'] });
    expect(offersTo(new Turn(day.visit, day.circumstances()), day.incident, 'lena')?.awaited.what).toBe('news');
    for (const other of ['carol', 'sue', 'hal'])
      expect(offersTo(new Turn(day.visit, day.circumstances()), day.incident, other)?.awaited.what).toBe('nothing');
    day.at(told!.at).hears('lena', /still open/);
  });

  it('P6: where there is no manager to be asked, the contact who told them is', () => {
    const day = overdue({ absent: ['lena'], withoutMobile: ['hal', 'dora'] })
      .at('14:57')
      .replies('carol', 'POLICE')
      .asToldElsewhere();
    expect(next(day)).toMatchObject({ what: 'news', people: ['carol'] });
    expect(offersTo(new Turn(day.visit, day.circumstances()), day.incident, 'carol')?.awaited.what).toBe('news');
  });

  it('nothing, once it is over', () => {
    expect(next(overdue().replies('carol', 'SAFE').asToldElsewhere())).toBeNull();
  });
});
