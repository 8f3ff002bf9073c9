import { Check, Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

export type Direction = 'inbound' | 'outbound-api';

/** One text, in either direction, as Twilio keeps it ("Message resource"). */
@Entity({ schema: 'simulator', name: 'message' })
@Unique('message_sid_key', ['sid'])
@Index('message_to_idx', ['to', 'id'])
@Index('message_from_idx', ['from', 'id'])
@Check('message_direction_check', `direction IN ('inbound', 'outbound-api')`)
export class SimulatedMessage {
  /** The order of arrival; a bigint comes as text. */
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'message_pkey',
  })
  id!: string;

  @Column({ type: 'text' })
  sid!: string;

  @Column({ type: 'text' })
  direction!: Direction;

  @Column({ type: 'text', name: 'from_number' })
  from!: string;

  @Column({ type: 'text', name: 'to_number' })
  to!: string;

  @Column({ type: 'text' })
  body!: string;

  @Column({ type: 'integer', name: 'segments' })
  segments!: number;

  @Column({ type: 'text' })
  status!: string;

  @Column({ type: 'integer', name: 'error_code', nullable: true })
  errorCode!: number | null;

  @Column({ type: 'text', name: 'messaging_service_sid', nullable: true })
  messagingServiceSid!: string | null;

  @Column({ type: 'text', name: 'status_callback', nullable: true })
  statusCallback!: string | null;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'updated_at', default: () => 'now()' })
  updatedAt!: Date;

  @Column({ type: 'timestamptz', name: 'sent_at', nullable: true })
  sentAt!: Date | null;
}
