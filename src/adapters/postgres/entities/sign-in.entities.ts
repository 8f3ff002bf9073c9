import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

@Entity('account')
@Check('account_open_or_closed', '(password_hash IS NULL) = (closed_at IS NOT NULL)')
export class AccountRow {
  @PrimaryColumn('text') person!: string;
  @Column('uuid') epoch!: string;
  @Column('text', { name: 'password_hash', nullable: true }) passwordHash!: string | null;
  @Column('text', { name: 'totp_secret', nullable: true }) totpSecret!: string | null;
  /** Always null: offered to a session since, not to the account. The version before asks for it while it still runs. */
  @Column('text', { name: 'totp_pending', nullable: true }) totpPending!: string | null;
  @Column('bigint', { name: 'totp_step', nullable: true }) totpStep!: string | null;
  @Column('timestamptz', { name: 'opened_at' }) openedAt!: Date;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt!: Date | null;
}

@Entity('recovery_code')
@Index('recovery_code_person', ['person'])
export class RecoveryCodeRow {
  @PrimaryColumn('text') hash!: string;
  @Column('text') person!: string;
}

@Entity('invitation')
@Unique('invitation_person', ['person'])
export class InvitationRow {
  @PrimaryColumn('text', { name: 'token_hash' }) tokenHash!: string;
  @Column('text') person!: string;
  @Column('timestamptz', { name: 'made_at' }) madeAt!: Date;
  @Column('text', { name: 'made_by' }) madeBy!: string;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
}

@Entity('session')
@Unique('session_token', ['tokenHash'])
@Unique('session_previous', ['previousHash'])
@Check('session_way', `way IN ('local', 'openid')`)
@Check('session_stage', `stage IN ('code', 'enrol', 'open')`)
@Index('session_person', ['person'])
@Index('session_started', ['startedAt'])
export class SessionRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { name: 'token_hash' }) tokenHash!: string;
  @Column('text', { name: 'previous_hash', nullable: true }) previousHash!: string | null;
  @Column('boolean', { name: 'current_was_shown' }) currentWasShown!: boolean;
  @Column('text') person!: string;
  @Column('text') way!: 'local' | 'openid';
  @Column('text') stage!: 'code' | 'enrol' | 'open';
  @Column('boolean', { name: 'second_factor' }) secondFactor!: boolean;
  @Column('timestamptz', { name: 'started_at' }) startedAt!: Date;
  @Column('timestamptz', { name: 'seen_at' }) seenAt!: Date;
  @Column('timestamptz', { name: 'rotated_at' }) rotatedAt!: Date;
  @Column('text') agent!: string;
  @Column('text', { name: 'id_token', nullable: true }) idToken!: string | null;
  @Column('text', { array: true, nullable: true }) roles!: string[] | null;
  @Column('text', { name: 'totp_offered', nullable: true }) totpOffered!: string | null;
  @Column('timestamptz', { name: 'totp_offered_at', nullable: true }) totpOfferedAt!: Date | null;
}

@Entity('sign_in_tally')
@Index('sign_in_tally_last', ['lastAt'])
export class SignInTallyRow {
  @PrimaryColumn('text') key!: string;
  @Column('integer') failures!: number;
  @Column('timestamptz', { name: 'last_at' }) lastAt!: Date;
  @Column('timestamptz', { name: 'told_at', nullable: true }) toldAt!: Date | null;
}
