import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { DataSource } from 'typeorm';
import { ClockWatch } from './adapters/clock-watch.js';
import { HealthWatch } from './adapters/health-watch.js';
import { Heartbeat } from './adapters/heartbeat.js';
import { NightWatch } from './adapters/jobs/night-watch.js';
import { WakeUpQueue } from './adapters/jobs/wake-up-queue.js';
import { logAt } from './adapters/log.js';
import { Metrics } from './adapters/metrics/metrics.js';
import { PrometheusMeters } from './adapters/metrics/prometheus-meters.js';
import { OperatorHook } from './adapters/operator.js';
import { policyFileInForce } from './adapters/policy-in-force.js';
import { PostgresCensus } from './adapters/postgres/census.js';
import { PostgresApiTokens } from './adapters/postgres/api-tokens.js';
import { PostgresCanaries } from './adapters/postgres/canaries.js';
import { PostgresClock } from './adapters/postgres/clock.js';
import { MeasuredClock } from './adapters/postgres/measured-clock.js';
import { connect, migrate } from './adapters/postgres/data-source.js';
import { PostgresDrills } from './adapters/postgres/drills.js';
import { PostgresFollowUps } from './adapters/postgres/follow-ups.js';
import { PostgresFigures } from './adapters/postgres/figures.js';
import { PostgresInbox } from './adapters/postgres/inbox.js';
import { PostgresKnownPhones } from './adapters/postgres/known-phones.js';
import { PostgresLedger } from './adapters/postgres/ledger.js';
import { PostgresNumbers } from './adapters/postgres/numbers.js';
import { PostgresOfficeRecord } from './adapters/postgres/office-record.js';
import { PostgresOffices } from './adapters/postgres/offices.js';
import { PostgresOrganisations } from './adapters/postgres/organisations.js';
import { PostgresOutbox } from './adapters/postgres/outbox.js';
import { PostgresPulse } from './adapters/postgres/pulse.js';
import { PostgresPolicies } from './adapters/postgres/policies.js';
import { PostgresReader } from './adapters/postgres/reader.js';
import { refuseWrongKeys, Sealer, sealerFor } from './adapters/postgres/sealed.js';
import { SIMULATOR_ACCOUNT_SID, SIMULATOR_AUTH_TOKEN, SIMULATOR_NUMBER } from './adapters/simulator/credentials.js';
import { TwilioPhones } from './adapters/twilio/twilio-phones.js';
import { GiveApiTokens } from './application/api-tokens.js';
import { ActOnDeadlines } from './application/act-on-deadlines.js';
import { Canary } from './application/canary.js';
import { Diary } from './application/diary.js';
import { Viewings } from './application/viewings.js';
import { VisitSeries } from './application/visit-series.js';
import { Drills } from './application/drills.js';
import { FollowUps } from './application/follow-ups.js';
import { HandleTexts } from './application/handle-texts.js';
import { Incidents } from './application/incidents.js';
import { Office } from './application/office.js';
import { OfficeDesk } from './application/office-desk.js';
import { NUMBERS } from './application/ports/number-book.js';
import { OFFICE_RECORD } from './application/ports/office-record.js';
import { VerifyNumbers } from './application/verify-numbers.js';
import { API_TOKENS } from './application/ports/api-tokens.js';
import { CANARY_READER, type CanaryReader } from './application/ports/canaries.js';
import { CHANGES, type Changes } from './application/ports/changes.js';
import { CLOCK, type Clock } from './application/ports/clock.js';
import { DIRECTORIES } from './application/ports/directories.js';
import { DRILL_READER, type DrillReader } from './application/ports/drills.js';
import { FOLLOW_UP_READER } from './application/ports/follow-ups.js';
import { FIGURES } from './application/ports/figures.js';
import { INBOX, type Inbox } from './application/ports/inbox.js';
import { KNOWN_PHONES, type KnownPhones } from './application/ports/known-phones.js';
import { LEDGER, type Ledger } from './application/ports/ledger.js';
import { OFFICES, type Offices } from './application/ports/offices.js';
import { OUTBOX, type Outbox } from './application/ports/outbox.js';
import { PHONES, type Phones } from './application/ports/phones.js';
import { POLICY_HISTORY } from './application/ports/policies.js';
import { PULSE, type Pulse } from './application/ports/pulse.js';
import { READER, type Reader } from './application/ports/reader.js';
import { WAKE_UPS, type WakeUps } from './application/ports/wake-ups.js';
import { Readiness } from './application/readiness.js';
import { RemindOfFollowUps } from './application/remind-of-follow-ups.js';
import { SendMessages } from './application/send-messages.js';
import { SURROUNDINGS, type Surroundings } from './application/surroundings.js';
import { WatchDrills } from './application/watch-drills.js';
import { Watchman, type Log } from './application/watchman.js';
import { PostgresChanges } from './adapters/postgres/changes.js';
import { PostgresDeadlines } from './adapters/postgres/deadlines.js';
import { FindLostTexts } from './application/find-lost-texts.js';
import { LastResort } from './application/last-resort.js';
import { MindTheGap } from './application/mind-the-gap.js';
import { DEADLINES, type Deadlines } from './application/ports/deadlines.js';
import { WATCH, type Watch } from './application/ports/watch.js';
import { PostgresRosters } from './adapters/postgres/rosters.js';
import { applicationName, PostgresWatch } from './adapters/postgres/watch.js';
import { METERS, type Meters } from './application/ports/meters.js';
import { OPERATOR, type Operator } from './application/ports/operator.js';
import { SETTINGS, type Settings, type TwilioSettings } from './config/settings.js';

