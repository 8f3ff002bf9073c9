import { describe, expect, it } from '@jest/globals';
import { causeOf, figuresOf, type IncidentFacts, type VisitTally } from './figures.js';

const SECOND = 1_000;
const tally = (given: Partial<VisitTally> = {}): VisitTally => ({
  unit: 'north',
  month: '2026-06',
  visits: 10,
  arrivalsDue: 9,
  arrivalsOnTime: 8,
  departuresDue: 9,
  departuresOnTime: 7,
  ...given,
});
const incident = (given: Partial<IncidentFacts> = {}): IncidentFacts => ({
  unit: 'north',
  month: '2026-06',
  openedAs: 'overdue',
  kind: 'overdue',
  outcome: 'left',
  answeredAfter: 60 * SECOND,
  stoodDownAfter: 120 * SECOND,
  steps: ['nominated_contact'],
  asked: 1,
  unanswered: 0,
  ...given,
});

describe('The figures', () => {
  it('of nothing are nothing, and no time is made up', () => {
    expect(figuresOf([], [])).toMatchObject({
      visits: 0,
      overdue: 0,
      falseAlarms: 0,
      answered: { count: 0, median: null, ninth: null },
    });
  });

  it('add the units and months up', () => {
    expect(figuresOf([tally(), tally({ unit: 'south', visits: 5 })], [])).toMatchObject({
      visits: 15,
      arrivalsDue: 18,
      arrivalsOnTime: 16,
      departuresOnTime: 14,
    });
  });

  it('count as overdue what was opened as overdue, whatever became of it', () => {
    const figures = figuresOf(
      [],
      [
        incident(),
        incident({ kind: 'alert_code', outcome: 'police' }),
        incident({ openedAs: 'sos', kind: 'sos', outcome: 'found_safe' }),
      ],
    );
    expect(figures).toMatchObject({ incidents: 3, overdue: 2, causes: { left: 1, graver: 1, found_safe: 0 } });
  });

  it.each([
    ['left', true],
    ['stayed', true],
    ['not_made', true],
    ['found_safe', true],
    ['police', false],
    [null, false],
  ] as const)('an overdue alarm that ended as %p is a false alarm: %p', (outcome, isFalse) => {
    expect(figuresOf([], [incident({ outcome })]).falseAlarms).toBe(isFalse ? 1 : 0);
  });

  it('an overdue alarm that became an alert code is not a false one', () => {
    expect(figuresOf([], [incident({ kind: 'alert_code' })]).falseAlarms).toBe(0);
    expect(causeOf({ kind: 'overdue', outcome: null })).toBe('open');
  });

  it('leave out of the times those that nobody answered, and say of how many they are', () => {
    const figures = figuresOf(
      [],
      [
        incident({ answeredAfter: null }),
        incident({ answeredAfter: 10 * SECOND }),
        incident({ answeredAfter: 30 * SECOND }),
        incident({ openedAs: 'sos', kind: 'sos', answeredAfter: 1 }),
      ],
    );
    expect(figures.answered).toEqual({ count: 2, median: 10 * SECOND, ninth: 30 * SECOND });
  });

  it('count an incident once at each step that it reached', () => {
    const { steps } = figuresOf(
      [],
      [incident({ steps: ['nominated_contact', 'line_manager', 'nominated_contact'] }), incident()],
    );
    expect([...steps]).toEqual([
      ['nominated_contact', 2],
      ['line_manager', 1],
    ]);
  });
});
