import type { Case } from './case.js';
import type { Finding } from './finding.js';

/** No process ends but by being ended; told to stop, each stops in order; and what the diary took is in it. */
export function alive({ evidence: { deaths, endings, planned, visits } }: Case): Finding[] {
  return [
    ...deaths.map(({ process, how, lastWords, at }) => ({
      law: 'no process ends by itself',
      what: `${process} (${how}): ${lastWords.trim().split('\n').slice(-3).join(' | ')}`,
      at,
    })),
    ...endings
      .filter((ending) => !/exit code 0$/.test(ending))
      .map((ending) => ({ law: 'told to stop, it stops', what: ending })),
    ...planned
      .filter(({ id }) => !visits.some((visit) => visit.id === id))
      .map(({ plan, at }) => ({ law: 'the diary keeps what it took', what: `visit ${plan} is gone`, at })),
  ];
}
