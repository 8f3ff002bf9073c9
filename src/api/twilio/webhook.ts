import { applyDecorators, Controller, UseFilters, UseGuards } from '@nestjs/common';
import { SignatureGuard } from './signature.guard.js';
import { WebhookFilter } from './webhook.filter.js';

/** A door for Twilio alone. */
export const Webhook = (): ClassDecorator =>
  applyDecorators(Controller('twilio'), UseGuards(SignatureGuard), UseFilters(WebhookFilter));

/** What Twilio sends, flat. It adds parameters without notice: those that are not needed are not looked at. */
export type Form = Readonly<Record<string, string | readonly string[] | undefined>>;

export const valueOf = (form: Form, name: string): string | null => {
  const value = form[name];
  return typeof value === 'string' ? value : null;
};
