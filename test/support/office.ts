/** A small office, in the names of the API's contract: one team, everyone with a phone. */
export const OFFICE = {
  units: [
    { id: 'region-1', name: 'Region One', kind: 'region', head: 'director-1' },
    { id: 'pdu-1', name: 'PDU One', kind: 'pdu', parent: 'region-1', head: 'head-1' },
    {
      id: 'team-1',
      name: 'Team One',
      kind: 'team',
      parent: 'pdu-1',
      seniorOnSite: 'manager-2',
      alertPhrases: ['cancel my next appointment'],
      police: { force: 'Exampleshire', controlRoom: '+441632960000' },
    },
    { id: 'team-2', name: 'Team Two', kind: 'team', parent: 'pdu-1' },
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
      device: 'LW-1',
    },
    {
      id: 'practitioner-2',
      name: 'Practitioner Two',
      mobile: '+447700900106',
      unit: 'team-1',
      lineManager: 'manager-1',
      roles: ['practitioner'],
    },
    {
      id: 'practitioner-3',
      name: 'Practitioner Three',
      mobile: '+447700900107',
      unit: 'team-2',
      lineManager: 'manager-2',
      roles: ['practitioner'],
    },
    {
      id: 'contact-1',
      name: 'Contact One',
      mobile: '+447700900102',
      unit: 'team-1',
      lineManager: 'manager-1',
      roles: ['contact'],
    },
    {
      id: 'manager-1',
      name: 'Manager One',
      mobile: '+447700900103',
      unit: 'team-1',
      lineManager: 'head-1',
      roles: ['manager'],
    },
    {
      id: 'manager-2',
      name: 'Manager Two',
      mobile: '+447700900104',
      unit: 'team-1',
      lineManager: 'head-1',
      roles: ['manager'],
    },
    {
      id: 'head-1',
      name: 'Head One',
      mobile: '+447700900105',
      unit: 'pdu-1',
      lineManager: 'director-1',
      roles: ['head'],
    },
    { id: 'director-1', name: 'Director One', mobile: '+447700900108', unit: 'region-1', roles: ['director'] },
  ],
  rota: [
    {
      unit: 'team-1',
      contacts: ['contact-1'],
      days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
      from: '00:00',
      to: '24:00',
    },
    {
      unit: 'team-2',
      contacts: ['contact-1'],
      days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
      from: '00:00',
      to: '24:00',
    },
  ],
  absences: [],
};

export const PHONES = {
  practitioner: '+447700900101',
  contact: '+447700900102',
  manager: '+447700900103',
  secondManager: '+447700900104',
  head: '+447700900105',
} as const;

export const VISITED = {
  reference: 'X123456',
  name: 'Example Name',
  address: { lines: ['1 Example Street', 'Exampleton'], postcode: 'ZZ1 1ZZ' },
  riskOfSeriousHarm: 'low',
};
