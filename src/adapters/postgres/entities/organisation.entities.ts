import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('organisation_version')
@Check('organisation_version_one_row', 'id = 1')
export class OrganisationVersionRow {
  @PrimaryColumn('integer') id!: number;
  @Column('integer') version!: number;
}

@Entity('unit')
export class UnitRow {
  @PrimaryColumn('text') id!: string;
  @Column('integer') position!: number;
  @Column('text') name!: string;
  @Column('text') kind!: string;
  @Column('text', { nullable: true }) parent!: string | null;
  @Column('text', { nullable: true }) head!: string | null;
  @Column('text', { name: 'senior_on_site', nullable: true }) seniorOnSite!: string | null;
  @Column('text', { name: 'alert_phrases', array: true, default: '{}' }) alertPhrases!: string[];
  @Column('text', { name: 'police_force', nullable: true }) policeForce!: string | null;
  @Column('text', { name: 'police_control_room', nullable: true }) policeControlRoom!: string | null;
}

@Entity('person')
export class PersonRow {
  @PrimaryColumn('text') id!: string;
  @Column('integer') position!: number;
  @Column('text') name!: string;
  @Column('text', { nullable: true, unique: true }) mobile!: string | null;
  @Column('text') unit!: string;
  @Column('text', { name: 'line_manager', nullable: true }) lineManager!: string | null;
  @Column('text', { array: true, default: '{}' }) roles!: string[];
  @Column('text', { name: 'car_registration', nullable: true }) carRegistration!: string | null;
  @Column('text', { name: 'car_description', nullable: true }) carDescription!: string | null;
  @Column('text', { default: '' }) description!: string;
  @Column('text', { default: '' }) device!: string;
  @Column('text', { name: 'pin_hash', nullable: true }) pinHash!: string | null;
}

@Entity('rota_shift')
@Check('rota_shift_weekly_or_dated', `on_date IS NULL OR (cardinality(days) = 0 AND cardinality(struck_out) = 0)`)
export class RotaShiftRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('integer') position!: number;
  @Column('text') unit!: string;
  @Column('text', { array: true }) contacts!: string[];
  @Column('text', { array: true }) days!: string[];
  @Column('text', { name: 'from_time' }) fromTime!: string;
  @Column('text', { name: 'to_time' }) toTime!: string;
  /** "2026-11-27": it begins on this date alone. */
  @Column('text', { name: 'on_date', nullable: true }) onDate!: string | null;
  /** Dates on which a weekly one does not begin. */
  @Column('text', { name: 'struck_out', array: true, default: '{}' }) struckOut!: string[];
}

@Entity('absence')
@Check('absence_ends_after_it_begins', 'to_at > from_at')
export class AbsenceRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') person!: string;
  @Column('timestamptz', { name: 'from_at' }) fromAt!: Date;
  @Column('timestamptz', { name: 'to_at' }) toAt!: Date;
  @Column('text', { default: '' }) reason!: string;
}

@Entity('opted_out')
export class OptedOutRow {
  @PrimaryColumn('text') mobile!: string;
  @Column('timestamptz') since!: Date;
}

/** Whose number was shown to be theirs, and by whom. A number that is changed has no row any more. */
@Entity('number_verified')
export class NumberVerifiedRow {
  @PrimaryColumn('text') person!: string;
  @Column('text') mobile!: string;
  @Column('timestamptz', { name: 'verified_at' }) verifiedAt!: Date;
  @Column('text', { name: 'verified_by' }) verifiedBy!: string;
}

@Entity('number_code')
@Index('number_code_mobile', ['mobile', 'sentAt'])
@Index('number_code_sender', ['sentBy', 'sentAt'])
export class NumberCodeRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') person!: string;
  @Column('text') mobile!: string;
  @Column('text', { name: 'code_hash' }) codeHash!: string;
  @Column('timestamptz', { name: 'sent_at' }) sentAt!: Date;
  @Column('text', { name: 'sent_by' }) sentBy!: string;
  @Column('integer', { default: 0 }) tries!: number;
  @Column('timestamptz', { name: 'used_at', nullable: true }) usedAt!: Date | null;
}

@Entity('policy')
export class PolicyRow {
  @PrimaryColumn('text') name!: string;
  @PrimaryColumn('text') version!: string;
  @Column('jsonb') content!: unknown;
  @Column('timestamptz', { name: 'first_used_at', default: () => 'now()' }) firstUsedAt!: Date;
}

/** Which policy came into force when: only ever added to. */
@Entity('policy_period')
export class PolicyPeriodRow {
  @PrimaryColumn('integer') number!: number;
  @Column('text') name!: string;
  @Column('text') version!: string;
  @Column('timestamptz') since!: Date;
  @Column('text', { nullable: true }) sha256!: string | null;
}
