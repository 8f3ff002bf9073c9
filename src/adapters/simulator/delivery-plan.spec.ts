import { expect, it } from '@jest/globals';
import { deliveryPlan, type DeliveryFault } from './delivery-plan.js';

const fault = (kind: DeliveryFault['kind'], code: number | null = null, milliseconds: number | null = null) => ({
  kind,
  code,
  milliseconds,
});
const plan = (faults: DeliveryFault[], byMessagingService = false) =>
  deliveryPlan(byMessagingService, faults).map(
    ({ status, errorCode, told, afterMilliseconds }) =>
      `${afterMilliseconds} ${status}${errorCode === null ? '' : ` ${errorCode}`}${told ? '' : ', untold'}`,
  );

it.each<[string, string[], string[]]>([
  ['ends delivered', plan([]), ['150 sent', '300 delivered']],
  ['by a Messaging Service begins earlier', plan([], true), ['150 queued', '300 sent', '450 delivered']],
  ['ends undelivered', plan([fault('undelivered', 30003)]), ['150 sent', '300 undelivered 30003']],
  ['fails', plan([fault('failed', 30001)]), ['150 failed 30001']],
  ['arrives and nobody is told', plan([fault('no_callbacks')]), ['150 sent, untold', '300 delivered, untold']],
  ['is told twice', plan([fault('duplicate_callbacks')]), ['150 sent', '150 sent', '300 delivered', '300 delivered']],
  ['is told backwards', plan([fault('shuffled_callbacks')]), ['300 delivered', '300 sent']],
  [
    'is told late',
    plan([fault('late_callbacks', null, 1_000)]),
    ['150 sent, untold', '300 delivered, untold', '1150 sent', '1300 delivered'],
  ],
  [
    'fails twice, late',
    plan([fault('failed', 30001), fault('duplicate_callbacks'), fault('late_callbacks', null, 1_000)]),
    ['150 failed 30001, untold', '1150 failed 30001', '1150 failed 30001'],
  ],
])('a text that %s', (_name, actual, expected) => expect(actual).toEqual(expected));
