import { DAY, HOUR, iso, MINUTE, SECOND } from '../../src/domain/time/instant.js';
import { ROLES } from '../../src/domain/organisation/organisation.js';
import { startTestService, type TestService } from './service.js';

/**
 * An office of two units in two PDUs of one region, in the first of which there is one of everything. All that is of the
 * first has "alpha" in it, and a telephone number of 07700 9002.., so that whatever leaks is known when it is seen.
 */
const someone = (unit: string, role: string, mobile: string | null = null, more: object = {}) => ({
  id: `${unit}-${role}`,
  name: `${unit.charAt(0).toUpperCase()}${unit.slice(1)} ${role.replaceAll('_', ' ')}`,
  unit,
  mobile,
  roles: [role],
  ...more,
});

const always = { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '00:00', to: '24:00' };

const OFFICE = {
  units: [
    { id: 'region', name: 'Region', kind: 'region' },
    { id: 'east', name: 'East', kind: 'pdu', parent: 'region' },
    { id: 'west', name: 'West', kind: 'pdu', parent: 'region' },
    {
      id: 'alpha',
      name: 'Alpha',
      kind: 'team',
      parent: 'east',
      seniorOnSite: 'alpha-manager',
      alertPhrases: ['alpha phrase'],
      police: { force: 'Alphashire', controlRoom: '+441632960202' },
    },
    { id: 'beta', name: 'Beta', kind: 'team', parent: 'west' },
  ],
  people: [
    someone('alpha', 'practitioner', '+447700900201', {
      lineManager: 'alpha-manager',
      car: { registration: 'ALPHA 1', description: 'alpha car' },
      description: 'alpha looks',
      device: 'ALPHA-LW',
    }),
    { ...someone('alpha', 'practitioner', '+447700900202'), id: 'alpha-other', name: 'Alpha Other' },
    someone('alpha', 'contact', '+447700900203'),
    someone('alpha', 'manager', '+447700900204'),
    someone('east', 'administrator', '+447700900303'),
    someone('east', 'manager', '+447700900301'),
    someone('east', 'auditor', '+447700900302'),
    someone('west', 'manager', '+447700900401'),
    someone('west', 'auditor', '+447700900402'),
    ...ROLES.map((role, index) => someone('beta', role, `+4477009005${String(index).padStart(2, '0')}`)),
  ],
  rota: [
    { unit: 'alpha', contacts: ['alpha-contact'], ...always },
    { unit: 'beta', contacts: ['beta-contact'], ...always },
  ],
  absences: [],
};

export const ALPHA_VISITED = {
  reference: 'ALPHA9',
  name: 'Alphaname',
  address: { lines: ['1 Alpha Street'], postcode: 'ZZ9 9ZZ' },
  riskOfSeriousHarm: 'low',
};

/** What there is of the first unit, by the ids that its addresses have. */
export interface Alpha {
  /** Of an incident that is open. */
  readonly visit: string;
  readonly incident: string;
  /** Of one that has ended: something follows it. */
  readonly ended: string;
  /** Of a visit that is still to come. */
  readonly planned: string;
  readonly drill: string;
  readonly absence: string;
  readonly shift: string;
  readonly token: string;
  readonly session: string;
  /** A visit of the second unit, into whose changes the first one's people might be put. */
  readonly betaVisit: string;
  readonly now: number;
  /** What nobody of the second unit may see anywhere, beside whatever says "alpha". */
  readonly secrets: readonly string[];
}

export async function alphaAndBeta(): Promise<TestService> {
  return startTestService({ office: OFFICE });
}

/** Makes one of everything in the first unit, and a visit in the second. */
export async function fillAlpha(service: TestService, session: () => Promise<string>): Promise<Alpha> {
  const post = async <T = { id: string; reference: string }>(path: string, body: object): Promise<T> => {
    const answer = await service.api<T>('POST', `/api/v1/${path}`, body);
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const plan = async (attendee: string, from: number, to: number, personVisited: object = ALPHA_VISITED) => {
    const now = await service.now();
    const times = { plannedStart: iso(now + from), plannedEnd: iso(now + to) };
    const purpose = attendee.startsWith('alpha') ? 'Alpha purpose' : 'Beta purpose';
    return post('visits', { attendees: [attendee], kind: 'alone', purpose, personVisited, ...times });
  };
  const drill = await post<{ id: string; incidentId: string }>('drills', { unit: 'alpha', by: 'alpha-manager' });
  await service.settled();
  const other = await plan('alpha-other', SECOND, 30 * MINUTE);
  await service.phone('+447700900202').texts('SOS');
  const { body } = await service.api('GET', `/api/v1/incidents?visitId=${other.id}`);
  const ended = body.items[0] as { id: string; reference: string };
  const safe = await service.api('POST', `/api/v1/incidents/${ended.id}/reports`, {
    by: 'alpha-manager',
    kind: 'safe',
    reason: 'alpha reason',
  });
  if (safe.status !== 200) throw new Error(JSON.stringify(safe.body));
  const visit = await plan('alpha-practitioner', SECOND, 45 * MINUTE);
  const betaVisit = await plan('beta-practitioner', HOUR, 2 * HOUR, { ...ALPHA_VISITED, ...BETA_VISITED });
  await service.phone('+447700900201').texts('ARRIVED 45');
  await service.advance(56 * MINUTE);
  const planned = await plan('alpha-practitioner', DAY, DAY + HOUR);
  const open = (await service.api('GET', `/api/v1/incidents?visitId=${visit.id}`)).body.items[0] as typeof ended;
  const now = await service.now();
  const absence = await post('absences', {
    person: 'alpha-other',
    from: iso(now + 40 * DAY),
    to: iso(now + 41 * DAY),
    reason: 'alpha leave',
  });
  const rota = (await service.api('GET', '/api/v1/rota?unit=alpha')).body.items as { id: string }[];
  const token = await post('tokens', {
    name: 'Alpha token',
    rights: ['see_visits'],
    unit: 'alpha',
    expiresAt: iso(now + DAY),
  });
  await service.settled();
  const references = [visit, other, planned, open, ended].map(({ reference }) => reference);
  return {
    visit: visit.id,
    incident: open.id,
    ended: ended.id,
    planned: planned.id,
    drill: drill.id,
    absence: absence.id,
    shift: rota[0]?.id ?? '',
    token: token.id,
    session: await session(),
    betaVisit: betaVisit.id,
    now,
    secrets: [
      ...[visit, other, planned, open, ended, drill, absence, token].map(({ id }) => id),
      drill.incidentId,
      rota[0]?.id ?? 'none',
      // A year stands on many pages.
      ...references.filter((reference) => !/^20\d\d$/.test(reference)),
    ],
  };
}

const BETA_VISITED = {
  reference: 'BETA9',
  name: 'Betaname',
  address: { lines: ['2 Beta Street'], postcode: 'ZZ8 8ZZ' },
};
