import type { Policy } from './policy.js';

/** The ids of a policy's steps, from the first that anybody is asked in to the last, whatever the kind of the incident. */
export function stepsInOrder({ escalations }: Policy): string[] {
  const fromTheEnd = new Map<string, number>();
  for (const { steps } of Object.values(escalations))
    for (const [index, { id }] of steps.entries())
      fromTheEnd.set(id, Math.max(fromTheEnd.get(id) ?? 0, steps.length - index));
  return [...fromTheEnd].sort(([, a], [, b]) => b - a).map(([id]) => id);
}
