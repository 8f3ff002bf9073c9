import { afterEach, describe, expect, it } from '@jest/globals';
import { MINUTE, PHONES, SECOND, story, UNTIL_OVERDUE, type Story } from '../support/story.js';

/** What becomes of texts when the provider or the phone fails (P4, P6). */

let current: Story | null = null;
const begin = async (): Promise<Story> => (current = await story());
afterEach(async () => {
  await current?.end();
  current = null;
});

const { practitioner, contact, manager } = PHONES;
const fault = (told: Story, number: string, kind: string, more: object = {}): Promise<unknown> =>
  told.service.api('POST', '/simulator/faults', { number, kind, ...more });

describe('An ask that does not reach its phone', () => {
  it.each([
    ['refused, for the phone has opted out', 'opted_out', {}],
    ['refused, for the number is wrong', 'error', { code: 21211 }],
    ['undelivered', 'undelivered', { code: 30003 }],
    ['failed', 'failed', { code: 30005 }],
  ])('%s: the next responder is asked at once', async (_what, kind, more) => {
    const told = await begin();
    await told.service.phone(practitioner).texts('ARRIVED 45');
    await fault(told, contact, kind, more);
    await told.service.advance(UNTIL_OVERDUE + 10 * SECOND);
    expect(await told.incident()).toMatchObject({ step: 'line_manager' });
    expect((await told.service.phone(manager).hears()).join(' ')).toContain('OVERDUE');
  });

  it('and of which nothing is heard: the next responder is asked after a minute', async () => {
    const told = await begin();
    await told.service.phone(practitioner).texts('ARRIVED 45');
    await fault(told, contact, 'no_callbacks');
    await told.service.advance(UNTIL_OVERDUE + 10 * SECOND);
    expect(await told.incident()).toMatchObject({ step: 'nominated_contact' });
    await told.service.advance(MINUTE);
    expect(await told.incident()).toMatchObject({ step: 'line_manager' });
  });

  it('still counts when its answer comes after all', async () => {
    const told = await begin();
    await told.service.phone(practitioner).texts('ARRIVED 45');
    await fault(told, contact, 'no_callbacks');
    await told.service.advance(UNTIL_OVERDUE + 2 * MINUTE);
    const { reference } = await told.incident();
    await told.service.phone(contact).texts(`${reference} SAFE`);
    expect(await told.incident()).toMatchObject({ status: 'stood_down' });
  });
});

describe('A text of which it is not known whether it was sent', () => {
  it.each(['reset_after_accept', 'truncated_201', 'empty_201', 'http_500_after_accept'])(
    '%s: is found at the provider, and not sent twice',
    async (kind) => {
      const told = await begin();
      await fault(told, practitioner, kind);
      await told.service.phone(practitioner).texts('ARRIVED 45');
      await told.service.advance(40 * SECOND);
      expect(await told.service.phone(practitioner).hears()).toHaveLength(1);
      const [message] = await told.service.query<{ state: string }>(`SELECT state FROM message WHERE mobile = $1`, [
        practitioner,
      ]);
      expect(['accepted', 'sent', 'delivered']).toContain(message?.state);
    },
  );

  it.each(['reset', 'http_500', 'redirect_302'])(
    '%s: is not at the provider, and is sent again and says so',
    async (kind) => {
      const told = await begin();
      await fault(told, practitioner, kind);
      await told.service.phone(practitioner).texts('ARRIVED 45');
      await told.service.advance(40 * SECOND);
      await told.service.advance(SECOND);
      expect(await told.service.phone(practitioner).hears()).toEqual([expect.stringMatching(/^AGAIN: Arrived/)]);
    },
  );

  it('that was certainly not sent (429) is sent again as it is', async () => {
    const told = await begin();
    await fault(told, practitioner, 'http_429');
    await told.service.phone(practitioner).texts('ARRIVED 45');
    await told.service.advance(20 * SECOND);
    expect(await told.service.phone(practitioner).hears()).toEqual([expect.stringMatching(/^Arrived/)]);
  });
});

describe('A stop word', () => {
  it('is a fault to mend: the phone counts as unreachable, people are told, and START ends it', async () => {
    const told = await begin();
    await told.service.phone(practitioner).texts('ARRIVED 45');
    await told.service.phone(practitioner).texts('END');
    expect(await told.service.phone(contact).heardLast()).toContain('stop word');
    expect((await told.visit()).status).toBe('in_progress');
    expect(await told.service.query('SELECT mobile FROM opted_out')).toEqual([{ mobile: practitioner }]);
    await told.service.phone(practitioner).texts('START');
    expect(await told.service.query('SELECT mobile FROM opted_out')).toEqual([]);
    expect(await told.service.phone(practitioner).heardLast()).toContain('again');
  });

  it('from a contact sends the alarm straight to the manager', async () => {
    const told = await begin();
    await told.service.phone(practitioner).texts('ARRIVED 45');
    await told.service.phone(contact).texts('STOP');
    await told.service.advance(UNTIL_OVERDUE + SECOND);
    expect(await told.incident()).toMatchObject({ step: 'line_manager' });
  });
});

describe('Texts from nobody', () => {
  it('get no answer, and are recorded', async () => {
    const told = await begin();
    await told.service.phone('+447700900999').texts('ARRIVED 45');
    expect(await told.service.phone('+447700900999').hears()).toEqual([]);
    const entries = await told.service.query<{ text: string }>(
      `SELECT text FROM entry WHERE chain = 'office' AND by = 'unknown'`,
    );
    expect(entries).toHaveLength(1);
  });
});
