import type { Incident } from '../incident/incident.js';
import type { Visit } from '../visit/visit.js';
import type { Concerned } from './access.js';

/** Whom a visit concerns: its unit, and those who go. */
export const concernedByVisit = ({ unit, attendees }: Visit): Concerned => ({
  unit,
  people: attendees.map(({ person }) => person),
});

/** Whom an incident concerns: its visit's unit, those who went, those it is about, and those who were alerted to it. */
export const concernedByIncident = (visit: Visit, { subjects, alerted }: Incident): Concerned => ({
  unit: visit.unit,
  people: [...concernedByVisit(visit).people, ...subjects, ...alerted.map(({ person }) => person)],
});
