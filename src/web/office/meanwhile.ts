import type { OfficeEntry } from '../../application/ports/office-record.js';
import type { Standpoint } from '../guard.js';
import { changeOf, type Change } from './changes.js';

/** What somebody else did while a form was open. */
export type Meanwhile = Change;

/** @param begins the words with which entries about the very item begin: a person's absences are told of beside them */
export function meanwhile(entries: readonly OfficeEntry[], begins: string, from: Standpoint): Meanwhile | null {
  const newest = entries.find(({ text }) => text.startsWith(begins));
  return newest ? changeOf(newest, from) : null;
}
