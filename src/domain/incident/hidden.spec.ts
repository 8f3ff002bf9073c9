import { describe, expect, it } from '@jest/globals';
import { alertCode, overdue, sos } from '../simulation/stages.js';
import { isHiddenFrom, shownIncident } from './hidden.js';

describe('an incident that must stay hidden (HVPF 8.3.5, P8)', () => {
  it('8.3.5: an alert code is hidden from everyone on the visit, and from nobody else', () => {
    const { visit, incident } = alertCode().happens({
      kind: 'changed',
      by: 'carol',
      attendees: ['priya', 'ben'],
      also: [],
    });
    expect(['priya', 'ben', 'carol', 'lena'].map((person) => isHiddenFrom(person, visit, incident))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(shownIncident('priya', visit)).toBeNull();
    expect(shownIncident('lena', visit)).toBe(visit.incidents[0]);
  });

  it('8.3.5: it is hidden from whom it is about even if the diary no longer names them', () => {
    const { visit, incident } = alertCode();
    expect(isHiddenFrom('priya', { ...visit, attendees: [] }, incident)).toBe(true);
  });

  it.each([
    ['overdue', () => overdue()],
    ['sos', () => sos()],
  ])('%s is known to whom it is about, and is shown', (_, begin) => {
    const { visit, incident } = begin();
    expect(shownIncident('priya', visit)?.id).toBe(incident.id);
  });

  it('an incident that has ended is not the open one', () => {
    const { visit } = alertCode().at('14:21').replies('lena', 'SAFE').asToldElsewhere();
    expect(shownIncident('lena', visit)).toBeNull();
  });
});
