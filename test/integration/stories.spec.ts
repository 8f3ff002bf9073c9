import { afterEach, describe, expect, it } from '@jest/globals';
import { MINUTE, PHONES, story, UNTIL_OVERDUE, type Story, type StoryOptions } from '../support/story.js';

/** The two escalations from end to end: real Postgres, the real Twilio client, simulated phones, a clock that is moved on. */

let current: Story | null = null;
const begin = async (options: StoryOptions = {}): Promise<Story> => (current = await story(options));

afterEach(async () => {
  await current?.end();
  current = null;
});

const { practitioner, contact, manager, secondManager, head } = PHONES;
const director = '+447700900108';
const colleague = '+447700900106';

describe('a missed departure (HVPF 8.4.2, 8.4.3)', () => {
  it('with nobody answering reaches the police step within fifteen minutes of becoming overdue', async () => {
    const { service, ...told } = await begin();
    await service.phone(practitioner).texts('ARRIVED 45');
    await service.advance(UNTIL_OVERDUE + MINUTE);
    expect(await told.incident()).toMatchObject({ kind: 'overdue', step: 'nominated_contact' });
    await service.advance(3 * MINUTE);
    expect(await told.incident()).toMatchObject({ step: 'line_manager' });
    await service.advance(9 * MINUTE);
    expect(await told.incident()).toMatchObject({ step: 'police', status: 'open' });
    expect((await told.visit()).status).toBe('overdue');
    expect(await service.phone(contact).hears()).toEqual([
      expect.stringContaining('OVERDUE Practitioner 07700 900101'),
    ]);
    expect(await service.phone(manager).hears()).toEqual([
      expect.stringContaining('Ring twice'),
      expect.stringContaining('RING THE POLICE NOW'),
    ]);
  });

  it('goes on asking for the police, with one more senior person each time, until one says that it is done', async () => {
    const { service, ...told } = await begin();
    await service.phone(practitioner).texts('ARRIVED 45');
    await service.advance(UNTIL_OVERDUE + 21 * MINUTE);
    const asks = (await service.phone(manager).hears()).filter((text) => text.includes('RING THE POLICE'));
    expect(asks.length).toBeGreaterThanOrEqual(3);
    expect(asks[1]).toContain('REPEAT 2');
    expect(await service.phone(head).heardLast()).toContain('RING THE POLICE NOW');

    const { reference } = await told.incident();
    await service.phone(manager).texts(`${reference} POLICE CAD 1234`);
    expect(await service.phone(manager).heardLast()).toContain('CAD 1234');
    expect(await service.phone(director).heardLast()).toContain('police told');
    expect(await told.incident()).toMatchObject({ step: 'senior_leaders', status: 'open' });

    await service.phone(contact).texts(`${reference} SAFE`);
    expect(await told.incident()).toMatchObject({ status: 'open' });
    expect(await service.phone(contact).heardLast()).toContain('Only a manager');

    await service.phone(manager).texts(`${reference} SAFE`);
    expect(await told.incident()).toMatchObject({ status: 'stood_down' });
    for (const phone of [contact, secondManager, head, director])
      expect(await service.phone(phone).heardLast()).toContain('STOOD DOWN');
    await service.advance(2 * 60 * MINUTE);
    await service.phone(manager).hears();
    expect((await told.visit()).status).toBe('concluded');
  });

  it('is over when the contact has reached them', async () => {
    const { service, ...told } = await begin();
    await service.phone(practitioner).texts('ARRIVED 45');
    await service.advance(UNTIL_OVERDUE + MINUTE);
    const { reference } = await told.incident();
    await service.phone(contact).texts(`${reference} safe`);
    expect(await told.incident()).toMatchObject({ status: 'stood_down' });
    expect((await told.visit()).status).toBe('concluded');
    await service.advance(60 * MINUTE);
    expect(await service.phone(manager).hears()).toEqual([]);
  });

  it('is watched again from the new time when the contact finds that the visit goes on', async () => {
    const { service, ...told } = await begin();
    await service.phone(practitioner).texts('ARRIVED 45');
    await service.advance(UNTIL_OVERDUE + MINUTE);
    const first = await told.incident();
    await service.phone(contact).texts(`${first.reference} EXTEND 30`);
    expect((await told.visit()).status).toBe('in_progress');
    await service.advance(39 * MINUTE);
    expect((await told.incident()).id).toBe(first.id);
    await service.advance(2 * MINUTE);
    expect(await told.incident()).toMatchObject({ status: 'open' });
    expect((await told.incident()).id).not.toBe(first.id);
  });

  it('goes from the manager to the police after two attempts without an answer', async () => {
    const { service, ...told } = await begin();
    await service.phone(practitioner).texts('ARRIVED 45');
    await service.advance(UNTIL_OVERDUE + MINUTE);
    const { reference } = await told.incident();
    await service.phone(contact).texts(`${reference} NO`);
    expect(await told.incident()).toMatchObject({ step: 'line_manager' });
    await service.phone(manager).texts(`${reference} NO`);
    expect(await service.phone(manager).heardLast()).toContain('1 of 2');
    await service.phone(manager).texts(`${reference} NO`);
    expect(await told.incident()).toMatchObject({ step: 'police' });
    expect(await service.phone(manager).heardLast()).toContain('ring the police now');
  });

  it('is ended by the LEFT of the one who went instead, once the diary says that they did', async () => {
    const { service, visitId, ...told } = await begin();
    await service.advance(UNTIL_OVERDUE + MINUTE);
    await service.phone(practitioner).hears();
    await service.api('PATCH', `/api/v1/visits/${visitId}`, { attendees: ['practitioner-2'] });
    await service.phone(colleague).texts('LEFT');
    await service.phone(colleague).hears();
    expect(await told.visit()).toMatchObject({ attendees: [{ person: 'practitioner-2', status: 'left' }] });
    expect(await told.incident()).toMatchObject({ status: 'stood_down' });
    await service.phone(contact).hears();
  });

  it('is ended by the LEFT that was forgotten, and everyone who was alerted hears of it', async () => {
    const { service, ...told } = await begin();
    await service.phone(practitioner).texts('ARRIVED 45');
    await service.advance(UNTIL_OVERDUE + MINUTE);
    await service.phone(practitioner).texts('sorry, left!');
    await service.phone(practitioner).texts('left');
    expect(await told.incident()).toMatchObject({ status: 'stood_down' });
    expect(await service.phone(contact).heardLast()).toContain('STOOD DOWN');
  });

  it('watches a visit whose arrival was never confirmed, with a gentler question first (HVPF 8.3.1)', async () => {
    const { service, ...told } = await begin();
    await service.advance(16 * MINUTE);
    expect(await service.phone(practitioner).hears()).toEqual([expect.stringContaining('was due to start')]);
    await service.advance(UNTIL_OVERDUE - 15 * MINUTE);
    expect(await told.incident()).toMatchObject({ kind: 'overdue', status: 'open' });
  });

  it('holds for each of two people by themselves', async () => {
    const { service, ...told } = await begin({ attendees: ['practitioner-1', 'practitioner-2'] });
    await service.phone(practitioner).texts('ARRIVED 45');
    await service.phone(colleague).texts('ARRIVED 45');
    await service.phone(practitioner).texts('LEFT');
    expect((await told.visit()).status).toBe('in_progress');
    await service.advance(UNTIL_OVERDUE + MINUTE);
    expect(await service.phone(contact).heardLast()).toContain('07700 900106');
  });

  it('takes LEFT BOTH as said by one for the other', async () => {
    const { service, ...told } = await begin({ attendees: ['practitioner-1', 'practitioner-2'] });
    await service.phone(practitioner).texts('ARRIVED 45');
    await service.phone(colleague).texts('ARRIVED 45');
    await service.phone(practitioner).texts('LEFT BOTH');
    const visit = await told.visit();
    expect(visit.status).toBe('concluded');
    expect(visit.attendees).toContainEqual(
      expect.objectContaining({ person: 'practitioner-2', status: 'left', leftSaidBy: 'practitioner-1' }),
    );
  });
});

