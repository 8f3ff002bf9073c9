import { byUuid } from '../door/fields.js';
import { json, operation } from '../door/operation.js';
import { incidentWithEntriesSchema } from '../incidents/incident.schemas.js';
import {
  byNumber,
  CHANGE_EXAMPLE,
  changeSchema,
  followUpSchema,
  OWN_EXAMPLE,
  ownSchema,
  REASON_EXAMPLE,
  reasonSchema,
  REVIEW_EXAMPLE,
  reviewTextSchema,
} from './follow-up.schemas.js';

const NOT_NOW = 'It cannot be done as things stand: the detail says why, and who was first';
const WAS_THERE = 'The person named was on the visit: somebody else sees to what follows it';

export const addFollowUp = operation({
  id: 'addFollowUp',
  needs: 'follow_up',
  namesCaller: true,
  tag: 'Incidents',
  summary: 'Add a follow-up of your own',
  description:
    'What else is to be done after an incident, beside what HVPF 8.5 asks for: from when it is stood down until it is closed.',
  path: byUuid,
  body: json(ownSchema, OWN_EXAMPLE),
  answers: { 201: { description: 'Added', schema: followUpSchema } },
  refusals: { 403: WAS_THERE, 409: NOT_NOW },
});

export const writeReview = operation({
  id: 'writeReview',
  needs: 'follow_up',
  namesCaller: true,
  tag: 'Incidents',
  summary: 'Write down what came of an incident and what was learned',
  description:
    'From when it is stood down until it is closed; written again, it takes the place of what was there, and the record keeps both.',
  path: byUuid,
  body: json(reviewTextSchema, REVIEW_EXAMPLE),
  answers: { 200: { description: 'The incident, with its review', schema: incidentWithEntriesSchema } },
  refusals: { 403: WAS_THERE, 409: NOT_NOW },
});

export const changeFollowUp = operation({
  id: 'changeFollowUp',
  needs: 'follow_up',
  namesCaller: true,
  tag: 'Incidents',
  summary: 'Say that a follow-up is done or not needed, or who sees to it by when',
  description:
    'What is owed after an incident (HVPF 8.5): made when it is stood down, required before it is closed. Whatever is left out stays as it is. Every change is an entry.',
  path: byNumber,
  body: json(changeSchema, CHANGE_EXAMPLE),
  answers: { 200: { description: 'The follow-up as it is now', schema: followUpSchema } },
  refusals: { 403: WAS_THERE, 409: NOT_NOW },
});

export const closeIncident = operation({
  id: 'closeIncident',
  needs: 'follow_up',
  namesCaller: true,
  tag: 'Incidents',
  summary: 'Close an incident',
  description: 'Once it has been stood down and every follow-up that is required is done or not needed (HVPF 8.5).',
  path: byUuid,
  body: json(reasonSchema, REASON_EXAMPLE),
  answers: { 200: { description: 'The incident, closed', schema: incidentWithEntriesSchema } },
  refusals: { 403: WAS_THERE, 409: NOT_NOW },
});

export const reopenIncident = operation({
  id: 'reopenIncident',
  needs: 'follow_up',
  namesCaller: true,
  tag: 'Incidents',
  summary: 'Reopen what follows a closed incident',
  description: 'The alarm itself stays ended.',
  path: byUuid,
  body: json(reasonSchema, { reason: 'She has asked for another de-briefing' }),
  answers: { 200: { description: 'The incident, stood down', schema: incidentWithEntriesSchema } },
  refusals: { 403: WAS_THERE, 409: NOT_NOW },
});
