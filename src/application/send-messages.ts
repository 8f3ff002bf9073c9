import { decide } from '../domain/decide.js';
import { gsm7Length, SEGMENT } from '../domain/texting/gsm7.js';
import { withoutLinkAtEnd } from '../domain/texting/without-link.js';
import type { NewMessage } from '../domain/decision.js';
import { whyNoLonger, type WaitingMessage } from '../domain/still-applies.js';
import { SECOND } from '../domain/time/instant.js';
import type { Visit } from '../domain/visit/visit.js';
import type { Clock } from './ports/clock.js';
import type { Ledger, MessageState, Page, SentMessage } from './ports/ledger.js';
import type { Meters } from './ports/meters.js';
import type { Operator } from './ports/operator.js';
import type { ClaimedMessage, Lane, Outbox } from './ports/outbox.js';
import type { DeliveryStatus, FailureClass, Phones } from './ports/phones.js';
import { circumstancesOf, type Surroundings } from './surroundings.js';
import { tellOfUnreachablePhone } from './unreachable-phone.js';
import type { Log } from './watchman.js';

/** An unknown outcome is looked into after this: the provider's list may lag behind what it accepted. */
const LOOK_AGAIN_AFTER = 31 * SECOND;

/** A claim this old is not sent on. */
const STALE_AFTER = 3 * SECOND;

const REPEAT = 'AGAIN: ';

const UNSETTLED: readonly MessageState[] = ['pending', 'sending', 'unknown', 'accepted', 'sent'];

/**
 * Sends what is in the outbox (P4). A row is marked before it is sent and settled after: a process that dies between
 * leaves it in doubt, and a message in doubt is looked for at the provider before it is sent again.
 */
export class SendMessages {
  constructor(
    private readonly outbox: Outbox,
    private readonly phones: Phones,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
    private readonly surroundings: Surroundings,
    private readonly meters: Meters,
    private readonly operator: Operator,
    private readonly log: Log,
  ) {}

  /** Takes up to `limit` messages of this lane: each is to be given to `send`. */
  claim(lane: Lane, limit: number): Promise<ClaimedMessage[]> {
    return this.outbox.claim(lane, limit);
  }

  /**
   * Sends a message that was claimed, unless it no longer applies. `answered` is called as soon as the provider has answered:
   * what is still to be written down then takes up no place there.
   */
  async send(message: ClaimedMessage, answered: () => void = () => undefined): Promise<void> {
    const now = await this.clock.now();
    // Frozen since it was claimed: much may have happened, and another may have taken it over. It is looked at afresh.
    if (now - message.claimedAt > STALE_AFTER)
      return this.outbox.tryAgain(message.id, now, 'its sender was held up before it could send');
    const why = this.whyNoLonger(message);
    if (why) return this.drop(message, why);
    const outcome = await this.phones.send(toText(message));
    answered();
    if (outcome.kind !== 'accepted')
      this.meters.providerError(outcome.kind === 'refused' ? outcome.failure : outcome.kind);
    switch (outcome.kind) {
      case 'accepted':
        await this.outbox.accepted(message.id, outcome.sid);
        return this.countAccepted(message);
      case 'try_again': {
        const wait = Math.max(
          outcome.afterMilliseconds,
          Math.min(SECOND * 2 ** Math.min(message.attempts - 1, 4), 15 * SECOND),
        );
        return this.outbox.tryAgain(message.id, (await this.clock.now()) + wait, outcome.detail);
      }
      case 'unknown':
        this.log.warn({ message: message.id, detail: outcome.detail }, 'It is not known whether a text was sent');
        return this.outbox.unknown(message.id, outcome.detail);
      case 'refused':
        if (outcome.failure === 'settings')
          this.operator.alarm('provider', `The provider refuses our settings, error ${outcome.code}: no text is sent.`);
        return this.failed(message.id, 'failed', outcome.failure, outcome.code, outcome.detail);
    }
  }

