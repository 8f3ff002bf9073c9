import type { Directory } from '../organisation/directory.js';
import type { Person } from '../organisation/organisation.js';
import type { Instant } from '../time/instant.js';
import { accessOf } from './access.js';

/** Those who keep this person's details: whoever may change people of their unit. Nobody of another unit is told of them (P11). */
export const keepersOf = ({ unit }: Person, directory: Directory, at: Instant): Person[] =>
  directory.organisation.people.filter((one) =>
    accessOf(one, directory, at).may('change_office', { unit, people: [] }),
  );