describe('an alert code (HVPF 8.3.5, 8.3.6)', () => {
  it('asks the manager to ring the police, and shows nothing on the phone that sent it', async () => {
    const { service, ...told } = await begin();
    await service.phone(practitioner).texts('ARRIVED 45');
    await service.phone(practitioner).texts('Hi, could you cancel my next appointment please');
    expect(await service.phone(manager).heardLast()).toMatch(/ALERT CODE.*DO NOT CALL/);
    expect(await service.phone(contact).heardLast()).toMatch(/DO NOT CALL/);
    await service.phone(practitioner).texts('LEFT');
    await service.advance(UNTIL_OVERDUE);
    expect(await told.incident()).toMatchObject({ kind: 'alert_code', status: 'open', step: 'police' });
    const phone = service.phone(practitioner);
    const heard = await phone.hears();
    expect(heard).toHaveLength(3);
    expect(heard.join(' ')).not.toMatch(/alert|alarm|police|incident|emergency/i);

    const { reference } = await told.incident();
    await service.phone(manager).texts(`${reference} POLICE 99/A`);
    expect((await service.phone(head).hears()).join(' ')).toContain('Police alert');
    await service.phone(manager).texts(`${reference} SAFE`);
    expect(await told.incident()).toMatchObject({ status: 'stood_down' });
    await phone.expectNoMore();
  });

  it('received by telephone turns an overdue alarm, and stops those who were about to ring', async () => {
    const { service, ...told } = await begin();
    await service.phone(practitioner).texts('ARRIVED 45');
    await service.advance(UNTIL_OVERDUE + 4 * MINUTE);
    const { id, reference } = await told.incident();
    await service.phone(contact).texts(`${reference} CODE`);
    expect(await told.incident()).toMatchObject({ id, kind: 'alert_code' });
    expect(await service.phone(contact).heardLast()).toContain('DO NOT CALL');
    expect(await service.phone(manager).heardLast()).toMatch(/ALERT CODE.*DO NOT CALL/);
  });

  it('is never lost for want of a visit', async () => {
    const { service } = await begin({ attendees: ['practitioner-2'] });
    await service.phone(practitioner).texts('cancel my next appointment');
    expect(await service.phone(manager).heardLast()).toMatch(/ALERT CODE/);
  });
});

