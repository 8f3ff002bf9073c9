import type { Ask, Incident } from './incident.js';

/**
 * Whether nobody has an alarm in hand now: whoever this step asks has not answered, or what they took on has run out (P7), at
 * the police step too: "I'm on it" buys its minutes there, and is not the word that the police have been told. Delivered is not
 * answered (P5). Once the police have been told somebody has (HVPF 8.4.3), and news is waited for.
 */
export function isUnanswered({ status, step, wait, asks }: Incident): boolean {
  if (status !== 'open' || wait?.for === 'news') return false;
  const here = asks.filter((ask) => ask.step === step);
  if (here.some(hasAnswered)) return false;
  // Whose own word brought it to this step has it in hand, as long as they need not be asked for it again.
  const answered = new Set(asks.filter(hasAnswered).map(({ person }) => person));
  return !here.some(({ person, state, times }) => state === 'waiting' && times === 1 && answered.has(person));
}

/** And what they took on has not run out. */
export const hasAnswered = ({ state, ranOut = false }: Ask): boolean =>
  (state === 'acknowledged' && !ranOut) || state === 'reported';
