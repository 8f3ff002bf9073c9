import { Check, Column, Entity, ForeignKey, Generated, Index, PrimaryColumn, Unique } from 'typeorm';
import { VisitRow } from './visit.entities.js';

/** The outbox: written in the transaction of the change that it tells of, sent afterwards by a worker. */
@Entity('message')
@Unique('message_sid', ['sid'])
@Check(
  'message_state',
  `state IN ('pending', 'sending', 'unknown', 'accepted', 'sent', 'delivered', 'undelivered', 'failed', 'dropped')`,
)
@Index('message_alerts_to_send', ['nextAttemptAt', 'createdAt'], { where: `state = 'pending' AND urgency = 0` })
@Index('message_others_to_send', ['urgency', 'nextAttemptAt', 'createdAt'], {
  where: `state = 'pending' AND urgency > 0`,
})
@Index('message_in_doubt', ['claimedAt'], { where: `state IN ('sending', 'unknown')` })
@Index('message_silent', ['silentAt'], { where: 'silent_at IS NOT NULL' })
@Index('message_settings_refused', ['claimedAt'], { where: `failure = 'settings'` })
@Index('message_created', ['createdAt'])
@Index('message_mobile', ['mobile', 'createdAt'])
@Index('message_incident', ['incidentId'], { where: 'incident_id IS NOT NULL' })
export class MessageRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'visit_id', nullable: true })
  @ForeignKey(() => VisitRow, { name: 'message_visit' })
  visitId!: string | null;
  @Column('uuid', { name: 'incident_id', nullable: true }) incidentId!: string | null;
  @Column('text', { name: 'incident_kind', nullable: true }) incidentKind!: string | null;
  @Column('text') person!: string;
  @Column('text') mobile!: string;
  @Column('text') body!: string;
  /** What is really sent, encrypted, where `body` only says what it was. */
  @Column('text', { nullable: true }) sealed!: string | null;
  @Column('text') purpose!: string;
  /** 0: alert, 1: reply, 2: notice. */
  @Column('smallint') urgency!: number;
  @Column('text') state!: string;
  @Column('text', { nullable: true }) sid!: string | null;
  @Column('integer', { default: 0 }) attempts!: number;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'next_attempt_at' }) nextAttemptAt!: Date;
  @Column('timestamptz', { name: 'claimed_at', nullable: true }) claimedAt!: Date | null;
  /** The process that is sending it. */
  @Column('uuid', { name: 'claimed_by', nullable: true }) claimedBy!: string | null;
  /** When it was last asked after at the provider. */
  @Column('timestamptz', { name: 'looked_at', nullable: true }) lookedAt!: Date | null;
  @Column('timestamptz', { name: 'accepted_at', nullable: true }) acceptedAt!: Date | null;
  @Column('timestamptz', { name: 'silent_at', nullable: true }) silentAt!: Date | null;
  @Column('text', { nullable: true }) failure!: string | null;
  @Column('integer', { name: 'error_code', nullable: true }) errorCode!: number | null;
  @Column('text', { nullable: true }) detail!: string | null;
}

/** The inbox: a text is a row here before the provider gets its 2xx (P1). */
@Entity('inbound')
@Index('inbound_unhandled', ['seq'], { where: 'handled_at IS NULL' })
@Index('inbound_received', ['receivedAt'])
export class InboundRow {
  @PrimaryColumn('text') sid!: string;
  @Column('bigint') @Generated('increment') seq!: string;
  @Column('text', { name: 'from_number' }) fromNumber!: string;
  @Column('text', { name: 'to_number' }) toNumber!: string;
  @Column('text') body!: string;
  @Column('timestamptz', { name: 'received_at' }) receivedAt!: Date;
  /** When the provider took it; known where it was found by asking, not by webhook. */
  @Column('timestamptz', { name: 'sent_at', nullable: true }) sentAt!: Date | null;
  @Column('text', { nullable: true }) person!: string | null;
  @Column('timestamptz', { name: 'handled_at', nullable: true }) handledAt!: Date | null;
  @Column('integer', { default: 0 }) attempts!: number;
  @Column('timestamptz', { name: 'retry_at' }) retryAt!: Date;
}
