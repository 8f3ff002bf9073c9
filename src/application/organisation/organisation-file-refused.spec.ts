import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { faultsOf, officeWith, type Place } from './office-to-spoil.js';

describe('refusing a file', () => {
  it.each<[title: string, change: readonly [Place, unknown], path: string, message: RegExp, mend: RegExp]>([
    ['no units', [['units'], undefined], 'units', /^is missing$/, /units: \[\{"id"/],
    ['no people', [['people'], null], 'people', /^is missing$/, /people: \[\{"id"/],
    ['units that are not a list', [['units'], { id: 'x' }], 'units', /must be a list/, /\[\{"id"/],
    ['a unit that is a word', [['units', 1], 'pdu-1'], 'units[1]', /must be keys with values/, /\{"id"/],
    ['a person that is null', [['people', 4], null], 'people[4]', /^is missing$/, /\{"id"/],
    ['no id', [['people', 4, 'id'], undefined], 'people[4].id', /^is missing$/, /id: "priya-shah"/],
    ['a blank id', [['people', 4, 'id'], ' '], 'people[4].id', /^is missing$/, /./],
    [
      'an id with a space',
      [['people', 4, 'id'], 'director 1'],
      'people[4].id',
      /"director 1" cannot be an id/,
      /no spaces/,
    ],
    ['a numeric id', [['units', 0, 'id'], 7], 'units[0].id', /is a number and must be text/, /quotes/],
    ['no name', [['people', 4, 'name'], ''], 'people[4].name', /^is missing$/, /name: "Priya Shah"/],
    ['a name without end', [['people', 4, 'name'], 'x'.repeat(101)], 'people[4].name', /101 characters/, /at most 100/],
    ['a control character', [['people', 4, 'name'], 'A\u0007B'], 'people[4].name', /control character/, /by hand/],
    ['no unit', [['people', 4, 'unit'], undefined], 'people[4].unit', /^is missing$/, /unit: "north-team"/],
    [
      'an unknown unit',
      [['people', 4, 'unit'], 'taem-1'],
      'people[4].unit',
      /no unit "taem-1"/,
      /Did you mean team-1\?/,
    ],
    [
      'an unknown kind',
      [['units', 1, 'kind'], 'tem'],
      'units[1].kind',
      /"tem" is not known/,
      /Did you mean team\?.*region, pdu/,
    ],
    ['no kind', [['units', 1, 'kind'], undefined], 'units[1].kind', /^is missing$/, /kind: "team"/],
    [
      'an unknown role',
      [['people', 0, 'roles', 0], 'wizard'],
      'people[0].roles[0]',
      /"wizard"/,
      /^Use one of practitioner, contact/,
    ],
    ['no roles', [['people', 0, 'roles'], undefined], 'people[0].roles', /^is missing$/, /\["practitioner"\]/],
    ['an empty list of roles', [['people', 0, 'roles'], []], 'people[0].roles', /^is empty$/, /\["practitioner"\]/],
    [
      'a role not in a list',
      [['people', 0, 'roles'], 'contact'],
      'people[0].roles',
      /must be a list/,
      /\["practitioner"\]/,
    ],
    [
      'a landline',
      [['people', 0, 'mobile'], '01632 960001'],
      'people[0].mobile',
      /"01632 960001" is a landline; texts need a mobile/,
      /07700/,
    ],
    ['a mobile as a number', [['people', 0, 'mobile'], 447700900101], 'people[0].mobile', /is a number/, /quotes/],
    ['999 as a mobile', [['people', 0, 'mobile'], '999'], 'people[0].mobile', /emergency/, /own number/],
    [
      'a mobile that is no number',
      [['people', 0, 'mobile'], 'ask'],
      'people[0].mobile',
      /"ask" is not a phone number/,
      /07700/,
    ],
    [
      '101 as control room',
      [['units', 2, 'police', 'controlRoom'], '101'],
      'units[2].police.controlRoom',
      /999, 112 or 101/,
      /./,
    ],
    [
      '+44 999 as control room',
      [['units', 2, 'police', 'controlRoom'], '+44 999'],
      'units[2].police.controlRoom',
      /emergency/,
      /./,
    ],
    [
      'a police contact without force',
      [['units', 2, 'police', 'force'], undefined],
      'units[2].police.force',
      /^is missing$/,
      /Exampleshire/,
    ],
    [
      'police as a word',
      [['units', 2, 'police'], 'Exampleshire'],
      'units[2].police',
      /keys with values/,
      /controlRoom/,
    ],
    ['a PIN of letters', [['people', 0, 'pin'], 'secret'], 'people[0].pin', /^is not 4 to 8 digits$/, /4 to 8 digits/],
    ['a short PIN', [['people', 0, 'pin'], '123'], 'people[0].pin', /^is not 4 to 8 digits$/, /4 to 8 digits/],
    ['a PIN as a number', [['people', 0, 'pin'], 4071], 'people[0].pin', /^is a number and must be text$/, /quotes/],
    [
      'an alert phrase not in a list',
      [['units', 2, 'alertPhrases'], 'x y'],
      'units[2].alertPhrases',
      /must be a list/,
      /cancel/,
    ],
    [
      'an empty alert phrase',
      [['units', 2, 'alertPhrases', 0], ''],
      'units[2].alertPhrases[0]',
      /^is missing$/,
      /cancel/,
    ],
    ['a bad time', [['rota', 0, 'from'], '9am'], 'rota[0].from', /"9am" is not a time/, /HH:MM/],
    ['a minute too many', [['rota', 0, 'from'], '09:60'], 'rota[0].from', /not a time/, /23:59/],
    ['24:00 as a start', [['rota', 0, 'from'], '24:00'], 'rota[0].from', /not a time/, /23:59/],
    ['24:01 as an end', [['rota', 0, 'to'], '24:01'], 'rota[0].to', /not a time/, /24:00/],
    ['a time as a number', [['rota', 0, 'to'], 540], 'rota[0].to', /is a number/, /quotes/],
    ['no time', [['rota', 0, 'to'], undefined], 'rota[0].to', /^is missing$/, /to: "17:30"/],
    ['no weekdays', [['rota', 0, 'days'], []], 'rota[0].days', /^is empty$/, /"mon"/],
    ['an unknown weekday', [['rota', 0, 'days', 1], 'tuseday'], 'rota[0].days[1]', /"tuseday"/, /Use one of mon, tue/],
    ['no contacts', [['rota', 0, 'contacts'], []], 'rota[0].contacts', /^is empty$/, /\["wei-chen"/],
    [
      'an unknown contact',
      [['rota', 0, 'contacts', 0], 'contact-9'],
      'rota[0].contacts[0]',
      /no person "contact-9"/,
      /contact-1\?/,
    ],
    ['a rota for an unknown unit', [['rota', 0, 'unit'], 'x'], 'rota[0].unit', /no unit "x"/, /^Use the id of a unit/],
    ['an unknown parent', [['units', 1, 'parent'], 'region-2'], 'units[1].parent', /no unit "region-2"/, /region-1\?/],
    ['an unknown head', [['units', 1, 'head'], 'ghost'], 'units[1].head', /no person "ghost"/, /add the person/],
    [
      'an unknown senior on site',
      [['units', 2, 'seniorOnSite'], 'ghost'],
      'units[2].seniorOnSite',
      /no person "ghost"/,
      /./,
    ],
    [
      'an unknown line manager',
      [['people', 0, 'lineManager'], 'ghost'],
      'people[0].lineManager',
      /no person "ghost"/,
      /./,
    ],
    [
      'an absence of nobody known',
      [['absences', 0, 'person'], 'ghost'],
      'absences[0].person',
      /no person "ghost"/,
      /./,
    ],
    [
      'an absence that ends first',
      [['absences', 0, 'to'], '2026-12-24T08:59Z'],
      'absences[0].to',
      /not after from/,
      /swap/,
    ],
    ['an absence of no length', [['absences', 0, 'to'], '2026-12-24T09:00'], 'absences[0].to', /not after from/, /./],
    [
      'a date without a time',
      [['absences', 0, 'to'], '2026-12-28'],
      'absences[0].to',
      /not a date and time/,
      /2026-12-24T09:00/,
    ],
    [
      'a day that does not exist',
      [['absences', 0, 'to'], '2027-02-30T09:00Z'],
      'absences[0].to',
      /not a date and time/,
      /./,
    ],
    [
      'an hour that does not exist',
      [['absences', 0, 'to'], '2027-02-20T25:00Z'],
      'absences[0].to',
      /not a date and time/,
      /./,
    ],
    [
      'a unit id twice',
      [['units', 1, 'id'], 'team-1'],
      'units[2].id',
      /"team-1" is already the id of the unit at units\[1\]\.id/,
      /own id/,
    ],
    [
      'a person id twice',
      [['people', 4, 'id'], 'contact-1'],
      'people[4].id',
      /already the id of the person at people\[1\]/,
      /own id/,
    ],
    [
      'a mobile twice',
      [['people', 4, 'mobile'], '07700900101'],
      'people[4].mobile',
      /already the mobile at people\[0\]\.mobile/,
      /sender/,
    ],
    [
      'a unit above itself',
      [['units', 0, 'parent'], 'team-1'],
      'units[1].parent',
      /circle: region-1 → team-1 → pdu-1 → region-1/,
      /Take the parent off/,
    ],
    [
      'a unit as its own parent',
      [['units', 0, 'parent'], 'region-1'],
      'units[0].parent',
      /circle: region-1 → region-1/,
      /./,
    ],
    [
      'a line manager in a circle',
      [['people', 2, 'lineManager'], 'practitioner-1'],
      'people[2].lineManager',
      /circle: practitioner-1 → manager-1 → /,
      /Take the line manager off/,
    ],
    [
      'a misspelt key',
      [['people', 0, 'moblie'], '07700900101'],
      'people[0].moblie',
      /not a known key/,
      /^Did you mean mobile\?$/,
    ],
    [
      'a key in another case',
      [['people', 0, 'line_manager'], 'x'],
      'people[0].line_manager',
      /not a known key/,
      /lineManager\?$/,
    ],
    [
      'a key by another name',
      [['people', 0, 'phone'], 'x'],
      'people[0].phone',
      /not a known key/,
      /^Did you mean mobile\?$/,
    ],
    [
      'a key that is like no other',
      [['people', 0, 'favouriteColour'], 'x'],
      'people[0].favouriteColour',
      /not a known key/,
      /The keys here are id, name, mobile/,
    ],
    [
      'a misspelt key of a car',
      [['people', 0, 'car', 'registraton'], 'x'],
      'people[0].car.registraton',
      /not a known key/,
      /registration\?$/,
    ],
    ['a misspelt list', [['absenses'], []], 'absenses', /not a known key/, /^Did you mean absences\?$/],
  ])('%s', (_title, change, path, message, mend) => {
    const faults = faultsOf(officeWith(change));
    const fault = faults.find((found) => found.path === path && message.test(found.message));
    expect({ faults, found: fault !== undefined }).toEqual({ faults, found: true });
    expect(fault?.mend).toMatch(mend);
    expect(fault?.line).toBeNull();
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a list', []],
    ['a word', 'office'],
    ['a number', 7],
  ])('%s in place of the file', (_title, file) => {
    expect(faultsOf(file)).toEqual([
      { path: '', line: null, message: expect.any(String), mend: expect.stringContaining('"units"') },
    ]);
  });

  it('lists every fault at once, of shape and of reference, in good entries and bad', () => {
    const faults = faultsOf(
      officeWith(
        [['units', 1, 'kind'], 'palace'],
        [['units', 1, 'head'], 'ghost'],
        [['people', 0, 'mobile'], '999'],
        [['people', 0, 'colour'], 'red'],
        [['people', 0, 'unit'], 'team-9'],
        [['people', 1, 'name'], null],
        [
          ['rota', 0, 'contacts'],
          ['contact-1', 'nobody'],
        ],
        [['rota', 0, 'to'], 'late'],
        [['absences', 0, 'to'], '2026-01-01T00:00Z'],
      ),
    );
    expect(faults.map(({ path }) => path).sort()).toEqual([
      'absences[0].to',
      'people[0].colour',
      'people[0].mobile',
      'people[0].unit',
      'people[1].name',
      'rota[0].contacts[1]',
      'rota[0].to',
      'units[1].head',
      'units[1].kind',
    ]);
  });

  it('says nothing of an id whose entry is only badly shaped', () => {
    expect(faultsOf(officeWith([['units', 2, 'kind'], 'palace'])).map(({ path }) => path)).toEqual(['units[2].kind']);
  });

  it('never repeats a PIN', () => {
    for (const pin of ['12', '12345678901', 'hunter2', 99_887_766, ['31337']]) {
      expect(JSON.stringify(faultsOf(officeWith([['people', 0, 'pin'], pin])))).not.toMatch(
        /hunter2|12345678901|99887766|31337/,
      );
    }
  });

  it('draws a circle once, however many lead into it, and of a long one only the beginning', () => {
    const people = Array.from({ length: 5_000 }, (_, n) => ({
      id: `p${n}`,
      name: `P ${n}`,
      unit: 'team-1',
      lineManager: `p${n < 4_000 ? (n + 1) % 4_000 : n - 1}`,
      roles: ['contact'],
    }));
    const faults = faultsOf({ units: [{ id: 'team-1', name: 'Team', kind: 'team' }], people });
    expect(faults).toEqual([
      {
        path: 'people[3999].lineManager',
        line: null,
        message: expect.stringMatching(/p0 → p1 → .{1,60} → \.\.\. → p0$/),
        mend: expect.any(String),
      },
    ]);
  });

  it('is not misled by keys that every object has', () => {
    const file = JSON.parse(
      '{"units": [], "people": [], "__proto__": {"units": 1}, "constructor": 1, "toString": "x"}',
    ) as unknown;
    expect(faultsOf(file).map(({ path }) => path)).toEqual(['__proto__', 'constructor', 'toString']);
    expect(
      faultsOf(
        officeWith([
          ['people', 0, 'roles'],
          ['constructor', '__proto__'],
        ]),
      ),
    ).toHaveLength(2);
    expect(faultsOf(officeWith([['people', 0, 'lineManager'], '__proto__']))).toHaveLength(2);
  });

  it('has an answer for anything at all', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(faultsOf(value).length).toBeGreaterThan(0);
      }),
    );
  });

  it('has an answer for an office with anything at all in one place', () => {
    const places: Place[] = [
      ['units', 0],
      ['units', 2, 'police'],
      ['units', 2, 'alertPhrases'],
      ['people', 0, 'mobile'],
      ['people', 0, 'car'],
      ['people', 0, 'roles'],
      ['rota', 0, 'contacts'],
      ['rota', 0, 'from'],
      ['absences', 0, 'from'],
      ['absences'],
    ];
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue(), (at, value) => {
        for (const fault of faultsOf(officeWith([at, value]))) {
          expect(fault.message).not.toBe('');
          expect(fault.mend).not.toBe('');
        }
      }),
      { numRuns: 500 },
    );
  });
});
