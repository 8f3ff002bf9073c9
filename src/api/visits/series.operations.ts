import { byUuid } from '../door/fields.js';
import { json, operation } from '../door/operation.js';
import {
  laterCancelledSchema,
  laterCancelSchema,
  laterChangedSchema,
  laterChangeSchema,
  laterVisitsSchema,
  VISIT_EXAMPLE,
} from './visit.schemas.js';

const SAW = '0a1b2c3d4e5f6071';
const NOT_DONE = 'It is not one of a series, none of them can be, or somebody has changed one meanwhile; none was';

export const lookAtLater = operation({
  id: 'lookAtLaterVisits',
  needs: 'plan_visits',
  tag: 'Visits',
  summary: 'Look at a visit and the later ones of its series',
  description:
    'What a change or a cancellation of "this and the later ones" would be about: the visit, and those of its series that are planned to start with it or after it and that you may change.',
  path: byUuid,
  answers: { 200: { description: 'The visits, in the order of their planned start', schema: laterVisitsSchema } },
  refusals: { 409: 'It is not one of a series' },
});

export const changeLater = operation({
  id: 'changeLaterVisits',
  needs: 'plan_visits',
  namesCaller: true,
  tag: 'Visits',
  summary: 'Change a visit and the later ones of its series',
  description:
    'All of them or none (HVPF 8.2.2). What is given is how this visit is to be; a later one is changed likewise where it stood as this one did: its times move as far by the clock on the wall, across a change of summer time too. What was set otherwise for a later visit alone stays, and is answered in "kept". Those that have begun or are over are left out, and answered in "leftOut".',
  path: byUuid,
  body: json(laterChangeSchema, { ...VISIT_EXAMPLE, saw: SAW }),
  answers: { 200: { description: 'Those that were changed, as they are now', schema: laterChangedSchema } },
  refusals: { 409: NOT_DONE },
});

export const cancelLater = operation({
  id: 'cancelLaterVisits',
  needs: 'plan_visits',
  namesCaller: true,
  tag: 'Visits',
  summary: 'Cancel a visit and the later ones of its series',
  description:
    'All of them or none. Those that were moved by hand are cancelled with the others; those that have begun or are over are left out, and answered in "leftOut".',
  path: byUuid,
  body: json(laterCancelSchema, { reason: 'moved to the office', saw: SAW }),
  answers: { 200: { description: 'Those that were cancelled', schema: laterCancelledSchema } },
  refusals: { 409: NOT_DONE },
});
