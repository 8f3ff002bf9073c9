import type { Organisation } from '../../domain/organisation/organisation.js';
import type { Fault } from './fault.js';
import { readOrganisationJson, readOrganisationYaml } from './organisation-file.js';

/** For the specs of the organisation file: a small office, whole and without fault, to be spoilt in one place at a time. */
export const office = () => ({
  units: [
    { id: 'region-1', name: 'Region One', kind: 'region', head: 'director-1' },
    { id: 'pdu-1', name: 'PDU One', kind: 'pdu', parent: 'region-1' },
    {
      id: 'team-1',
      name: 'Team One',
      kind: 'team',
      parent: 'pdu-1',
      seniorOnSite: 'manager-2',
      alertPhrases: ['cancel my next appointment'],
      police: { force: 'Exampleshire', controlRoom: '+441632960000' },
    },
  ],
  people: [
    {
      id: 'practitioner-1',
      name: 'Practitioner One',
      mobile: '+447700900101',
      unit: 'team-1',
      lineManager: 'manager-1',
      roles: ['practitioner'],
      car: { registration: 'AB12 CDE', description: 'blue hatchback' },
      description: '1.65 m, short dark hair',
      device: '',
    },
    { id: 'contact-1', name: 'Contact One', mobile: '07700 900102', unit: 'team-1', roles: ['contact'] },
    { id: 'manager-1', name: 'Manager One', mobile: '+447700900103', unit: 'team-1', roles: ['manager'] },
    { id: 'manager-2', name: 'Manager Two', mobile: '+447700900104', unit: 'team-1', roles: ['manager'] },
    { id: 'director-1', name: 'Director One', mobile: '+447700900105', unit: 'region-1', roles: ['director'] },
  ],
  rota: [{ unit: 'team-1', contacts: ['contact-1'], days: ['mon', 'tue'], from: '00:00', to: '24:00' }],
  absences: [{ person: 'manager-1', from: '2026-12-24T09:00:00Z', to: '2026-12-28T09:00:00Z' }],
});

export type Place = readonly (string | number)[];
type Node = Record<string | number, unknown>;

const holderOf = (file: unknown, at: Place): Node =>
  at.slice(0, -1).reduce((node, step) => (node as Node)[step], file) as Node;

/** The office with another value in one place. */
export function officeWith(...changes: (readonly [Place, unknown])[]): unknown {
  const file = office();
  for (const [at, value] of changes) holderOf(file, at)[at.at(-1)!] = value;
  return file;
}

export function read(file: unknown): Organisation {
  const reading = readOrganisationJson(file);
  if ('faults' in reading) throw new Error(JSON.stringify(reading.faults));
  return reading.organisation;
}

export function faultsOf(file: unknown): readonly Fault[] {
  const reading = readOrganisationJson(file);
  return 'faults' in reading ? reading.faults : [];
}

export function yamlFaults(text: string): readonly Fault[] {
  const reading = readOrganisationYaml(text);
  return 'faults' in reading ? reading.faults : [];
}

export function warningsIn(file: unknown): readonly string[] {
  const reading = readOrganisationJson(file);
  if ('faults' in reading) throw new Error(JSON.stringify(reading.faults));
  return reading.warnings.map(({ path, message }) => `${path}: ${message}`);
}
