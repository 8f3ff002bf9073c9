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

  it('again at the police step when whoever took it on is asked again, and has told nobody yet (P7)', () => {
    const day = atPolice().at('14:59').replies('lena', 'ACK').asToldElsewhere();
    day.skipTo('15:03').asToldElsewhere();
    expect(unanswered(day)).toBe(false);
    day.skipTo('15:04').asToldElsewhere();
    expect(unanswered(day)).toBe(true);
    // They are on it still: until the step asks once more.
    day.at('15:05').replies('lena', 'ACK').asToldElsewhere();
    expect(unanswered(day)).toBe(false);
    day.skipTo('15:06').asToldElsewhere();
    expect(unanswered(day)).toBe(true);
  });

  it('no more at the police step while another takes it on, however often the first was asked again', () => {
    const day = atPolice().skipTo('15:02').asToldElsewhere();
    day.at('15:03').replies('sue', 'ACK').asToldElsewhere();
    expect(unanswered(day)).toBe(false);
    day.skipTo('15:08').asToldElsewhere();
    expect(unanswered(day)).toBe(true);
  });

  it('at the police step as soon as whoever took it on can not be reached when asked again', () => {
    const day = atPolice().at('14:59').replies('lena', 'ACK').skipTo('15:04').asToldElsewhere();
    day.cannotReach('lena').asToldElsewhere();
    expect(unanswered(day)).toBe(true);
  });

  it('no more when the police were told', () => {
    expect(unanswered(policeTold())).toBe(false);
  });

  it('no more when it is over', () => {
    expect(unanswered(overdue().at('14:56').replies('carol', 'SAFE').asToldElsewhere())).toBe(false);
  });
});
