import { randomBytes } from 'node:crypto';
import { SegmentedMessage } from 'sms-segments-calculator';
import type { EntityManager } from 'typeorm';
import { PendingWebhook } from './pending-webhook.entity.js';
import { SimulatedMessage } from './simulated-message.entity.js';

type NewMessage = Pick<SimulatedMessage, 'direction' | 'from' | 'to' | 'body' | 'status'> &
  Partial<Pick<SimulatedMessage, 'messagingServiceSid' | 'statusCallback'>>;

/** An inbound text has its moment of sending from the first, as with Twilio. */
export async function keepMessage(manager: EntityManager, message: NewMessage): Promise<SimulatedMessage> {
  const row = {
    messagingServiceSid: null,
    statusCallback: null,
    ...message,
    sid: `SM${randomBytes(16).toString('hex')}`,
    segments: new SegmentedMessage(message.body).segmentsCount,
    errorCode: null,
  };
  const sentAt = message.direction === 'inbound' ? () => 'now()' : null;
  const { generatedMaps } = await manager.insert(SimulatedMessage, { ...row, sentAt });
  return { ...row, sentAt: null, ...(generatedMaps[0] as Pick<SimulatedMessage, 'id' | 'createdAt' | 'updatedAt'>) };
}

type NewWebhook = Pick<PendingWebhook, 'messageSid' | 'lane' | 'kind' | 'told'> &
  Partial<Pick<PendingWebhook, 'status' | 'errorCode'>> & { readonly afterMilliseconds: number };

/** Due by Postgres's clock, which also decides when it is: two processes' clocks may differ. */
export async function expectWebhooks(manager: EntityManager, webhooks: readonly NewWebhook[]): Promise<void> {
  if (webhooks.length === 0) return;
  await manager.insert(
    PendingWebhook,
    webhooks.map(({ afterMilliseconds, ...webhook }) => ({
      ...webhook,
      dueAt: () => `now() + interval '${Math.trunc(afterMilliseconds)} milliseconds'`,
    })),
  );
}
