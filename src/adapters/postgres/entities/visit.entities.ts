import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('visit')
@Check('visit_status', `status IN ('planned', 'in_progress', 'overdue', 'concluded', 'not_made', 'cancelled')`)
@Index('visit_reference_watched', ['reference'], {
  unique: true,
  where: `status IN ('planned', 'in_progress', 'overdue')`,
})
@Index('visit_unit_start', ['unit', 'plannedStart'])
@Index('visit_start', ['plannedStart'])
@Index('visit_series', ['series', 'plannedStart'], { where: 'series IS NOT NULL' })
@Index('visit_under_way', ['unit'], { where: `status IN ('in_progress', 'overdue')` })
export class VisitRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') reference!: string;
  @Column('text') unit!: string;
  @Column('text') kind!: string;
  @Column('text') status!: string;
  @Column('timestamptz', { name: 'planned_start' }) plannedStart!: Date;
  @Column('timestamptz', { name: 'planned_end' }) plannedEnd!: Date;
  @Column('timestamptz', { name: 'expected_end' }) expectedEnd!: Date;
  /** As in `state`, to be found by. */
  @Column('uuid', { nullable: true }) series!: string | null;
  @Column('jsonb') state!: unknown;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt!: Date;
}

@Entity('visit_details')
export class VisitDetailsRow {
  @PrimaryColumn('uuid', { name: 'visit_id' })
  @ForeignKey(() => VisitRow, { name: 'visit_details_visit' })
  visitId!: string;
  @Column('text') purpose!: string;
  @Column('text', { name: 'risk_of_serious_harm', nullable: true }) riskOfSeriousHarm!: string | null;
  /** Encrypted JSON: reference, name and address of the person visited. */
  @Column('text', { name: 'person_visited', nullable: true }) personVisited!: string | null;
}

@Entity('attendee')
@Index('attendee_person', ['person'])
export class AttendeeRow {
  @PrimaryColumn('uuid', { name: 'visit_id' })
  @ForeignKey(() => VisitRow, { name: 'attendee_visit' })
  visitId!: string;
  @PrimaryColumn('text') person!: string;
}

@Entity('incident')
@Check('incident_kind', `kind IN ('overdue', 'alert_code', 'device', 'sos')`)
@Check('incident_status', `status IN ('open', 'stood_down', 'closed')`)
@Check('incident_open_or_closed', `(status = 'open') = (closed_at IS NULL)`)
// A GIN index, which TypeORM cannot describe: the migration makes it.
@Index('incident_alerted_open', { synchronize: false })
@Index('incident_one_open', ['visitId'], { unique: true, where: `status = 'open'` })
@Index('incident_visit', ['visitId'])
@Index('incident_reference_opened', ['reference', 'openedAt'])
@Index('incident_opened', ['openedAt'])
export class IncidentRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') reference!: string;
  @Column('uuid', { name: 'visit_id' })
  @ForeignKey(() => VisitRow, { name: 'incident_of_visit' })
  visitId!: string;
  @Column('text') kind!: string;
  @Column('text') status!: string;
  @Column('text') step!: string;
  @Column('timestamptz', { name: 'opened_at' }) openedAt!: Date;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt!: Date | null;
  @Column('text', { array: true }) alerted!: string[];
}

@Entity('incident_reference')
@Index('incident_reference_used', ['usedAt'])
export class IncidentReferenceRow {
  @PrimaryColumn('integer') reference!: number;
  @Column('timestamptz', { name: 'used_at' }) usedAt!: Date;
}

@Entity('deadline')
@Index('deadline_due', ['urgency', 'dueAt'])
export class DeadlineRow {
  @PrimaryColumn('uuid', { name: 'visit_id' })
  @ForeignKey(() => VisitRow, { name: 'deadline_visit' })
  visitId!: string;
  @PrimaryColumn('text') key!: string;
  @Column('timestamptz', { name: 'due_at' }) dueAt!: Date;
  /** 0: alarm, 1: reminder. */
  @Column('smallint') urgency!: number;
}

@Entity('answer_link')
export class AnswerLinkRow {
  /** SHA-256 of the token, which is nowhere but in the text. */
  @PrimaryColumn('text', { name: 'token_hash' }) tokenHash!: string;
  @Column('uuid', { name: 'incident_id' }) incidentId!: string;
  @Column('text') person!: string;
  @Column('text') kind!: string;
  @Column('text') step!: string;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
  /** The number that it was sent to; null: sent before this was kept. */
  @Column('text', { nullable: true }) mobile!: string | null;
}

/** What was answered to one press of a button, so that the same press twice counts once. */
@Entity('answer_press')
export class AnswerPressRow {
  @PrimaryColumn('text') press!: string;
  @Column('text') answer!: string;
  @Column('timestamptz') at!: Date;
}

@Entity('link')
export class LinkRow {
  @PrimaryColumn('text') token!: string;
  @Column('uuid', { name: 'incident_id' }) incidentId!: string;
  @Column('text') person!: string;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
  /** As of an answer's link. */
  @Column('text', { nullable: true }) mobile!: string | null;
}
