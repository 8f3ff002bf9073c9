import { expect, it } from '@jest/globals';
import { consentIn } from './reserved-words.js';

it.each([
  ...['STOP', 'stop', ' Stop ', 'STOPALL', 'UNSUBSCRIBE', 'cancel', 'End', 'QUIT', 'REVOKE', 'OPTOUT'].map(
    (body) => [body, 'stop'] as const,
  ),
  ...['START', 'Yes', 'unstop\n'].map((body) => [body, 'start'] as const),
  ...['STOP PLEASE', 'stop.', 'the end', 'HELP', 'INFO', '', 'LEFT'].map((body) => [body, null] as const),
])('%j: %s', (body, consent) => expect(consentIn(body)).toBe(consent));
