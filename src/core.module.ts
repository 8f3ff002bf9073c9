import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Heartbeat } from './adapters/heartbeat.js';
import { NightWatch } from './adapters/jobs/night-watch.js';
import { WakeUpQueue } from './adapters/jobs/wake-up-queue.js';
import { logAt } from './adapters/log.js';
import { policyInForce } from './adapters/policy-in-force.js';
import { PostgresClock } from './adapters/postgres/clock.js';
import { connect, migrate } from './adapters/postgres/data-source.js';
import { PostgresInbox } from './adapters/postgres/inbox.js';
import { PostgresLedger } from './adapters/postgres/ledger.js';
import { PostgresOffices } from './adapters/postgres/offices.js';
import { PostgresOrganisations } from './adapters/postgres/organisations.js';
import { PostgresOutbox } from './adapters/postgres/outbox.js';
import { PostgresPulse } from './adapters/postgres/pulse.js';
import { PostgresPolicies } from './adapters/postgres/policies.js';
import { PostgresReader } from './adapters/postgres/reader.js';
import { refuseWrongKeys, Sealer, sealerFor } from './adapters/postgres/sealed.js';
import { SIMULATOR_ACCOUNT_SID, SIMULATOR_AUTH_TOKEN, SIMULATOR_NUMBER } from './adapters/simulator/credentials.js';
import { TwilioPhones } from './adapters/twilio/twilio-phones.js';
import { ActOnDeadlines } from './application/act-on-deadlines.js';
import { Diary } from './application/diary.js';
import { HandleTexts } from './application/handle-texts.js';
import { Incidents } from './application/incidents.js';
import { Office } from './application/office.js';
import { CLOCK, type Clock } from './application/ports/clock.js';
import { DIRECTORIES } from './application/ports/directories.js';
import { INBOX, type Inbox } from './application/ports/inbox.js';
import { LEDGER, type Ledger } from './application/ports/ledger.js';
import { OFFICES, type Offices } from './application/ports/offices.js';
import { OUTBOX, type Outbox } from './application/ports/outbox.js';
import { PHONES, type Phones } from './application/ports/phones.js';
import { PULSE, type Pulse } from './application/ports/pulse.js';
import { READER } from './application/ports/reader.js';
import { WAKE_UPS, type WakeUps } from './application/ports/wake-ups.js';
import { SendMessages } from './application/send-messages.js';
import { SURROUNDINGS, type Surroundings } from './application/surroundings.js';
import { Watchman, type Log } from './application/watchman.js';
import { SETTINGS, type Settings, type TwilioSettings } from './config/settings.js';

export const LOG = Symbol('Log');
export const DATABASE_URL = Symbol('DatabaseUrl');

/** What a test puts in the place of the real thing. */
export interface Overrides {
  /** A clock that can be moved, made from the real one. */
  readonly clock?: (real: Clock) => Clock;
}

/** Where texts go: Twilio, or the phone simulator in this same process, which speaks its API. */
export const twilioOf = (settings: Settings): TwilioSettings =>
  settings.twilio ?? {
    accountSid: SIMULATOR_ACCOUNT_SID,
    authTokens: [SIMULATOR_AUTH_TOKEN],
    from: SIMULATOR_NUMBER,
    messagingServiceSid: null,
    apiUrl: settings.publicUrl,
  };

