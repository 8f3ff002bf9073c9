import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PostgresCalendarFeeds } from './adapters/postgres/calendar-feeds.js';
import { Calendars } from './application/calendars.js';
import { ACCOUNTS, type Accounts } from './application/ports/accounts.js';
import { CALENDAR_FEEDS, type CalendarFeeds } from './application/ports/calendar-feeds.js';
import { CLOCK, type Clock } from './application/ports/clock.js';
import { DIRECTORIES, type Directories } from './application/ports/directories.js';
import type { Settings } from './config/settings.js';

/** Diaries for other people's calendar programs. Only processes with pages load it. */
@Module({})
export class CalendarsModule {
  static register({ publicUrl }: Settings): DynamicModule {
    const providers: Provider[] = [
      {
        provide: CALENDAR_FEEDS,
        useFactory: (db: DataSource) => new PostgresCalendarFeeds(db),
        inject: [DataSource],
      },
      {
        provide: Calendars,
        useFactory: (feeds: CalendarFeeds, accounts: Accounts, directories: Directories, clock: Clock) =>
          new Calendars(feeds, accounts, directories, clock, publicUrl),
        inject: [CALENDAR_FEEDS, ACCOUNTS, DIRECTORIES, CLOCK],
      },
    ];
    return { module: CalendarsModule, global: true, providers, exports: [Calendars] };
  }
}
