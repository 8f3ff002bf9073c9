import { describe, expect, it } from '@jest/globals';
import { alertCode, atPolice, overdue, policeTold, withManager } from '../simulation/stages.js';
import type { Story } from '../simulation/story.js';
import { isUnanswered } from './unanswered.js';

const unanswered = ({ incident }: Story): boolean => isUnanswered(incident);

describe('An alarm is unanswered', () => {
  it('from its first moment until somebody takes it', () => {
    const day = overdue();
    expect(unanswered(day)).toBe(true);
    day.at('14:56').replies('carol', 'ACK').asToldElsewhere();
    expect(unanswered(day)).toBe(false);
  });

  it('again when what somebody took on has run out (P7)', () => {
    const day = overdue().at('14:56').replies('carol', 'ACK').skipTo('15:10').asToldElsewhere();
    expect(unanswered(day)).toBe(true);
  });

  it('again when it goes to somebody else, who has not answered yet', () => {
    expect(unanswered(withManager())).toBe(true);
  });

  it('at an alert code, until a manager takes it', () => {
    const day = alertCode();
    expect(unanswered(day)).toBe(true);
    day.at('14:21').replies('lena', 'ACK').asToldElsewhere();
    expect(unanswered(day)).toBe(false);
  });

  it('no more while the manager who could not reach them rings the police, until they have to be asked again', () => {
    const day = atPolice();
    expect(unanswered(day)).toBe(false);
    day.skipTo('15:02').asToldElsewhere();
    expect(unanswered(day)).toBe(true);
  });

  it('no more when the police were told', () => {
    expect(unanswered(policeTold())).toBe(false);
  });

  it('no more when it is over', () => {
    expect(unanswered(overdue().at('14:56').replies('carol', 'SAFE').asToldElsewhere())).toBe(false);
  });
});
