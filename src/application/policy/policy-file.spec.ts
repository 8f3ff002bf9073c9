import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { FRAMEWORK_POLICY } from '../../domain/simulation/framework-policy.js';
import { readPolicyYaml, sayFault, type PolicyFault } from './policy-file.js';
import { worstCase } from './policy-rules.js';

const read = (name: string): string => readFileSync(`policies/${name}.yaml`, 'utf8');
const FRAMEWORK = read('hmpps-home-visits');

const policyOf = (text: string) => {
  const reading = readPolicyYaml(text, 'test.yaml');
  if ('faults' in reading) throw new Error(reading.faults.map(sayFault).join('\n'));
  return reading.policy;
};

const faultsOf = (text: string): readonly PolicyFault[] => {
  const reading = readPolicyYaml(text, 'test.yaml');
  return 'faults' in reading ? reading.faults : [];
};

/** The framework's file with one thing changed, which must be there to be changed. */
function changed(...changes: [before: string, after: string][]): string {
  return changes.reduce((text, [before, after]) => {
    if (!text.includes(before)) throw new Error(`Not in the file: ${before}`);
    return text.replace(before, after);
  }, FRAMEWORK);
}

/** Within one escalation only. */
function changedIn(kind: string, before: string, after: string): string {
  const from = FRAMEWORK.indexOf(`\n  ${kind}:`);
  const place = FRAMEWORK.indexOf(before, from);
  if (from < 0 || place < 0) throw new Error(`Not in ${kind}: ${before}`);
  return FRAMEWORK.slice(0, place) + after + FRAMEWORK.slice(place + before.length);
}

const lineOf = (text: string, words: string): number => text.slice(0, text.indexOf(words)).split('\n').length;

describe('the policy files that come with it', () => {
  it('the framework file says what the specs of the rules take it to say, to the letter (HVPF 8.3.4, 8.3.6, 8.4.2, 8.4.3)', () => {
    expect(policyOf(FRAMEWORK)).toEqual(FRAMEWORK_POLICY);
  });

  it.each(['hmpps-home-visits', 'demo', 'police-home-visits'])('%s.yaml is valid, and named as its file is', (name) => {
    expect(policyOf(read(name)).name).toBe(name);
  });

  it.each(['hmpps-home-visits', 'demo', 'police-home-visits'])(
    '%s.yaml reaches the police step within 15 minutes with nobody answering',
    (name) => {
      for (const { steps } of Object.values(policyOf(read(name)).escalations))
        expect(worstCase(steps)).toBeLessThanOrEqual(15 * 60_000);
    },
  );

  it('the comment in the framework file is true: an overdue visit reaches the police step after 14 minutes at the latest', () => {
    expect(worstCase(policyOf(FRAMEWORK).escalations.overdue.steps)).toBe(14 * 60_000);
  });

  it('the comment in the demonstration file is true: 23 seconds', () => {
    expect(worstCase(policyOf(read('demo')).escalations.overdue.steps)).toBe(23_000);
  });

  it('the demonstration differs from the framework in its times and its name only', () => {
    const withoutTimes = (value: unknown): unknown =>
      JSON.parse(JSON.stringify(value, (_, one: unknown) => (typeof one === 'number' && one > 5 ? 0 : one)));
    const { name: _n, version: _v, title: _t, ...demo } = policyOf(read('demo'));
    const { name: _n2, version: _v2, title: _t2, ...framework } = FRAMEWORK_POLICY;
    expect(withoutTimes(demo)).toEqual(withoutTimes(framework));
  });
});

