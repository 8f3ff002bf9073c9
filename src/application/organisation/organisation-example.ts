/** One of everything that the organisation file may hold: for the API's description and for the mend of a fault. */
export const EXAMPLE = {
  units: [
    {
      id: 'north-team',
      name: 'North Team',
      kind: 'team',
      parent: 'riverside-pdu',
      head: 'kwame-mensah',
      seniorOnSite: 'siobhan-doyle',
      alertPhrases: ['cancel my next appointment'],
      police: { force: 'Exampleshire', controlRoom: '+441632960000' },
    },
  ],
  people: [
    {
      id: 'priya-shah',
      name: 'Priya Shah',
      mobile: '+447700900101',
      unit: 'north-team',
      lineManager: 'grace-okafor',
      roles: ['practitioner'],
      car: { registration: 'AB12 CDE', description: 'blue hatchback' },
      description: '1.65 m, short dark hair',
      device: 'LW-0042',
      pin: '4071',
    },
  ],
  rota: [
    {
      unit: 'north-team',
      contacts: ['wei-chen', 'rosa-martin'],
      days: ['mon', 'tue', 'wed', 'thu', 'fri'],
      from: '09:00',
      to: '17:30',
      except: ['2026-12-25'],
    },
    { unit: 'north-team', contacts: ['rosa-martin'], date: '2026-11-27', from: '18:00', to: '08:00' },
  ],
  absences: [
    { person: 'grace-okafor', from: '2026-12-24T09:00:00Z', to: '2026-12-28T09:00:00Z', reason: 'annual leave' },
  ],
};

export const EXAMPLE_UNIT = EXAMPLE.units[0]!;
export const EXAMPLE_PERSON = EXAMPLE.people[0]!;
export const EXAMPLE_SHIFT = EXAMPLE.rota[0]!;
export const EXAMPLE_DATED_SHIFT = EXAMPLE.rota[1]!;
export const EXAMPLE_ABSENCE = EXAMPLE.absences[0]!;
