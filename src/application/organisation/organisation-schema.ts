import { z } from 'zod';
import type { Car, PoliceContact } from '../../domain/organisation/organisation.js';
import { ROLES, UNIT_KINDS, WEEKDAYS } from '../../domain/organisation/organisation.js';
import { dayNamed } from '../../domain/time/week.js';
import { quoted } from './fault.js';
import type { Reading } from './fields.js';
import { fullList, line, optional, optionalLine, optionalList, perhaps, perhapsLine, text, word } from './fields.js';
import {
  EXAMPLE,
  EXAMPLE_ABSENCE,
  EXAMPLE_DATED_SHIFT,
  EXAMPLE_PERSON,
  EXAMPLE_SHIFT,
  EXAMPLE_UNIT,
} from './organisation-example.js';
import { readPhoneNumber } from './phone-number.js';
import { DAY_SYNONYMS, KIND_SYNONYMS, ROLE_SYNONYMS } from './synonyms.js';
import { readInstant } from './written-instant.js';

const identifier = text((written): Reading<string> => {
  if (written === '') return { fault: 'is missing', mend: 'Write an id here.' };
  if (written.length <= 64 && /^[\p{L}\p{N}][\p{L}\p{N}._:@-]*$/u.test(written)) return { value: written };
  return {
    fault: `${quoted(written)} cannot be an id`,
    mend: 'Use up to 64 letters and digits, with - _ . : or @ between them and no spaces.',
  };
});

/** What the record calls those who act and are nobody: what a person of that id did would be read as theirs. */
const NOBODYS: readonly string[] = ['allswell', 'api', 'import', 'invite', 'demonstration'];

const personId = identifier.refine((id) => !NOBODYS.includes(id.toLowerCase()), {
  error: ({ input }) => `${quoted(String(input))} is what the record calls the service itself`,
  params: { mend: 'Use another id, such as first and last name.' },
});

const phoneNumber = (kind: 'mobile' | 'any') =>
  text((written): Reading<string> => {
    const number = readPhoneNumber(written, kind);
    return 'e164' in number ? { value: number.e164 } : { ...number, fault: `${quoted(written)} ${number.fault}` };
  });

const clockTime = (endOfDay: boolean) =>
  text((written): Reading<string> => {
    const found = /^(\d{1,2}):(\d{2})$/.exec(written);
    const [hour, minute] = [Number(found?.[1]), Number(found?.[2])];
    const midnight = hour === 24 && minute === 0 && endOfDay;
    if ((hour <= 23 && minute <= 59) || midnight) return { value: written.padStart(5, '0') };
    return {
      fault: `${quoted(written)} is not a time of day`,
      mend: `Write it as HH:MM, 00:00 to ${endOfDay ? '24:00' : '23:59'}, for example 09:30.`,
    };
  });

/** A day by the calendar, with no time. */
const calendarDate = text((written): Reading<string> => {
  if (dayNamed(written, 'UTC') !== null && written.length === 10) return { value: written };
  return {
    fault: `${quoted(written)} is not a date`,
    mend: 'Write the year, the month and the day: 2026-11-27.',
  };
});

/** Kept as written: the zone in which a time without an offset is meant is not known here. */
const moment = text((written): Reading<string> => {
  if (readInstant(written, 'UTC') !== null) return { value: written };
  return {
    fault: `${quoted(written)} is not a date and time`,
    mend: 'Write the date, the time and, if it is not local, the offset: 2026-12-24T09:00, 2026-12-24T09:00:00Z.',
  };
});

/** Never quoted back: it is a secret. */
const pin = text((written): Reading<string> => {
  if (/^\d{4,8}$/.test(written)) return { value: written };
  return { fault: 'is not 4 to 8 digits', mend: 'Use 4 to 8 digits, in quotes so that no leading 0 is lost.' };
});

const police: z.ZodType<PoliceContact> = z.strictObject({
  force: line(100).meta({ description: 'The police force', example: EXAMPLE_UNIT.police.force }),
  controlRoom: phoneNumber('any').meta({
    description: "The control room's own number, for a person to ring; 999, 112 and 101 are refused",
    example: EXAMPLE_UNIT.police.controlRoom,
  }),
});

const car: z.ZodType<Car> = z.strictObject({
  registration: optionalLine(20).meta({ example: EXAMPLE_PERSON.car.registration }),
  description: optionalLine(200).meta({ example: EXAMPLE_PERSON.car.description }),
});

