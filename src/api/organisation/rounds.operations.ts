import { z } from 'zod';
import { fullList, line } from '../../application/organisation/fields.js';
import { byUuid, day } from '../door/fields.js';
import { json, operation } from '../door/operation.js';
import { CHANGED_MEANWHILE, keptShift, shiftWithWarnings, version, warnings } from './organisation.operations.js';

const onDate = {
  date: day.meta({ format: 'date', description: 'The day on which it begins, also where it runs past midnight' }),
  version: version.optional(),
};

const EXAMPLE_DATE = { date: '2026-11-27', version: '0a1b2c3d4e5f6071' };
const aDate = z.strictObject(onDate).meta({ id: 'RotaDate' });
const AS_IT_IS = { 200: { description: 'The weekly shift as it is now', schema: shiftWithWarnings } };

export const giveRound = operation({
  id: 'giveShiftOnDate',
  needs: 'change_rota',
  namesCaller: true,
  tag: 'Rota',
  summary: 'Give a weekly shift to others on one date',
  description:
    '"Tom has Rosa\'s Friday": it is struck out on that date and a shift of that date alone takes its place, in one go. A swap is two of these.',
  path: byUuid,
  body: json(
    z
      .strictObject({
        ...onDate,
        contacts: fullList(line(64)).meta({ description: 'Ids, in the order in which they are asked' }),
      })
      .meta({ id: 'RotaDateGiven' }),
    { ...EXAMPLE_DATE, contacts: ['rosa-martin'] },
  ),
  answers: {
    201: {
      description: 'Given',
      schema: z
        .object({
          shift: keptShift.meta({ description: 'The weekly one as it is now' }),
          given: keptShift.meta({ description: 'The shift of that date alone' }),
          ...warnings,
        })
        .meta({ id: 'RotaShiftGiven' }),
      location: true,
    },
  },
  refusals: { 409: `${CHANGED_MEANWHILE}; or it is struck out on that date already` },
});

export const strikeOutRound = operation({
  id: 'strikeOutShiftOnDate',
  needs: 'change_rota',
  namesCaller: true,
  tag: 'Rota',
  summary: 'Strike a weekly shift out on one date',
  description: '"Not this Friday": the shift comes back the week after. What it leaves without anybody is a warning.',
  path: byUuid,
  body: json(aDate, EXAMPLE_DATE),
  answers: AS_IT_IS,
  refusals: { 409: `${CHANGED_MEANWHILE}; or it is struck out on that date already` },
});

export const putBackRound = operation({
  id: 'putBackShiftOnDate',
  needs: 'change_rota',
  namesCaller: true,
  tag: 'Rota',
  summary: 'Put a weekly shift back on a date on which it was struck out',
  description:
    'A shift of that date alone that took its place stays, and adds to it: take that out where it should not.',
  path: byUuid,
  body: json(aDate, EXAMPLE_DATE),
  answers: AS_IT_IS,
  refusals: { 409: `${CHANGED_MEANWHILE}; or it is not struck out on that date` },
});
