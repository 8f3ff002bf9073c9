import type { Directory } from '../../domain/organisation/directory.js';

/** The office as it stands, for whoever only looks. */
export interface Directories {
  directory(): Promise<Directory>;
}

export const DIRECTORIES = Symbol('Directories');
