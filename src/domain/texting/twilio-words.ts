/**
 * The words Twilio keeps for itself (Twilio, "Twilio support for opt-out keywords"): it acts on them before we see them, and
 * only when the whole text is the word. Inside a longer text they are ordinary words. HELP and INFO only make Twilio answer;
 * HELP is read as distress like any other text, and INFO as a text we cannot understand, whose answer lists the words we teach.
 */
const KEPT = new Map<string, 'stop' | 'end' | 'start'>([
  ['STOP', 'stop'],
  ['STOPALL', 'stop'],
  ['UNSUBSCRIBE', 'stop'],
  ['QUIT', 'stop'],
  ['REVOKE', 'stop'],
  ['OPTOUT', 'stop'],
  // These two opt out as well, but a practitioner who sends one most likely means that the visit is over.
  ['END', 'end'],
  ['CANCEL', 'end'],
  ['START', 'start'],
  ['UNSTOP', 'start'],
  ['YES', 'start'],
]);

export function twilioKeeps(body: string): 'stop' | 'end' | 'start' | null {
  return KEPT.get(body.trim().toUpperCase()) ?? null;
}
