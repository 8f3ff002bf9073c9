import { describe, expect, it } from '@jest/globals';
import { plainProblems } from './plain-problems.js';
import type { Readings } from './ports/pulse.js';
import { vitalSigns } from './vital-signs.js';

const WELL: Readings = {
  latestDeadline: 0,
  oldestAlert: 0,
  oldestText: 0,
  listAge: 0,
  sweeperAge: 0,
  provider: { takesMessages: true, triedInVain: 0, refusesSettings: false },
  processes: [{ id: '12345678', role: 'all', silentFor: 0, clockAhead: 0 }],
};
const problems = (given: Partial<Readings> = {}): string[] => plainProblems(vitalSigns({ ...WELL, ...given }));

describe('What is wrong with the service, for a manager,', () => {
  it('is nothing while all goes well', () => {
    expect(problems()).toEqual([]);
  });

  it.each<[string, Partial<Readings>, RegExp]>([
    ['deadlines', { latestDeadline: 60 }, /^Alarms and reminders that are due are late\. .*ring/],
    ['alerts', { oldestAlert: 60 }, /^Texts that tell people of an alarm are waiting.*Ring/],
    ['texts', { oldestText: 60 }, /^Texts have come in and have not been read.*Ring/],
    ['sweeper', { sweeperAge: 60 }, /^Nobody looks for visits that are overdue.*ring/],
    ['workers', { processes: [] }, /^The part of Allswell that raises alarms.*ring/],
    [
      'provider',
      { provider: { ...WELL.provider, refusesSettings: true } },
      /^The company that carries the texts.*Ring/,
    ],
  ])('of the %s, is what it means and what to do, and then what to tell', (_, given, says) => {
    expect(problems(given)).toEqual([expect.stringMatching(says)]);
    expect(problems(given)[0]).toMatch(/Tell whoever runs Allswell: “.+\..+”$/);
  });

  it('is the database alone while it does not answer: of the rest nothing is known', () => {
    expect(plainProblems(vitalSigns(null))).toEqual([expect.stringContaining('Use the paper diary')]);
  });
});
