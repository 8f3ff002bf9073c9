import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** status: a delivery status. sms: a text for the service. fallback: the same after its webhook failed. */
export type WebhookKind = 'status' | 'sms' | 'fallback';

/** What is still to happen to a text. A row goes away when it has happened, so whatever is here survives a restart. */
@Entity({ schema: 'simulator', name: 'pending_webhook' })
@Index('pending_webhook_due_idx', ['dueAt', 'id'])
@Check('pending_webhook_kind_check', `kind IN ('status', 'sms', 'fallback')`)
export class PendingWebhook {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'pending_webhook_pkey',
  })
  id!: string;

  @Column({ type: 'text', name: 'message_sid' })
  messageSid!: string;

  /** Those of one lane go one after the other: the statuses of one text, the texts of one phone. */
  @Column({ type: 'text' })
  lane!: string;

  @Column({ type: 'text' })
  kind!: WebhookKind;

  /** The status that the text then has. */
  @Column({ type: 'text', nullable: true })
  status!: string | null;

  @Column({ type: 'integer', name: 'error_code', nullable: true })
  errorCode!: number | null;

  /** Whether anybody is told, or the text only takes on the status. */
  @Column({ type: 'boolean' })
  told!: boolean;

  @Column({ type: 'timestamptz', name: 'due_at' })
  dueAt!: Date;

  @Column({ type: 'integer', default: 0 })
  attempts!: number;
}
