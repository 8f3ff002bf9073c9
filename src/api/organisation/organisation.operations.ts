import { z } from 'zod';
import {
  EXAMPLE,
  EXAMPLE_ABSENCE,
  EXAMPLE_PERSON,
  EXAMPLE_SHIFT,
  EXAMPLE_UNIT,
} from '../../application/organisation/organisation-example.js';
import { line, word } from '../../application/organisation/fields.js';
import {
  absenceSchema,
  organisationSchema,
  personSchema,
  rotaShiftSchema,
  unitSchema,
} from '../../application/organisation/organisation-schema.js';
import { ROLES } from '../../domain/organisation/organisation.js';
import { byId, byUuid, INSTANT, instant } from '../door/fields.js';
import { YAML } from '../door/media-types.js';
import { operation } from '../door/operation.js';
import { pageSchema, paging } from '../door/paging.js';
import { warningSchema } from './fault.schema.js';

/** Checked with the rest of the office: a part can never contradict another. */
const part = (schema: z.ZodType, example: unknown) => ({
  content: { 'application/json': { schema, example } },
  checkedWithin: true as const,
});

export const warnings = { warnings: z.array(warningSchema) };

const YAML_EXAMPLE = `units:
  - { id: team-1, name: Team One, kind: team, police: { force: Exampleshire, controlRoom: "+441632960000" } }
people:
  - { id: practitioner-1, name: Practitioner One, mobile: "+447700900101", unit: team-1, lineManager: manager-1, roles: [practitioner] }
  - { id: manager-1, name: Manager One, mobile: "+447700900103", unit: team-1, roles: [manager, contact] }
rota:
  - { unit: team-1, contacts: [manager-1], days: [mon, tue, wed, thu, fri, sat, sun], from: "00:00", to: "24:00" }
`;

const codesShown = {
  alertPhrases: z.array(z.string()).optional().meta({
    description: 'Covert phrases (HVPF 8.3.5), for whoever reports on incidents there or changes the unit',
    example: EXAMPLE_UNIT.alertPhrases,
  }),
};

export const unitShown = unitSchema
  .extend({
    ...codesShown,
    alertPhraseCount: z
      .int()
      .optional()
      .meta({ description: 'In the place of `alertPhrases` for everybody else: how many there are', example: 1 }),
  })
  .meta({ id: 'UnitShown', example: EXAMPLE_UNIT });

const organisationShown = organisationSchema
  .extend({ units: z.array(unitSchema.extend(codesShown)) })
  .meta({ id: 'OrganisationShown', example: EXAMPLE });

export const putOrganisation = operation({
  id: 'putOrganisation',
  needs: 'change_office',
  namesCaller: true,
  tag: 'Organisation',
  summary: 'Replace the whole organisation',
  description:
    'The organisation file, as JSON or as YAML. Taken whole or refused whole, with every fault; of YAML with its line. The same once more changes nothing. PINs are taken, never shown, and stay where the file gives none. So do alert codes of a unit whose `alertPhrases` are left out: an empty list takes them away.',
  body: {
    content: {
      'application/json': { schema: organisationSchema, example: EXAMPLE },
      [YAML]: { schema: z.string(), example: YAML_EXAMPLE },
    },
    checkedWithin: true,
  },
  answers: {
    200: {
      description: 'Taken',
      schema: z.object({ changed: z.boolean(), ...warnings, units: z.int(), people: z.int() }).meta({
        id: 'OrganisationTaken',
        example: { changed: true, warnings: [], units: 4, people: 14 },
      }),
    },
  },
  refusals: { 409: 'Somebody who is left out is on a visit that is still watched' },
});

export const getOrganisation = operation({
  id: 'getOrganisation',
  needs: 'see_office',
  tag: 'Organisation',
  summary: 'The whole organisation',
  description:
    'As PUT takes it, without the PINs, and without `alertPhrases` for a token that neither reports nor changes the office: left out, PUT keeps them.',
  answers: { 200: { description: 'The organisation', schema: organisationShown } },
});

