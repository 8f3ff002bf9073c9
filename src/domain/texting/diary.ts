import { phrases, saysOnly, together } from './phrases.js';
import { GREETINGS } from './small-talk.js';
import type { PractitionerWord } from './spoken.js';
import type { Word } from './word.js';

const VISITS = phrases(
  '[my/the] [todays] visits/diary/list/schedule/itinerary',
  'visit list',
  'todays visits/diary/list',
  'what/who is next',
  'where next',
  'where is next',
  '[my] next visit',
  'list of [my] visits',
  'where am i [going] next',
  'what next',
  'what have i got',
);
const BESIDE_VISITS = together(
  GREETINGS,
  phrases(
    '?',
    'please',
    'today',
    'for today',
    'on my',
    'show/send/text [me]',
    'can i see/have/get',
    'what are',
    'what is',
    'what',
    'do i have',
    'have i got',
    'next',
  ),
);

export function visits(words: readonly Word[]): PractitionerWord | null {
  return saysOnly(words, VISITS, BESIDE_VISITS) !== null ? { verb: 'visits' } : null;
}
