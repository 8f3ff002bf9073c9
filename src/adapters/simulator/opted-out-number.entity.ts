import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A phone that texted STOP. Twilio sends it nothing more until it texts START. */
@Entity({ schema: 'simulator', name: 'opted_out' })
export class OptedOutNumber {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'opted_out_pkey' })
  number!: string;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  at!: Date;
}
