import { PRACTITIONERS } from '../office.js';
import { wordIn } from '../people.js';
import type { Case } from './case.js';
import type { Finding } from './finding.js';

/** Words that no ordinary text of the service to a practitioner has. "SOS for help" and "Ring 999 yourself" are ordinary. */
const GIVES_AWAY = /\b(alert|alarm|code|police|incident|emergency|manager|overdue|duress|contact lost|responder)\b/i;

/** The answer to an open SOS. Whoever used the covert phrase must not read it. */
const HELP_COMES = /\bhelp is\b/i;

/** Nothing on a practitioner's phone shows that an alarm is running, covert or not (P8). */
export function hidden({ evidence: { heard, said, incidents } }: Case): Finding[] {
  const phones = new Set(PRACTITIONERS.map(({ mobile }) => mobile));
  const criedOpenly = new Set(said.filter(({ body }) => wordIn(body) === 'SOS').map(({ phone }) => phone));
  const references = incidents.map(({ reference }) => reference);
  return heard
    .filter(({ phone }) => phones.has(phone))
    .filter(
      ({ body, phone }) =>
        GIVES_AWAY.test(body) ||
        (HELP_COMES.test(body) && !criedOpenly.has(phone)) ||
        references.some((one) => new RegExp(`\\b${one}\\b`).test(body)),
    )
    .map(({ body, phone, at }) => ({
      law: "nothing on the practitioner's phone",
      what: `"${body}" on ${phone}`,
      at,
    }));
}
