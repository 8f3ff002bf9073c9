import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** When the loop last went round, in any process. */
@Entity('watch')
@Check('watch_one_row', 'id = 1')
export class WatchRow {
  @PrimaryColumn('integer') id!: number;
  @Column('timestamptz', { name: 'swept_at' }) sweptAt!: Date;
  @Column('timestamptz', { name: 'gap_from', nullable: true }) gapFrom!: Date | null;
  @Column('timestamptz', { name: 'gap_to', nullable: true }) gapTo!: Date | null;
  @Column('timestamptz', { name: 'inbound_read_to' }) inboundReadTo!: Date;
}

/** A process that is running, or was until its heart stopped. */
@Entity('worker')
export class WorkerRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('text') role!: string;
  @Column('timestamptz', { name: 'started_at' }) startedAt!: Date;
  @Column('timestamptz', { name: 'seen_at' }) seenAt!: Date;
  @Column('integer', { name: 'clock_offset_ms', default: 0 }) clockOffsetMs!: number;
}
