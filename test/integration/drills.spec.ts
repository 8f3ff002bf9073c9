import { afterEach, describe, expect, it } from '@jest/globals';
import { WatchDrills } from '../../src/application/watch-drills.js';
import { MINUTE, SECOND } from '../../src/domain/time/instant.js';
import { NOON_ZONE } from '../support/noon.js';
import { OFFICE, PHONES, VISITED } from '../support/office.js';
import {
  startTestService,
  type Answer,
  type TestOptions,
  type TestPhone,
  type TestService,
} from '../support/service.js';
import { Visitor } from '../support/visitor.js';

/** Drills through the doors: the real chain on simulated phones, and what is real beside it. */

const { practitioner, contact, manager, secondManager, head } = PHONES;
const colleague = '+447700900106';
const director = '+447700900108';
const EVERYONE = OFFICE.people.map(({ mobile }) => mobile);

interface Drill {
  id: string;
  reference: string;
  incidentId: string;
  visitId: string;
  status: string;
  outcome: string | null;
  practitioner: { person: string; name: string };
  steps: Record<string, unknown>[];
  warnings: string[];
  comparison: { step: string; firstAnswer: Record<string, number | null>; whole: Record<string, number | null> }[];
}

let service: TestService;
/** One of each, so that it knows what it was heard to get. */
const phones = new Map<string, TestPhone>();
const phone = (number: string): TestPhone => {
  const known = phones.get(number) ?? service.phone(number);
  phones.set(number, known);
  return known;
};
let lookAtDrills: () => Promise<void>;

const begin = async (options: TestOptions = {}): Promise<void> => {
  phones.clear();
  service = await startTestService(options);
  // The service's own rounds leave drills alone here: the test says when, so that what comes first does.
  const watchDrills = service.app.get(WatchDrills);
  const once = watchDrills.once.bind(watchDrills);
  watchDrills.once = () => Promise.resolve();
  lookAtDrills = once;
};

const start = (body: object = {}): Promise<Answer<Drill>> =>
  service.api('POST', '/api/v1/drills', { unit: 'team-1', practitioner: 'practitioner-1', by: 'manager-1', ...body });

const drill = async (given: object = {}): Promise<Drill> => {
  const { status, body } = await start(given);
  expect({ status, body }).toMatchObject({ status: 201 });
  await service.settled();
  return body;
};

const look = async ({ id }: Drill): Promise<Drill> => (await service.api<Drill>('GET', `/api/v1/drills/${id}`)).body;

/** What the rounds of the service do every second. */
const round = async (): Promise<void> => {
  await lookAtDrills();
  await service.settled();
};

const visitOf = async (person: string, begins: number, minutes = 45): Promise<{ id: string; reference: string }> => {
  const at = (await service.now()) + begins;
  const { body } = await service.api('POST', '/api/v1/visits', {
    attendees: [person],
    personVisited: VISITED,
    kind: 'alone',
    purpose: 'first visit',
    plannedStart: new Date(at).toISOString(),
    plannedEnd: new Date(at + minutes * MINUTE).toISOString(),
  });
  return body;
};

afterEach(async () => {
  try {
    await service.settled();
    for (const number of EVERYONE) await phone(number).expectNoMore();
  } finally {
    await service.stop();
  }
});

/** What this phone has heard of late is told elsewhere. */
const asToldElsewhere = async (...numbers: string[]): Promise<void> => {
  for (const number of numbers) await phone(number).hears();
};

