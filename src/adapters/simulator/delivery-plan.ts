import type { FaultKind } from './fault-kinds.js';

/** One thing that happens to an accepted text: the status it takes on, and whether the sender is told. */
export interface DeliveryStep {
  readonly status: string;
  readonly errorCode: number | null;
  readonly told: boolean;
  readonly afterMilliseconds: number;
}

export interface DeliveryFault {
  readonly kind: FaultKind;
  readonly code: number | null;
  readonly milliseconds: number | null;
}

/** Long enough to be seen on the page. */
const STEP_MILLISECONDS = 150;

/**
 * What will happen to an accepted text. Twilio reports no first status (it was in the answer) and may stop at `sent`;
 * a text by a Messaging Service is `accepted` before it is `queued`. Twilio, "Outbound Message Status in Status Callbacks".
 */
export function deliveryPlan(
  byMessagingService: boolean,
  faults: readonly DeliveryFault[],
  stepMilliseconds = STEP_MILLISECONDS,
): DeliveryStep[] {
  const fault = (kind: FaultKind) => faults.find((fault) => fault.kind === kind);
  const undelivered = fault('undelivered');
  const failed = fault('failed');
  const ending: readonly (readonly [string, number | null])[] = failed
    ? [['failed', failed.code]]
    : [['sent', null], undelivered ? ['undelivered', undelivered.code] : ['delivered', null]];
  const steps = [...(byMessagingService ? [['queued', null] as const] : []), ...ending].map(
    ([status, errorCode], index) => ({
      status,
      errorCode,
      told: true,
      afterMilliseconds: (index + 1) * stepMilliseconds,
    }),
  );

  const silent = steps.map((step) => ({ ...step, told: false }));
  if (fault('no_callbacks')) return silent;

  const late = fault('late_callbacks');
  let callbacks = steps;
  if (fault('shuffled_callbacks')) {
    const last = steps.at(-1)!.afterMilliseconds;
    callbacks = steps.toReversed().map((step) => ({ ...step, afterMilliseconds: last }));
  }
  if (fault('duplicate_callbacks')) callbacks = callbacks.flatMap((step) => [step, step]);
  if (!late) return callbacks;
  return [
    ...silent,
    ...callbacks.map((step) => ({ ...step, afterMilliseconds: step.afterMilliseconds + (late.milliseconds ?? 0) })),
  ];
}
