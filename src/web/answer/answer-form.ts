import { hash } from 'node:crypto';
import type { Tap } from '../../application/incidents.js';
import { Refusal } from '../../application/refusal.js';
import type { Report } from '../../domain/input.js';
import { INCIDENT_KINDS } from '../../domain/policy/policy.js';
import { HOUR, type Instant } from '../../domain/time/instant.js';
import { lastAt } from '../../domain/time/local.js';
import { FormReading, type FieldError, type Typed } from '../form/typed.js';
import { readReport } from '../incidents/report-form.js';

/** The buttons that ask once more, on a page of their own. */
export const SURE = ['safe', 'stand_down', 'extend', 'code', 'police', 'hand_over'] as const;
export type Sure = (typeof SURE)[number];

export const isSure = (what: string): what is Sure => SURE.some((one) => one === what);

/** The press of a button of one page, or null where it comes from no page of ours. `of`: the incident and the person. */
export function tapIn(typed: Typed, of: string, door: Tap['door'] = 'phone page'): Tap | null {
  const saw = INCIDENT_KINDS.find((kind) => kind === typed['saw']);
  const press = typed['press'] ?? '';
  if (!saw || !/^[\w-]{16}$/.test(press)) return null;
  // First names, which have no space in them.
  const about = typed['about'] ? { about: typed['about'].split(' ') } : {};
  return { door, saw, ...about, press: [of, typed['report'], press, ...saidWith(typed)].join(' ') };
}

/** What is typed with a report; the others are a mere press. */
const TYPED_WITH: Readonly<Record<string, readonly string[]>> = {
  police: ['operator', 'reference', 'told'],
  safe: ['reason'],
  stand_down: ['why'],
  extend: ['minutes'],
  hand_over: ['to'],
};

/** Sent again as it was it is the same press; put right, with the reference that was left out, it is another. */
function saidWith(typed: Typed): string[] {
  const report = typed['report'] ?? '';
  const fields = Object.hasOwn(TYPED_WITH, report) ? (TYPED_WITH[report] ?? []) : [];
  if (fields.length === 0) return [];
  return [hash('sha256', JSON.stringify(fields.map((field) => typed[field] ?? '')))];
}

/** As on a screen; and when the police were told, where it was not just now. */
export function readAnswer(
  typed: Typed,
  now: Instant,
  zone: string,
): { readonly report: Report } | { readonly errors: readonly FieldError[] } {
  const read = readReport(typed);
  if ('errors' in read || read.report.kind !== 'police' || !typed['told']) return read;
  const toldAt = earlier(typed['told'], now, zone);
  if (toldAt !== null) return { report: { ...read.report, toldAt } };
  const reading = new FormReading(typed);
  reading.error('told', 'Enter the time you told them, such as 14:05, or leave it empty');
  return { errors: reading.errors };
}

/** Above an answer that says why nothing came of it. */
export const NOT_TAKEN = 'Your report was not taken';

/** What the rules refuse of the time that was given, at its field; whatever else went wrong is thrown on. */
export function faultsOf(refused: unknown): readonly FieldError[] {
  const faults = refused instanceof Refusal ? refused.faults.filter(({ field }) => field === 'minutes') : [];
  if (faults.length === 0) throw refused;
  return faults.map(({ field, message, mend }) => ({ field, text: `That ${message}: ${mend}` }));
}

/** The last time that a clock there showed this: within six hours, or it is a slip of the thumb. */
function earlier(text: string, now: Instant, zone: string): Instant | null {
  const [, hour, minute] = /^([01]?\d|2[0-3])[:.]?([0-5]\d)$/.exec(text) ?? [];
  if (hour === undefined) return null;
  const found = lastAt({ hour: Number(hour), minute: Number(minute) }, now, zone);
  return found > now - 6 * HOUR ? found : null;
}
