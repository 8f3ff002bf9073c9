import { describe, expect, it } from '@jest/globals';
import { anIncident, anOffice, aVisit, TWO_OCLOCK, ZONE } from '../../examples.js';
import { logCells, LOG_COLUMNS, logRow } from './rows.js';

const MINUTE = 60_000;
const now = { at: TWO_OCLOCK + 12 * MINUTE, zone: ZONE, directory: anOffice() };
const ended = anIncident({
  status: 'stood_down',
  closedAt: TWO_OCLOCK + 90_000,
  closedBy: 'wei',
  outcome: 'Priya is safe',
  police: [{ by: 'grace', at: TWO_OCLOCK + MINUTE, reference: 'CAD 1', operator: null }],
});

describe('A line of the incident log', () => {
  it('says how long it has lasted so far, and where it stands', () => {
    expect(logRow({ incident: anIncident(), visit: aVisit() }, now)).toMatchObject({
      kind: 'Overdue',
      about: 'Priya Shah',
      unit: 'North Team',
      opened: 'Tue 2 Jun 2026 14:00',
      lasted: '12 minutes so far',
      step: 'Nominated contact rings the practitioner',
      outcome: null,
    });
  });

  it('says of one that has ended how long it lasted and how it ended', () => {
    expect(logRow({ incident: ended, visit: aVisit() }, now)).toMatchObject({
      tag: { word: 'Stood down' },
      lasted: '2 minutes',
      outcome: 'Priya is safe',
    });
  });

  it('as cells of a file has one for each column', () => {
    const cells = logCells({ incident: ended, visit: aVisit(), outcome: 'police' }, now);
    expect(Object.keys(cells)).toEqual(LOG_COLUMNS);
    expect(cells).toMatchObject({
      Minutes: 1.5,
      'Ended (UTC)': '2026-06-02T13:01:30.000Z',
      'Ended by': 'Wei Chen',
      'How it ended': 'The police were told',
      'Police reference': 'CAD 1',
    });
  });
});
