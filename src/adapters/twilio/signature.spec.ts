import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import twilio from 'twilio';
import { isFromTwilio } from './signature.js';

const TOKEN = 'token-in-use';
const OLD_TOKEN = 'token-going-out';
const WEBHOOK = 'https://allswell.example/twilio/sms?a=1';
const FORM = { Body: 'ARRIVED 45 ', From: '+447700900101', To: '+447700900000', MessageSid: 'SM1' };

const sign = (token = TOKEN, url = WEBHOOK, form: Record<string, unknown> = FORM) =>
  twilio.getExpectedTwilioSignature(token, url, form);

describe('a request that Twilio signed', () => {
  it('is accepted', () => expect(isFromTwilio([TOKEN], sign(), WEBHOOK, FORM)).toBe(true));

  it.each([TOKEN, OLD_TOKEN])('is accepted with any token of the rotation: %s', (token) => {
    expect(isFromTwilio([TOKEN, OLD_TOKEN], sign(token), WEBHOOK, FORM)).toBe(true);
  });

  it('is accepted when parameters nobody knows are added, and signed', () => {
    const form = { ...FORM, SomethingNew: 'x' };
    expect(isFromTwilio([TOKEN], sign(TOKEN, WEBHOOK, form), WEBHOOK, form)).toBe(true);
  });

  it('is accepted when a parameter comes twice', () => {
    const form = { ...FORM, Twice: ['b', 'a'] };
    expect(isFromTwilio([TOKEN], sign(TOKEN, WEBHOOK, form), WEBHOOK, form)).toBe(true);
  });

  it('is accepted as parsed, without a prototype', () => {
    const form = Object.assign(Object.create(null) as object, FORM);
    expect(isFromTwilio([TOKEN], sign(), WEBHOOK, form)).toBe(true);
  });
});

describe('a request that Twilio did not sign', () => {
  it.each<[string, readonly string[], unknown, string, unknown]>([
    ['no header', [TOKEN], undefined, WEBHOOK, FORM],
    ['an empty header', [TOKEN], '', WEBHOOK, FORM],
    ['the header twice', [TOKEN], [sign(), sign()], WEBHOOK, FORM],
    ['a short header', [TOKEN], sign().slice(1), WEBHOOK, FORM],
    ["another's token", ['other'], sign(), WEBHOOK, FORM],
    ['no token', [], sign(), WEBHOOK, FORM],
    ['an empty token', [''], sign(''), WEBHOOK, FORM],
    ['a relative URL', [TOKEN], sign(TOKEN, '/twilio/sms'), '/twilio/other', FORM],
    ['an empty URL', [TOKEN], sign(), '', FORM],
    ['another path', [TOKEN], sign(), 'https://allswell.example/twilio/status?a=1', FORM],
    ['a slash more', [TOKEN], sign(), 'https://allswell.example/twilio/sms/?a=1', FORM],
    ['another query', [TOKEN], sign(), 'https://allswell.example/twilio/sms?a=2', FORM],
    ['http for https', [TOKEN], sign(), WEBHOOK.replace('https', 'http'), FORM],
    ['an altered body', [TOKEN], sign(), WEBHOOK, { ...FORM, Body: 'LEFT' }],
    ['a trimmed body', [TOKEN], sign(), WEBHOOK, { ...FORM, Body: 'ARRIVED 45' }],
    ['a parameter more', [TOKEN], sign(), WEBHOOK, { ...FORM, More: '1' }],
    ['a parameter less', [TOKEN], sign(), WEBHOOK, { ...FORM, To: undefined }],
    ['null parameters', [TOKEN], sign(TOKEN, WEBHOOK, {}), WEBHOOK, null],
    ['no parameters at all', [TOKEN], sign(TOKEN, WEBHOOK, {}), WEBHOOK, undefined],
    ['a list for parameters', [TOKEN], sign(TOKEN, WEBHOOK, {}), WEBHOOK, []],
    ['a text for parameters', [TOKEN], sign(TOKEN, WEBHOOK, {}), WEBHOOK, 'Body=LEFT'],
    ['nested parameters', [TOKEN], sign(TOKEN, WEBHOOK, { Body: {} }), WEBHOOK, { Body: {} }],
    ['a number among the parameters', [TOKEN], sign(TOKEN, WEBHOOK, { Body: 1 }), WEBHOOK, { Body: 1 }],
  ])('%s', (_name, tokens, signature, url, form) => {
    expect(isFromTwilio(tokens, signature, url, form)).toBe(false);
  });
});

it('accepts exactly what twilio.validateRequest accepts', () => {
  const form = fc.dictionary(fc.string({ minLength: 1 }), fc.string(), { noNullPrototype: true });
  const url = fc.webUrl({ withQueryParameters: true });
  const change = fc.constantFrom('none', 'token', 'url', 'form', 'signature');
  fc.assert(
    fc.property(url, form, fc.string({ minLength: 1 }), change, (url, form, token, change) => {
      const signature = sign(change === 'token' ? `${token}x` : token, url, form) + (change === 'signature' ? '=' : '');
      const seenUrl = change === 'url' ? `${url}x` : url;
      const seenForm = change === 'form' ? { ...form, extra: 'x' } : form;
      const accepted = isFromTwilio([token], signature, seenUrl, seenForm);
      expect(accepted).toBe(twilio.validateRequest(token, signature, seenUrl, seenForm));
      if (change === 'none') expect(accepted).toBe(true);
    }),
    { numRuns: 500 },
  );
});
