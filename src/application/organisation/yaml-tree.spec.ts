import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { office, yamlFaults } from './office-to-spoil.js';
import { readOrganisationYaml } from './organisation-file.js';

const OFFICE_YAML = readFileSync(new URL('../../../examples/office.yaml', import.meta.url), 'utf8');

describe('reading YAML', () => {
  const SMALL = [
    'units:',
    '  - id: team-1',
    '    name: Team One',
    '    kind: team',
    'people:',
    '  - id: contact-1',
    '    name: Contact One',
    '    mobile: 07700900101',
    '    unit: team-1',
    '    roles: [contact]',
    'rota:',
    '  - { unit: team-1, contacts: [contact-1], days: [mon], from: 9:00, to: 24:00 }',
  ];
  /** The small file with other text on one line (from 1). */
  const smallWith = (line: number, text: string): string =>
    SMALL.map((old, index) => (index === line - 1 ? text : old)).join('\n');

  it('takes what is written, where other readers see numbers, booleans and base sixty', () => {
    const reading = readOrganisationYaml(
      smallWith(
        7,
        [
          '    name: Contact One',
          '    pin: 0071',
          '    car: { registration: 1E5 }',
          '    description: no',
          '    device: 0x1F',
          '    lineManager: ~',
        ].join('\n'),
      ),
    );
    expect(reading).toMatchObject({
      organisation: {
        people: [
          {
            mobile: '+447700900101',
            car: { registration: '1E5', description: '' },
            description: 'no',
            device: '0x1F',
            lineManager: null,
          },
        ],
        rota: [{ from: '09:00', to: '24:00' }],
      },
      pins: new Map([['contact-1', '0071']]),
      lineOf: expect.any(Function),
    });
  });

  it.each([
    ['with Windows line ends', SMALL.join('\r\n')],
    ['with a byte order mark', `\ufeff${SMALL.join('\n')}`],
    ['as YAML 1.1', `%YAML 1.1\n---\n${SMALL.join('\n')}`],
    ['as JSON', JSON.stringify(office())],
  ])('reads it %s', (_title, text) => {
    expect(yamlFaults(text)).toEqual([]);
  });

  it.each([
    ['a value', smallWith(8, '    mobile: "999"'), 'people[0].mobile', 8],
    ['a key', smallWith(8, '    mobil: 07700900101'), 'people[0].mobil', 8],
    ['an entry that lacks something', smallWith(7, '    # no name'), 'people[0].name', 6],
    ['an id that leads nowhere', smallWith(9, '    unit: team-2'), 'people[0].unit', 9],
    [
      'an item of a list',
      smallWith(
        12,
        '  - unit: team-1\n    contacts:\n      - contact-1\n      - contact-2\n    days: [mon]\n    from: 9:00\n    to: 9:00',
      ),
      'rota[0].contacts[1]',
      15,
    ],
    ['a warning as well', smallWith(8, '    mobile:'), 'people[0].mobile', 8],
  ])('gives the line of %s', (_title, text, path, line) => {
    const reading = readOrganisationYaml(text);
    const told = 'faults' in reading ? reading.faults : reading.warnings;
    expect(told.map((fault) => [fault.path, fault.line])).toContainEqual([path, line]);
  });

  it('says on which line the first of two stands', () => {
    const twice = `${SMALL.slice(0, 10).join('\n')}\n  - { id: contact-1, name: Other, unit: team-1, roles: [contact] }`;
    expect(yamlFaults(twice)).toEqual([
      {
        path: 'people[1].id',
        line: 11,
        message: '"contact-1" is already the id of the person at line 6',
        mend: expect.any(String),
      },
    ]);
  });

  it.each([
    ['a bracket that is not closed', smallWith(10, '    roles: [contact'), 11, /is not YAML/, /./],
    ['a quote that is not closed', smallWith(7, '    name: "Contact'), 12, /is not YAML/, /./],
    ['a tab', smallWith(8, '\tmobile: 07700900101'), 8, /is not YAML/, /spaces/],
    ['a wrong indentation', smallWith(8, '   mobile: 07700900101'), 8, /is not YAML/, /indentation/],
    ['a second document', `${SMALL.join('\n')}\n---\nunits: []`, 13, /second document/, /---/],
    ['a tag', smallWith(7, '    name: !!js/function x'), 7, /is not YAML/, /tag/],
    ['an unknown anchor', smallWith(7, '    name: *nobody'), 7, /refers to an anchor|is not YAML/, /./],
    [
      'an anchor',
      smallWith(7, '    name: &n Contact One\n    device: *n'),
      8,
      /refers to an anchor/,
      /Write the value itself/,
    ],
    [
      'a key given twice',
      smallWith(8, '    name: Contact Two'),
      8,
      /comes twice here, on lines 7 and 8/,
      /Keep one "name"/,
    ],
    [
      'a key that is a list',
      smallWith(8, '    ? [mobile]\n    : 07700900101'),
      8,
      /key that is not plain text/,
      /one word/,
    ],
  ])('refuses %s, with its line', (_title, text, line, message, mend) => {
    const faults = yamlFaults(text);
    const fault = faults.find((found) => message.test(found.message));
    expect({ faults, line: fault?.line }).toEqual({ faults, line });
    expect(fault?.mend).toMatch(mend);
  });

  it.each([
    ['an empty file', ''],
    ['only a comment', '# nothing yet\n'],
    ['only a tag', '!'],
    ['only a dash', '---'],
    ['a list', '- 1'],
    ['a word', 'office'],
  ])('refuses %s', (_title, text) => {
    expect(yamlFaults(text)).toHaveLength(1);
  });

  it('tells a key given twice together with all other faults', () => {
    expect(yamlFaults(smallWith(8, '    name: Contact Two\n    unit: team-9')).length).toBeGreaterThan(1);
  });

  it.each([
    [
      'doubling anchors',
      `a: &a [x,x]\n${[...'bcdefghijklmnop'].map((name, n) => `${name}: &${name} [*${'abcdefghijklmno'[n]},*${'abcdefghijklmno'[n]}]`).join('\n')}`,
    ],
    ['an anchor within itself', 'units: &a [*a]'],
    ['ten thousand brackets', '['.repeat(10_000)],
    ['ten thousand brackets, closed', '['.repeat(10_000) + ']'.repeat(10_000)],
    ['ten thousand braces', '{a: '.repeat(10_000)],
    ['ten thousand dashes', `${'- '.repeat(10_000)}a`],
    ['ten thousand question marks', `${'? '.repeat(10_000)}a`],
    ['a thousand indentations', Array.from({ length: 1_000 }, (_, n) => `${' '.repeat(n)}a:`).join('\n')],
    ['thirty thousand keys', Array.from({ length: 30_000 }, (_, n) => `k${n}: 1`).join('\n')],
    ['a million characters and one', `#${' '.repeat(1_000_000)}`],
    ['a zero byte', 'units: "\u0000"'],
  ])('survives %s', (_title, text) => {
    expect(yamlFaults(text).length).toBeGreaterThan(0);
  });

  it('has an answer for any spoiling of a good file', () => {
    const spoil = fc.tuple(
      fc.nat(OFFICE_YAML.length),
      fc.nat(20),
      fc.string({ unit: fc.constantFrom(...'[]{}:-"\'#&*!|>%@`, \n\tax0'), maxLength: 5 }),
    );
    fc.assert(
      fc.property(spoil, ([from, length, text]) => {
        const spoilt = OFFICE_YAML.slice(0, from) + text + OFFICE_YAML.slice(from + length);
        for (const fault of yamlFaults(spoilt)) expect(fault.line).toBeGreaterThan(0);
      }),
      { numRuns: 60 },
    );
  });
});
