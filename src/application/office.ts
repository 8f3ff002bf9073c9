import type { Organisation, Unit } from '../domain/organisation/organisation.js';
import { ALL_ACCESS, type Access } from '../domain/permission/access.js';
import { beyondReach, changesOwnRoles } from '../domain/permission/office-change.js';
import type { NewEntry } from '../domain/decision.js';
import { withoutLongOver } from '../domain/organisation/strike-out.js';
import { differences, officeEntry } from './organisation/differences.js';
import type { Fault } from './organisation/fault.js';
import {
  organisationToFile,
  readOrganisationJson,
  readOrganisationYaml,
  type OrganisationReading,
  type ReadOrganisation,
} from './organisation/organisation-file.js';
import { newAndLong } from './organisation/new-and-long.js';
import { newAndOver } from './organisation/new-and-over.js';
import { refuseLosingSomeone, refuseLosingUnit } from './organisation/refuse-losing.js';
import { hashesOf } from './pin.js';
import type { KeptOffice, OfficeChange, Offices } from './ports/offices.js';
import { Refusal } from './refusal.js';

export interface OfficeChanged {
  readonly changed: boolean;
  readonly warnings: readonly Fault[];
  readonly units: number;
  readonly people: number;
}

/** Keeps the office right: whole from a file, or one person, shift or absence at a time. The same checks for both. */
export class Office {
  constructor(
    private readonly offices: Offices,
    readonly zone: string,
  ) {}

  importYaml(text: string, by: string, access: Access = ALL_ACCESS): Promise<OfficeChanged> {
    return this.replace(readOrganisationYaml(text, this.zone), by, access);
  }

  /** Only where nobody is in it yet, as it is found in the moment of the change: who was entered meanwhile stays. */
  async furnish(text: string, by: string): Promise<void> {
    const reading = readOrganisationYaml(text, this.zone);
    const hashes = await this.hashesOf(reading);
    await this.offices.change((current) =>
      current.organisation.people.length > 0 ? null : this.changeTo(current, reading, hashes, by, ALL_ACCESS)[0],
    );
  }

  importJson(value: unknown, by: string, access: Access = ALL_ACCESS): Promise<OfficeChanged> {
    return this.replace(readOrganisationJson(value, this.zone), by, access);
  }

  /**
   * One change to a part of it. `edit` gets the file form of the office (what GET answers), its shifts and absences with
   * their ids, and the office as it is kept, and gives the file back changed; the whole is checked again, so that a part can never contradict the rest.
   * What is entered for a time that is over, or a lifetime away, is refused: it was meant for another.
   *
   * @param told entries that say more than what is different, written before those that do
   */
  async edit(
    edit: (file: OfficeFile, kept: KeptOffice) => EditedFile,
    by: string,
    access: Access = ALL_ACCESS,
    told: (kept: KeptOffice) => readonly NewEntry[] = () => [],
  ): Promise<OfficeChanged> {
    let result: OfficeChanged | null = null;
    await this.offices.change(async (current) => {
      const edited = edit(fileOf(current.organisation), current);
      const reading = withIdsOf(edited, readOrganisationJson(withoutIds(edited), this.zone));
      const slips = 'faults' in reading ? [] : this.slips(current, reading);
      if (slips.length > 0) throw notTaken(slips);
      // A part has one PIN at most.
      const hashes = 'faults' in reading ? NO_PINS : await hashesOf(reading.pins, current.pinHashes);
      const [next, changed] = this.changeTo(current, reading, hashes, by, access);
      result = changed;
      return next && { ...next, entries: [...told(current), ...next.entries] };
    });
    return result ?? NOTHING;
  }

  /** Dates that are meant otherwise, most likely: refused where one thing is entered, and told of where a file has many. */
  private slips(current: KeptOffice, { organisation, lineOf }: ReadOrganisation): readonly Fault[] {
    return [...newAndOver(current, organisation, this.zone, lineOf), ...newAndLong(current, organisation, lineOf)];
  }

  private async replace(reading: OrganisationReading, by: string, access: Access): Promise<OfficeChanged> {
    let result: OfficeChanged | null = null;
    const hashes = await this.hashesOf(reading);
    await this.offices.change((current) => {
      const [next, changed] = this.changeTo(current, reading, hashes, by, access);
      result = changed;
      return next;
    });
    return result ?? NOTHING;
  }

  /** Before the office is locked: those of hundreds of people take longer than a lock may be held. */
  private async hashesOf(reading: OrganisationReading): Promise<ReadonlyMap<string, string>> {
    if ('faults' in reading || reading.pins.size === 0) return NO_PINS;
    return hashesOf(reading.pins, await this.offices.pinHashes());
  }

