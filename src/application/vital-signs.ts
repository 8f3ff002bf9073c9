import { LIST_UNREAD_FOR, TOO_LATE, type ProcessReading, type ProviderReading, type Readings } from './ports/pulse.js';
import { FROZEN_AFTER } from './ports/watch.js';
import { SECOND, type Milliseconds } from '../domain/time/instant.js';

/** One part of `/health`. `details` are for people who have to mend it: `why` and `mend` where it is DOWN, `warning` where it may become so. */
export interface Component {
  readonly status: 'UP' | 'DOWN';
  readonly details: Readonly<Record<string, unknown>>;
}

/** A clock further off than this is told of. It does no harm by itself: Postgres's clock decides. */
export const CLOCK_OFF: Milliseconds = 2 * SECOND;

/** So many tries with nothing taken in a minute, and the provider counts as failing. */
const TRIED_IN_VAIN = 3;

/** What the readings say of each part of the service. Null: the database does not answer, and nothing is known. */
export function vitalSigns(readings: Readings | null): Readonly<Record<string, Component>> {
  return {
    db: readings ? up() : down({}, 'Postgres does not answer.', 'Start it, or mend DATABASE_URL and the way to it.'),
    deadlines: lateness(readings, 'latestDeadline', DEADLINES),
    alerts: lateness(readings, 'oldestAlert', ALERTS),
    texts: texts(readings),
    sweeper: readings ? sweeper(readings) : unknown(),
    provider: readings ? provider(readings.provider) : unknown(),
    workers: readings ? workers(readings.processes) : unknown(),
  };
}

export const isDown = (components: Readonly<Record<string, Component>>): boolean =>
  Object.values(components).some(({ status }) => status === 'DOWN');

/** The reasons in one line, for a log or a chat. */
export const reasons = (components: Readonly<Record<string, Component>>): string =>
  Object.entries(components)
    .filter(([, { status }]) => status === 'DOWN')
    .map(([name, { details }]) => `${name}: ${String(details['why'])}`)
    .join(' ');

/** Processes other than `self` whose clock is off. */
export const clocksOff = (processes: readonly ProcessReading[], self: string): ProcessReading[] =>
  processes.filter(({ id, clockAhead }) => id !== self && Math.abs(clockAhead) * SECOND > CLOCK_OFF);

interface Words {
  readonly why: string;
  readonly mend: string;
}

const DEADLINES: Words = {
  why: 'Deadlines have passed and nobody has acted on them.',
  mend: 'See that a worker runs ("workers"); then look in the log for rounds that fail.',
};
const ALERTS: Words = {
  why: 'Alerts wait to be sent.',
  mend: 'See whether the provider takes messages ("provider") and a worker runs ("workers"). Ring by hand until it does.',
};
const TEXTS: Words = {
  why: 'Texts have come in and nobody has read them.',
  mend: 'See that a worker runs ("workers"); then look in the log for texts that could not be handled.',
};

function lateness(
  readings: Readings | null,
  what: 'latestDeadline' | 'oldestAlert' | 'oldestText',
  { why, mend }: Words,
): Component {
  if (!readings) return { ...unknown(), details: { waitingSeconds: null, ...unknown().details } };
  const details = { waitingSeconds: Math.round(readings[what]) };
  return readings[what] <= TOO_LATE[what] ? up(details) : down(details, why, mend);
}

/** Never DOWN for a list that is not read: while webhooks come, nothing is late by it. */
function texts(readings: Readings | null): Component {
  const { status, details } = lateness(readings, 'oldestText', TEXTS);
  if (!readings) return { status, details };
  const listReadSecondsAgo = Math.round(readings.listAge);
  const warning =
    readings.listAge > LIST_UNREAD_FOR
      ? "The provider's list has not been read for minutes: a text whose webhook never came would not be found. See the log, and the list at the provider."
      : null;
  return { status, details: { ...details, listReadSecondsAgo, ...(warning === null ? {} : { warning }) } };
}

function sweeper({ sweeperAge }: Readings): Component {
  const details = { lastRanSecondsAgo: Math.round(sweeperAge) };
  return sweeperAge <= TOO_LATE.sweeperAge
    ? up(details)
    : down(
        details,
        'Nobody has looked for passed deadlines.',
        'Start a worker: "npm start" with ROLE unset or "worker".',
      );
}

function provider({ takesMessages, triedInVain, refusesSettings }: ProviderReading): Component {
  const details = { takesMessages, triedInVain };
  if (refusesSettings)
    return down(
      details,
      'The provider refuses our settings.',
      "Mend TWILIO_*, or the account at the provider: the log has the provider's code.",
    );
  return !takesMessages && triedInVain >= TRIED_IN_VAIN
    ? down(
        details,
        'The provider takes nothing.',
        "Look at the provider's status page, and at the way there. What waits is sent as soon as it can be.",
      )
    : up(details);
}

/** Doors alone watch nothing. One that was just killed is not missed before the sweeper is. */
function workers(processes: readonly ProcessReading[]): Component {
  const seen = processes.filter(({ silentFor }) => silentFor * SECOND <= FROZEN_AFTER);
  const details = {
    seen: seen.map(({ id, role }) => ({ id, role })),
    silent: processes.length - seen.length,
  };
  return processes.some(({ role, silentFor }) => role !== 'web' && silentFor <= TOO_LATE.sweeperAge)
    ? up(details)
    : down(details, 'No worker runs.', 'Start a worker: "npm start" with ROLE unset or "worker".');
}

const up = (details: Component['details'] = {}): Component => ({ status: 'UP', details });

const down = (details: Component['details'], why: string, mend: string): Component => ({
  status: 'DOWN',
  details: { ...details, why, mend },
});

const unknown = (): Component => down({}, 'Not known while Postgres does not answer.', 'Mend "db" first.');