describe('a drill', () => {
  it('runs the chain on real phones, marked EXERCISE, to the police step and no further', async () => {
    await begin();
    const { id, reference, ...begun } = await drill();
    expect(begun).toMatchObject({ drill: true, status: 'running', kind: 'overdue', startedBy: 'manager-1' });
    expect(await phone(practitioner).hears()).toEqual([expect.stringMatching(/^EXERCISE .* begins/)]);
    expect(await phone(contact).hears()).toEqual([expect.stringMatching(/^EXERCISE \d+ OVERDUE Practitioner/)]);

    await phone(contact).texts(`${reference} NO`);
    expect(await phone(contact).heardLast()).toMatch(/^EXERCISE \d+: no answer noted/);
    expect(await phone(manager).heardLast()).toMatch(/^EXERCISE \d+ OVERDUE .*Ring twice/);
    await phone(manager).texts(`${reference} NO NO`);
    expect(await phone(manager).heardLast()).toMatch(/^EXERCISE .*DO NOT RING\. Reply \d+ POLICE to end it/);
    await phone(manager).texts(`${reference} POLICE`);
    expect(await phone(manager).heardLast()).toMatch(/^EXERCISE .*It is over/);
    expect(await phone(contact).heardLast()).toMatch(/^EXERCISE .*STOOD DOWN/);
    expect(await phone(practitioner).heardLast()).toMatch(/^EXERCISE .* is over/);

    await round();
    const { body } = await service.api<Drill>('GET', `/api/v1/drills/${id}`);
    expect(body).toMatchObject({
      status: 'ended',
      outcome: 'police_step',
      steps: [
        { step: 'nominated_contact', clause: 'HVPF 8.4.2', asked: ['contact-1'], firstAnswerBy: 'contact-1' },
        { step: 'line_manager', asked: ['manager-1'], firstAnswerBy: 'manager-1' },
        { step: 'police', asked: ['manager-1'], firstAnswerBy: 'manager-1' },
      ],
    });
    await asToldElsewhere(practitioner, contact, manager);
  });

  it('that nobody answers ends by itself, and no leader is told', async () => {
    await begin();
    const begun = await drill();
    await service.advance(45 * MINUTE);
    await round();
    expect(await look(begun)).toMatchObject({ status: 'ended', outcome: 'ran_out' });
    const heard = await phone(manager).hears();
    expect(heard.filter((text) => !text.startsWith('EXERCISE '))).toEqual([]);
    expect(heard.join()).not.toContain('RING THE POLICE NOW');
    await phone(director).expectNoMore();
    // The head is asked as the manager's manager, as in a real alarm, and not as a leader.
    expect((await phone(head).hears()).join()).not.toContain('Details in Allswell');
    await asToldElsewhere(practitioner, contact, manager, secondManager);
  });

  it('is compared, step by step, with earlier ones of its unit and kind', async () => {
    await begin();
    for (const answersAfter of [20, 40, 50]) {
      const { reference } = await drill();
      await service.advance(answersAfter * SECOND);
      await phone(contact).texts(`${reference} SAFE`);
      await round();
    }
    const other = await drill({ kind: 'sos' });
    await phone(contact).texts(`${other.reference} SAFE`);
    await round();
    const { body } = await service.api<{ items: Drill[]; total: number }>('GET', '/api/v1/drills?kind=overdue');
    expect(body.total).toBe(3);
    const [newest] = body.items;
    const { comparison } = await look(newest as Drill);
    expect(comparison).toEqual([
      {
        step: 'nominated_contact',
        firstAnswer: expect.objectContaining({ of: 2 }),
        whole: expect.objectContaining({ of: 2 }),
      },
    ]);
    const { seconds, median, best, difference } = comparison[0]?.firstAnswer ?? {};
    expect(best).toBeLessThan(Number(median));
    expect(difference).toBeCloseTo(Number(seconds) - Number(median), 5);
    await asToldElsewhere(practitioner, contact, manager);
  });

  it('is ended by its practitioner’s LEFT, and anybody’s stand-down through the API', async () => {
    await begin();
    const first = await drill();
    await phone(practitioner).texts('left');
    expect(await phone(practitioner).heardLast()).toMatch(/^EXERCISE Left/);
    await round();
    expect(await look(first)).toMatchObject({ status: 'ended', outcome: 'stood_down' });

    const second = await drill({ kind: 'alert_code' });
    const answer = await service.api('POST', `/api/v1/incidents/${second.incidentId}/reports`, {
      by: 'manager-1',
      kind: 'safe',
    });
    expect(answer.body.answer).toMatch(/^EXERCISE /);
    await round();
    expect(await look(second)).toMatchObject({ status: 'ended', outcome: 'stood_down' });
    await asToldElsewhere(practitioner, contact, manager);
  });

  it('chooses somebody of the unit who is not out', async () => {
    await begin();
    await visitOf('practitioner-1', SECOND);
    await phone(practitioner).texts('ARRIVED 45');
    const begun = await drill({ practitioner: undefined });
    expect(begun.practitioner).toEqual({ person: 'practitioner-2', name: 'Practitioner Two' });
    await asToldElsewhere(practitioner, colleague, contact);
  });

  it('warns out of office hours', async () => {
    const ahead = ((2 - new Date().getUTCHours() + 36) % 24) - 12;
    await begin({ environment: { TIME_ZONE: `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}` } });
    const { warnings } = await drill();
    expect(warnings).toEqual([expect.stringContaining('out of office hours')]);
    await asToldElsewhere(practitioner, contact);
  });
});

