import { describe, expect, it } from '@jest/globals';
import type { MessageView } from '../../application/ports/reader.js';
import { anOffice, TWO_OCLOCK } from '../examples.js';
import { textRows } from './texts.js';

const text = (given: Partial<MessageView> = {}): MessageView => ({
  id: '1',
  direction: 'outbound',
  sid: null,
  person: 'wei',
  mobile: '+447700900104',
  body: '4821 OVERDUE Priya 07700 900101',
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

describe('The texts of an incident', () => {
  it('say to whom, what, and how far each has come', () => {
    expect(textRows([text()], anOffice())).toEqual([
      {
        to: 'Wei Chen',
        body: '4821 OVERDUE Priya 07700 900101',
        at: '2026-06-02T13:00:00.000Z',
        tag: { word: 'Delivered', symbol: '✓', colour: 'green' },
        detail: null,
      },
    ]);
  });

  it('say what went wrong', () => {
    const [row] = textRows([text({ state: 'undelivered', errorCode: 30003, person: null })], anOffice());
    expect(row).toMatchObject({
      to: '07700 900104',
      tag: { word: 'Not delivered', symbol: '×' },
      detail: "Twilio's error 30003",
    });
  });

  it('keep the link to the call sheet to themselves: it opens it in the name of its receiver', () => {
    const [row] = textRows([text({ body: '4821 RING THE POLICE NOW http://localhost:3000/c/a-B_9' })], anOffice());
    expect(row!.body).toBe('4821 RING THE POLICE NOW (link to the call sheet)');
  });

  it('keep the link to answer by to themselves: whoever has it answers as its receiver', () => {
    const [row] = textRows([text({ body: '4821 OVERDUE Priya http://localhost:3000/a/7kQ2mNpR5tUv' })], anOffice());
    expect(row!.body).toBe('4821 OVERDUE Priya (link to answer by)');
  });
});