  /** A visit that cannot be worked out keeps no text back: better twice than never (P4). */
  private whyNoLonger(message: ClaimedMessage): string | null {
    try {
      return message.visit && whyNoLonger(toWaiting(message), message.visit);
    } catch (error) {
      this.log.error({ message: message.id, error: String(error) }, 'It is not known whether a text still applies');
      return null;
    }
  }

  private async countAccepted(message: ClaimedMessage): Promise<void> {
    const now = await this.clock.now();
    this.meters.messageAccepted(now - message.createdAt, message.urgency === 0 ? 'alert' : 'other');
  }

  /** Between its writing and its turn, what it says has ceased to be so: the record says that it was not sent, and why. */
  private async drop(message: ClaimedMessage, why: string): Promise<void> {
    try {
      await this.dropAndRecord(message, why);
    } catch (error) {
      if (this.ledger.isPassing(error)) throw error;
      // Of a visit that cannot be worked out: what must not be sent is not sent, and the outbox says why.
      const to = { state: 'dropped', failure: null, errorCode: null, detail: why } as const;
      await this.ledger.transaction((page) => page.settleMessage(message.id, ['sending'], to));
    }
    this.meters.messageDropped();
  }

  private async dropAndRecord(message: ClaimedMessage, why: string): Promise<void> {
    await this.ledger.transaction(async (page) => {
      const dropped = await page.settleMessage(message.id, ['sending'], {
        state: 'dropped',
        failure: null,
        errorCode: null,
        detail: why,
      });
      const [visit] = dropped?.visitId ? await page.lockVisits([dropped.visitId]) : [];
      if (!dropped || !visit) return;
      const { person: to, purpose, incidentId } = dropped;
      const input = { kind: 'message_dropped', to, purpose, incidentId, why } as const;
      await page.write([decide(visit, input, await circumstancesOf(page, visit, this.surroundings, ''))]);
    });
  }

  /** Finds out what became of texts in doubt, and sends again those that the provider never took. */
  async reconcile({ takeOver = true, limit = 20 } = {}): Promise<number> {
    await this.outbox.bringForward();
    const doubtful = await this.outbox.inDoubt((await this.clock.now()) - LOOK_AGAIN_AFTER, limit, takeOver);
    for (const message of doubtful) {
      try {
        const found = await this.phones.find(toText(message), new Date(message.claimedAt - 60 * SECOND));
        // Two texts of the same words: what was found may be the other one.
        const isOurs = found !== null && (await this.outbox.idOfSid(found.sid)) === null;
        if (found && isOurs) await this.outbox.accepted(message.id, found.sid);
        else {
          await this.outbox.repeat(message.id, asRepeat(message.body));
          this.meters.messageRepeated();
        }
      } catch (error) {
        this.log.warn(
          { message: message.id, error: error instanceof Error ? error.message : '' },
          'The provider cannot be asked about a text',
        );
      }
    }
    return doubtful.length;
  }

  /** Nothing heard of an ask within the policy's time: the chain moves on, nothing is waited out. */
  async giveUpOnSilent(limit = 50): Promise<number> {
    const ids = await this.outbox.silent(await this.clock.now(), limit);
    for (const id of ids) {
      try {
        await this.settle(id, null, 'silent', null, 'no delivery status in time');
      } catch (error) {
        // One that cannot be worked out must not hold up the others; its visit's own deadlines go on.
        this.log.error(
          { message: id, error: error instanceof Error ? error.stack : String(error) },
          'A silent message could not be settled',
        );
        await this.outbox.leaveSilent(id);
        this.meters.setAside('message');
        this.operator.alarm('set_aside', `Message ${id} could not be worked out, and was set aside.`);
      }
    }
    return ids.length;
  }

