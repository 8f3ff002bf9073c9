import { Body, HttpCode, Post, Query } from '@nestjs/common';
import { failureOf } from '../../adapters/twilio/outcome.js';
import { DELIVERY_STATUSES } from '../../application/ports/phones.js';
import { SendMessages } from '../../application/send-messages.js';
import { Webhook, valueOf, type Form } from './webhook.js';

/** What became of a text: any number of times, in any order. A status that is not known says nothing, and is acknowledged. */
@Webhook()
export class StatusController {
  constructor(private readonly sendMessages: SendMessages) {}

  @Post('status')
  @HttpCode(204)
  async take(@Body() form: Form, @Query('message') message: unknown): Promise<void> {
    const status = DELIVERY_STATUSES.find((known) => known === valueOf(form, 'MessageStatus'));
    const sid = valueOf(form, 'MessageSid');
    if (!status || !sid) return;
    const code = Number(valueOf(form, 'ErrorCode') ?? Number.NaN);
    const known = Number.isInteger(code) ? code : null;
    await this.sendMessages.takeReport(idOf(message), sid, status, known === null ? null : failureOf(known), known);
  }
}

/** Our own id travels in the address; without it the SID has to do. */
const idOf = (message: unknown): string | null =>
  typeof message === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(message) ? message : null;
