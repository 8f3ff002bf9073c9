import { describe, expect, it } from '@jest/globals';
import { alertCode, atPolice, overdue, withManager } from '../simulation/stages.js';

const AGAIN = (times: number): RegExp =>
  new RegExp(`^4821 REPEAT ${times}: RING THE POLICE NOW: contact lost with Priya\\.`);
const FIRST = /^4821 RING THE POLICE NOW/;

describe('the police step repeats and widens until a person says that it is done (HVPF 8.4.3, P6)', () => {
  it('8.4.3: every two minutes, each time with the next senior person added', () => {
    const day = atPolice();
    day.at('15:00').hears('lena', AGAIN(2)).hears('sue', FIRST);
    day.at('15:02').hears('lena', AGAIN(3)).hears('sue', AGAIN(2)).hears('omar', FIRST);
    day.at('15:04').hears('lena', AGAIN(4)).hears('sue', AGAIN(3)).hears('omar', AGAIN(2)).hears('mona', FIRST);
    day
      .at('15:06')
      .hears('lena', AGAIN(5))
      .allHear(['sue', 'omar', 'mona'], /REPEAT/)
      .hears('hal', FIRST);
    day
      .at('15:08')
      .allHear(['lena', 'sue', 'omar', 'mona', 'hal'], /REPEAT/)
      .hears('dora', FIRST);
    day
      .at('15:10')
      .allHear(['lena', 'sue', 'omar', 'mona', 'hal', 'dora'], /REPEAT/)
      .allHear(['carol', 'colin'], FIRST);
    day.at('15:12').allHear(['lena', 'sue', 'omar', 'mona', 'hal', 'dora', 'carol', 'colin'], /REPEAT/);
    expect(day.recorded('asked').at(-1)).toMatchObject({
      clause: 'HVPF 8.4.3',
      data: { person: 'colin', step: 'police', times: 2 },
    });
  });

  it('it goes on through the night', () => {
    const day = atPolice().skipTo('15:10').asToldElsewhere();
    const before = day.sent.length;
    day.skipTo('03:10').asToldElsewhere();
    expect(day.sent.length - before).toBe(12 * 30 * 8);
    expect(day.incident).toMatchObject({ status: 'open', step: 'police' });
  });

  it('P7: ACK buys five minutes in it; silence then, and everyone is asked again, one more with them', () => {
    const day = atPolice();
    day
      .at('14:59')
      .replies('lena', 'ACK')
      .hears('lena', /^4821: ring the police now\./);
    day.at('15:04').hears('lena', AGAIN(2)).hears('sue', FIRST);
    expect(day.recorded('acknowledged').at(-1)).toMatchObject({
      by: 'lena',
      clause: 'HVPF 8.4.3',
      data: { step: 'police' },
    });
    day
      .at('15:05')
      .replies('lena', 'ACK')
      .hears('lena', /ring the police now/);
    day.at('15:06').hears('lena', AGAIN(3)).hears('sue', AGAIN(2)).hears('omar', FIRST);
  });

  it('NO from a manager there changes nothing: the police are still to be rung', () => {
    const day = atPolice();
    day
      .at('14:59')
      .replies('lena', 'NO')
      .hears('lena', /^4821: ring the police now\./);
    day.at('15:00').hears('lena', AGAIN(2)).hears('sue', FIRST);
    expect(day.recorded('report_noted').at(-1)?.text).toBe('Lena Lewis called and got no answer.');
  });

  it('NO from the contact there is noted', () => {
    const day = atPolice().at('14:59').replies('carol', 'NO').hears('carol', '4821: noted. It goes on as it is.');
    expect(day.incident.step).toBe('police');
  });

  it('an unreachable manager is not waited for: the next is asked at once, and both again at the repeat', () => {
    const day = overdue().at('14:56').replies('carol', 'NO').asToldElsewhere();
    day.skipTo('15:07').asToldElsewhere();
    expect(day.incident.step).toBe('police');
    day.cannotReach('lena').hears('hal', FIRST);
    day.at('15:09').allHear(['lena', 'sue', 'omar', 'mona', 'hal'], AGAIN(2)).hears('dora', FIRST);
  });

  it('one who could not be reached is tried again at the repeat, and passed over again at once', () => {
    const day = atPolice().at('14:59').cannotReach('lena').hears('sue', FIRST);
    day.at('15:00').hears('lena', AGAIN(2)).hears('sue', AGAIN(2)).hears('omar', FIRST);
    day.at('15:01').cannotReach('lena').hears('mona', FIRST);
    expect(day.incident.wait?.for).toBe('police');
  });

  it('with every manager without a number the contacts are asked, at once and together', () => {
    const day = overdue({ withoutMobile: ['lena', 'sue', 'omar', 'mona', 'hal', 'dora'] });
    day.at('14:58').allHear(['carol', 'colin'], FIRST);
    expect(day.incident.step).toBe('police');
  });

  it('P9: a contact who is asked to ring the police for want of a manager may report it, and may not end it', () => {
    const day = overdue({ withoutMobile: ['lena', 'sue', 'omar', 'mona', 'hal', 'dora'] })
      .skipTo('14:58')
      .asToldElsewhere();
    day
      .at('14:59')
      .replies('carol', 'POLICE 5')
      .hears('carol', /police told, ref 5/)
      .hears('colin', /police told by Carol/);
    day
      .at('15:10')
      .replies('carol', 'SAFE')
      .hears('carol', '4821: noted and passed on. Only a manager can end it now.');
    expect(day.incident.status).toBe('open');
    day.replies('lena', 'SAFE').allHear(['carol', 'colin'], /STOOD DOWN 15:10 by Lena/);
  });

  it('P9: nor after it was repeated to them', () => {
    const day = alertCode({ absent: ['lena', 'sue', 'omar', 'mona', 'hal', 'dora'] })
      .skipTo('14:24')
      .asToldElsewhere();
    day.replies('carol', 'SAFE').hears('carol', /Only a manager can end it/);
    expect(day.incident.status).toBe('open');
  });

  it('P9: nor when the rota has moved on meanwhile', () => {
    const noManager = ['lena', 'sue', 'omar', 'mona', 'hal', 'dora'];
    const day = alertCode({ absent: noManager })
      .officeIs({ absent: noManager, rota: ['colin'] })
      .skipTo('14:24')
      .asToldElsewhere();
    expect(day.incident.alerted).toEqual([
      { person: 'carol', standing: 'contact' },
      { person: 'colin', standing: 'contact' },
    ]);
    day.replies('carol', 'SAFE').hears('carol', /Only a manager can end it/);
  });

  it('8.4.3: a leader who was asked to ring the police as well hears once that they have been told', () => {
    const day = atPolice().skipTo('15:06').asToldElsewhere();
    expect(day.incident.asks.map(({ person }) => person)).toContain('hal');
    day.replies('lena', 'POLICE 5').hears('lena', /police told, ref 5/);
    day.allHear(
      ['hal', 'dora'],
      '4821 Concern for safety about Priya: police told 15:06 by Lena. Details in Allswell.',
    );
    day.allHear(['carol', 'sue', 'omar', 'mona'], /No need to ring them again/);
  });

  it('someone who was asked as a contact and then as a manager is a manager to it', () => {
    const day = overdue({ rota: ['omar'] })
      .skipTo('15:01')
      .asToldElsewhere();
    expect(day.incident.alerted[0]).toEqual({ person: 'omar', standing: 'contact' });
    day.skipTo('15:04').asToldElsewhere().replies('lena', 'POLICE 1').asToldElsewhere();
    expect(day.incident.alerted[0]).toEqual({ person: 'omar', standing: 'manager' });
    day
      .replies('omar', 'SAFE')
      .hears('omar', /Stood down/)
      .asToldElsewhere();
  });

  it('P6: with nobody at all to ask it is a fault in the record, every two minutes, and whoever returns is asked', () => {
    const nobody = { rota: [], withoutMobile: ['lena', 'sue', 'omar', 'mona', 'hal', 'dora'] };
    const day = overdue(nobody);
    expect(day.incident.step).toBe('police');
    day.at('14:57').at('14:59');
    expect(day.recorded('fault').map(({ text, clause }) => [text, clause])).toEqual([
      ['Nobody can be asked to ring the police: no manager has a number that can be texted.', 'HVPF 8.4.3'],
      ['Nobody can be asked to ring the police: no manager has a number that can be texted.', 'HVPF 8.4.3'],
    ]);
    day.officeIs({ rota: [] }).at('15:01').hears('lena', FIRST);
    day.at('15:03').hears('lena', AGAIN(2)).hears('sue', FIRST);
  });

  it('the answer to the manager’s last NO has the link to their page', () => {
    const day = withManager().at('14:58').replies('lena', 'NO NO');
    day.hears('lena', /https:\/\/a\.example\/a\/me$/);
  });

  it('P2: a step that the policy no longer has does not leave the alarm waiting for ever: the police step is started', () => {
    const day = withManager();
    day.visit = { ...day.visit, incidents: [{ ...day.incident, step: 'gone' }] };
    day.at('14:59').hears('lena', FIRST);
    expect(day.recorded('step_started').at(-1)?.text).toBe('Step police started.');
    expect(day.recorded('fault').at(-1)?.text).toBe('The policy has no step "gone": the police step is started.');
  });
});