const inUnit = line(64)
  .optional()
  .meta({ description: 'Of this unit and of those below it', example: 'riverside-pdu' });

const personWithWarnings = personSchema.extend(warnings).meta({ id: 'PersonWithWarnings' });
const personPath = byId(EXAMPLE_PERSON.id);
const ON_A_VISIT = 'The person is on a visit that is still watched, or others depend on them';

export const listPeople = operation({
  id: 'listPeople',
  needs: 'see_office',
  tag: 'People',
  summary: 'List people',
  query: z.strictObject({
    ...paging,
    unit: inUnit,
    role: word(ROLES, new Map()).optional().meta({ example: 'practitioner' }),
  }),
  answers: { 200: { description: 'A page of people', schema: pageSchema(personSchema, 'PersonPage') } },
});

export const addPerson = operation({
  id: 'addPerson',
  needs: 'change_office',
  namesCaller: true,
  tag: 'People',
  summary: 'Add a person',
  body: part(personSchema, EXAMPLE_PERSON),
  answers: { 201: { description: 'Added', schema: personWithWarnings, location: true } },
  refusals: { 409: 'There is a person with this id already' },
});

export const getPerson = operation({
  id: 'getPerson',
  needs: 'see_office',
  tag: 'People',
  summary: 'Look at a person',
  path: personPath,
  answers: { 200: { description: 'The person', schema: personSchema } },
});

export const putPerson = operation({
  id: 'putPerson',
  needs: 'change_office',
  namesCaller: true,
  tag: 'People',
  summary: 'Add or replace a person',
  description: 'What is left out is taken away, but for the PIN.',
  path: personPath,
  body: part(personSchema, EXAMPLE_PERSON),
  answers: { 200: { description: 'The person as they are now', schema: personWithWarnings } },
});

export const changePerson = operation({
  id: 'changePerson',
  needs: 'change_office',
  namesCaller: true,
  tag: 'People',
  summary: 'Change some of what is kept of a person',
  description: 'What is left out stays; null takes away.',
  path: personPath,
  body: part(personSchema.partial().meta({ id: 'PersonChange' }), EXAMPLE_PERSON),
  answers: { 200: { description: 'The person as they are now', schema: personWithWarnings } },
});

export const removePerson = operation({
  id: 'removePerson',
  needs: 'change_office',
  namesCaller: true,
  tag: 'People',
  summary: 'Take a person out',
  path: personPath,
  answers: { 204: { description: 'Taken out' } },
  refusals: { 409: ON_A_VISIT },
});

const unitPath = byId(EXAMPLE_UNIT.id);

export const listUnits = operation({
  id: 'listUnits',
  needs: 'see_office',
  tag: 'Units',
  summary: 'List units',
  query: z.strictObject(paging),
  answers: { 200: { description: 'A page of units', schema: pageSchema(unitShown, 'UnitPage') } },
});

export const getUnit = operation({
  id: 'getUnit',
  needs: 'see_office',
  tag: 'Units',
  summary: 'Look at a unit',
  path: unitPath,
  answers: { 200: { description: 'The unit', schema: unitShown } },
});

export const putUnit = operation({
  id: 'putUnit',
  needs: 'change_office',
  namesCaller: true,
  tag: 'Units',
  summary: 'Add or replace a unit',
  description:
    'What is left out is taken away, but for the alert codes: an empty list of `alertPhrases` takes them away.',
  path: unitPath,
  body: part(unitSchema, EXAMPLE_UNIT),
  answers: {
    200: { description: 'The unit as it is now', schema: unitShown.extend(warnings).meta({ id: 'UnitWithWarnings' }) },
  },
});

const id = z.uuid().meta({ description: 'The id that Allswell gave' });
const VERSION = '0a1b2c3d4e5f6071';
export const version = z.string().meta({
  description: 'Another after each change: send it along, to be refused where somebody has changed the shift meanwhile',
  example: VERSION,
});
export const keptShift = rotaShiftSchema.extend({ id, version }).meta({
  id: 'KeptRotaShift',
  example: { id: '2c6b1f3e-0d6e-4c3b-8f53-70e9a7d6f0b1', version: VERSION, ...EXAMPLE_SHIFT },
});
export const shiftWithWarnings = keptShift.extend(warnings).meta({ id: 'RotaShiftWithWarnings' });

