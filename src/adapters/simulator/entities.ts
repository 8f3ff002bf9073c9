import { Fault } from './fault.entity.js';
import { OptedOutNumber } from './opted-out-number.entity.js';
import { PendingWebhook } from './pending-webhook.entity.js';
import { SimulatedMessage } from './simulated-message.entity.js';

/** Part of every data source, used or not, so that entities and migrations agree everywhere. */
export const SIMULATOR_ENTITIES = [SimulatedMessage, OptedOutNumber, Fault, PendingWebhook];