describe('reading a policy file', () => {
  it('takes substitutes and tells as empty where they are not written', () => {
    const [contact] = policyOf(FRAMEWORK).escalations.overdue.steps;
    expect(contact).toMatchObject({ substitutes: [], tells: [] });
  });

  it('takes a version that is written without quotes as the text that it is', () => {
    expect(policyOf(changed(["version: '2025-01-13.1'", 'version: 1.10'])).version).toBe('1.10');
  });

  it('says the file, the line, the place, the fault and the mend', () => {
    const text = changed(['overdue: { after: PT10M', 'overdue: { after: 10 minutes']);
    const [fault] = faultsOf(text);
    expect(fault).toEqual({
      file: 'test.yaml',
      line: lineOf(text, '10 minutes'),
      path: 'visit.overdue.after',
      message: '"10 minutes" is not an ISO 8601 duration',
      mend: 'Write it like PT10M (10 minutes), PT90S (90 seconds) or PT1H30M.',
    });
    expect(sayFault(fault!)).toBe(
      `test.yaml, line ${fault!.line}, visit.overdue.after: "10 minutes" is not an ISO 8601 duration. Write it like PT10M (10 minutes), PT90S (90 seconds) or PT1H30M.`,
    );
  });

  it('says a fault of the whole file without a place', () => {
    expect(sayFault({ file: 'a.yaml', line: null, path: '', message: 'is bad', mend: 'Mend it.' })).toBe(
      'a.yaml: is bad. Mend it.',
    );
  });

  it('collects every fault, in the order of the lines, and gives no policy', () => {
    const text = changed(
      ['departurePin: never', 'departurePin: sometimes'],
      ['silentAfter: PT60S', 'silentAfter: PT0S'],
      ['attempts: 2', 'attempts: many'],
      ['asks: [line_manager]', 'asks: [line_manger]'],
    );
    const reading = readPolicyYaml(text, 'test.yaml');
    expect(reading).not.toHaveProperty('policy');
    expect(faultsOf(text).map(({ path }) => path)).toEqual([
      'departurePin',
      'messages.silentAfter',
      'escalations.overdue.steps[1].asks[0]',
      'escalations.overdue.steps[1].attempts',
    ]);
  });

  it('still checks the rules of the other escalations when one cannot be read', () => {
    const text = changed(
      ['attempts: 2', 'attempts: many'],
      ['beforePolice: [contact, manager]', 'beforePolice: [practitioner, manager]'],
    );
    expect(faultsOf(text).map(({ path }) => path)).toEqual([
      'escalations.overdue.steps[1].attempts',
      'escalations.sos.standDown.beforePolice',
    ]);
  });

  it.each([
    ['', 'name'],
    ['   \n\n', 'name'],
    ['[]', ''],
    ['just words', ''],
  ])('refuses %j and says what is missing', (text, path) => {
    expect(faultsOf(text).map((fault) => fault.path)).toContain(path);
  });

  it('refuses what is no YAML, with the line', () => {
    expect(faultsOf('name: "a\nversion: 1')).toMatchObject([
      { path: '', message: expect.stringContaining('is not YAML') },
    ]);
  });

  it('refuses a key that comes twice', () => {
    expect(faultsOf(changed(['departurePin: never', 'departurePin: never\ndeparturePin: always']))).toMatchObject([
      { path: 'departurePin', message: expect.stringContaining('comes twice') },
    ]);
  });
});

