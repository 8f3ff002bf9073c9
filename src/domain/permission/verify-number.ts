import type { Person } from '../organisation/organisation.js';
import type { Access } from './access.js';

/**
 * Who may show that a number is somebody's: whoever keeps the office's details, and the person themself, if Allswell ever
 * asks them for anything. Somebody who only reads changes nothing, not even this.
 */
export const mayVerifyNumber = (access: Access, by: string, { id, unit }: Person): boolean =>
  access.may('change_office', { unit, people: [] }) || (by === id && access.has('report'));
