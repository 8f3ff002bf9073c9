import { expect, it } from '@jest/globals';
import { anOffice } from '../examples.js';
import { changeOf } from './changes.js';

const NOW = Date.UTC(2026, 11, 1, 14, 5);
const seen = { at: NOW, zone: 'Europe/London', directory: anOffice() };
const entry = (text: string, data: Record<string, string>) => ({
  seq: 1,
  at: NOW - 12 * 60_000,
  by: 'grace',
  text,
  data,
});

it('A change of the office is told with who, when, and what it was and is, in plain words', () => {
  const before = JSON.stringify({
    id: 'wei',
    name: 'Wei Chen',
    mobile: '+447700900104',
    roles: ['contact'],
    lineManager: null,
  });
  const after = JSON.stringify({
    id: 'wei',
    name: 'Wei Chen',
    mobile: null,
    roles: ['contact', 'senior_manager'],
    lineManager: 'grace',
  });
  expect(changeOf(entry('Person wei was changed.', { person: 'wei', before, after }), seen)).toEqual({
    when: '13:53, 12 minutes ago',
    who: 'Grace Okafor',
    text: 'Wei Chen was changed.',
    fields: [
      { name: 'Mobile', before: '07700 900104', after: 'none' },
      { name: 'Roles', before: 'Nominated contact', after: 'Nominated contact, Senior manager' },
      { name: 'Line manager', before: 'none', after: 'Grace Okafor' },
    ],
  });
});

it('8.3.5: no change of a unit shows its alert codes', () => {
  const written = (phrases: string[]): string => JSON.stringify({ id: 'north', alertPhrases: phrases });
  const data = { unit: 'north', before: written(['the old words']), after: written(['the new words', 'more']) };
  const change = changeOf(entry('Unit north was changed.', data), seen);
  expect(change.text).toBe('North Team was changed.');
  expect(change.fields).toEqual([{ name: 'Alert codes', before: '1, not shown here', after: '2, not shown here' }]);
});

it('A control room’s number is written as it is dialled', () => {
  const written = (controlRoom: string): string => JSON.stringify({ police: { force: 'Northshire', controlRoom } });
  const data = { unit: 'north', before: written('+441632960000'), after: written('+441632960001') };
  expect(changeOf(entry('Unit north was changed.', data), seen).fields).toEqual([
    { name: 'Police contact', before: 'Northshire, 01632 960000', after: 'Northshire, 01632 960001' },
  ]);
});

it('What is no item is shown as its words alone', () => {
  const change = changeOf(
    entry('The number of wei was verified.', { person: 'wei', before: 'not verified', after: '{' }),
    seen,
  );
  expect([change.text, change.fields]).toEqual(['The number of Wei Chen was verified.', []]);
});
