import { describe, expect, it } from '@jest/globals';
import { anIncident, aVisit } from '../examples.js';
import { isHiddenFrom, shownIncident } from './hidden.js';

describe('An incident that must stay hidden (HVPF 8.3.5, P8)', () => {
  it('an alert code is hidden from everyone on the visit, and from nobody else', () => {
    const incident = anIncident({ kind: 'alert_code', subjects: ['priya'] });
    const visit = aVisit({ attendees: ['priya', 'callum'], incidents: [incident] });
    expect(['priya', 'callum', 'grace'].map((person) => isHiddenFrom(person, visit, incident))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('an alert code is hidden from whom it is about even if the diary no longer names them', () => {
    const incident = anIncident({ kind: 'alert_code', subjects: ['priya'] });
    expect(isHiddenFrom('priya', aVisit({ attendees: ['callum'] }), incident)).toBe(true);
  });

  it.each(['overdue', 'sos', 'device'] as const)('a %s is known to whom it is about, and is shown', (kind) => {
    const incident = anIncident({ kind, subjects: ['priya'] });
    const visit = aVisit({ attendees: ['priya'], incidents: [incident] });
    expect(shownIncident('priya', visit)).toBe(incident);
  });

  it('an incident that has ended is not the open one', () => {
    expect(shownIncident('grace', aVisit({ incidents: [anIncident({ status: 'stood_down' })] }))).toBeNull();
  });
});
