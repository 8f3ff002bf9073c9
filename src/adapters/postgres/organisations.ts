import { randomUUID } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { directoryOf } from '../../domain/organisation/directory-of.js';
import type { Directory } from '../../domain/organisation/directory.js';
import type { Organisation, Person, RotaShift, UnitKind, Weekday } from '../../domain/organisation/organisation.js';
import { isDated } from '../../domain/organisation/shift.js';
import type { Instant } from '../../domain/time/instant.js';
import { closeAccountsOfStrangers } from './accounts.js';
import { forgetChangedNumbers } from './numbers.js';
import {
  AbsenceRow,
  OrganisationVersionRow,
  PersonRow,
  RotaShiftRow,
  UnitRow,
} from './entities/organisation.entities.js';

/** The office in its tables. Read whole, kept until its version changes: rules ask it thousands of times a second. */
export class PostgresOrganisations {
  private known: { version: number; directory: Directory } | null = null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly zone: string,
  ) {}

  async directory(manager: EntityManager = this.dataSource.manager): Promise<Directory> {
    const [row] = await manager.query<[{ version: number }]>('SELECT version FROM organisation_version');
    return this.directoryOf(row.version, manager);
  }

  /** For whoever has read the version already. */
  async directoryOf(version: number, manager: EntityManager = this.dataSource.manager): Promise<Directory> {
    if (this.known?.version !== version) {
      this.known = { version, directory: directoryOf(await this.read(manager), this.zone) };
    }
    return this.known.directory;
  }

  /** The office as it was last read, without asking: for labels, never for a decision. */
  get lastKnown(): Directory | null {
    return this.known?.directory ?? null;
  }

  /** Holds off other changes to the office until the transaction ends. */
  async lock(manager: EntityManager): Promise<Organisation> {
    await manager.query('SELECT version FROM organisation_version FOR UPDATE');
    return this.read(manager);
  }

  async read(manager: EntityManager): Promise<Organisation> {
    const units = await manager.find(UnitRow, { order: { position: 'ASC' } });
    const people = await everyPerson(manager);
    const rota = await manager.find(RotaShiftRow, { order: { position: 'ASC' } });
    const absences = await manager.find(AbsenceRow, { order: { fromAt: 'ASC', person: 'ASC', id: 'ASC' } });
    return {
      units: units.map((row) => ({
        id: row.id,
        name: row.name,
        kind: row.kind as UnitKind,
        parent: row.parent,
        head: row.head,
        seniorOnSite: row.seniorOnSite,
        alertPhrases: row.alertPhrases,
        police: row.policeForce === null ? null : { force: row.policeForce, controlRoom: row.policeControlRoom ?? '' },
      })),
      people,
      rota: rota.map(shiftOf),
      absences: absences.map((row) => ({
        id: row.id,
        person: row.person,
        from: row.fromAt.getTime(),
        to: row.toAt.getTime(),
        ...(row.reason && { reason: row.reason }),
      })),
    };
  }

  /** Replaces the office. `pins` changes the departure PINs of those it names (hashes), and of nobody else. */
  async replace(
    manager: EntityManager,
    next: Organisation,
    pins: ReadonlyMap<string, string>,
    at: Instant,
  ): Promise<void> {
    const before = new Map((await manager.find(PersonRow)).map((row) => [row.id, row.pinHash]));
    await manager.query('DELETE FROM absence');
    await manager.query('DELETE FROM rota_shift');
    await manager.query('DELETE FROM person');
    await manager.query('DELETE FROM unit');
    await insertAll(
      manager,
      UnitRow,
      next.units.map((unit, position) => ({
        id: unit.id,
        position,
        name: unit.name,
        kind: unit.kind,
        parent: unit.parent,
        head: unit.head,
        seniorOnSite: unit.seniorOnSite,
        alertPhrases: [...unit.alertPhrases],
        policeForce: unit.police?.force ?? null,
        policeControlRoom: unit.police?.controlRoom ?? null,
      })),
    );
    await insertAll(
      manager,
      PersonRow,
      next.people.map((person, position) => ({
        id: person.id,
        position,
        name: person.name,
        mobile: person.mobile,
        unit: person.unit,
        lineManager: person.lineManager,
        roles: [...person.roles],
        carRegistration: person.car?.registration ?? null,
        carDescription: person.car?.description ?? null,
        description: person.description,
        device: person.device,
        pinHash: pins.get(person.id) ?? before.get(person.id) ?? null,
      })),
    );
    await insertAll(
      manager,
      RotaShiftRow,
      next.rota.map((shift, position) => ({
        id: shift.id ?? randomUUID(),
        position,
        unit: shift.unit,
        contacts: [...shift.contacts],
        days: isDated(shift) ? [] : [...shift.days],
        fromTime: shift.from,
        toTime: shift.to,
        onDate: isDated(shift) ? shift.date : null,
        struckOut: isDated(shift) ? [] : [...(shift.except ?? [])],
      })),
    );
    await insertAll(
      manager,
      AbsenceRow,
      next.absences.map((absence) => ({
        id: absence.id ?? randomUUID(),
        person: absence.person,
        fromAt: new Date(absence.from),
        toAt: new Date(absence.to),
        reason: absence.reason ?? '',
      })),
    );
    await closeAccountsOfStrangers(manager, at);
    await forgetChangedNumbers(manager);
    await manager.increment(OrganisationVersionRow, { id: 1 }, 'version', 1);
  }
}

/** What a shift has not is left out: each process holds all of them. */
function shiftOf({ id, unit, contacts, days, fromTime, toTime, onDate, struckOut }: RotaShiftRow): RotaShift {
  if (onDate !== null) return { id, unit, contacts, date: onDate, from: fromTime, to: toTime };
  const weekly = { id, unit, contacts, days: days as Weekday[], from: fromTime, to: toTime };
  return struckOut.length === 0 ? weekly : { ...weekly, except: struckOut };
}

/**
 * Asked in plain SQL: of a region's tens of thousands TypeORM's rows cost a second of the start, and a hundred megabytes that V8
 * long does not give back.
 */
async function everyPerson(manager: EntityManager): Promise<Person[]> {
  const rows = await manager.query<(Omit<Person, 'car'> & { registration: string | null; looks: string | null })[]>(
    `SELECT id, name, mobile, unit, line_manager AS "lineManager", roles, car_registration AS registration,
            car_description AS looks, description, device
       FROM person ORDER BY position`,
  );
  return rows.map(({ registration, looks, description, device, ...row }) => ({
    ...row,
    car: registration === null ? null : { registration, description: looks ?? '' },
    description,
    device,
  }));
}

/** Postgres takes 65,535 parameters a statement; a region has more people than that allows for in one. */
async function insertAll<Row extends object>(
  manager: EntityManager,
  entity: new () => Row,
  rows: readonly Row[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += 1_000) {
    await manager
      .createQueryBuilder()
      .insert()
      .into(entity)
      .values(rows.slice(start, start + 1_000))
      .execute();
  }
}