describe('words it does not know', () => {
  it.each([
    [changed(['departurePin: never', 'departurePins: never']), 'departurePins', 'Did you mean departurePin?'],
    [
      changed(['longestStay: PT8H', 'longestStay: PT8H\n  longStay: PT1H']),
      'visit.longStay',
      'Take it out. The keys here are lateArrival, reminders, overdue, longestStay.',
    ],
    [
      changed(['        answerWithin: PT3M', '        answerwithin: PT3M']),
      'escalations.overdue.steps[0].answerwithin',
      'Did you mean answerWithin?',
    ],
    [
      changedIn('sos', 'repeatEvery: PT2M', 'repeatEvry: PT2M'),
      'escalations.sos.steps[1].repeatEvry',
      'Did you mean repeatEvery?',
    ],
    [changed(['  sos:', '  sso:']), 'escalations.sso', 'Did you mean sos?'],
  ])('suggests the key that was probably meant (%#)', (text, path, mend) => {
    expect(faultsOf(text)).toContainEqual(expect.objectContaining({ path, message: 'is not a known key', mend }));
  });

  it('suggests the role that was probably meant, and lists all', () => {
    expect(
      faultsOf(changed(['tells: [pdu_head, regional_director]', 'tells: [pdu_heat, regional_director]'])),
    ).toMatchObject([
      {
        path: 'escalations.overdue.steps[3].tells[0]',
        message: '"pdu_heat" is not known here',
        mend: 'Did you mean pdu_head? Use one of nominated_contact, line_manager, senior_on_site, other_manager, managers_manager, pdu_head, regional_director.',
      },
    ]);
  });

  it('takes a role in capitals or with spaces', () => {
    expect(policyOf(changed(['tells: [pdu_head, regional_director]', 'tells: [PDU head, Regional-Director]']))).toEqual(
      FRAMEWORK_POLICY,
    );
  });

  it('names the three kinds of step', () => {
    expect(faultsOf(changed(['kind: tell', 'kind: shout']))).toMatchObject([
      {
        path: 'escalations.overdue.steps[3].kind',
        message: '"shout" is not known here',
        mend: 'Use one of ask, police, tell.',
      },
    ]);
  });

  it.each([
    [
      changed([
        '  reminders:\n    - { before: PT5M, clause: HVPF 8.4.1 }\n    - { before: PT0S, clause: HVPF 8.4.1 }',
        '  reminders: 5',
      ]),
      'visit.reminders',
      'must be a list',
    ],
    [
      changed(['messages:\n  silentAfter: PT60S\n  linkLasts: PT4H', 'messages: 60']),
      'messages',
      'must be keys with values',
    ],
    [changed(['title: HMPPS', 'title: [HMPPS]\nx:']), 'title', 'must be one plain word or number'],
    [changed(['asks: [line_manager]', 'asks: []']), 'escalations.overdue.steps[1].asks', 'is empty'],
    [changed(['clause: HVPF 8.3.1', 'clause: ']), 'visit.lateArrival.clause', 'is missing'],
    [
      changed(['name: hmpps-home-visits', 'name: HMPPS Home Visits']),
      'name',
      '"HMPPS Home Visits" cannot be a policy\'s name',
    ],
    [
      changed(['id: line_manager', 'id: Line Manager']),
      'escalations.overdue.steps[1].id',
      '"Line Manager" cannot be a step\'s id',
    ],
    [
      changed(['attempts: 2', 'attempts: 6']),
      'escalations.overdue.steps[1].attempts',
      '"6" is not a number from 0 to 5',
    ],
    [
      changed(['attempts: 2', 'attempts: 2.5']),
      'escalations.overdue.steps[1].attempts',
      '"2.5" is not a number from 0 to 5',
    ],
    [changed(['before: PT5M', 'before: -PT5M']), 'visit.reminders[0].before', '"-PT5M" is not an ISO 8601 duration'],
  ])('says what a value must be (%#)', (text, path, message) => {
    expect(faultsOf(text)).toContainEqual(expect.objectContaining({ path, message }));
  });

  it.each(['name', 'version', 'title', 'departurePin', 'visit', 'messages', 'escalations'])(
    'refuses a file without %s',
    (key) => {
      const text = FRAMEWORK.replace(new RegExp(`^${key}:`, 'm'), `${key}x:`);
      expect(faultsOf(text)).toContainEqual(expect.objectContaining({ path: key, message: 'is missing' }));
    },
  );

  it.each([
    'answerWithin: PT3M',
    'outcomeWithin: PT5M',
    'longest: PT3M',
    'repeatEvery: PT2M',
    'acknowledgementLasts: PT5M',
    'askForNewsEvery: PT30M',
  ])('refuses "%s" with no time at all: it would come round for ever in one moment', (written) => {
    const key = written.split(':')[0]!;
    const faults = faultsOf(changed([written, `${key}: PT0S`]));
    expect(faults).toContainEqual(
      expect.objectContaining({ message: '"PT0S" is no time at all', path: expect.stringContaining(key) }),
    );
  });
});

