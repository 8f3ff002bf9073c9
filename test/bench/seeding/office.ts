import type { Organisation, Person, RotaShift, Unit } from '../../../src/domain/organisation/organisation.js';

const TEAM_OF = 20;
const TEAMS_IN_PDU = 10;
const PDUS_IN_REGION = 10;

const EVERY_DAY = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/**
 * An office as large as a region or a country: teams of twenty practitioners, each with two contacts on the rota day and
 * night and two managers; ten teams to a PDU, ten PDUs to a region, each with a head.
 */
export function officeOf(practitioners: number): Organisation {
  const units: Unit[] = [];
  const people: Person[] = [];
  const rota: RotaShift[] = [];
  const add = (id: string, unit: string, role: Person['roles'][number], lineManager: string | null): string => {
    const number = people.length + 1;
    people.push({
      id,
      name: `${FIRST_NAMES[number % FIRST_NAMES.length]} Example-${number}`,
      mobile: mobileOf(number),
      unit,
      lineManager,
      roles: [role],
      car: role === 'practitioner' ? { registration: `AB${number % 100} CDE`, description: 'blue hatchback' } : null,
      description: role === 'practitioner' ? '1.65 m, short dark hair' : '',
      device: '',
    });
    return id;
  };
  const unit = (id: string, kind: Unit['kind'], parent: string | null, head: string | null, senior: string | null) =>
    units.push({
      id,
      name: id.replace('-', ' '),
      kind,
      parent,
      head,
      seniorOnSite: senior,
      alertPhrases: kind === 'region' ? ['cancel my next appointment'] : [],
      police: kind === 'region' ? { force: 'Exampleshire', controlRoom: '+441632960000' } : null,
    });

  const teams = Math.ceil(practitioners / TEAM_OF);
  for (let team = 0; team < teams; team += 1) {
    const pdu = Math.floor(team / TEAMS_IN_PDU);
    const region = Math.floor(pdu / PDUS_IN_REGION);
    const [here, above, top] = [`team-${team}`, `pdu-${pdu}`, `region-${region}`];
    if (team % (TEAMS_IN_PDU * PDUS_IN_REGION) === 0) {
      unit(top, 'region', null, add(`director-${region}`, top, 'director', null), null);
    }
    if (team % TEAMS_IN_PDU === 0) {
      unit(above, 'pdu', top, add(`head-${pdu}`, above, 'head', `director-${region}`), null);
    }
    const managers = [0, 1].map((n) => add(`manager-${team}-${n}`, here, 'manager', `head-${pdu}`));
    const contacts = [0, 1].map((n) => add(`contact-${team}-${n}`, here, 'contact', managers[0] ?? null));
    unit(here, 'team', above, null, managers[1] ?? null);
    rota.push({ unit: here, contacts, days: EVERY_DAY, from: '00:00', to: '24:00' });
    for (let n = 0; n < TEAM_OF && team * TEAM_OF + n < practitioners; n += 1) {
      add(practitionerId(team * TEAM_OF + n), here, 'practitioner', managers[n % 2] ?? null);
    }
  }
  return { units, people, rota, absences: [] };
}

export const practitionerId = (index: number): string => `practitioner-${index}`;

/** Country code 888 belongs to nobody: were the provider's double ever left out, these would ring nowhere. */
const mobileOf = (number: number): string => `+888${String(number).padStart(9, '0')}`;

const FIRST_NAMES = ['Alex', 'Blessing', 'Carys', 'Dev', 'Ewan', 'Farah', 'Grace', 'Hamza', 'Iona', 'Jo'];
