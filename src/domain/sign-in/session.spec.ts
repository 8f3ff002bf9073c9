import { describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE } from '../time/instant.js';
import { ROLES } from '../organisation/organisation.js';
import {
  endsAt,
  isToBeRotated,
  judgeToken,
  needsSecondFactor,
  stageNow,
  type SessionTimes,
  type Standing,
} from './session.js';

const at = (given: Partial<SessionTimes> = {}): SessionTimes => ({
  stage: 'open',
  startedAt: 0,
  seenAt: 0,
  rotatedAt: 0,
  ...given,
});

describe('a session', () => {
  it('ends an hour after the last page', () => {
    expect(endsAt(at({ seenAt: 3 * HOUR }))).toBe(4 * HOUR);
  });

  it('ends twelve hours after the sign-in, however much it is used', () => {
    expect(endsAt(at({ seenAt: 12 * HOUR - 1 }))).toBe(12 * HOUR);
  });

  it('that is not open yet ends after a quarter of an hour', () => {
    expect(endsAt(at({ stage: 'code', seenAt: 14 * MINUTE }))).toBe(15 * MINUTE);
    expect(endsAt(at({ stage: 'enrol' }))).toBe(15 * MINUTE);
  });

  it('gets a new token every quarter of an hour, once it is open', () => {
    expect(isToBeRotated(at(), 15 * MINUTE)).toBe(true);
    expect(isToBeRotated(at(), 15 * MINUTE - 1)).toBe(false);
    expect(isToBeRotated(at({ stage: 'code' }), 15 * MINUTE)).toBe(false);
  });
});

describe('a second factor', () => {
  it('is needed by everybody but practitioners', () => {
    expect(ROLES.filter((role) => !needsSecondFactor([role]))).toEqual(['practitioner']);
    expect(needsSecondFactor(['practitioner', 'contact'])).toBe(true);
  });
});

describe('a session of somebody who needs a second factor', () => {
  const open: Standing = { stage: 'open', way: 'local', secondFactor: false };

  it('sets one up where the account has none, and shows it where it was set up elsewhere meanwhile', () => {
    for (const stage of ['open', 'enrol'] as const) {
      expect(stageNow({ ...open, stage }, ['manager'], false)).toBe('enrol');
      expect(stageNow({ ...open, stage }, ['manager'], true)).toBe('code');
    }
  });

  it('waits for a code for as long as none was shown', () => {
    expect(stageNow({ ...open, stage: 'code' }, ['manager'], true)).toBe('code');
  });

  it('goes on where one was shown, where it is the provider’s to ask for it, and where none is needed', () => {
    expect(stageNow({ ...open, secondFactor: true }, ['manager'], true)).toBe('open');
    expect(stageNow({ ...open, way: 'openid' }, ['manager'], false)).toBe('open');
    expect(stageNow(open, ['practitioner'], false)).toBe('open');
  });
});

describe('a token', () => {
  const shown = (which: 'current' | 'previous', currentWasShown: boolean, now: number) =>
    judgeToken({ ...at(), which, currentWasShown }, now);

  it('in force is good, and is renewed in time', () => {
    expect(shown('current', false, MINUTE)).toBe('good');
    expect(shown('current', true, 15 * MINUTE)).toBe('rotate');
  });

  it('the one before it serves for the requests that were under way', () => {
    expect(shown('previous', true, MINUTE - 1)).toBe('good');
  });

  it('the one before it, later, was copied', () => {
    expect(shown('previous', true, MINUTE)).toBe('replayed');
  });

  it('the one before it is renewed once more where the new one never arrived', () => {
    expect(shown('previous', false, 10 * MINUTE)).toBe('rotate');
  });
});
