import { SECOND, type Milliseconds } from '../../../src/domain/time/instant.js';
import type { Dice } from '../world/dice.js';

/** What a responder does about a text that has just come to their phone, or null. They read what it says, and nothing else. */
export function reactionTo(body: string, answers: number, dice: Dice): { words: string; after: Milliseconds } | null {
  const reference = /^(?:AGAIN: )?(\d{4,5}) /.exec(body)?.[1];
  if (!reference || !/Reply|reply/.test(body) || /^\d+: /.test(body)) return null;
  if (!dice.chance(answers)) return null;
  const after = dice.pick([5, 20, 50, 70, 100, 170, 200]) * SECOND + dice.below(1_000);
  const words = wordsFor(body, dice);
  return { words: dice.chance(0.9) ? `${reference} ${words}` : words, after };
}

function wordsFor(body: string, dice: Dice): string {
  if (/ALERT CODE/.test(body)) return dice.pick(['POLICE 0042', 'POLICE', 'ACK', 'SAFE', 'NO']);
  if (/RING THE POLICE/.test(body)) return dice.pick(['POLICE 0042', 'POLICE', 'POLICE 7', 'ACK', 'SAFE', 'NO']);
  if (/still open/.test(body)) return dice.pick(['SAFE', 'SAFE', 'ACK']);
  if (/SOS from|DEVICE/.test(body)) return dice.pick(['ACK', 'NO NO', 'POLICE 7', 'SAFE']);
  return dice.pick(['ACK', 'NO', 'NO', 'NO NO', 'SAFE', 'EXTEND 10', 'CODE', 'what?']);
}
