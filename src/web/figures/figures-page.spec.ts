import { describe, expect, it } from '@jest/globals';
import type { IncidentFacts } from '../../domain/figures/figures.js';
import { anOffice } from '../examples.js';
import { figuresTable } from './figures-csv.js';
import { figuresPage, type Counted } from './figures-page.js';

const tally = (unit: string, month: string) => ({
  unit,
  month,
  visits: 10,
  arrivalsDue: 8,
  arrivalsOnTime: 6,
  departuresDue: 10,
  departuresOnTime: 9,
});
const incident: IncidentFacts = {
  unit: 'north',
  month: '2026-05',
  openedAs: 'overdue',
  kind: 'overdue',
  outcome: 'left',
  answeredAfter: 80_000,
  stoodDownAfter: 200_000,
  steps: ['nominated_contact', 'step_of_old'],
  asked: 2,
  unanswered: 1,
};
const counted: Counted = {
  tallies: [tally('north', '2026-05'), tally('south', '2026-06'), tally('closed_unit', '2026-06')],
  incidents: [incident],
  months: ['2026-05', '2026-06'],
  steps: ['nominated_contact', 'police'],
  directory: anOffice(),
};

describe('The page of figures', () => {
  it('has a row for each month and one for all, with shares and of how many', () => {
    expect(figuresPage(counted).visits.table.rows).toEqual([
      { name: 'May 2026', cells: ['10', '6 of 8 (75%)', '9 of 10 (90%)'] },
      { name: 'Jun 2026', cells: ['20', '12 of 16 (75%)', '18 of 20 (90%)'] },
      { name: 'All', cells: ['30', '18 of 24 (75%)', '27 of 30 (90%)'] },
    ]);
  });

  it('says times to the second, and makes up none', () => {
    expect(figuresPage(counted).times.table.rows.map(({ cells }) => cells)).toEqual([
      ['1 min 20 s', '1 min 20 s', '3 min 20 s', '3 min 20 s'],
      ['none', 'none', 'none', 'none'],
      ['1 min 20 s', '1 min 20 s', '3 min 20 s', '3 min 20 s'],
    ]);
  });

  it('has each unit by its name, and one that is gone by its id', () => {
    expect(figuresPage(counted).byUnit.rows.map(({ name }) => name)).toEqual([
      'closed_unit',
      'North Team',
      'South Team',
    ]);
  });

  it('shows the steps of the policy in force, and after them those that only older incidents reached', () => {
    expect(figuresPage(counted).steps.rows).toEqual([
      { name: 'Nominated contact rings the practitioner', cells: ['1'] },
      { name: 'A manager rings the police', cells: ['0'] },
      { name: 'Step of old', cells: ['1'] },
    ]);
  });
});

describe('The figures as a file', () => {
  it('have a line for each unit in each month, and their totals', () => {
    const { columns, rows } = figuresTable(counted);
    expect(rows).toHaveLength(3 * 4);
    for (const row of rows) expect(Object.keys(row)).toEqual(columns);
    expect(rows.at(-1)).toMatchObject({ Month: 'All', Unit: 'All', Visits: 30, Overdue: 1, 'False alarms': 1 });
    expect(rows[0]).toMatchObject({ Month: '2026-05', Unit: 'closed_unit', Visits: 0, 'First answers': 0 });
  });
});