describe('a drill is refused', () => {
  it('while its practitioner is on a watched visit', async () => {
    await begin();
    await visitOf('practitioner-1', SECOND);
    await phone(practitioner).texts('ARRIVED 45');
    expect(await start()).toMatchObject({ status: 409, body: { detail: expect.stringContaining('is on visit') } });
    await asToldElsewhere(practitioner);
  });

  it('while a real incident is open in the unit, or another drill runs', async () => {
    await begin();
    await phone(colleague).texts('SOS');
    expect(await start()).toMatchObject({ status: 409, body: { detail: expect.stringContaining('A real incident') } });
    const { body } = await service.api('GET', '/api/v1/incidents?status=open');
    await phone(manager).texts(`${body.items[0].reference} SAFE`);
    await drill();
    expect(await start({ practitioner: 'practitioner-2' })).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('Another drill') },
    });
    await asToldElsewhere(practitioner, colleague, contact, manager);
  });

  it('where it names nobody or nothing that there is', async () => {
    await begin();
    for (const wrong of [{ unit: 'nowhere' }, { practitioner: 'nobody' }, { by: 'nobody' }, { unit: 'team-2' }])
      expect({ wrong, status: (await start(wrong)).status }).toEqual({ wrong, status: 422 });
    expect((await service.api('GET', '/api/v1/drills/0b7e1b5a-64a5-4f6b-8f57-3b8d8f7b3c11')).status).toBe(404);
  });
});

describe('what is real, while a drill runs', () => {
  it('an SOS of its practitioner is a real alarm, and the drill gives way', async () => {
    await begin();
    const begun = await drill();
    await asToldElsewhere(practitioner, contact);
    await phone(practitioner).texts('SOS');
    expect(await phone(practitioner).heardLast()).toMatch(/^Help is being fetched/);
    expect(await phone(contact).heardLast()).toMatch(/^\d+ SOS from Practitioner/);
    expect(await phone(manager).heardLast()).toMatch(/^\d+ SOS from Practitioner/);
    await round();
    expect(await look(begun)).toMatchObject({ status: 'ended', outcome: 'overtaken' });
    expect(await phone(contact).heardLast()).toMatch(/^EXERCISE .*STOOD DOWN .*a real alarm has begun/);
    const { body } = await service.api('GET', '/api/v1/incidents?status=open');
    expect(body.items).toEqual([expect.objectContaining({ kind: 'sos', drill: false })]);
    await phone(practitioner).expectNoMore();
  });

  it('a covert phrase of its practitioner is a real alarm, and nothing but its answer shows (P8)', async () => {
    await begin();
    await drill();
    await asToldElsewhere(practitioner, contact);
    await phone(practitioner).texts('Please cancel my next appointment');
    expect(await phone(practitioner).heardLast()).toBe('OK, noted. We will cancel your next appointment.');
    expect(await phone(manager).heardLast()).toMatch(/ALERT CODE from Practitioner\. DO NOT CALL THEM\. Ring/);
    await round();
    await phone(practitioner).expectNoMore();
    await asToldElsewhere(contact);
  });

  it('a colleague who is overdue is not masked: an answer without a number ends nothing', async () => {
    await begin();
    const real = await visitOf('practitioner-2', SECOND);
    await phone(colleague).texts('ARRIVED 45');
    await service.advance(54 * MINUTE);
    const begun = await drill();
    await service.advance(2 * MINUTE);
    await round();
    expect(await look(begun)).toMatchObject({ status: 'ended', outcome: 'overtaken' });
    const { body } = await service.api('GET', `/api/v1/incidents?visitId=${real.id}`);
    const { reference } = body.items[0];
    expect((await phone(contact).hears()).filter((text) => !text.startsWith('EXERCISE'))).toEqual([
      expect.stringContaining(`${reference} OVERDUE Practitioner 07700 900106`),
    ]);

    await phone(contact).texts('SAFE');
    expect(await phone(contact).heardLast()).toContain(`Start with its number: ${reference} SAFE`);
    expect((await service.api('GET', `/api/v1/incidents?visitId=${real.id}`)).body.items[0].status).toBe('open');
    await phone(contact).texts(`${reference} SAFE`);
    expect(await phone(contact).heardLast()).toBe(`${reference}: safe, noted. Stood down. Thank you.`);
    await asToldElsewhere(practitioner, colleague, contact);
  });

  it('a visit of its practitioner is watched: LEFT asks which is meant, and the drill gives way when it begins', async () => {
    await begin();
    const begun = await drill();
    const real = await visitOf('practitioner-1', 10 * MINUTE);
    await phone(practitioner).texts('LEFT');
    expect(await phone(practitioner).heardLast()).toMatch(
      new RegExp(`Which visit\\? .*${real.reference} LEFT .* LEFT \\(exercise\\)`),
    );
    expect((await service.api('GET', `/api/v1/visits/${real.id}`)).body.status).toBe('planned');
    await phone(practitioner).texts('ARRIVED 45');
    await round();
    expect(await look(begun)).toMatchObject({ outcome: 'overtaken' });
    expect((await service.api('GET', `/api/v1/visits/${real.id}`)).body.status).toBe('in_progress');
    await phone(practitioner).texts('LEFT');
    expect((await service.api('GET', `/api/v1/visits/${real.id}`)).body.status).toBe('concluded');
    await asToldElsewhere(practitioner, contact, manager);
  });

  it('the code that a contact was given for one who is out is real, with the name', async () => {
    await begin();
    await visitOf('practitioner-2', SECOND);
    await phone(colleague).texts('ARRIVED 45');
    const begun = await drill();
    await phone(contact).texts('CODE');
    expect(await phone(contact).heardLast()).toMatch(/Which visit\? .*CODE .* \(exercise\)/);
    await phone(contact).texts('CODE Two');
    expect(await phone(contact).hears()).toContainEqual(
      expect.stringMatching(/^\d+: alert code noted\. DO NOT CALL Practitioner/),
    );
    expect(await phone(manager).heardLast()).toMatch(/^\d+ ALERT CODE from Practitioner/);
    await round();
    expect(await look(begun)).toMatchObject({ outcome: 'overtaken' });
    await asToldElsewhere(practitioner, colleague, contact);
  });
});

