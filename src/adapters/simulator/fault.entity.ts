import { Check, Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { FaultKind } from './fault-kinds.js';

/** Something that shall go wrong with one phone, or all, for so many texts. */
@Entity({ schema: 'simulator', name: 'fault' })
@Check('fault_remaining_check', 'remaining > 0')
export class Fault {
  @PrimaryGeneratedColumn('identity', {
    type: 'integer',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'fault_pkey',
  })
  id!: number;

  /** E.164, or "*" for every phone. */
  @Column({ type: 'text' })
  number!: string;

  @Column({ type: 'text' })
  kind!: FaultKind;

  /** For how many texts yet. Null: until it is removed. */
  @Column({ type: 'integer', nullable: true })
  remaining!: number | null;

  /** Twilio's error code, where the kind has one. */
  @Column({ type: 'integer', nullable: true })
  code!: number | null;

  /** How late, where the kind has it. */
  @Column({ type: 'integer', nullable: true })
  milliseconds!: number | null;
}
