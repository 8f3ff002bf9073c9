import type { z } from 'zod';
import type {
  Absence,
  DatedShift,
  Organisation,
  RotaShift,
  WeeklyShift,
} from '../../domain/organisation/organisation.js';
import { iso } from '../../domain/time/instant.js';
import { crossFindings } from './cross-findings.js';
import type { Fault, Finding, Path } from './fault.js';
import { firstFindings, pathText } from './fault.js';
import { organisationSchema, type rotaShiftSchema } from './organisation-schema.js';
import { outlineOf } from './outline.js';
import { shapeFindings } from './shape-findings.js';
import { warningsOf } from './warnings.js';
import { readInstant } from './written-instant.js';
import { readYaml } from './yaml-tree.js';

/** The office as the file has it. */
export interface ReadOrganisation {
  readonly organisation: Organisation;
  /** Departure PINs by person id, of those whose entry has one. Kept apart: they are secrets, to be hashed at once. */
  readonly pins: ReadonlyMap<string, string>;
  /** Units of which the file says nothing about alert codes: not that there are none. */
  readonly silentOnCodes: ReadonlySet<string>;
  readonly warnings: readonly Fault[];
  /** The line of a place in the YAML file; null where there are no lines (JSON). */
  readonly lineOf: (at: Path) => number | null;
}

/** The office, or everything that is wrong with the file: a bad one is refused whole. */
export type OrganisationReading = ReadOrganisation | { readonly faults: readonly Fault[] };

/** @param zone in which times without an offset are meant */
export function readOrganisationYaml(text: string, zone = 'Europe/London'): OrganisationReading {
  const { value, lineOf, findings, readable } = readYaml(text);
  const faults = firstFindings(findings).map((finding) => faultOf(finding, 'line' in finding ? finding.line : null));
  if (!readable) return { faults };
  const reading = readOrganisation(value, lineOf, zone);
  if (faults.length === 0) return reading;
  return { faults: [...faults, ...('faults' in reading ? reading.faults : [])] };
}

/** The same keys and rules, for what came as JSON. */
export function readOrganisationJson(value: unknown, zone = 'Europe/London'): OrganisationReading {
  return readOrganisation(value, () => null, zone);
}

/** The organisation with the file's keys, its moments as ISO 8601 in UTC; the file names no ids of shifts and absences. */
export type OrganisationFile = Pick<Organisation, 'units' | 'people'> & {
  readonly rota: readonly (Omit<WeeklyShift, 'id'> | Omit<DatedShift, 'id'>)[];
  readonly absences: readonly (Pick<Absence, 'person'> & {
    readonly from: string;
    readonly to: string;
    readonly reason?: string;
  })[];
};

/** The file that would be read as this organisation. It has no PINs: those are never shown again. */
export function organisationToFile({ units, people, rota, absences }: Organisation): OrganisationFile {
  return {
    units,
    people,
    rota: rota.map(({ id: _id, ...shift }) => shift),
    absences: absences.map(({ person, from, to, reason }) => ({
      person,
      from: iso(from),
      to: iso(to),
      ...(reason && { reason }),
    })),
  };
}

function readOrganisation(value: unknown, lineOf: (at: Path) => number | null, zone: string): OrganisationReading {
  const told = (finding: Finding): Fault => faultOf(finding, lineOf(finding.at));
  const where = (at: Path): string => (lineOf(at) === null ? pathText(at) : `line ${lineOf(at)}`);

  const read = organisationSchema.safeParse(value);
  const misfits = crossFindings(outlineOf(value, zone), where);
  if (!read.success) return { faults: firstFindings([...shapeFindings(read.error, value), ...misfits]).map(told) };
  if (misfits.length > 0) return { faults: firstFindings(misfits).map(told) };

  const organisation = organisationOf(read.data, zone);
  const pins = read.data.people.flatMap(({ id, pin }) => (pin === null ? [] : [[id, pin] as const]));
  return {
    organisation,
    pins: new Map(pins),
    silentOnCodes: silentOnCodes(value, read.data.units),
    warnings: firstFindings(warningsOf(organisation, zone)).map(told),
    lineOf,
  };
}

function silentOnCodes(value: unknown, units: Organisation['units']): ReadonlySet<string> {
  const written = (value as { readonly units: readonly object[] }).units;
  return new Set(units.filter((_, index) => !Object.hasOwn(written[index]!, 'alertPhrases')).map(({ id }) => id));
}

function organisationOf(read: z.output<typeof organisationSchema>, zone: string): Organisation {
  return {
    units: read.units,
    people: read.people.map(({ pin: _secret, ...person }) => person),
    rota: read.rota.map(shiftOf),
    // The schema has seen that these are times.
    absences: read.absences.map(({ person, from, to, reason }) => ({
      person,
      from: readInstant(from, zone)!,
      to: readInstant(to, zone)!,
      ...(reason && { reason }),
    })),
  };
}

/** Of days and date it has one: that was seen before. */
function shiftOf(read: z.output<typeof rotaShiftSchema>): RotaShift {
  const { unit, contacts, days, date, from, to, except = [] } = read;
  if (date !== undefined) return { unit, contacts, date, from, to };
  const weekly = { unit, contacts, days: days ?? [], from, to };
  return except.length === 0 ? weekly : { ...weekly, except: [...new Set(except)].sort() };
}

function faultOf({ at, message, mend }: Finding, line: number | null): Fault {
  return { path: pathText(at), line, message, mend };
}
