import { describe, expect, it } from '@jest/globals';
import { anOffice, TWO_OCLOCK, ZONE } from '../examples.js';
import { madeUpPlan, readPlan } from './plan-form.js';
import { readRepeat, seriesRows } from './repeat.js';

const typed = madeUpPlan(anOffice(), 'grace', TWO_OCLOCK, ZONE);
const read = readPlan(typed, ZONE);
const plan = 'plan' in read ? read.plan : null;
const repeat = (given: Record<string, string>) => {
  if (!plan) throw new Error('There is no plan.');
  const series = readRepeat(given, plan, ZONE);
  return 'plan' in series ? series.plan : series.errors.map(({ field, text }) => `${field}: ${text}`);
};

describe('Repeating a visit weekly', () => {
  it('is not asked for by empty fields', () => expect(repeat({ times: '', until: '' })).toEqual([plan]));

  it.each([
    [{ times: '1' }, 1],
    [{ times: '26' }, 26],
    [{ until: '2/6/2026' }, 1],
    [{ until: '16/6/2026' }, 3],
    [{ until: '15.6.2026' }, 2],
  ])('by %j makes so many visits: %i', (given, count) => expect(repeat(given)).toHaveLength(count));

  it.each([
    [{ times: '0' }, 'times: Enter how many visits, from 1 to 26'],
    [{ times: '27' }, 'times: Enter how many visits, from 1 to 26'],
    [{ times: '-3' }, 'times: Enter how many visits, from 1 to 26'],
    [{ times: 'six' }, 'times: Enter how many visits, from 1 to 26'],
    [{ until: '31/6/2026' }, 'until: Enter a real date, such as 27/3/2027'],
    [{ until: '1/6/2026' }, 'until: The last day must be the first visit’s day or later'],
    [{ until: '1/6/2027' }, 'until: That is 53 visits: repeat it for 26 weeks at the most'],
    [{ times: '3', until: '16/6/2026' }, 'times: Enter how many visits, or the last day: not both'],
  ])('by %j is refused: %s', (given, error) => expect(repeat(given)).toEqual([error]));

  it('shows each with what someone should know of it', () => {
    const plans = repeat({ times: '26' });
    const previews = plans.map((_, index) => ({
      faults: [],
      warnings: index === 1 ? ['Priya Shah is entered as absent then.'] : [],
    }));
    const rows = seriesRows(plans as never, previews, ZONE);
    expect(rows[1]).toEqual({
      when: 'Tue 9 Jun 14:05 to 14:50',
      length: '45 minutes',
      warnings: ['Priya Shah is entered as absent then.'],
      faults: [],
    });
    expect(rows.at(-1)?.when).toBe('Tue 24 Nov 14:05 to 14:50');
  });

  it('says where the clocks leave the hour out, and the visit is later by the clock', () => {
    const night = readPlan({ ...typed, day: '21', month: '3', year: '2027', start: '01:15', end: '01:50' }, ZONE);
    const series = 'plan' in night ? readRepeat({ times: '3' }, night.plan, ZONE) : night;
    const plans = 'plan' in series ? series.plan : [];
    const rows = seriesRows(plans, [], ZONE);
    expect(rows.map(({ when, warnings }) => [when, warnings.length])).toEqual([
      ['Sun 21 Mar 01:15 to 01:50', 0],
      ['Sun 28 Mar 02:15 to 02:50', 1],
      ['Sun 4 Apr 01:15 to 01:50', 0],
    ]);
  });
});
