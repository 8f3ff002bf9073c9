import type { Person, Unit } from '../organisation/organisation.js';

/** A person of whom nothing is known but what a spec says; on the team, with no number and no role. */
export const plainPerson = (id: string, given: Partial<Person> = {}): Person => ({
  id,
  name: id,
  mobile: null,
  unit: 'team',
  lineManager: null,
  roles: [],
  car: null,
  description: '',
  device: '',
  ...given,
});

/** A team of which nothing is known but what a spec says. */
export const plainUnit = (id: string, given: Partial<Unit> = {}): Unit => ({
  id,
  name: id,
  kind: 'team',
  parent: null,
  head: null,
  seniorOnSite: null,
  alertPhrases: [],
  police: null,
  ...given,
});
