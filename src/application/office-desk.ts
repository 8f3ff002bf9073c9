import { randomUUID } from 'node:crypto';
import type { NewEntry } from '../domain/decision.js';
import type { Organisation, WeeklyShift } from '../domain/organisation/organisation.js';
import { isDated, isOver } from '../domain/organisation/shift.js';
import { isOnDate, putBack, roundOf, strikeOut, withoutLeavers } from '../domain/organisation/strike-out.js';
import { hangsOnPerson, hangsOnUnit, nothingHangs } from '../domain/organisation/hangs-on.js';
import type { Access } from '../domain/permission/access.js';
import type { EditedFile, Office, OfficeChanged, OfficeFile } from './office.js';
import { officeEntry } from './organisation/differences.js';
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
      return replaced<unknown>(file[part], index, { ...item, id });
    });
  }

  /** Takes it out, unless something hangs on it: a person's or a unit's page says what. */
  remove(part: Part, id: string, version: string, asker: Asker): Promise<readonly string[]> {
    return this.put(part, asker, (file, { organisation, onVisits, unitsWithVisits, alerted, now }) => {
      const index = indexOf(organisation, part, id, version);
      const then = { at: now, zone: this.office.zone };
      if (part === 'people' && alerted.has(id)) throw neededNow();
      if (part === 'people' && (onVisits.has(id) || !nothingHangs(hangsOnPerson(id, organisation, then))))
        throw stillNeeded();
      if (part === 'units' && (unitsWithVisits.has(id) || !nothingHangs(hangsOnUnit(id, organisation, then))))
        throw stillNeeded();
      return file[part].filter((_, at) => at !== index);
    });
  }

  /**
   * "Not this Friday": a weekly shift does not take place on that date.
   *
   * @param version of the shift that whoever asks has seen; null: they say nothing of it, and mean it as it stands
   */
  strikeOut(id: string, version: string | null, date: string, asker: Asker): Promise<readonly string[]> {
    return this.put('rota', asker, (file, kept, standsAt) => {
      const [index, shift] = this.roundThatIsOn(kept, id, version, date);
      standsAt(index);
      return replaced<unknown>(file.rota, index, strikeOut(shift, date, kept.now));
    });
  }

  /** And takes place again. */
  putBack(id: string, version: string | null, date: string, asker: Asker): Promise<readonly string[]> {
    return this.put('rota', asker, (file, kept, standsAt) => {
      const [index, shift] = weeklyOf(kept, id, version);
      if (!shift.except?.includes(date))
        throw new Refusal('conflict', 'This shift is not struck out on that date: somebody may have put it back.');
      this.refuseOver(shift, date, kept);
      standsAt(index);
      return replaced<unknown>(file.rota, index, putBack(shift, date));
    });
  }

  /**
   * "Tom has Rosa's Friday": one coming round of a weekly shift, given to others. It is struck out on that date, and a shift
   * of that date alone takes its place, in one go: there is no moment without either. Returns the id of that one.
   */
  async give(
    id: string,
    version: string | null,
    date: string,
    contacts: readonly string[],
    asker: Asker,
  ): Promise<string> {
    const given = randomUUID();
    await this.put(
      'rota',
      asker,
      (file, kept, standsAt) => {
        const [index, shift] = this.roundThatIsOn(kept, id, version, date);
        if (contacts.join() === shift.contacts.join())
          throw new Refusal('invalid', 'Nothing was changed.', [
            { field: 'contacts', message: 'stand on it already', mend: 'Name somebody else' },
          ]);
        standsAt(file.rota.length);
        return [
          ...replaced<unknown>(file.rota, index, strikeOut(shift, date, kept.now)),
          { ...roundOf(shift, date), contacts, id: given },
        ];
      },
      (kept) => {
        const [, shift] = weeklyOf(kept, id, version);
        const before = roundOf(shift, date);
        const data = { before: JSON.stringify(before), after: JSON.stringify({ ...before, contacts }) };
        return [
          officeEntry(`Rota shift of ${date} was given to others.`, asker.by, kept.now, { unit: shift.unit, ...data }),
        ];
      },
    );
    return given;
  }

  private roundThatIsOn(kept: KeptOffice, id: string, version: string | null, date: string): [number, WeeklyShift] {
    const [index, shift] = weeklyOf(kept, id, version);
    if (shift.except?.includes(date))
      throw new Refusal('conflict', 'This shift is struck out on that date already: somebody was quicker.');
    if (!isOnDate(shift, date))
      throw new Refusal('invalid', 'This shift does not begin on that date.', [
        {
          field: 'date',
          message: 'is no day on which it begins',
          mend: `Give a date that is ${shift.days.join(', ')}`,
        },
      ]);
    this.refuseOver(shift, date, kept);
    return [index, shift];
  }

  private refuseOver(shift: WeeklyShift, date: string, { now }: KeptOffice): void {
    if (!isOver(roundOf(shift, date), now, this.office.zone)) return;
    throw new Refusal('invalid', 'Nothing was changed.', [
      { field: 'date', message: 'is in the past: the shift is over', mend: 'Choose one that is still to come' },
    ]);
  }

  private async put(
    part: Part,
    { by, access }: Asker,
    edit: (file: OfficeFile, kept: KeptOffice, standsAt: (index: number) => void) => readonly unknown[],
    told?: (kept: KeptOffice) => readonly NewEntry[],
  ): Promise<readonly string[]> {
    let item = '';
    const standsAt = (index: number): void => void (item = `${part}[${index}]`);
    let changed: OfficeChanged;
    try {
      changed = await this.office.edit(
        (file, kept) => {
          const list = edit(file, kept, standsAt);
          const edited: EditedFile = { ...file, [part]: list };
          return part === 'rota' || part === 'absences' ? edited : withoutGone(edited, file, kept, this.office.zone);
        },
        by,
        access,
        told,
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

/** Whoever is taken out takes their absences with them, and what is over of the rota; so does a unit. */
function withoutGone(edited: EditedFile, file: OfficeFile, { now }: KeptOffice, zone: string): EditedFile {
  const idsOf = (list: readonly unknown[]): ReadonlySet<string> =>
    new Set(list.map((one) => (one as { id?: unknown }).id).filter((id) => typeof id === 'string'));
  const [units, people] = [idsOf(edited.units), idsOf(edited.people)];
  return {
    ...edited,
    absences: file.absences.filter(({ person }) => people.has(person)),
    rota: withoutLeavers(file.rota, { units, people }, now, zone),
  };
}

const replaced = <T>(list: readonly T[], index: number, item: T): T[] =>
  list.map((one, at) => (at === index ? item : one));

/** The same button pressed twice, where nothing else tells one shift or absence from another. */
function refuseTwice(part: Part, item: object, file: OfficeFile): void {
  if (part !== 'rota' && part !== 'absences') return;
  const written = (one: object): string =>
    JSON.stringify(Object.entries({ ...one, id: undefined }).sort(([name], [other]) => (name < other ? -1 : 1)));
  if (!file[part].some((one) => written(one) === written(item))) return;
  throw new Refusal('invalid', 'It was not added.', [
    { field: 'from', message: 'is that of one that is entered already', mend: 'There is nothing left to do' },
  ]);
}

function weeklyOf({ organisation }: KeptOffice, id: string, version: string | null): [number, WeeklyShift] {
  const index = indexOf(organisation, 'rota', id, version);
  const shift = organisation.rota[index]!;
  if (isDated(shift))
    throw new Refusal('conflict', 'This shift is of one date, and does not come back: change it, or take it out.');
  return [index, shift];
}

function indexOf(organisation: Organisation, part: Part, id: string, version: string | null): number {
  const index = organisation[part].findIndex((one) => one.id === id);
  const found = organisation[part][index];
  if (!found) throw new Refusal('not_found', 'It is not there any more: somebody has taken it out.');
  if (version !== null && versionOf(found) !== version) throw new ChangedMeanwhile();
  return index;
}

const stillNeeded = (): Refusal =>
  new Refusal('conflict', 'It cannot be taken out: others depend on it. The page says who and what.');

/** What it is stays unsaid: it may be an alert code (P8). */
const neededNow = (): Refusal =>
  new Refusal('conflict', 'They are needed in something that is still going on: take them out when it has ended.');
