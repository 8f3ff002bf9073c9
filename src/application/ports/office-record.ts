import type { ChainedEntry } from '../../domain/record/chain.js';

/** What the record says of how the office was kept. */
export interface OfficeRecord {
  /** Changes of this person, their absences and their number, or of this unit and its rota: the newest first. */
  changesOf(about: { readonly person: string } | { readonly unit: string }, most: number): Promise<OfficeEntry[]>;
}

export type OfficeEntry = Pick<ChainedEntry, 'seq' | 'at' | 'by' | 'text' | 'data'>;

export const OFFICE_RECORD = Symbol('OfficeRecord');
