import type { Settings } from './config/settings.js';

/** What the terminal says once the service is ready: what to open, and what to try. */
export function welcome(settings: Settings): string {
  if (settings.twilio) {
    return `
Allswell is ready at ${settings.publicUrl}, and texts go out through Twilio.
  Webhook for incoming texts   ${settings.publicUrl}/twilio/sms
  API and its description      ${settings.publicUrl}/api/docs${settings.adminToken ? '' : '   (set ADMIN_TOKEN to use it)'}
  Health                       ${settings.publicUrl}/health
`;
  }
  return `
Allswell is ready. Nothing reaches a real phone: texts go to simulated ones.
  The board     ${settings.publicUrl}/
  Plan a visit  ${settings.publicUrl}/itinerary
  The phones    ${settings.publicUrl}/phones
  The API       ${settings.publicUrl}/api/docs${settings.adminToken ? '' : '   (set ADMIN_TOKEN to use it)'}

Try this: plan a visit, text ARRIVED 1 from that person's phone, and then do nothing.
With POLICY_FILE=policies/demo.yaml the whole story takes under a minute instead of half an hour.
`;
}
