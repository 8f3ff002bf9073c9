/** A refusal as Twilio's API gives it: {code, message, more_info, status} ("REST API: Twilio's Response"). */
export class TwilioError extends Error {
  constructor(
    readonly status: number,
    readonly code: number,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }

  json() {
    const { code, message, status } = this;
    return { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status };
  }
}

/** The words of the codes that can be asked for as a fault; of any other, the code alone speaks. */
const MESSAGES: Readonly<Record<number, string>> = {
  20003: 'Authenticate',
  21211: "Invalid 'To' Phone Number",
  21606: "The 'From' phone number provided is not a valid message-capable Twilio phone number for this destination",
  21608: 'The number is unverified. Trial accounts cannot send messages to unverified numbers',
  21610: 'Attempt to send to unsubscribed recipient',
  21611: "This 'From' number has exceeded the maximum number of queued messages",
  21614: "'To' number is not a valid mobile number",
};

export function twilioErrorFor(code: number): TwilioError {
  return new TwilioError(code === 20003 ? 401 : 400, code, MESSAGES[code] ?? `Simulated error ${code}`);
}

export const authenticate = () =>
  new TwilioError(401, 20003, 'Authenticate', { 'www-authenticate': 'Basic realm="Twilio API"' });
export const notFound = (path: string) => new TwilioError(404, 20404, `The requested resource ${path} was not found`);
export const tooManyRequests = () => new TwilioError(429, 20429, 'Too Many Requests', { 'retry-after': '1' });
export const serverError = () => new TwilioError(500, 20500, 'An internal server error has occurred');
