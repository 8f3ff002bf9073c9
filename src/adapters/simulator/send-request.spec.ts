import { describe, expect, it } from '@jest/globals';
import { SIMULATOR_NUMBER } from './credentials.js';
import { sendRequestOf } from './send-request.js';

const FORM = { To: '+447700900101', From: '+447700900000', Body: 'Hello' };
const SERVICE = `MG${'a'.repeat(32)}`;

describe('a send that Twilio would take', () => {
  it.each<[string, object, object]>([
    [
      'the plainest',
      {},
      { to: FORM.To, from: FORM.From, body: 'Hello', messagingServiceSid: null, statusCallback: null },
    ],
    ['spaces and dashes in the number', { To: '+44 7700-900101' }, { to: '+447700900101' }],
    [
      'a Messaging Service alone',
      { From: '', MessagingServiceSid: SERVICE },
      { from: SIMULATOR_NUMBER, messagingServiceSid: SERVICE },
    ],
    ['a name for a sender', { From: 'Allswell' }, { from: 'Allswell' }],
    ['spaces around the body', { Body: ' x ' }, { body: ' x ' }],
    ['1,600 characters', { Body: 'x'.repeat(1_600) }, {}],
    ['the longest validity', { ValidityPeriod: '36000' }, {}],
    [
      'a callback',
      { StatusCallback: 'https://a.example/s?m=1#rc=3' },
      { statusCallback: 'https://a.example/s?m=1#rc=3' },
    ],
    ['what the simulator does nothing with', { SmartEncoded: 'true', RiskCheck: 'disable', New: 'x' }, {}],
  ])('%s', (_name, change, expected) => expect(sendRequestOf({ ...FORM, ...change })).toMatchObject(expected));
});

describe('a send that Twilio would refuse', () => {
  it.each<[string, object, number]>([
    ['no recipient', { To: undefined }, 21604],
    ['a recipient of words', { To: 'Maya' }, 21211],
    ['a recipient without its country', { To: '07700900101' }, 21211],
    ['a recipient too long', { To: '+4477009001011234' }, 21211],
    ['999', { To: '999' }, 21211],
    ['+44 999', { To: '+44 999' }, 21211],
    ['+44112', { To: '+44112' }, 21211],
    ['two recipients', { To: ['+447700900101', '+447700900102'] }, 21604],
    ['no sender', { From: '' }, 21603],
    ['a name that is too long', { From: 'Allswell Probation' }, 21212],
    ['a bare number for a sender', { From: '12345' }, 21212],
    ['a Messaging Service that is none', { MessagingServiceSid: 'MG1' }, 21705],
    ['itself', { To: FORM.From }, 21266],
    ['no body', { Body: '' }, 21602],
    ['1,601 characters', { Body: 'x'.repeat(1_601) }, 21617],
    ['a validity of 0', { ValidityPeriod: '0' }, 21624],
    ['a validity beyond ten hours', { ValidityPeriod: '36001' }, 21624],
    ['a callback that is no address', { StatusCallback: '/twilio/status' }, 21609],
    ['a callback by another protocol', { StatusCallback: 'ftp://a.example/' }, 21609],
  ])('%s', (_name, change, code) => {
    expect(() => sendRequestOf({ ...FORM, ...change })).toThrow(expect.objectContaining({ status: 400, code }));
  });
});
