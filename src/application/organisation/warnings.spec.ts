import { describe, expect, it } from '@jest/globals';
import { office, officeWith, type Place, warningsIn } from './office-to-spoil.js';

describe('warnings', () => {
  it('has none about an office that wants for nothing', () => {
    expect(warningsIn(office())).toEqual([]);
  });

  it.each<[title: string, changes: (readonly [Place, unknown])[], expected: RegExp[]]>([
    [
      'a practitioner without a mobile',
      [[['people', 0, 'mobile'], null]],
      [/^people\[0\]\.mobile: Practitioner One goes on visits and has no mobile/],
    ],
    [
      'a contact without a mobile',
      [[['people', 1, 'mobile'], null]],
      [/^people\[1\]\.mobile: Contact One has no mobile/],
    ],
    [
      'an administrator without a mobile is no worry',
      [
        [['people', 1, 'mobile'], null],
        [['people', 1, 'roles'], ['admin']],
        [['rota', 0, 'contacts'], ['manager-1']],
      ],
      [],
    ],
    [
      'an administrator on the rota is',
      [
        [['people', 1, 'mobile'], null],
        [['people', 1, 'roles'], ['admin']],
      ],
      [/^people\[1\]\.mobile/],
    ],
    [
      'a practitioner without a line manager',
      [[['people', 0, 'lineManager'], null]],
      [/^people\[0\]\.lineManager: .+ no line manager/],
    ],
    ['a team without a rota', [[['rota'], []]], [/^units\[2\]: Team One has no nominated contact/]],
    ['a rota above will do', [[['rota', 0, 'unit'], 'region-1']], []],
    [
      'a team without police',
      [[['units', 2, 'police'], null]],
      [/^units\[2\]\.police: Team One has no police contact/],
    ],
    [
      'police above will do',
      [
        [['units', 2, 'police'], null],
        [['units', 0, 'police'], { force: 'X', controlRoom: '01632 960000' }],
      ],
      [],
    ],
    [
      'a manager who is alone',
      [
        [['people', 3, 'roles'], ['contact']],
        [['units', 2, 'seniorOnSite'], null],
      ],
      [/^people\[2\]: Manager One has no substitute for Practitioner One/],
    ],
    [
      'a manager whose only substitute has no mobile',
      [[['people', 3, 'mobile'], null]],
      [/^people\[2\]: .+ no substitute/, /^people\[3\]\.mobile/],
    ],
    [
      'a manager with a manager is not alone',
      [
        [['people', 3, 'roles'], ['contact']],
        [['units', 2, 'seniorOnSite'], null],
        [['people', 2, 'lineManager'], 'director-1'],
      ],
      [],
    ],
    [
      'an alert phrase of one common word',
      [
        [
          ['units', 2, 'alertPhrases'],
          ['Cancel!', 'OK', 'green umbrella', 'marmalade'],
        ],
      ],
      [/^units\[2\]\.alertPhrases\[0\]: "Cancel!"/, /^units\[2\]\.alertPhrases\[1\]: "OK"/],
    ],
  ])('%s', (_title, changes, expected) => {
    const warnings = warningsIn(officeWith(...changes));
    expect(warnings).toHaveLength(expected.length);
    for (const [index, pattern] of expected.entries()) expect([...warnings].sort()[index]).toMatch(pattern);
  });
});
