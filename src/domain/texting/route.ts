import { isWatched, type Visit } from '../visit/visit.js';
import type { Instant } from '../time/instant.js';
import { saysAlertPhrase } from './alert-phrase.js';
import { distress, practitionerRoute } from './route-practitioner.js';
import { responderRoute, unclearReply } from './route-responder.js';
import type { Route, Sender } from './sender.js';
import type { PractitionerWord, ResponderText } from './spoken.js';
import { understandPractitioner } from './understand-practitioner.js';
import { understandResponder } from './understand-responder.js';
import * as wording from './wording.js';

/**
 * Finds which visit or which incident a text is about. A reply without a reference counts only when it can mean one
 * thing; an ambiguous one changes nothing and lists the choices.
 */
export function route(body: string, sender: Sender, at: Instant, zone: string): Route {
  const { person } = sender;
  const text = policeReferenceIn(understandResponder(body), sender);
  const [ownWord, namedVisit] = practitionerReading(body, sender);

  if (saysAlertPhrase(body, sender.alertPhrases))
    return distress({ kind: 'alert_phrase', person: person.id, words: body }, sender, at);
  if (ownWord.verb === 'opt_out' || ownWord.verb === 'opt_in' || ownWord.verb === 'perhaps_left') {
    return { to: 'phone', word: ownWord.verb };
  }
  const asResponder = responderRoute(body, text, ownWord, sender);
  if (asResponder) return asResponder;
  if (ownWord.verb === 'sos' && asksForTheWords(body, sender))
    return unclearReply(body, { verb: 'unclear' }, sender) ?? NOT_UNDERSTOOD;
  if (ownWord.verb === 'sos') return distress({ kind: 'sos', person: person.id, words: body }, sender, at);
  return practitionerRoute(body, ownWord, namedVisit, sender, at, zone);
}

/** "Police told, ref 1234": a number that is no incident of ours is the police's. */
function policeReferenceIn(text: ResponderText, { named, incidents }: Sender): ResponderText {
  const { reference, word } = text;
  if (reference === null || named || incidents.length === 0 || word.verb !== 'police' || word.policeReference !== null)
    return text;
  return { reference: null, word: { ...word, policeReference: reference } };
}

const NOT_UNDERSTOOD: Route = { to: null, answer: wording.notUnderstood() };

/** A bare HELP from a responder in an office, who is on no visit, asks what to reply; from anybody else it is distress. */
const asksForTheWords = (body: string, sender: Sender): boolean =>
  /^\W*help\W*$/i.test(body) && sender.incidents.length > 0 && !sender.visits.some((visit) => isWatched(visit));

/** "V7K2 LEFT": the visit they name, and the rest of what they say. */
export function practitionerReading(
  body: string,
  { visits, drill }: Pick<Sender, 'visits' | 'drill'>,
): [PractitionerWord, Visit | null] {
  const own = [...visits, ...(drill ? [drill] : [])];
  const named = own.find((visit) => new RegExp(`\\b${visit.reference}\\b`, 'i').test(body)) ?? null;
  return [understandPractitioner(named ? body.replace(new RegExp(named.reference, 'i'), ' ') : body), named];
}
