/**
 * The office of every run: two teams under one PDU, and everyone has a phone (drama numbers only). Who stands in for whom
 * is written out here by hand, as the framework has it, so that the checker need not ask the service.
 */

export const TEAM_1 = 'team-1';
export const TEAM_2 = 'team-2';
export type Team = typeof TEAM_1 | typeof TEAM_2;

export interface Person {
  readonly id: string;
  /** First names are all different: a text that names one names nobody else. */
  readonly name: string;
  readonly mobile: string;
  readonly unit: string;
  readonly lineManager?: string;
  readonly roles: readonly string[];
}

const person = (id: string, name: string, last: number, unit: string, role: string, lineManager?: string): Person => ({
  id,
  name,
  mobile: `+44770090${String(last).padStart(4, '0')}`,
  unit,
  roles: [role],
  ...(lineManager ? { lineManager } : {}),
});

export const PRACTITIONERS: readonly Person[] = [
  person('practitioner-1', 'Ada Ash', 101, TEAM_1, 'practitioner', 'manager-1'),
  person('practitioner-2', 'Ben Birch', 102, TEAM_1, 'practitioner', 'manager-1'),
  person('practitioner-3', 'Cleo Cedar', 103, TEAM_1, 'practitioner', 'manager-2'),
  person('practitioner-4', 'Dev Dogwood', 104, TEAM_2, 'practitioner', 'manager-3'),
  person('practitioner-5', 'Esme Elder', 105, TEAM_2, 'practitioner', 'manager-3'),
];

export const RESPONDERS: readonly Person[] = [
  person('contact-1', 'Finn Fir', 111, TEAM_1, 'contact', 'manager-1'),
  person('contact-2', 'Gwen Gorse', 112, TEAM_1, 'contact', 'manager-1'),
  person('contact-3', 'Hana Hazel', 113, 'pdu-1', 'contact', 'head-1'),
  person('manager-1', 'Ivan Ivy', 121, TEAM_1, 'manager', 'head-1'),
  person('manager-2', 'Jade Juniper', 122, TEAM_1, 'manager', 'head-1'),
  person('manager-3', 'Karl Kapok', 123, TEAM_2, 'manager', 'head-1'),
  person('head-1', 'Lena Larch', 131, 'pdu-1', 'head', 'director-1'),
  person('director-1', 'Max Maple', 132, 'region-1', 'director'),
];

export const PEOPLE: readonly Person[] = [...PRACTITIONERS, ...RESPONDERS];

/** Ends what is still open when a run is over. Answers no text during it. */
export const CLOSER = 'director-1';

export const personOf = (id: string): Person => {
  const found = PEOPLE.find((one) => one.id === id);
  if (!found) throw new Error(`Nobody in the office is called ${id}.`);
  return found;
};

export const personAt = (mobile: string): Person | undefined => PEOPLE.find((one) => one.mobile === mobile);

export const firstName = (one: Person): string => one.name.split(' ')[0] ?? one.name;

/** Words of the covert phrase agreed in the teams, and how a practitioner under threat may write them. */
export const PHRASE = 'cancel my next appointment';

export type Role =
  | 'nominated_contact'
  | 'line_manager'
  | 'senior_on_site'
  | 'other_manager'
  | 'managers_manager'
  | 'pdu_head'
  | 'regional_director';

/** Who holds a role towards these people of a team, in order, whether or not they can be asked. */
export function holders(role: Role, team: Team, subjects: readonly string[]): string[] {
  const managers = subjects.map((subject) => personOf(subject).lineManager ?? '');
  switch (role) {
    case 'nominated_contact':
      // Team two has no shift of its own: the nearest unit above that has one is the PDU.
      return team === TEAM_1 ? ['contact-1', 'contact-2'] : ['contact-3'];
    case 'line_manager':
      return [...new Set(managers)];
    case 'senior_on_site':
      return team === TEAM_1 ? ['manager-2'] : [];
    case 'other_manager':
      return team === TEAM_1 ? ['manager-1', 'manager-2', 'manager-3'] : ['manager-3', 'manager-1', 'manager-2'];
    case 'managers_manager':
      return [...new Set(managers.map((manager) => personOf(manager).lineManager ?? ''))];
    case 'pdu_head':
      return ['head-1'];
    case 'regional_director':
      return ['director-1'];
  }
}

const ALWAYS = { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '00:00', to: '24:00' };
const DAY = 24 * 3600_000;

/** The office as `PUT /api/v1/organisation` takes it. */
export function organisation(absent: readonly string[], withoutPhone: readonly string[]): object {
  const now = Date.now();
  return {
    units: [
      { id: 'region-1', name: 'Region One', kind: 'region', head: 'director-1' },
      { id: 'pdu-1', name: 'PDU One', kind: 'pdu', parent: 'region-1', head: 'head-1' },
      {
        id: TEAM_1,
        name: 'Team One',
        kind: 'team',
        parent: 'pdu-1',
        seniorOnSite: 'manager-2',
        alertPhrases: [PHRASE],
      },
      { id: TEAM_2, name: 'Team Two', kind: 'team', parent: 'pdu-1', alertPhrases: [PHRASE] },
    ],
    people: PEOPLE.map((one) => ({ ...one, ...(withoutPhone.includes(one.id) ? { mobile: null } : {}) })),
    rota: [
      { unit: TEAM_1, contacts: ['contact-1', 'contact-2'], ...ALWAYS },
      { unit: 'pdu-1', contacts: ['contact-3'], ...ALWAYS },
    ],
    absences: absent.map((id) => ({
      person: id,
      from: new Date(now - DAY).toISOString(),
      to: new Date(now + DAY).toISOString(),
    })),
  };
}