describe('what is shown of a drill', () => {
  it('is in no list of visits or incidents unless drills are asked for, and says what it is', async () => {
    await begin();
    const begun = await drill();
    for (const list of ['visits', 'incidents']) {
      expect((await service.api('GET', `/api/v1/${list}`)).body.items).toEqual([]);
      for (const which of ['only', 'with']) {
        const { body } = await service.api('GET', `/api/v1/${list}?drills=${which}`);
        expect(body.items).toEqual([expect.objectContaining({ drill: true })]);
      }
    }
    const { body } = await service.api('GET', `/api/v1/incidents/${begun.incidentId}`);
    expect(body.entries.filter(({ text, data }) => !text.startsWith('EXERCISE') || data['drill'] !== true)).toEqual([]);
    const change = await service.api('POST', `/api/v1/visits/${begun.visitId}/cancel`, { reason: 'no' });
    expect(change.status).toBe(409);
    await asToldElsewhere(practitioner, contact);
  });

  it('on the pages: marked, no alarm on the board, no order to ring the police', async () => {
    await begin({ environment: { TIME_ZONE: NOON_ZONE } });
    const { incidentId, visitId } = await drill();
    const visitor = new Visitor(service);
    await visitor.actAs('manager-1');
    const board = (await visitor.get('/')).text;
    expect(board).toContain('Exercise');
    expect(board).not.toMatch(/visits? needs? someone now/);
    expect((await visitor.get('/incidents')).text).toContain('Exercise: Overdue');
    const page = (await visitor.get(`/incidents/${incidentId}`)).text;
    expect(page).toContain('EXERCISE, Practitioner One: overdue');
    expect(page).toContain('Here you would ring the police: do not ring');
    expect(page).not.toMatch(/A manager rings the police|I have told the police/);
    const sheet = (await visitor.get(`/incidents/${incidentId}/call-sheet`)).text;
    expect(sheet).toContain('EXERCISE: DO NOT RING THE POLICE.');
    expect(sheet).not.toMatch(/01632|Say this|control room/);
    expect((await visitor.get(`/itinerary/visits/${visitId}`)).text).toContain('Exercise');
    expect((await visitor.get('/itinerary')).text).not.toContain('Exercise');
    await asToldElsewhere(practitioner, contact);
  });

  it('behind the link of its text nobody is sent to the telephone either', async () => {
    await begin();
    const { reference } = await drill({ kind: 'alert_code' });
    const [text = ''] = await phone(manager).hears();
    expect(text).toContain(`EXERCISE ${reference} ALERT CODE`);
    const [{ token }] = (await service.query<{ token: string }>('SELECT token FROM link')) as [{ token: string }];
    const link = await fetch(`${service.url}/c/${token}`);
    expect(await link.text()).toMatch(/This is an exercise: do not ring the police/);
    const opened = await (await fetch(`${service.url}/c/${token}`, { method: 'POST' })).text();
    expect(opened).toContain('EXERCISE: DO NOT RING');
    expect(opened).not.toMatch(/01632|Say this|control room/);
    await asToldElsewhere(practitioner, contact);
  });

  it('a call sheet without words to say and without a number to ring, in every form', async () => {
    await begin();
    const { incidentId } = await drill();
    const path = `/api/v1/incidents/${incidentId}/call-sheet`;
    const sheet = (await service.api<{ police: object; wordsToSay: string; drill: boolean }>('GET', path)).body;
    expect(sheet).toMatchObject({ drill: true, police: null });
    expect(sheet.wordsToSay).toMatch(/^EXERCISE: DO NOT RING THE POLICE/);
    for (const accept of ['text/plain', 'text/html']) {
      const { body } = await service.api<string>('GET', path, undefined, { accept });
      expect(body).toContain('EXERCISE: DO NOT RING');
      expect(body).not.toMatch(/999|01632|\+441632/);
    }
    await asToldElsewhere(practitioner, contact);
  });
});
