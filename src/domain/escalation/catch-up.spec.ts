import { describe, expect, it } from '@jest/globals';
import { story, type Story } from '../simulation/story.js';

const inside = (): Story =>
  story()
    .at('14:00')
    .texts('priya', 'ARRIVED 45')
    .hears('priya', /Out by 14:45/);
const missed = (until: string): Story => inside().outageUntil(until);
const steps = (day: Story): unknown[] => day.recorded('step_started').map(({ data }) => data['step']);

describe('P3, HVPF 8.4.2, 8.4.3: late is caught up, never skipped', () => {
  it('the contact alone is asked when their time has not passed yet', () => {
    const day = missed('14:57').hears('carol', /OVERDUE/);
    expect(day.recorded('caught_up')).toEqual([]);
    day.at('15:00').hears('lena', /OVERDUE/);
  });

  it('contact and manager are asked at once when the time of both has passed; the record says why', () => {
    const day = missed('18:00').allHear(['carol', 'lena'], /OVERDUE/);
    expect(steps(day)).toEqual(['nominated_contact', 'line_manager']);
    expect(day.recorded('caught_up')).toMatchObject([
      {
        text: 'The time for step nominated contact passed while nobody watched: step line manager is asked as well.',
        clause: 'HVPF 8.4.3',
        incidentId: 'incident-1',
      },
    ]);
  });

  it('the police step is not reached by time that passed in an outage, however long', () => {
    const day = missed('23:00').allHear(['carol', 'lena'], /OVERDUE/);
    expect(day.visit.incidents[0]?.step).toBe('line_manager');
  });

  it('with nobody answering the shorter waits lead to the police step', () => {
    missed('18:00')
      .allHear(['carol', 'lena'], /OVERDUE/)
      .at('18:02')
      .hears('sue', /OVERDUE/)
      .at('18:04')
      .hears('omar', /OVERDUE/)
      .at('18:06')
      .hears('mona', /OVERDUE/)
      .at('18:08')
      .allHear(['lena', 'sue', 'omar', 'mona'], /999|police/i)
      .asToldElsewhere();
  });

  it('each who was asked together and did not answer is named in the record', () => {
    const day = missed('18:00')
      .allHear(['carol', 'lena'], /OVERDUE/)
      .at('18:02')
      .hears('sue', /OVERDUE/);
    expect(day.recorded('unanswered').map(({ data }) => [data['person'], data['step']])).toEqual([
      ['carol', 'nominated_contact'],
      ['lena', 'line_manager'],
    ]);
  });

  it("a contact who takes it buys the step's minutes, though the manager was asked as well", () => {
    missed('18:00')
      .allHear(['carol', 'lena'], /OVERDUE/)
      .at('18:01')
      .replies('carol', 'ACK')
      .hears('carol', /yours until 18:06/)
      .at('18:06')
      .hears('sue', /OVERDUE/);
  });

  it("a contact's call without an answer is not one of the manager's two", () => {
    const day = missed('18:00')
      .allHear(['carol', 'lena'], /OVERDUE/)
      .replies('carol', 'NO')
      .asToldElsewhere()
      .replies('lena', 'NO')
      .hears('lena', /1 of 2/);
    expect(day.visit.incidents[0]?.step).toBe('line_manager');
  });

  it('SAFE from the contact ends it, as it would have', () => {
    const day = missed('18:00')
      .allHear(['carol', 'lena'], /OVERDUE/)
      .replies('carol', 'SAFE')
      .asToldElsewhere();
    expect(day.visit.incidents[0]?.status).toBe('stood_down');
  });

  it('a level in which nobody can be asked does not bring the police before the contact has had time to answer', () => {
    const day = story({ absent: ['lena', 'sue', 'omar', 'mona'] })
      .at('14:00')
      .texts('priya', 'ARRIVED 45')
      .hears('priya', /Out by 14:45/)
      .outageUntil('18:00')
      .hears('carol', /OVERDUE/);
    expect(day.visit.incidents[0]?.step).toBe('nominated_contact');
    day.at('18:02').asToldElsewhere();
    expect(day.visit.incidents[0]?.step).toBe('police');
  });

  it('an alert code whose managers had their time in an outage still waits for a word, with the shorter wait', () => {
    const day = story()
      .at('14:00')
      .texts('priya', 'ARRIVED 45')
      .hears('priya', /Out by/);
    day.receivesCode('carol').asToldElsewhere();
    const asked = day.visit.incidents[0]?.asks.length;
    day.outageUntil('20:00').asToldElsewhere();
    expect(day.visit.incidents[0]?.asks.length).toBeGreaterThan(asked ?? 0);
    expect(day.visit.incidents[0]?.closedAt).toBeNull();
  });
});