export const LOG = Symbol('Log');

/** What a test puts in the place of the real thing. */
export interface Overrides {
  /** A clock that can be moved, made from the real one. */
  readonly clock?: (real: Clock) => Clock;
  /** How long this process has run, where a minute is too long to wait for. */
  readonly uptime?: () => number;
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
  static register(
    settings: Settings,
    databaseUrl: string,
    { clock = (real) => real, uptime = () => performance.now() }: Overrides = {},
  ): DynamicModule {
    const worker = randomUUID();
    const providers: Provider[] = [
      { provide: SETTINGS, useValue: settings },
      { provide: LOG, useFactory: () => logAt(settings.logLevel) },
      {
        provide: OPERATOR,
        useFactory: (log: Log): Operator => new OperatorHook(settings.operatorUrl, log),
        inject: [LOG],
      },
      { provide: PrometheusMeters, useValue: new PrometheusMeters() },
      { provide: METERS, useExisting: PrometheusMeters },
      {
        provide: DataSource,
        useFactory: async () => {
          const dataSource = await connect(databaseUrl, applicationName(worker));
          await migrate(dataSource);
          return dataSource;
        },
      },
      {
        provide: CLOCK,
        useFactory: (dataSource: DataSource) => clock(new MeasuredClock(new PostgresClock(dataSource))),
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
        useFactory: async (dataSource: DataSource, now: Clock) => {
          const { policy, sha256 } = policyFileInForce(settings.policyFile);
          const policies = await PostgresPolicies.start(dataSource, policy);
          await policies.takeEffect(await now.now(), sha256);
          return policies;
        },
        inject: [DataSource, CLOCK],
      },
      { provide: POLICY_HISTORY, useExisting: PostgresPolicies },
      {
        provide: SURROUNDINGS,
        useFactory: (policies: PostgresPolicies, sealer: Sealer): Surroundings => ({
          zone: settings.timeZone,
          policyInForce: policies.inForce,
          callSheet: (incidentId, person, mobile) => {
            const token = sealer.token('call sheet', incidentId, person, mobile ?? '');
            return { token, url: `${settings.publicUrl}/c/${token}` };
          },
          answerPage: (...asking) => {
            const token = sealer.shortToken('answer', ...asking);
            return { token, url: `${settings.publicUrl}/a/${token}` };
          },
        }),
        inject: [PostgresPolicies, Sealer],
      },
      {
        provide: WAKE_UPS,
        useFactory: (clockWatch: ClockWatch, deadlines: Deadlines, log: Log, operator: Operator) =>
          new WakeUpQueue(
            { databaseUrl, redis: settings.redis },
            { now: () => clockWatch.now(), due: (until) => deadlines.secondsUntil(until) },
            log,
            operator,
          ),
        inject: [ClockWatch, DEADLINES, LOG, OPERATOR],
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
          changes: Changes,
        ) => {
          const ledger = new PostgresLedger(
            dataSource,
            clock,
            organisations,
            policies,
            sealer,
            wakeUps,
            settings.timeZone,
          );
          ledger.onVisits = () => changes.announce();
          return ledger;
        },
        inject: [DataSource, CLOCK, PostgresOrganisations, PostgresPolicies, Sealer, WAKE_UPS, CHANGES],
      },
      {
        provide: CHANGES,
        useFactory: (dataSource: DataSource, log: Log): Changes => new PostgresChanges(databaseUrl, dataSource, log),
        inject: [DataSource, LOG],
      },
      { provide: LEDGER, useExisting: PostgresLedger },
      {
        provide: OUTBOX,
        useFactory: (dataSource: DataSource, clock: Clock, policies: PostgresPolicies, sealer: Sealer) =>
          new PostgresOutbox(dataSource, clock, worker, policies.inForce.messages.silentAfter, sealer),
        inject: [DataSource, CLOCK, PostgresPolicies, Sealer],
      },
      { provide: INBOX, useFactory: (dataSource: DataSource) => new PostgresInbox(dataSource), inject: [DataSource] },
      {
        provide: PHONES,
        useFactory: () =>
          new TwilioPhones({ ...twilioOf(settings), statusCallbackUrl: `${settings.publicUrl}/twilio/status` }),
      },
      {
        provide: Watchman,
        useFactory: (log: Log, meters: Meters, operator: Operator) => new Watchman(log, meters, operator),
        inject: [LOG, METERS, OPERATOR],
      },
      {
        provide: ActOnDeadlines,
        useFactory: (ledger: Ledger, surroundings: Surroundings, watchman: Watchman, meters: Meters) =>
          new ActOnDeadlines(ledger, surroundings, watchman, meters),
        inject: [LEDGER, SURROUNDINGS, Watchman, METERS],
      },
      {
        provide: HandleTexts,
        useFactory: (ledger: Ledger, surroundings: Surroundings, inbox: Inbox, watchman: Watchman, log: Log) =>
          new HandleTexts(ledger, surroundings, (sid) => inbox.retryLater(sid), watchman, log),
        inject: [LEDGER, SURROUNDINGS, INBOX, Watchman, LOG],
      },
      {
        provide: FindLostTexts,
        useFactory: (phones: Phones, inbox: Inbox, clock: Clock, meters: Meters, log: Log, watchman: Watchman) =>
          new FindLostTexts(phones, inbox, clock, meters, log, watchman),
        inject: [PHONES, INBOX, CLOCK, METERS, LOG, Watchman],
      },
      {
        provide: SendMessages,
        useFactory: (
          outbox: Outbox,
          phones: Phones,
          ledger: Ledger,
          clock: Clock,
          surroundings: Surroundings,
          meters: Meters,
          operator: Operator,
          log: Log,
        ) => new SendMessages(outbox, phones, ledger, clock, surroundings, meters, operator, log),
        inject: [OUTBOX, PHONES, LEDGER, CLOCK, SURROUNDINGS, METERS, OPERATOR, LOG],
      },
      {
        provide: WATCH,
        useFactory: (dataSource: DataSource): Watch =>
          new PostgresWatch(dataSource, worker, `${hostname()}:${process.pid}`, settings.role),
        inject: [DataSource],
      },
      {
        provide: DEADLINES,
        useFactory: (dataSource: DataSource, clock: Clock): Deadlines => new PostgresDeadlines(dataSource, clock),
        inject: [DataSource, CLOCK],
      },
      {
        provide: MindTheGap,
        useFactory: (ledger: Ledger, findLostTexts: FindLostTexts, surroundings: Surroundings, operator: Operator) =>
          new MindTheGap(ledger, findLostTexts, surroundings, operator),
        inject: [LEDGER, FindLostTexts, SURROUNDINGS, OPERATOR],
      },
      {
        provide: LastResort,
        useFactory: (
          dataSource: DataSource,
          organisations: PostgresOrganisations,
          clock: Clock,
          pulse: Pulse,
          phones: Phones,
          ledger: Ledger,
          operator: Operator,
          log: Log,
        ) =>
          new LastResort(
            new PostgresRosters(dataSource, organisations, clock, worker),
            pulse,
            phones,
            ledger,
            operator,
            log,
            settings.timeZone,
            uptime,
          ),
        inject: [DataSource, PostgresOrganisations, CLOCK, PULSE, PHONES, LEDGER, OPERATOR, LOG],
      },
      {
        provide: NightWatch,
        useFactory: (
          actOnDeadlines: ActOnDeadlines,
          mindTheGap: MindTheGap,
          handleTexts: HandleTexts,
          findLostTexts: FindLostTexts,
          sendMessages: SendMessages,
          lastResort: LastResort,
          watchDrills: WatchDrills,
          canary: Canary,
          remindOfFollowUps: RemindOfFollowUps,
          deadlines: Deadlines,
          watch: Watch,
          log: Log,
        ) =>
          new NightWatch({
            actOnDeadlines,
            mindTheGap,
            handleTexts,
            findLostTexts,
            sendMessages,
            lastResort,
            watchDrills,
            canary,
            remindOfFollowUps,
            deadlines,
            watch,
            log,
          }),
        inject: [
          ActOnDeadlines,
          MindTheGap,
          HandleTexts,
          FindLostTexts,
          SendMessages,
          LastResort,
          WatchDrills,
          Canary,
          RemindOfFollowUps,
          DEADLINES,
          WATCH,
          LOG,
        ],
      },
      {
        provide: OFFICES,
        useFactory: (dataSource: DataSource, organisations: PostgresOrganisations, clock: Clock) =>
          new PostgresOffices(dataSource, organisations, clock),
        inject: [DataSource, PostgresOrganisations, CLOCK],
      },
      {
        provide: API_TOKENS,
        useFactory: (dataSource: DataSource, clock: Clock) => new PostgresApiTokens(dataSource, clock),
        inject: [DataSource, CLOCK],
      },
      { provide: GiveApiTokens, useFactory: (ledger: Ledger) => new GiveApiTokens(ledger), inject: [LEDGER] },
      { provide: Office, useFactory: (offices: Offices) => new Office(offices, settings.timeZone), inject: [OFFICES] },
      { provide: OfficeDesk, useFactory: (office: Office) => new OfficeDesk(office), inject: [Office] },
      {
        provide: VerifyNumbers,
        useFactory: (ledger: Ledger) => new VerifyNumbers(ledger, settings.timeZone),
        inject: [LEDGER],
      },
      { provide: NUMBERS, useFactory: (db: DataSource) => new PostgresNumbers(db), inject: [DataSource] },
      { provide: OFFICE_RECORD, useFactory: (db: DataSource) => new PostgresOfficeRecord(db), inject: [DataSource] },
      {
        provide: PULSE,
        useFactory: (dataSource: DataSource, clock: Clock) => new PostgresPulse(dataSource, clock),
        inject: [DataSource, CLOCK],
      },
      {
        provide: ClockWatch,
        useFactory: (dataSource: DataSource, log: Log, operator: Operator) =>
          new ClockWatch(new PostgresClock(dataSource), log, operator),
        inject: [DataSource, LOG, OPERATOR],
      },
      {
        provide: HealthWatch,
        useFactory: (pulse: Pulse, operator: Operator) => new HealthWatch(pulse, operator),
        inject: [PULSE, OPERATOR],
      },
      {
        provide: Metrics,
        useFactory: (
          meters: PrometheusMeters,
          pulse: Pulse,
          dataSource: DataSource,
          clock: Clock,
          clockWatch: ClockWatch,
          changes: Changes,
          log: Log,
        ) => new Metrics(meters, pulse, new PostgresCensus(dataSource, clock), clockWatch, changes, log),
        inject: [PrometheusMeters, PULSE, DataSource, CLOCK, ClockWatch, CHANGES, LOG],
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
      { provide: FIGURES, useFactory: (db: DataSource) => new PostgresFigures(db), inject: [DataSource] },
      { provide: FOLLOW_UP_READER, useFactory: (db: DataSource) => new PostgresFollowUps(db), inject: [DataSource] },
      { provide: DRILL_READER, useFactory: (db: DataSource) => new PostgresDrills(db), inject: [DataSource] },
      { provide: KNOWN_PHONES, useFactory: (db: DataSource) => new PostgresKnownPhones(db), inject: [DataSource] },
      {
        provide: Readiness,
        useFactory: (reader: Reader, phones: KnownPhones, pulse: Pulse, surroundings: Surroundings) =>
          new Readiness(reader, phones, pulse, surroundings),
        inject: [READER, KNOWN_PHONES, PULSE, SURROUNDINGS],
      },
      { provide: CANARY_READER, useFactory: (db: DataSource) => new PostgresCanaries(db), inject: [DataSource] },
      {
        provide: Drills,
        useFactory: (ledger: Ledger, surroundings: Surroundings, drills: DrillReader, reader: Reader) =>
          new Drills(ledger, surroundings, drills, reader),
        inject: [LEDGER, SURROUNDINGS, DRILL_READER, READER],
      },
      {
        provide: WatchDrills,
        useFactory: (ledger: Ledger, surroundings: Surroundings, drills: DrillReader, reader: Reader) =>
          new WatchDrills(ledger, surroundings, drills, reader),
        inject: [LEDGER, SURROUNDINGS, DRILL_READER, READER],
      },
      {
        provide: Canary,
        useFactory: (ledger: Ledger, canaries: CanaryReader, clock: Clock, operator: Operator) =>
          new Canary(settings.canary, ledger, canaries, clock, operator),
        inject: [LEDGER, CANARY_READER, CLOCK, OPERATOR],
      },
      {
        provide: Diary,
        useFactory: (ledger: Ledger, surroundings: Surroundings) => new Diary(ledger, surroundings),
        inject: [LEDGER, SURROUNDINGS],
      },
      {
        provide: VisitSeries,
        useFactory: (ledger: Ledger, surroundings: Surroundings) => new VisitSeries(ledger, surroundings),
        inject: [LEDGER, SURROUNDINGS],
      },
      {
        provide: Viewings,
        useFactory: (ledger: Ledger) => new Viewings(ledger),
        inject: [LEDGER],
      },
      {
        provide: FollowUps,
        useFactory: (ledger: Ledger, surroundings: Surroundings, reader: Reader) =>
          new FollowUps(ledger, surroundings, reader),
        inject: [LEDGER, SURROUNDINGS, READER],
      },
      {
        provide: RemindOfFollowUps,
        useFactory: (ledger: Ledger, surroundings: Surroundings) => new RemindOfFollowUps(ledger, surroundings),
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