describe('a chain that would end in silence is refused (P6)', () => {
  const without = (kind: string, id: string): string => {
    const from = FRAMEWORK.indexOf(`\n  ${kind}:`);
    const start = FRAMEWORK.indexOf(`      - id: ${id}\n`, from);
    const end = FRAMEWORK.slice(start + 1).search(/\n(?: {6}- |\n|$)/) + start + 2;
    return FRAMEWORK.slice(0, start) + FRAMEWORK.slice(end);
  };
  const messages = (text: string): string[] => faultsOf(text).map(({ path, message }) => `${path} ${message}`);

  it('without a police step', () => {
    expect(messages(without('overdue', 'police'))).toEqual([
      'escalations.overdue.steps have 0 police steps and must have one',
    ]);
  });

  it('without a last step that tells', () => {
    expect(messages(without('sos', 'senior_leaders'))).toEqual([
      'escalations.sos.steps have 0 tell steps and must have one',
      'escalations.sos.steps do not end in the police step and then the tell step',
    ]);
  });

  it('without anybody being asked', () => {
    expect(messages(without('device', 'line_manager'))).toEqual(['escalations.device.steps have no ask step']);
  });

  it('with a step behind the police step that nothing would ever reach', () => {
    const swapped = without('overdue', 'line_manager').replace(
      '\n  # 8.3.5 and 8.3.6',
      `      - { id: late, kind: ask, clause: x, asks: [line_manager], attempts: 1, answerWithin: PT1M, outcomeWithin: PT1M, longest: PT1M }\n\n  # 8.3.5 and 8.3.6`,
    );
    expect(messages(swapped)).toEqual([
      'escalations.overdue.steps do not end in the police step and then the tell step',
    ]);
  });

  it('with two steps that tell', () => {
    const twice = changed([
      '      - id: senior_leaders\n',
      '      - { id: more, kind: tell, clause: x, tells: [pdu_head], askForNewsEvery: PT5M }\n      - id: senior_leaders\n',
    ]);
    expect(messages(twice)).toEqual(['escalations.overdue.steps have 2 tell steps and must have one']);
  });

  it('with an ask step between the police step and the telling', () => {
    const between = changed([
      '      - id: senior_leaders\n',
      '      - { id: late, kind: ask, clause: x, asks: [line_manager], attempts: 1, answerWithin: PT1M, outcomeWithin: PT1M, longest: PT1M }\n      - id: senior_leaders\n',
    ]);
    expect(messages(between)).toEqual([
      'escalations.overdue.steps do not end in the police step and then the tell step',
    ]);
  });

  it('with two steps of one name', () => {
    expect(messages(changed(['id: line_manager', 'id: nominated_contact']))).toEqual([
      'escalations.overdue.steps[1].id "nominated_contact" is the id of steps[0] too',
    ]);
  });

  it('where the police step comes later than 15 minutes with nobody answering', () => {
    const [fault] = faultsOf(changed(['longest: PT11M', 'longest: PT13M']));
    expect(fault).toMatchObject({
      path: 'escalations.overdue.steps',
      message: 'reach the police step 16 minutes after the start with nobody answering; 15 minutes is the limit',
      mend: 'Shorten longest in nominated_contact or line_manager. If it was decided so, write policeWithin: PT16M at the top of the file.',
    });
  });

  it('exactly 15 minutes will do', () => {
    expect(faultsOf(changed(['longest: PT11M', 'longest: PT12M']))).toEqual([]);
  });

  it('later than 15 minutes only where the file says so openly, and not later than it says', () => {
    const slow = changed(['longest: PT11M', 'longest: PT13M'], ['departurePin:', 'policeWithin: PT16M\ndeparturePin:']);
    expect(policyOf(slow)).not.toHaveProperty('policeWithin');
    expect(messages(slow.replace('policeWithin: PT16M', 'policeWithin: PT15M59S'))).toHaveLength(1);
  });

  it('where a reminder comes twice', () => {
    expect(messages(changed(['before: PT5M', 'before: PT0M']))).toEqual([
      'visit.reminders[1].before is the same as reminders[0]',
    ]);
  });

  it('where an answer may take longer than the step', () => {
    expect(messages(changed(['longest: PT3M', 'longest: PT2M']))).toEqual([
      'escalations.overdue.steps[0].answerWithin is longer than the step itself may take',
    ]);
  });
});