/** The ports made real, and the use cases that stand on them: the one place where they are put together. */
@Module({})
export class CoreModule {
  static register(settings: Settings, databaseUrl: string, { clock = (real) => real }: Overrides = {}): DynamicModule {
    const providers: Provider[] = [
      { provide: SETTINGS, useValue: settings },
      { provide: DATABASE_URL, useValue: databaseUrl },
      { provide: LOG, useFactory: () => logAt(settings.logLevel) },
      {
        provide: DataSource,
        useFactory: async () => {
          const dataSource = await connect(databaseUrl);
          await migrate(dataSource);
          return dataSource;
        },
      },
      {
        provide: CLOCK,
        useFactory: (dataSource: DataSource) => clock(new PostgresClock(dataSource)),
        inject: [DataSource],
      },
      {
        provide: Sealer,
        useFactory: async (dataSource: DataSource) => {
          const sealer = sealerFor(settings.encryptionKeys, settings.dataDir);
          await refuseWrongKeys(dataSource, sealer);
          return sealer;
        },
        inject: [DataSource],
      },
      {
        provide: PostgresOrganisations,
        useFactory: (dataSource: DataSource) => new PostgresOrganisations(dataSource, settings.timeZone),
        inject: [DataSource],
      },
      { provide: DIRECTORIES, useExisting: PostgresOrganisations },
      {
        provide: PostgresPolicies,
        useFactory: (dataSource: DataSource) => PostgresPolicies.start(dataSource, policyInForce(settings.policyFile)),
        inject: [DataSource],
      },
      {
        provide: SURROUNDINGS,
        useFactory: (policies: PostgresPolicies, sealer: Sealer): Surroundings => ({
          zone: settings.timeZone,
          policyInForce: policies.inForce,
          callSheet: (incidentId, person) => {
            const token = sealer.token('call sheet', incidentId, person);
            return { token, url: `${settings.publicUrl}/c/${token}` };
          },
        }),
        inject: [PostgresPolicies, Sealer],
      },
      {
        provide: WAKE_UPS,
        useFactory: (log: Log) => new WakeUpQueue({ databaseUrl, redisUrl: settings.redisUrl }, log),
        inject: [LOG],
      },
      {
        provide: PostgresLedger,
        useFactory: (
          dataSource: DataSource,
          clock: Clock,
          organisations: PostgresOrganisations,
          policies: PostgresPolicies,
          sealer: Sealer,
          wakeUps: WakeUps,
        ) => new PostgresLedger(dataSource, clock, organisations, policies, sealer, wakeUps),
        inject: [DataSource, CLOCK, PostgresOrganisations, PostgresPolicies, Sealer, WAKE_UPS],
      },
      { provide: LEDGER, useExisting: PostgresLedger },
      {
        provide: OUTBOX,
        useFactory: (dataSource: DataSource, clock: Clock) => new PostgresOutbox(dataSource, clock),
        inject: [DataSource, CLOCK],
      },
      { provide: INBOX, useFactory: (dataSource: DataSource) => new PostgresInbox(dataSource), inject: [DataSource] },
      {
        provide: PHONES,
        useFactory: () =>
          new TwilioPhones({ ...twilioOf(settings), statusCallbackUrl: `${settings.publicUrl}/twilio/status` }),
      },
      { provide: Watchman, useFactory: (log: Log) => new Watchman(log), inject: [LOG] },
      {
        provide: ActOnDeadlines,
        useFactory: (ledger: Ledger, surroundings: Surroundings, watchman: Watchman) =>
          new ActOnDeadlines(ledger, surroundings, watchman),
        inject: [LEDGER, SURROUNDINGS, Watchman],
      },
      {
        provide: HandleTexts,
        useFactory: (ledger: Ledger, surroundings: Surroundings, inbox: Inbox, log: Log) =>
          new HandleTexts(ledger, surroundings, (sid) => inbox.retryLater(sid), log),
        inject: [LEDGER, SURROUNDINGS, INBOX, LOG],
      },
      {
        provide: SendMessages,
        useFactory: (
          outbox: Outbox,
          phones: Phones,
          ledger: Ledger,
          clock: Clock,
          surroundings: Surroundings,
          log: Log,
        ) => new SendMessages(outbox, phones, ledger, clock, surroundings, log),
        inject: [OUTBOX, PHONES, LEDGER, CLOCK, SURROUNDINGS, LOG],
      },
      {
        provide: NightWatch,
        useFactory: (actOnDeadlines: ActOnDeadlines, handleTexts: HandleTexts, sendMessages: SendMessages, log: Log) =>
          new NightWatch(actOnDeadlines, handleTexts, sendMessages, log),
        inject: [ActOnDeadlines, HandleTexts, SendMessages, LOG],
      },
      {
        provide: OFFICES,
        useFactory: (dataSource: DataSource, organisations: PostgresOrganisations, clock: Clock) =>
          new PostgresOffices(dataSource, organisations, clock),
        inject: [DataSource, PostgresOrganisations, CLOCK],
      },
      { provide: Office, useFactory: (offices: Offices) => new Office(offices, settings.timeZone), inject: [OFFICES] },
      {
        provide: PULSE,
        useFactory: (dataSource: DataSource, clock: Clock) => new PostgresPulse(dataSource, clock),
        inject: [DataSource, CLOCK],
      },
      {
        provide: Heartbeat,
        useFactory: (pulse: Pulse, log: Log) => new Heartbeat(settings.heartbeatUrl, pulse, log),
        inject: [PULSE, LOG],
      },
      {
        provide: READER,
        useFactory: (dataSource: DataSource, sealer: Sealer, clock: Clock) =>
          new PostgresReader(dataSource, sealer, clock),
        inject: [DataSource, Sealer, CLOCK],
      },
      {
        provide: Diary,
        useFactory: (ledger: Ledger, surroundings: Surroundings) => new Diary(ledger, surroundings),
        inject: [LEDGER, SURROUNDINGS],
      },
      {
        provide: Incidents,
        useFactory: (ledger: Ledger, surroundings: Surroundings) => new Incidents(ledger, surroundings),
        inject: [LEDGER, SURROUNDINGS],
      },
    ];
    return {
      module: CoreModule,
      global: true,
      providers,
      exports: providers.map((provider) => (provider as { provide: symbol }).provide),
    };
  }
}
