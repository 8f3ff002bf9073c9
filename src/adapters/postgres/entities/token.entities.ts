import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A machine's way into the API; the token itself is not kept. */
@Entity('api_token')
@Index('api_token_hash', ['hash'], { unique: true })
export class ApiTokenRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  @Column('text') hash!: string;
  @Column('text', { array: true }) rights!: string[];
  @Column('text', { nullable: true }) unit!: string | null;
  @Column('text', { name: 'created_by' }) createdBy!: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt!: Date | null;
  @Column('timestamptz', { name: 'last_used_at', nullable: true }) lastUsedAt!: Date | null;
}
