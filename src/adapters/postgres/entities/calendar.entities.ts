import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The address of one calendar feed; the token in it is not kept. */
@Entity('calendar_feed')
@Index('calendar_feed_token', ['tokenHash'], { unique: true })
export class CalendarFeedRow {
  @PrimaryColumn('text') person!: string;
  /** Empty: the person's own diary. */
  @PrimaryColumn('text') unit!: string;
  @Column('text', { name: 'token_hash' }) tokenHash!: string;
  @Column('timestamptz', { name: 'made_at' }) madeAt!: Date;
  @Column('integer', { default: 0 }) fetches!: number;
  @Column('timestamptz', { name: 'last_fetched_at', nullable: true }) lastFetchedAt!: Date | null;
}