  private changeTo(
    current: KeptOffice,
    reading: OrganisationReading,
    hashes: ReadonlyMap<string, string>,
    by: string,
    access: Access,
  ): [OfficeChange | null, OfficeChanged] {
    if ('faults' in reading) throw notTaken(reading.faults);
    const before = withoutLongOver(current.organisation, current.now, this.zone);
    const organisation = withoutLongOver(withKeptCodes(before, reading), current.now, this.zone);
    const warnings = [...reading.warnings, ...this.slips(current, reading)];
    refuseBeyondReach(before, organisation, access);
    refuseOwnRoles(before, organisation, by);
    refuseLosingSomeone(current, organisation);
    refuseLosingUnit(current, organisation);
    const newPins = new Map([...hashes].filter(([person, hash]) => hash !== current.pinHashes.get(person)));
    const next = withKeptIds(before, organisation);
    const entries = differences(before, next, by, current.now);
    if (newPins.size > 0)
      entries.push(officeEntry(`Departure PINs were set for ${[...newPins.keys()].join(', ')}.`, by, current.now));
    const changed = entries.length > 0;
    const summary = { changed, warnings, units: organisation.units.length, people: organisation.people.length };
    if (!changed) return [null, summary];
    const forgotten =
      before === current.organisation ? [] : differences(current.organisation, before, 'allswell', current.now);
    return [{ organisation: next, pins: newPins, entries: [...forgotten, ...entries] }, summary];
  }
}

const notTaken = (faults: readonly Fault[]): Refusal =>
  new Refusal('invalid', 'The organisation was not taken: nothing was changed.', faults.map(toRefusalFault));

/**
 * Alert codes stay where nothing is said of them, as PINs do: not everybody who sees a unit is told them, and a text with one
 * that had got lost would be taken for small talk.
 */
function withKeptCodes({ units }: Organisation, { organisation, silentOnCodes }: ReadOrganisation): Organisation {
  const kept = new Map(units.map(({ id, alertPhrases }) => [id, alertPhrases]));
  const codesOf = (unit: Unit): readonly string[] =>
    (silentOnCodes.has(unit.id) ? kept.get(unit.id) : undefined) ?? unit.alertPhrases;
  return { ...organisation, units: organisation.units.map((unit) => ({ ...unit, alertPhrases: codesOf(unit) })) };
}

/** A shift or an absence that stays as it was keeps its id, whatever file it came in. */
function withKeptIds(before: Organisation, after: Organisation): Organisation {
  return { ...after, rota: keepIds(before.rota, after.rota), absences: keepIds(before.absences, after.absences) };
}

function keepIds<T extends { readonly id?: string }>(before: readonly T[], after: readonly T[]): T[] {
  const content = ({ id: _id, ...rest }: T): string => JSON.stringify(rest);
  const ids = new Map(before.map((item) => [content(item), item.id]));
  return after.map((item) => {
    const id = item.id ?? ids.get(content(item));
    ids.delete(content(item));
    return { ...item, id };
  });
}

const NO_PINS: ReadonlyMap<string, string> = new Map();

const NOTHING: OfficeChanged = { changed: false, warnings: [], units: 0, people: 0 };

export type OfficeFile = ReturnType<typeof fileOf>;

/** What was put in is not looked at yet; its shape is checked with the rest. */
export interface EditedFile {
  readonly units: readonly unknown[];
  readonly people: readonly unknown[];
  readonly rota: readonly unknown[];
  readonly absences: readonly unknown[];
}

function fileOf(organisation: Organisation) {
  const file = structuredClone(organisationToFile(organisation));
  return {
    ...file,
    rota: file.rota.map((shift, index) => ({ ...shift, id: organisation.rota[index]?.id })),
    absences: file.absences.map((absence, index) => ({ ...absence, id: organisation.absences[index]?.id })),
  };
}

/** The file names no ids of shifts and absences: they are taken off before it is read, and put back after. */
const withoutIds = (file: EditedFile): EditedFile => ({
  ...file,
  rota: file.rota.map(withoutId),
  absences: file.absences.map(withoutId),
});

function withoutId(item: unknown): unknown {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return item;
  const { id: _id, ...rest } = item as { id?: unknown };
  return rest;
}

function withIdsOf(file: EditedFile, reading: OrganisationReading): OrganisationReading {
  if ('faults' in reading) return reading;
  const { rota, absences } = reading.organisation;
  const idOf = (item: unknown): string | undefined => (item as { id?: string }).id;
  return {
    ...reading,
    organisation: {
      ...reading.organisation,
      rota: rota.map((shift, index) => ({ ...shift, id: idOf(file.rota[index]) })),
      absences: absences.map((absence, index) => ({ ...absence, id: idOf(file.absences[index]) })),
    },
  };
}

const toRefusalFault = (fault: Fault) => ({
  field: fault.path,
  message: fault.message,
  mend: fault.mend,
  line: fault.line,
});

function refuseBeyondReach(before: Organisation, after: Organisation, access: Access): void {
  const beyond = beyondReach(before, after, access);
  if (beyond.length === 0) return;
  throw new Refusal(
    'forbidden',
    'The organisation was not taken: nothing was changed.',
    beyond.map(({ part, unit }) => ({
      field: part,
      message: access.may('see_office', { unit, people: [] })
        ? `of unit "${unit}" are not yours to change`
        : 'of another unit are not yours to change',
      mend: 'leave them as they are, or ask whoever administers that unit',
    })),
  );
}

function refuseOwnRoles(before: Organisation, after: Organisation, by: string): void {
  if (!changesOwnRoles(before, after, by)) return;
  const index = after.people.findIndex(({ id }) => id === by);
  const mend = 'Another administrator changes them, or whoever runs Allswell here.';
  const message = 'are your own: nobody gives themself a role, or takes one from themself';
  throw new Refusal('invalid', 'The organisation was not taken: nothing was changed.', [
    { field: `people[${index}].roles`, message, mend },
  ]);
}
