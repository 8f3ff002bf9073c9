import { describe, expect, it } from '@jest/globals';
import type { MessageView } from '../../../application/ports/reader.js';
import { anOffice, TWO_OCLOCK, ZONE } from '../../examples.js';
import { filterOf, readMessageFilter } from './filter.js';
import { addressOf } from './page.js';
import { messageCells, messageRow } from './rows.js';

const CHOICES = { units: ['north'], people: ['wei'] };
const read = (typed: Record<string, string>) => readMessageFilter(typed, CHOICES, ZONE);
const wrong = (typed: Record<string, string>) => read(typed).errors.map(({ field }) => field);

const message = (given: Partial<MessageView> = {}): MessageView => ({
  id: '1',
  direction: 'outbound',
  sid: null,
  person: 'wei',
  mobile: '+447700900104',
  body: '4821 OVERDUE Priya. https://allswell.example/a/abcDEF123',
  purpose: 'ask',
  state: 'delivered',
  visitId: null,
  incidentId: null,
  at: TWO_OCLOCK,
  failure: null,
  errorCode: null,
  detail: null,
  attempts: 1,
  ...given,
});
const row = (given: Partial<MessageView>) => messageRow(message(given), { directory: anOffice(), zone: ZONE });

describe('The filters of the message log', () => {
  it.each([
    ['07700 900104', '7700900104'],
    ['+44 7700 900104', '7700900104'],
    ['0044-7700-900104', '7700900104'],
    ['0104', '0104'],
  ])('take %s for a phone', (phone, ends) => expect(read({ phone }).phoneEnds).toBe(ends));

  it.each(['12', 'abc', "1' OR 1=1", '%', '1'.repeat(30)])('take %s for none', (phone) =>
    expect(wrong({ phone })).toEqual(['phone']),
  );

  it('leave out what is not in the lists, and name it', () => {
    expect(wrong({ unit: 'south', person: 'x', direction: 'up', state: 'odd', from: '32/1/2026' })).toEqual([
      'unit',
      'person',
      'direction',
      'state',
      'from',
    ]);
    expect(wrong({ from: '2/6/2026', to: '1/6/2026' })).toEqual(['to']);
  });

  it('have one word for all that did not arrive', () => {
    expect(filterOf(read({ state: 'trouble' })).states).toEqual(['undelivered', 'failed', 'unknown']);
  });

  it('stand in the address, but for those that are wrong', () => {
    const typed = { person: 'wei', phone: 'abc', page: '3' };
    expect(addressOf('/office/messages', typed, read(typed), { page: '' })).toBe('/office/messages?person=wei');
  });
});

describe('A line of the message log', () => {
  it('says who, where and when, and leaves the link out', () => {
    expect(row({})).toMatchObject({
      at: 'Tue 2 Jun 2026 14:00:00',
      way: 'To',
      who: 'Wei Chen',
      phone: '07700 900104',
      unit: 'North Team',
      body: '4821 OVERDUE Priya. (link to answer by)',
      notes: [],
    });
  });

  it('leaves out a link that somebody sent back, however it is written', () => {
    expect(row({ direction: 'inbound', body: 'what is HTTPS://A.EXAMPLE/c/abc ?' }).body).not.toContain('abc');
  });

  it('says in words why it did not arrive, with the provider’s error', () => {
    const failed = { state: 'undelivered', failure: 'unreachable', errorCode: 30003, attempts: 2 } as const;
    expect(row({ ...failed, detail: 'the provider reports: undelivered' })).toMatchObject({
      tag: { word: 'Not delivered' },
      notes: ['The phone could not be reached: off, or without signal.', 'Provider’s error 30003.', '2 attempts.'],
    });
    expect(row({ state: 'failed', failure: 'a class of next year' }).notes).toHaveLength(1);
  });

  it('says of a stranger that nobody knows them', () => {
    expect(row({ person: null, direction: 'inbound', state: 'received' })).toMatchObject({
      who: 'Nobody known here',
      unit: null,
      tag: { word: 'Waits to be read' },
    });
  });

  it('is the same in a file, without the link', () => {
    const cells = messageCells(message(), { directory: anOffice(), zone: ZONE });
    expect(cells).toMatchObject({ 'When (UTC)': '2026-06-02T13:00:00.000Z', Person: 'Wei Chen', State: 'Delivered' });
    expect(JSON.stringify(cells)).not.toContain('abcDEF');
  });
});
