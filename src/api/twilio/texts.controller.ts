import { BadRequestException, Body, Header, HttpCode, Inject, Post } from '@nestjs/common';
import { NightWatch } from '../../adapters/jobs/night-watch.js';
import { CLOCK, type Clock } from '../../application/ports/clock.js';
import { INBOX, type Inbox } from '../../application/ports/inbox.js';
import { METERS, type Meters } from '../../application/ports/meters.js';
import { Webhook, valueOf, type Form } from './webhook.js';

/** Texts that come in. Each is in Postgres before Twilio is told that it arrived (P1); the answer to it goes by itself. */
@Webhook()
export class TextsController {
  constructor(
    @Inject(INBOX) private readonly inbox: Inbox,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(METERS) private readonly meters: Meters,
    private readonly nightWatch: NightWatch,
  ) {}

  /** The fallback is called with the same form when the first call came to nothing. */
  @Post(['sms', 'sms/fallback'])
  @HttpCode(200)
  @Header('content-type', 'text/xml; charset=utf-8')
  async take(@Body() form: Form): Promise<string> {
    const [sid, from, to] = ['MessageSid', 'From', 'To'].map((name) => required(form, name));
    const body = valueOf(form, 'Body') ?? '';
    const isNew = await this.inbox.takeIn({
      sid: sid ?? '',
      from: from ?? '',
      to: to ?? '',
      body,
      receivedAt: await this.clock.now(),
    });
    if (isNew) this.meters.textTakenIn('webhook');
    this.nightWatch.textCameIn();
    return '<?xml version="1.0" encoding="UTF-8"?><Response></Response>';
  }
}

function required(form: Form, name: string): string {
  const value = valueOf(form, name);
  if (!value) throw new BadRequestException(`${name} is missing.`);
  return value;
}