export const CHANGED_MEANWHILE = 'Somebody has changed it since the version that was sent along';

export const listRota = operation({
  id: 'listRota',
  needs: 'see_office',
  tag: 'Rota',
  summary: 'List shifts of nominated contacts',
  description:
    'Those of every week have `days`, those of one date have `date`. Shifts of one date are listed until a quarter after their end.',
  query: z.strictObject({ ...paging, unit: inUnit }),
  answers: { 200: { description: 'A page of shifts', schema: pageSchema(keptShift, 'RotaPage') } },
});

export const addShift = operation({
  id: 'addShift',
  needs: 'change_rota',
  namesCaller: true,
  tag: 'Rota',
  summary: 'Add a shift',
  description:
    'With `days` it comes back every week, but for the dates in `except`; with `date` it is of that date alone, adds to the weekly ones and is asked first. A date whose shift is over is refused.',
  body: part(rotaShiftSchema, EXAMPLE_SHIFT),
  answers: { 201: { description: 'Added', schema: shiftWithWarnings, location: true } },
});

export const getShift = operation({
  id: 'getShift',
  needs: 'see_office',
  tag: 'Rota',
  summary: 'Look at a shift',
  path: byUuid,
  answers: { 200: { description: 'The shift', schema: keptShift } },
});

export const putShift = operation({
  id: 'putShift',
  needs: 'change_rota',
  namesCaller: true,
  tag: 'Rota',
  summary: 'Replace a shift',
  description: 'What is left out is taken away. For one date of a weekly shift there are operations of their own.',
  path: byUuid,
  body: part(rotaShiftSchema.extend({ version: version.optional() }).meta({ id: 'RotaShiftReplaced' }), {
    ...EXAMPLE_SHIFT,
    version: VERSION,
  }),
  answers: { 200: { description: 'The shift as it is now', schema: shiftWithWarnings } },
  refusals: { 409: CHANGED_MEANWHILE },
});

export const removeShift = operation({
  id: 'removeShift',
  needs: 'change_rota',
  namesCaller: true,
  tag: 'Rota',
  summary: 'Take a shift out',
  path: byUuid,
  answers: { 204: { description: 'Taken out' } },
});

const keptAbsence = absenceSchema
  .extend({ id })
  .meta({ id: 'KeptAbsence', example: { id: '8d0f7f0e-5a0c-4e9e-9a44-3f5f3f1f2b77', ...EXAMPLE_ABSENCE } });

export const listAbsences = operation({
  id: 'listAbsences',
  needs: 'see_office',
  tag: 'Absences',
  summary: 'List absences',
  query: z.strictObject({
    ...paging,
    person: line(64).optional().meta({ example: 'grace-okafor' }),
    at: instant.optional().meta({ ...INSTANT, description: 'Who is absent at this moment' }),
  }),
  answers: { 200: { description: 'A page of absences', schema: pageSchema(keptAbsence, 'AbsencePage') } },
});

export const addAbsence = operation({
  id: 'addAbsence',
  needs: 'change_rota',
  namesCaller: true,
  tag: 'Absences',
  summary: 'Enter an absence',
  body: part(absenceSchema, EXAMPLE_ABSENCE),
  answers: {
    201: {
      description: 'Entered',
      schema: keptAbsence.extend(warnings).meta({ id: 'AbsenceWithWarnings' }),
      location: true,
    },
  },
});

export const getAbsence = operation({
  id: 'getAbsence',
  needs: 'see_office',
  tag: 'Absences',
  summary: 'Look at an absence',
  path: byUuid,
  answers: { 200: { description: 'The absence', schema: keptAbsence } },
});

export const removeAbsence = operation({
  id: 'removeAbsence',
  needs: 'change_rota',
  namesCaller: true,
  tag: 'Absences',
  summary: 'Take an absence out',
  path: byUuid,
  answers: { 204: { description: 'Taken out' } },
});
