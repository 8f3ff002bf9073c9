import type { Incident } from '../incident/incident.js';
import { newsFrom } from '../incident/news-from.js';
import type { Step } from '../policy/policy.js';
import type { Instant } from '../time/instant.js';

/** What happens by itself when nobody says anything until then: as `waitIsOver` would do it, told beforehand. */
export type NextStep = { readonly at: Instant } & (
  | { readonly what: 'ask'; readonly people: readonly string[] }
  /** The next step starts; whom it asks is found out then. */
  | { readonly what: 'step'; readonly step: string }
  /** Those who were asked to ring the police are asked again, and these as well. */
  | { readonly what: 'police_again'; readonly people: readonly string[]; readonly more: readonly string[] }
  | { readonly what: 'news'; readonly people: readonly string[] }
);

/** Null where nothing is waited for, and once it is over. */
export function nextStepOf(steps: readonly Step[], incident: Incident): NextStep | null {
  const { wait, status } = incident;
  const step = steps.find(({ id }) => id === incident.step);
  if (!wait || status !== 'open' || !step) return null;
  const at = wait.until;
  const toCome = incident.rounds.slice(incident.asked).filter((round) => round.people.length > 0);
  if (step.kind === 'police') {
    const people = incident.asks.filter((one) => one.step === step.id).map(({ person }) => person);
    return { at, what: 'police_again', people, more: toCome[0]?.people ?? [] };
  }
  if (step.kind === 'tell') return { at, what: 'news', people: [newsFrom(incident) ?? []].flat() };
  const round = toCome.find(({ reserve }) => !reserve);
  if (round && at < incident.stepAt + step.longest) return { at, what: 'ask', people: round.people };
  const next = steps[steps.indexOf(step) + 1];
  return next ? { at, what: 'step', step: next.id } : null;
}
