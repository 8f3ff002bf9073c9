import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { IncidentRow, VisitRow } from './visit.entities.js';

/** A drill and, once it has ended, the times of its steps. */
@Entity('drill')
@Check('drill_kind', `kind IN ('overdue', 'alert_code', 'sos')`)
@Check('drill_outcome', `outcome IN ('police_step', 'stood_down', 'stopped', 'ran_out', 'overtaken')`)
@Check('drill_ended_or_not', '(ended_at IS NULL) = (outcome IS NULL)')
@Index('drill_running', ['startedAt'], { where: 'ended_at IS NULL' })
@Index('drill_unit_kind', ['unit', 'kind', 'startedAt'])
@Index('drill_started', ['startedAt'])
export class DrillRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') unit!: string;
  @Column('text') kind!: string;
  @Column('uuid', { name: 'visit_id' })
  @ForeignKey(() => VisitRow, { name: 'drill_visit' })
  visitId!: string;
  @Column('uuid', { name: 'incident_id' })
  @ForeignKey(() => IncidentRow, { name: 'drill_incident' })
  incidentId!: string;
  @Column('timestamptz', { name: 'started_at' }) startedAt!: Date;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
  @Column('text', { name: 'started_by' }) startedBy!: string;
  @Column('text', { nullable: true }) outcome!: string | null;
  @Column('jsonb') steps!: unknown;
}

/** A text to a test number that has to come back. */
@Entity('canary')
@Unique('canary_period', ['period'])
@Unique('canary_token', ['token'])
@Check('canary_outcome', `outcome IN ('back', 'late', 'lost')`)
@Index('canary_out', ['due'], { where: 'outcome IS NULL' })
@Index('canary_sent', ['sentAt'])
export class CanaryRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('timestamptz') period!: Date;
  @Column('text') token!: string;
  @Column('text') number!: string;
  @Column('timestamptz', { name: 'sent_at' }) sentAt!: Date;
  @Column('timestamptz') due!: Date;
  @Column('timestamptz', { name: 'back_at', nullable: true }) backAt!: Date | null;
  @Column('double precision', { nullable: true }) seconds!: number | null;
  @Column('text', { nullable: true }) outcome!: string | null;
}