  /** A delivery report from the provider; in any order, and any number of times. */
  async takeReport(
    id: string | null,
    sid: string,
    status: DeliveryStatus,
    failure: FailureClass | null,
    code: number | null,
  ): Promise<void> {
    const message = id ?? (await this.outbox.idOfSid(sid));
    if (!message) return;
    if (status === 'undelivered' || status === 'failed' || status === 'canceled') {
      await this.failed(
        message,
        status === 'undelivered' ? 'undelivered' : 'failed',
        failure ?? 'other',
        code,
        `the provider reports: ${status}`,
      );
    } else {
      await this.outbox.reported(message, sid, status);
    }
  }

  /** What a failure asks for besides the next responder: docs/operations.md, "Texts that cannot be sent". */
  private async mend(
    page: Page,
    message: SentMessage,
    failure: FailureClass | 'silent',
    visit: Visit | undefined,
  ): Promise<void> {
    const person = page.directory.person(message.person);
    if (failure === 'opted_out') await page.setOptedOut(message.mobile, true);
    if (person && (failure === 'opted_out' || failure === 'bad_number'))
      await tellOfUnreachablePhone(page, person, failure);
    // A phone that was off may be on again: one resend of what still holds. It waits for no answer of its own, the chain has
    // moved on.
    const again = asRepeat(message.body);
    if (!isPassing(failure) || message.incidentId === null || message.body.startsWith(REPEAT)) return;
    if (visit && whyNoLonger({ ...message, to: message.person, writtenAt: message.createdAt }, visit)) return;
    const resent: NewMessage = {
      to: message.person,
      mobile: message.mobile,
      body: again,
      urgency: 'alert',
      purpose: 'tell',
      incidentId: message.incidentId,
      ...(message.incidentKind && { incidentKind: message.incidentKind }),
    };
    await page.send([resent], message.visitId);
  }

  private failed(
    id: string,
    state: MessageState,
    failure: FailureClass,
    code: number | null,
    detail: string,
  ): Promise<void> {
    return this.settle(id, state, failure, code, detail);
  }

  private async settle(
    id: string,
    state: MessageState | null,
    failure: FailureClass | 'silent',
    code: number | null,
    detail: string,
  ): Promise<void> {
    await this.ledger.transaction(async (page) => {
      const message = await page.settleMessage(id, UNSETTLED, {
        state,
        failure: state && failure,
        errorCode: code,
        detail,
      });
      if (!message) return;
      const [visit] = message.visitId ? await page.lockVisits([message.visitId]) : [];
      await this.mend(page, message, failure, visit);
      if (!visit) return;
      const input = {
        kind: 'message_failed',
        to: message.person,
        purpose: message.purpose,
        incidentId: message.incidentId,
        why: WHY[failure],
      } as const;
      await page.write([decide(visit, input, await circumstancesOf(page, visit, this.surroundings, ''))]);
    });
  }
}

const isPassing = (failure: string): boolean => failure === 'unreachable' || failure === 'queue';

const WHY: Readonly<Record<FailureClass | 'silent', string>> = {
  settings: "the provider refuses Allswell's settings",
  bad_number: 'the number cannot be texted',
  opted_out: 'the phone has opted out of texts',
  queue: "it was stuck in the provider's queue",
  unreachable: 'the phone could not be reached',
  filtered: 'the network filtered it',
  other: 'the provider refused it',
  silent: 'nothing was heard of it in time',
};

const toWaiting = (message: ClaimedMessage): WaitingMessage => ({
  to: message.person,
  purpose: message.purpose,
  incidentId: message.incidentId,
  incidentKind: message.incidentKind,
  writtenAt: message.createdAt,
});

const toText = (message: ClaimedMessage): { id: string; to: string; body: string; validForSeconds: number } => ({
  id: message.id,
  to: message.mobile,
  body: message.body,
  validForSeconds: message.urgency === 0 ? 120 : 300,
});

/** A repeat says that it is one, as long as it stays one segment; a link gives way to that, for it came with the first. */
export function asRepeat(body: string): string {
  if (body.startsWith(REPEAT)) return body;
  const repeats = [REPEAT + body, REPEAT + withoutLinkAtEnd(body)];
  return repeats.find((repeat) => gsm7Length(repeat) <= SEGMENT) ?? body;
}
