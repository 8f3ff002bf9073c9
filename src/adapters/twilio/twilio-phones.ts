import twilio from 'twilio';
import type { FoundText, OutgoingText, Phones, SendOutcome } from '../../application/ports/phones.js';
import { isEmergencyNumber } from '../../domain/organisation/emergency-number.js';
import { ApiClient, codeIn, type Answer } from './api-client.js';
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

/** Texts through Twilio's "Message resource". */
export class TwilioPhones implements Phones {
  private readonly client: twilio.Twilio;
  private readonly post: (form: object) => Promise<Answer>;

  constructor(private readonly options: TwilioPhonesOptions) {
    if (options.from === null && options.messagingServiceSid === null) {
      throw new Error('Twilio needs a sender: TWILIO_FROM or TWILIO_MESSAGING_SERVICE_SID');
    }
    const { accountSid, authTokens } = options;
    const httpClient = new ApiClient(options.apiUrl, options.timeoutMilliseconds ?? TIMEOUT_MILLISECONDS);
    this.client = twilio(accountSid, authTokens[0], { autoRetry: false, httpClient });
    // Where the client itself would send it, with the region that the environment may name.
    const host = this.client.getHostname('api.twilio.com', this.client.edge, this.client.region);
    const texts = `https://${host}/2010-04-01/Accounts/${encodeURIComponent(accountSid)}/Messages.json`;
    this.post = httpClient.posterTo(texts, accountSid, authTokens[0] ?? '');
  }

  async send(text: OutgoingText): Promise<SendOutcome> {
    // Twilio can reach emergency numbers, and the software never does.
    if (isEmergencyNumber(text.to)) {
      return { kind: 'refused', failure: 'bad_number', code: null, detail: 'an emergency number is never texted' };
    }
    try {
      const { statusCode, headers, body } = await this.post({
        To: text.to,
        Body: text.body,
        ...this.sender(),
        StatusCallback: `${this.options.statusCallbackUrl}?message=${encodeURIComponent(text.id)}`,
        ValidityPeriod: Math.min(Math.max(Math.trunc(text.validForSeconds), 1), LONGEST_VALIDITY_SECONDS),
        // Twilio's fraud filter may hold a text back; each of ours goes to a person in the organisation's own list.
        RiskCheck: 'disable',
        SmartEncoded: true,
      });
      if (statusCode < 200 || statusCode >= 300)
        return outcomeOf({ status: statusCode, code: codeIn(body), retryAfter: headers['retry-after'] });
      const { sid, status } = (body ?? {}) as { readonly sid?: unknown; readonly status?: unknown };
      // A 2xx without a SID is a cut or foreign answer: the text may be under way under a name we do not know.
      if (typeof sid !== 'string' || sid === '') return { kind: 'unknown', detail: 'accepted without a SID' };
      return { kind: 'accepted', sid, status: String(status) };
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

  async textsSince(since: Date): Promise<FoundText[]> {
    const { from } = this.options;
    const found: FoundText[] = [];
    // By our own number where there is one; a Messaging Service has several, and the direction tells.
    let page = await this.client.messages.page({ ...(from === null ? {} : { to: from }), pageSize: PAGE_SIZE });
    for (;;) {
      const young = page.instances.filter(({ dateCreated }) => new Date(dateCreated) >= since);
      for (const { sid, direction, from: sender, to, body, dateCreated } of young) {
        if (direction === 'inbound') found.push({ sid, from: sender, to, body, at: new Date(dateCreated).getTime() });
      }
      // Newest first: a page with something old on it is the last one.
      if (!page.nextPageUrl || young.length < page.instances.length) return found.reverse();
      page = await this.client.messages.getPage(page.nextPageUrl);
    }
  }

  private sender(): { From?: string; MessagingServiceSid?: string } {
    const { from, messagingServiceSid } = this.options;
    return {
      ...(from === null ? {} : { From: from }),
      ...(messagingServiceSid === null ? {} : { MessagingServiceSid: messagingServiceSid }),
    };
  }
}