describe('an open call for help (HVPF 8.3.4)', () => {
  it('asks contact and manager at once, and is answered briefly', async () => {
    const { service, ...told } = await begin();
    await service.phone(practitioner).texts('ARRIVED 45');
    await service.phone(practitioner).texts('help!!');
    expect(await service.phone(practitioner).heardLast()).toContain('999');
    expect(await service.phone(contact).heardLast()).toContain('SOS');
    expect(await service.phone(manager).heardLast()).toContain('SOS');
    await service.phone(practitioner).texts('he has locked the door');
    expect(await service.phone(manager).heardLast()).toContain('he has locked the door');
    await service.phone(practitioner).texts('LEFT');
    expect(await told.incident()).toMatchObject({ kind: 'sos', status: 'open' });
  });

  it('of a lone worker device asks the manager', async () => {
    const { service, ...told } = await begin();
    const { status } = await service.api('POST', '/api/v1/device-activations', { device: 'LW-1' });
    expect(status).toBe(202);
    await service.settled();
    expect(await told.incident()).toMatchObject({ kind: 'device', status: 'open' });
    expect(await service.phone(manager).heardLast()).toContain('LONE WORKER DEVICE');
  });
});

describe('home safe at the end of the day', () => {
  it('is asked for, and missed like any other departure', async () => {
    const { service } = await begin({ attendees: ['practitioner-2'] });
    const now = await service.now();
    const { body } = await service.api('POST', '/api/v1/visits', {
      attendees: ['practitioner-1'],
      kind: 'home_safe',
      purpose: 'journey home',
      plannedEnd: new Date(now + 30 * MINUTE).toISOString(),
    });
    await service.advance(31 * MINUTE);
    expect(await service.phone(practitioner).heardLast()).toContain('HOME');
    await service.advance(10 * MINUTE);
    expect((await service.api('GET', `/api/v1/incidents?visitId=${body.id}`)).body.items[0]).toMatchObject({
      kind: 'overdue',
      status: 'open',
    });
    await service.phone(practitioner).texts('home safe');
    expect((await service.api('GET', `/api/v1/visits/${body.id}`)).body.status).toBe('concluded');
  });
});
