import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One line of the record. The database refuses its update and deletion (see the first migration). */
@Entity('entry')
@Index('entry_incident', ['incidentId', 'at'], { where: 'incident_id IS NOT NULL' })
@Index('entry_office_changed', ['seq'], { where: `kind = 'office_changed'` })
@Index('entry_list_viewed', ['by', 'at'], { where: `chain = 'office' AND kind = 'person_viewed'` })
export class EntryRow {
  @PrimaryColumn('text') chain!: string;
  @PrimaryColumn('integer') seq!: number;
  @Column('timestamptz') at!: Date;
  @Column('text') kind!: string;
  @Column('text', { nullable: true }) clause!: string | null;
  @Column('text') by!: string;
  @Column('text') text!: string;
  @Column('uuid', { name: 'incident_id', nullable: true }) incidentId!: string | null;
  @Column('jsonb') data!: Record<string, unknown>;
  @Column('text', { name: 'previous_hash' }) previousHash!: string;
  @Column('text') hash!: string;
}

@Entity('record_head')
export class RecordHeadRow {
  @PrimaryColumn('text') chain!: string;
  @Column('integer') seq!: number;
  @Column('text') hash!: string;
}
