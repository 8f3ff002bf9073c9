import { describe, expect, it } from '@jest/globals';
import { compareSteps } from './compare.js';
import type { StepTimes } from './step-times.js';

const step = (name: string, answer: number | null, whole: number | null): StepTimes => ({
  step: name,
  clause: 'HVPF 8.4.2',
  startedAt: 0,
  asked: ['carol'],
  firstAnswerBy: answer === null ? null : 'carol',
  firstAnswerAfterSeconds: answer,
  endedAfterSeconds: whole,
});

describe('a drill beside earlier ones', () => {
  it('says of each step the median, the best, and how much slower it was', () => {
    const earlier = [[step('contact', 40, 50)], [step('contact', 20, 70)], [step('contact', 30, 60)]];
    expect(compareSteps([step('contact', 45.5, 55)], earlier)).toEqual([
      {
        step: 'contact',
        firstAnswer: { seconds: 45.5, median: 30, best: 20, difference: 15.5, of: 3 },
        whole: { seconds: 55, median: 60, best: 50, difference: -5, of: 3 },
      },
    ]);
  });

  it('compares each step with the same step, the first of that name in each earlier drill', () => {
    const earlier = [
      [step('police', 90, 100), step('contact', 40, 50), step('contact', 1, 2)],
      [step('police', 80, 95)],
    ];
    expect(compareSteps([step('contact', 50, 60), step('police', 70, 90)], earlier)).toEqual([
      {
        step: 'contact',
        firstAnswer: { seconds: 50, median: 40, best: 40, difference: 10, of: 1 },
        whole: { seconds: 60, median: 50, best: 50, difference: 10, of: 1 },
      },
      {
        step: 'police',
        firstAnswer: { seconds: 70, median: 85, best: 80, difference: -15, of: 2 },
        whole: { seconds: 90, median: 97.5, best: 95, difference: -7.5, of: 2 },
      },
    ]);
  });

  it('orders by number, not by letter, and says tenths', () => {
    const earlier = [
      [step('contact', 100, 1)],
      [step('contact', 9.25, 1)],
      [step('contact', 20, 1)],
      [step('contact', 3, 1)],
    ];
    expect(compareSteps([step('contact', 9.99, 1)], earlier)[0]?.firstAnswer).toEqual({
      seconds: 9.99,
      median: 14.6,
      best: 3,
      difference: -4.6,
      of: 4,
    });
  });

  it('takes the middle between two, and leaves out drills in which nobody answered', () => {
    const earlier = [[step('contact', 20, 180)], [step('contact', null, 180)], [step('contact', 31, 60)]];
    expect(compareSteps([step('contact', null, null)], earlier)[0]).toEqual({
      step: 'contact',
      firstAnswer: { seconds: null, median: 25.5, best: 20, difference: null, of: 2 },
      whole: { seconds: null, median: 180, best: 60, difference: null, of: 3 },
    });
  });

  it('has nothing to compare with the first time, or where earlier ones never came so far', () => {
    const none = { median: null, best: null, difference: null, of: 0 };
    expect(compareSteps([step('police', 12, 13)], [[step('contact', 1, 2)], []])).toEqual([
      { step: 'police', firstAnswer: { seconds: 12, ...none }, whole: { seconds: 13, ...none } },
    ]);
  });
});