export const unitSchema = z
  .strictObject({
    id: identifier.meta({ description: "The organisation's own id for the unit", example: EXAMPLE_UNIT.id }),
    name: line(100).meta({ example: EXAMPLE_UNIT.name }),
    kind: word(UNIT_KINDS, KIND_SYNONYMS).meta({
      description: 'region, pdu, team and office; a police force and its units',
      example: EXAMPLE_UNIT.kind,
    }),
    parent: optional(identifier).meta({ description: 'The unit above', example: EXAMPLE_UNIT.parent }),
    head: optional(identifier).meta({
      description: 'The person told as soon as practical: PDU head, Regional Probation Director (HVPF 8.4.3)',
      example: EXAMPLE_UNIT.head,
    }),
    seniorOnSite: optional(identifier).meta({
      description: "The senior person on site, asked first in the line manager's absence (HVPF 8.3.6, 8.4.3)",
      example: EXAMPLE_UNIT.seniorOnSite,
    }),
    alertPhrases: optionalList(line(100)).meta({
      description: 'Covert phrases (HVPF 8.3.5). A unit with none uses those of the nearest unit above',
      example: EXAMPLE_UNIT.alertPhrases,
    }),
    police: optional(police).meta({
      description: 'Shown on the police call sheet. A unit with none uses that of the nearest unit above',
      example: EXAMPLE_UNIT.police,
    }),
  })
  .meta({ id: 'Unit', description: 'A region, PDU, team, office, police force or police unit', example: EXAMPLE_UNIT });

export const personSchema = z
  .strictObject({
    id: personId.meta({ description: "The organisation's own id for the person", example: EXAMPLE_PERSON.id }),
    name: line(100).meta({ example: EXAMPLE_PERSON.name }),
    mobile: optional(phoneNumber('mobile')).meta({
      description: 'Stored as E.164. Nobody else may have it: a text is known by its sender',
      example: EXAMPLE_PERSON.mobile,
    }),
    unit: identifier.meta({ description: 'Where the person works', example: EXAMPLE_PERSON.unit }),
    lineManager: optional(identifier).meta({ example: EXAMPLE_PERSON.lineManager }),
    roles: fullList(word(ROLES, ROLE_SYNONYMS)).meta({ example: EXAMPLE_PERSON.roles }),
    car: optional(car).meta({ description: 'For the staff details log (HVPF 8.1.5)', example: EXAMPLE_PERSON.car }),
    description: optionalLine(500).meta({
      description: 'What the person looks like, for the police call sheet',
      example: EXAMPLE_PERSON.description,
    }),
    device: optionalLine(100).meta({ description: 'Id of the lone worker device', example: EXAMPLE_PERSON.device }),
    pin: optional(pin).meta({
      description: 'Departure PIN, 4 to 8 digits. Taken and never shown again',
      example: EXAMPLE_PERSON.pin,
      writeOnly: true,
    }),
  })
  .meta({ id: 'Person', description: 'Someone who works for the organisation', example: EXAMPLE_PERSON });

export const rotaShiftSchema = z
  .strictObject({
    unit: identifier.meta({ example: EXAMPLE_SHIFT.unit }),
    contacts: fullList(identifier).meta({
      description: 'Nominated contacts, in the order in which they are asked',
      example: EXAMPLE_SHIFT.contacts,
    }),
    days: perhaps(fullList(word(WEEKDAYS, DAY_SYNONYMS))).meta({
      description:
        'Of a shift that comes back every week the weekdays on which it starts. A shift has `days` or `date`',
      example: EXAMPLE_SHIFT.days,
    }),
    date: perhaps(calendarDate).meta({
      description: 'Of a single shift the date on which it starts. Who stands on it is asked before the weekly ones',
      example: EXAMPLE_DATED_SHIFT.date,
    }),
    from: clockTime(false).meta({ description: 'Local time, HH:MM', example: EXAMPLE_SHIFT.from }),
    to: clockTime(true).meta({
      description: 'Local time, HH:MM, may be 24:00; at or before `from` it is on the next day',
      example: EXAMPLE_SHIFT.to,
    }),
    except: perhaps(z.array(calendarDate)).meta({
      description: 'Dates on which a weekly shift is struck out: "not this Friday"',
      example: EXAMPLE_SHIFT.except,
    }),
  })
  .meta({
    id: 'RotaShift',
    description: 'Who is nominated contact of a unit, every week or on one date',
    example: EXAMPLE_SHIFT,
  });

export const absenceSchema = z
  .strictObject({
    person: identifier.meta({ example: EXAMPLE_ABSENCE.person }),
    from: moment.meta({ description: 'ISO 8601; without an offset it is local time', example: EXAMPLE_ABSENCE.from }),
    to: moment.meta({ description: 'The first moment back at work', example: EXAMPLE_ABSENCE.to }),
    reason: perhapsLine(200).meta({
      description: 'Such as annual leave or training; nothing about health',
      example: EXAMPLE_ABSENCE.reason,
    }),
  })
  .meta({ id: 'Absence', description: 'When someone is not to be asked', example: EXAMPLE_ABSENCE });

export const organisationSchema = z
  .strictObject({
    units: z.array(unitSchema),
    people: z.array(personSchema),
    rota: optionalList(rotaShiftSchema),
    absences: optionalList(absenceSchema),
  })
  .meta({ id: 'Organisation', description: 'The whole office: units, people, rota and absences', example: EXAMPLE });
