import { readPolicyYaml, type PolicyFault } from '../../../application/policy/policy-file.js';
import type { PolicyPeriod } from '../../../application/ports/policies.js';
import type { Person } from '../../../domain/organisation/organisation.js';
import type { Policy } from '../../../domain/policy/policy.js';
import type { SampleVisit } from '../../../domain/rehearsal/rehearse.js';
import type { Instant } from '../../../domain/time/instant.js';
import { FormReading, type FieldError, type Typed } from '../../form/typed.js';
import { dateFields, readSpan } from '../../itinerary/when.js';

/** What somebody wants to see: another policy beside the one in force, for a visit of today. */
export interface Trial {
  readonly other: Policy;
  /** "version 2", "the file below": as which it stands beside the one in force. */
  readonly called: string;
  readonly sample: SampleVisit;
}

export type TrialReading =
  { readonly trial: Trial } | { readonly errors: readonly FieldError[]; readonly faults: readonly PolicyFault[] };

/** The policies that there are have 150 lines; reading a long text holds up everybody. */
const LONGEST = 50_000;

/** What was sent: fields, the file's text as it was typed, and that of a file that was chosen. */
export interface Sent {
  readonly typed: Typed;
  readonly yaml: string;
  readonly file: string;
}

export function sentIn(body: unknown): Sent {
  const fields = (body ?? {}) as Record<string, unknown>;
  const text = (field: string): string => {
    const value = fields[field];
    return typeof value === 'string' ? value : '';
  };
  const typed = Object.fromEntries(
    ['with', 'person', 'start', 'end', 'arrives'].map((field) => [field, text(field).trim()]),
  );
  return { typed, yaml: text('yaml'), file: text('file') };
}

export function readTrial(
  { typed, yaml, file }: Sent,
  {
    people,
    periods,
    at,
    zone,
  }: {
    readonly people: readonly Person[];
    readonly periods: readonly PolicyPeriod[];
    readonly at: Instant;
    readonly zone: string;
  },
): TrialReading {
  const reading = new FormReading({ ...typed, ...dateFields(at, zone) });
  const other = otherPolicy(reading, file.trim() === '' ? yaml : file, periods);
  const person = people.find(({ id }) => id === typed['person']);
  if (!person) reading.error('person', 'Choose who goes on the visit');
  const span = readSpan(reading, zone);
  if (!('policy' in other) || !person || !span || reading.errors.length > 0)
    return { errors: reading.errors, faults: 'faults' in other ? other.faults : [] };
  const arrives = typed['arrives'] !== 'no';
  const sample = { unit: person.unit, person: person.id, start: span.start, end: span.end, arrives };
  return { trial: { other: other.policy, called: other.called, sample } };
}

/** An earlier one by its number, or the file that was sent. */
function otherPolicy(
  reading: FormReading,
  text: string,
  periods: readonly PolicyPeriod[],
): { readonly policy: Policy; readonly called: string } | { readonly faults: readonly PolicyFault[] } {
  const chosen = reading.optional('with');
  if (chosen !== '' && chosen !== 'file') {
    const period = periods.find(({ number }) => String(number) === chosen);
    if (period) return { policy: period.policy, called: `Number ${period.number}, ${period.policy.version}` };
    reading.error('with', 'Choose a policy from the list');
    return { faults: [] };
  }
  if (text.trim() === '') {
    reading.error('yaml', 'Paste a policy file, choose one, or choose an earlier policy from the list');
    return { faults: [] };
  }
  if (text.length > LONGEST) {
    reading.error('yaml', `The file must be ${LONGEST} characters or fewer: this is no policy file`);
    return { faults: [] };
  }
  const read = readPolicyYaml(text, 'The file');
  if ('policy' in read) return { policy: read.policy, called: `The file, ${read.policy.version}` };
  reading.error(
    'yaml',
    `The file is not a policy: ${read.faults.length} fault${read.faults.length === 1 ? '' : 's'}, each with its line`,
  );
  return { faults: read.faults };
}
