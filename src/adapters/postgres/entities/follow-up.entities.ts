import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { IncidentRow } from './visit.entities.js';

/** What is owed after an incident, with whoever sees to it. */
@Entity('follow_up')
@Check(
  'follow_up_kind',
  `kind IN ('reassurance', 'debrief', 'time_away', 'counselling', 'accident_report', 'risk_assessment', 'own')`,
)
@Check('follow_up_state', `state IN ('open', 'done', 'not_needed')`)
@Check('follow_up_reminded', `reminded IN ('never', 'due', 'overdue')`)
@Check('follow_up_settled_or_not', `(state = 'open') = (settled_at IS NULL)`)
@Index('follow_up_to_remind', ['remindAt'], { where: 'remind_at IS NOT NULL' })
@Index('follow_up_open', ['dueAt'], { where: `state = 'open'` })
export class FollowUpRow {
  @PrimaryColumn('uuid', { name: 'incident_id' })
  @ForeignKey(() => IncidentRow, { name: 'follow_up_incident' })
  incidentId!: string;
  @PrimaryColumn('integer') number!: number;
  @Column('text') kind!: string;
  @Column('text', { nullable: true }) about!: string | null;
  @Column('text') what!: string;
  @Column('text', { nullable: true }) clause!: string | null;
  @Column('boolean') required!: boolean;
  @Column('text', { nullable: true }) owner!: string | null;
  @Column('timestamptz', { name: 'due_at' }) dueAt!: Date;
  @Column('text', { default: 'open' }) state!: string;
  @Column('text', { nullable: true }) note!: string | null;
  @Column('text', { name: 'settled_by', nullable: true }) settledBy!: string | null;
  @Column('timestamptz', { name: 'settled_at', nullable: true }) settledAt!: Date | null;
  @Column('timestamptz', { name: 'remind_at', nullable: true }) remindAt!: Date | null;
  @Column('text', { default: 'never' }) reminded!: string;
  @Column('integer', { default: 1 }) version!: number;
}

/** Incidents that ended before what follows was kept: a worker works out what they call for. */
@Entity('follow_up_unmade')
export class FollowUpUnmadeRow {
  @PrimaryColumn('uuid', { name: 'incident_id' })
  @ForeignKey(() => IncidentRow, { name: 'follow_up_unmade_incident' })
  incidentId!: string;
}
