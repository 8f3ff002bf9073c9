import twilio from 'twilio';
import type { FoundText, OutgoingText, Phones, SendOutcome } from '../../application/ports/phones.js';
import { isEmergencyNumber } from '../../domain/organisation/emergency-number.js';
import { ApiClient } from './api-client.js';
import { outcomeOf } from './outcome.js';

export interface TwilioPhonesOptions {
  readonly accountSid: string;
  /** The first one sends; the others only check signatures while a token is being rotated. */
  readonly authTokens: readonly string[];
  readonly from: string | null;
  readonly messagingServiceSid: string | null;
  /** Another server that speaks Twilio's API, the simulator for one. Null: Twilio itself. */
  readonly apiUrl: string | null;
  /** PUBLIC_URL + /twilio/status */
  readonly statusCallbackUrl: string;
  readonly timeoutMilliseconds?: number;
}

const TIMEOUT_MILLISECONDS = 10_000;
const LONGEST_VALIDITY_SECONDS = 36_000;
const PAGE_SIZE = 100;
/** The most that Twilio gives at once. */
const LARGEST_PAGE = 1_000;
const TRIES = 3;

type MessagePage = Awaited<ReturnType<twilio.Twilio['messages']['page']>>;

/** Texts through Twilio's "Message resource". */
export class TwilioPhones implements Phones {
  private readonly client: twilio.Twilio;

  constructor(private readonly options: TwilioPhonesOptions) {
    if (options.from === null && options.messagingServiceSid === null) {
      throw new Error('Twilio needs a sender: TWILIO_FROM or TWILIO_MESSAGING_SERVICE_SID');
    }
    this.client = twilio(options.accountSid, options.authTokens[0], {
      autoRetry: false,
      httpClient: new ApiClient(options.apiUrl, options.timeoutMilliseconds ?? TIMEOUT_MILLISECONDS),
    });
  }

  async send(text: OutgoingText): Promise<SendOutcome> {
    // Twilio can reach emergency numbers, and the software never does.
    if (isEmergencyNumber(text.to)) {
      return { kind: 'refused', failure: 'bad_number', code: null, detail: 'an emergency number is never texted' };
    }
    try {
      const message = await this.client.messages.create({
        to: text.to,
        body: text.body,
        ...this.sender(),
        statusCallback: `${this.options.statusCallbackUrl}?message=${encodeURIComponent(text.id)}`,
        validityPeriod: Math.min(Math.max(Math.trunc(text.validForSeconds), 1), LONGEST_VALIDITY_SECONDS),
        // Twilio's fraud filter may hold a text back; each of ours goes to a person in the organisation's own list.
        riskCheck: 'disable',
        smartEncoded: true,
      });
      // A 2xx without a SID is a cut or foreign answer: the text may be under way under a name we do not know.
      if (!message.sid) return { kind: 'unknown', detail: 'accepted without a SID' };
      return { kind: 'accepted', sid: message.sid, status: message.status };
    } catch (error) {
      return outcomeOf(error);
    }
  }

  async find(text: OutgoingText, notBefore: Date): Promise<{ readonly sid: string } | null> {
    // Twilio's dates have whole seconds.
    const earliest = Math.floor(notBefore.getTime() / 1_000) * 1_000;
    const isOld = (created: Date) => new Date(created).getTime() < earliest;
    // Never by DateSent, which stays empty until the text is sent. A Messaging Service chooses the sender itself.
    const { from } = this.options;
    let page = await this.client.messages.page({
      to: text.to,
      ...(from === null ? {} : { from }),
      pageSize: PAGE_SIZE,
    });
    for (;;) {
      const found = page.instances.find(
        ({ direction, body, dateCreated }) => direction !== 'inbound' && body === text.body && !isOld(dateCreated),
      );
      if (found) return { sid: found.sid };
      // Newest first: a page with nothing young enough is the last one worth reading.
      if (!page.nextPageUrl || page.instances.every(({ dateCreated }) => isOld(dateCreated))) return null;
      page = await this.client.messages.getPage(page.nextPageUrl);
    }
  }

  async textsSince(since: Date, given: AbortSignal): Promise<FoundText[]> {
    const { from } = this.options;
    // By our own number where there is one; a Messaging Service has several, and the direction tells. Never by DateSent: of a
    // text that came in it is "when Twilio sent the HTTP request to your webhook", and these are texts of which it never did.
    const sought = from === null ? {} : { to: from };
    const young = ({ instances }: MessagePage) => instances.filter(({ dateCreated }) => new Date(dateCreated) >= since);
    // Newest first: a page with something old on it is the last one.
    const isLast = (page: MessagePage) => !page.nextPageUrl || young(page).length < page.instances.length;
    let page = await this.client.messages.page({ ...sought, pageSize: PAGE_SIZE });
    // A flood, or a long outage: in as few steps as can be. Always so large a page would be read in vain every few seconds.
    if (!isLast(page)) page = await this.client.messages.page({ ...sought, pageSize: LARGEST_PAGE });
    const found: FoundText[] = [];
    for (;;) {
      given.throwIfAborted();
      for (const { sid, direction, from: sender, to, body, dateCreated } of young(page)) {
        if (direction === 'inbound') found.push({ sid, from: sender, to, body, at: new Date(dateCreated).getTime() });
      }
      if (!page.nextPageUrl || isLast(page)) return found.reverse();
      page = await this.pageAt(page.nextPageUrl, given);
    }
  }

  /** Of many pages one may well fail: all those before it are not read in vain. */
  private async pageAt(url: string, given: AbortSignal): Promise<MessagePage> {
    for (let tried = 1; ; tried += 1) {
      try {
        return await this.client.messages.getPage(url);
      } catch (error) {
        if (tried === TRIES || given.aborted) throw error;
      }
    }
  }

  private sender(): { from?: string; messagingServiceSid?: string } {
    const { from, messagingServiceSid } = this.options;
    return { ...(from === null ? {} : { from }), ...(messagingServiceSid === null ? {} : { messagingServiceSid }) };
  }
}
