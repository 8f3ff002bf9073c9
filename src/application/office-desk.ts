import type { Organisation } from '../domain/organisation/organisation.js';
import { hangsOnPerson, hangsOnUnit, nothingHangs } from '../domain/organisation/hangs-on.js';
import type { Access } from '../domain/permission/access.js';
import type { EditedFile, Office, OfficeChanged } from './office.js';
import { isWithin, seenFrom } from './organisation/within.js';
import { versionOf } from './organisation/version.js';
import type { KeptOffice } from './ports/offices.js';
import { Refusal } from './refusal.js';

type Part = keyof EditedFile;

/** Somebody else was quicker: what they made of it stands, and whoever was later decides with it before their eyes. */
export class ChangedMeanwhile extends Refusal {
  constructor() {
    super('conflict', 'It was changed while you had it open.');
  }
}

/** Who asks, and what they may do. */
export interface Asker {
  readonly by: string;
  readonly access: Access;
}

/** The office one person, unit, shift or absence at a time, as pages change it: never over what somebody has changed since. */
export class OfficeDesk {
  constructor(private readonly office: Office) {}

  /** `item`: the fields of the file. Returns what somebody should look at, in sentences. Faults name the item's fields. */
  add(part: Part, item: object, asker: Asker): Promise<readonly string[]> {
    return this.put(part, asker, (file, { organisation }, standsAt) => {
      const { id } = item as { id?: string };
      if (id !== undefined && organisation[part].some((one) => one.id === id))
        throw new Refusal('invalid', 'It was not added.', [
          { field: 'id', message: 'is taken', mend: 'use another, or leave it empty' },
        ]);
      refuseTwice(part, item, file);
      standsAt(file[part].length);
      return [...file[part], item];
    });
  }

  /** @param version of the item that the form was filled from */
  change(part: Part, id: string, version: string, item: object, asker: Asker): Promise<readonly string[]> {
    return this.put(part, asker, (file, { organisation }, standsAt) => {
      const index = indexOf(organisation, part, id, version);
      standsAt(index);
      return file[part].map((one, at) => (at === index ? { ...item, id } : one));
    });
  }

  /** Takes it out, unless something hangs on it: a person's or a unit's page says what. */
  remove(part: Part, id: string, version: string, asker: Asker): Promise<readonly string[]> {
    return this.put(part, asker, (file, { organisation, onVisits, unitsWithVisits, alerted }) => {
      const index = indexOf(organisation, part, id, version);
      if (part === 'people' && alerted.has(id)) throw neededNow();
      if (part === 'people' && (onVisits.has(id) || !nothingHangs(hangsOnPerson(id, organisation))))
        throw stillNeeded();
      if (part === 'units' && (unitsWithVisits.has(id) || !nothingHangs(hangsOnUnit(id, organisation))))
        throw stillNeeded();
      return file[part].filter((_, at) => at !== index);
    });
  }

  private async put(
    part: Part,
    { by, access }: Asker,
    edit: (file: EditedFile, kept: KeptOffice, standsAt: (index: number) => void) => readonly unknown[],
  ): Promise<readonly string[]> {
    let item = '';
    const standsAt = (index: number): void => void (item = `${part}[${index}]`);
    let changed: OfficeChanged;
    try {
      changed = await this.office.edit(
        (file, kept) => {
          const list = edit(file, kept, standsAt);
          const edited: EditedFile = { ...file, [part]: list };
          return part === 'people' ? { ...edited, absences: absencesOf(file.absences, list) } : edited;
        },
        by,
        access,
      );
    } catch (error) {
      if (!(error instanceof Refusal) || error instanceof ChangedMeanwhile) throw error;
      const faults = error.faults.map((fault) => ({ ...fault, field: seenFrom(item, fault.field) }));
      throw new Refusal(error.kind, error.message, faults);
    }
    return changed.warnings
      .filter(({ path }) => isWithin(path, item))
      .map(({ message, mend }) => `${message[0]?.toUpperCase()}${message.slice(1)}. ${mend}`);
  }
}

/** Whoever is taken out takes their absences with them. */
function absencesOf(absences: readonly { readonly person: string }[], people: readonly unknown[]): readonly unknown[] {
  const known = new Set(people.map((person) => (person as { id?: unknown }).id));
  return absences.filter(({ person }) => known.has(person));
}

/** The same button pressed twice, where nothing else tells one shift or absence from another. */
function refuseTwice(part: Part, item: object, file: EditedFile): void {
  if (part !== 'rota' && part !== 'absences') return;
  const written = (one: object): string =>
    JSON.stringify(Object.entries({ ...one, id: undefined }).sort(([name], [other]) => (name < other ? -1 : 1)));
  if (!file[part].some((one) => written(one as object) === written(item))) return;
  throw new Refusal('invalid', 'It was not added.', [
    { field: 'from', message: 'is that of one that is entered already', mend: 'There is nothing left to do' },
  ]);
}

function indexOf(organisation: Organisation, part: Part, id: string, version: string): number {
  const index = organisation[part].findIndex((one) => one.id === id);
  const found = organisation[part][index];
  if (!found) throw new Refusal('not_found', 'It is not there any more: somebody has taken it out.');
  if (versionOf(found) !== version) throw new ChangedMeanwhile();
  return index;
}

const stillNeeded = (): Refusal =>
  new Refusal('conflict', 'It cannot be taken out: others depend on it. The page says who and what.');

/** What it is stays unsaid: it may be an alert code (P8). */
const neededNow = (): Refusal =>
  new Refusal('conflict', 'They are needed in something that is still going on: take them out when it has ended.');
