import { e164 } from './phone-number.js';
import { ACCOUNT_PATH, messageResource } from './message-resource.js';
import type { SimulatedMessage } from './simulated-message.entity.js';
import { TwilioError } from './twilio-error.js';

/** What a list request asks for. A filter by date leaves out whatever was not sent yet, as Twilio's does. */
export interface ListRequest {
  readonly to: string | null;
  readonly from: string | null;
  readonly sentFrom: Date | null;
  readonly sentBefore: Date | null;
  readonly pageSize: number;
  readonly page: number;
  /** The SID of the last text on the page before: new texts arriving meanwhile shift nothing. */
  readonly after: string | null;
  /** The filters as they came, for the next page's address. */
  readonly filters: readonly (readonly [string, string])[];
}

const FILTERS = ['To', 'From', 'DateSent', 'DateSent<', 'DateSent>'];
const DEFAULT_PAGE_SIZE = 50;
const LARGEST_PAGE_SIZE = 1_000;

export function listRequestOf(query: Readonly<Record<string, unknown>>): ListRequest {
  const text = (name: string) => (typeof query[name] === 'string' && query[name] !== '' ? query[name] : null);
  const number = (name: string) => {
    const given = text(name);
    // A number that cannot be is one that nobody has: nothing is found, and nothing is wrong.
    return given === null ? null : (e164(given) ?? given);
  };
  const on = days(text('DateSent'));
  const from = days(text('DateSent>'));
  const until = days(text('DateSent<'));
  return {
    to: number('To'),
    from: number('From'),
    sentFrom: on?.day ?? from?.start ?? null,
    sentBefore: on ? new Date(on.day.getTime() + DAY) : (until?.end ?? null),
    pageSize: Math.min(
      Math.max(Math.trunc(Number(text('PageSize') ?? DEFAULT_PAGE_SIZE) || DEFAULT_PAGE_SIZE), 1),
      LARGEST_PAGE_SIZE,
    ),
    page: Math.max(Math.trunc(Number(text('Page') ?? 0)) || 0, 0),
    after: text('PageToken')?.replace(/^PA/, '') ?? null,
    filters: FILTERS.flatMap((name) => {
      const value = text(name);
      return value === null ? [] : [[name, value] as const];
    }),
  };
}

const DAY = 86_400_000;
const SECOND = 1_000;

/** YYYY-MM-DD means the whole day in UTC; the twilio package sends a moment, which lasts its second. */
function days(text: string | null): { day: Date; start: Date; end: Date } | null {
  if (text === null) return null;
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
  const start = new Date(text);
  if (Number.isNaN(start.getTime())) throw new TwilioError(400, 20001, `Invalid date ${text}`);
  return {
    day: new Date(Math.floor(start.getTime() / DAY) * DAY),
    start,
    end: new Date(start.getTime() + (isDay ? DAY : SECOND)),
  };
}

/** One page as Twilio shows it ("Twilio API responses", pagination). */
export function listPage(request: ListRequest, messages: readonly SimulatedMessage[], more: boolean) {
  const address = (page: number, after?: string) => {
    const query = new URLSearchParams(request.filters.map(([name, value]): [string, string] => [name, value]));
    query.set('PageSize', String(request.pageSize));
    query.set('Page', String(page));
    if (after !== undefined) query.set('PageToken', `PA${after}`);
    return `${ACCOUNT_PATH}/Messages.json?${query.toString()}`;
  };
  const start = request.page * request.pageSize;
  const last = messages.at(-1)?.sid;
  return {
    end: start + Math.max(messages.length - 1, 0),
    first_page_uri: address(0),
    messages: messages.map(messageResource),
    next_page_uri: more && last !== undefined ? address(request.page + 1, last) : null,
    page: request.page,
    page_size: request.pageSize,
    previous_page_uri: request.page > 0 ? address(request.page - 1) : null,
    start,
    uri: address(request.page),
  };
}
