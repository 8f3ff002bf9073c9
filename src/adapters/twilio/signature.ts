import twilio from 'twilio';

/**
 * Whether Twilio signed this request. Twilio, "Webhooks Security": HMAC-SHA1 over the URL exactly as configured and the
 * sorted parameters, with any of the auth tokens in rotation. There is no time stamp in it: a copy can be replayed for
 * ever, so every use of what it lets in is idempotent.
 *
 * Never throws: `validateRequest` does, on a relative URL or without parameters.
 *
 * @param signature the header as the server gives it: absent, or a list when it was sent twice, it is refused
 * @param url PUBLIC_URL and the path and query as received, never the request's own Host header
 * @param params the form, flat: a name that came twice has a list
 */
export function isFromTwilio(authTokens: readonly string[], signature: unknown, url: string, params: unknown): boolean {
  if (typeof signature !== 'string' || signature === '' || !isForm(params)) return false;
  try {
    // An empty token would make a key that anybody can guess.
    return authTokens.some((token) => token !== '' && twilio.validateRequest(token, signature, url, params));
  } catch {
    return false;
  }
}

function isForm(params: unknown): params is Record<string, string | string[]> {
  if (typeof params !== 'object' || params === null || Array.isArray(params)) return false;
  return Object.values(params).every(
    (value) => typeof value === 'string' || (Array.isArray(value) && value.every((item) => typeof item === 'string')),
  );
}