describe('who may end it (P9)', () => {
  const who = (kind: string, list: string, before: string, after: string): PolicyFault[] => [
    ...faultsOf(changedIn(kind, `${list}: [${before}]`, `${list}: [${after}]`)),
  ];

  it.each([
    ['alert_code', 'beforePolice', 'manager', 'practitioner'],
    ['alert_code', 'beforePolice', 'manager', 'contact'],
    ['alert_code', 'afterPolice', 'manager', 'practitioner'],
    ['alert_code', 'afterPolice', 'manager', 'contact'],
    ['sos', 'beforePolice', 'contact, manager', 'practitioner'],
    ['device', 'beforePolice', 'manager', 'practitioner'],
    ['overdue', 'afterPolice', 'manager', 'practitioner'],
    ['overdue', 'afterPolice', 'manager', 'contact'],
    ['sos', 'afterPolice', 'manager', 'contact'],
  ])('%s: %s may be ended by %s, not by a %s', (kind, list, before, added) => {
    expect(who(kind, list, before, `${before}, ${added}`)).toMatchObject([
      { path: `escalations.${kind}.standDown.${list}`, mend: `Take ${added} out.` },
    ]);
  });

  it('a device alarm may be ended by a contact before the police are told, where the office wants it so', () => {
    expect(who('device', 'beforePolice', 'manager', 'contact, manager')).toEqual([]);
  });

  it.each(['beforePolice', 'afterPolice'])('somebody must be able to end it: %s needs a manager', (list) => {
    const before = list === 'beforePolice' ? 'practitioner, contact, manager' : 'manager';
    expect(who('overdue', list, before, '')).toMatchObject([
      { path: `escalations.overdue.standDown.${list}`, mend: 'Add manager.' },
    ]);
  });
});

describe('an alert code stays hidden (P8, HVPF 8.3.5)', () => {
  it('nobody is made to call a person who used it', () => {
    expect(faultsOf(changed(['attempts: 0', 'attempts: 1']))).toMatchObject([
      { path: 'escalations.alert_code.steps[0].attempts', mend: 'Write attempts: 0' },
    ]);
  });

  it('elsewhere somebody is', () => {
    expect(faultsOf(changed(['attempts: 2', 'attempts: 0']))).toMatchObject([
      { path: 'escalations.overdue.steps[1].attempts' },
    ]);
  });

  it.each(['asks: [line_manager]', 'substitutes: [senior_on_site, managers_manager, other_manager]'])(
    'the nominated contact is told of it and does not act on it (%s)',
    (written) => {
      const text = changedIn('alert_code', written, written.replace(']', ', nominated_contact]'));
      expect(faultsOf(text)).toMatchObject([{ path: 'escalations.alert_code.steps[0].asks' }]);
    },
  );

  it('nobody is told of an alert code that was not given', () => {
    expect(
      faultsOf(changed(['asks: [nominated_contact]', 'asks: [nominated_contact]\n        tells: [pdu_head]'])),
    ).toMatchObject([{ path: 'escalations.overdue.steps[0].tells' }]);
  });
});
