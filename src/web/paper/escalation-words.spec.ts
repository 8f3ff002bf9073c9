import { describe, expect, it } from '@jest/globals';
import { FRAMEWORK_POLICY } from '../../domain/simulation/framework-policy.js';
import { escalationWords } from './escalation-words.js';

describe('The steps on paper', () => {
  const [overdue, alertCode, ...others] = escalationWords(FRAMEWORK_POLICY);

  it('8.4.2, 8.4.3: overdue, with the times and clauses of the policy in force', () => {
    expect(overdue).toMatchObject({
      title: 'Overdue',
      when: 'When 10 minutes have passed since they were expected to leave, and nobody has heard that they did (HVPF 8.4.2).',
      end: 'It ends at the word of the member of staff, the contact or a manager; once the police have been told, of a manager alone (HVPF 8.4.2).',
    });
    expect(overdue?.steps.map(({ clause, text }) => `${clause}: ${text}`)).toEqual([
      'HVPF 8.4.2: At once the nominated contact rings the member of staff. The member of staff is not reached within 3 minutes: go to the next step.',
      expect.stringMatching(
        /^HVPF 8.4.3: At once the line manager rings the member of staff \(2 attempts\)\. If they are absent/,
      ),
      expect.stringMatching(/^HVPF 8.4.3: A manager rings the police at once/),
      expect.stringMatching(/^HVPF 8.4.3: Tell the PDU head and the Regional Probation Director as soon as practical/),
    ]);
  });

  it('8.3.6: at an alert code nobody rings the member of staff, and a manager ends it', () => {
    expect(alertCode?.when).toContain('Nobody rings or texts them');
    expect(alertCode?.steps[0]?.text).toMatch(/^Tell the line manager at once\./);
    expect(alertCode?.steps.map(({ text }) => text).join(' ')).not.toContain('rings the member of staff');
    expect(alertCode?.end).toBe('It ends at the word of a manager (HVPF 8.3.6).');
  });

  it('has the other ways in which an alarm comes', () => {
    expect(others.map(({ title }) => title)).toEqual(['Call for help', 'Lone worker device']);
  });
});
