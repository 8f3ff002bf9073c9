import { describe, expect, it } from '@jest/globals';
import { readReport } from './report-form.js';

describe('What a responder reports on a screen', () => {
  it.each([
    [{ report: 'ack' }, { kind: 'ack' }],
    [{ report: 'safe' }, { kind: 'safe', reason: null }],
    [
      { report: 'safe', reason: 'Flat battery' },
      { kind: 'safe', reason: 'Flat battery' },
    ],
    [
      { report: 'stand_down', why: 'Raised in error' },
      { kind: 'stand_down', reason: 'Raised in error' },
    ],
    [{ report: 'no_answer' }, { kind: 'no_answer', times: 1 }],
    [
      { report: 'extend', minutes: '30' },
      { kind: 'extend', by: { minutes: 30 } },
    ],
    [{ report: 'police' }, { kind: 'police', policeReference: null, operator: null }],
    [
      { report: 'police', reference: 'CAD 123', operator: 'PC Example' },
      { kind: 'police', policeReference: 'CAD 123', operator: 'PC Example' },
    ],
    [{ report: 'code' }, { kind: 'code' }],
  ])('%j', (typed, report) => expect(readReport(typed)).toEqual({ report }));

  it.each([
    [{ report: 'extend' }, 'minutes'],
    [{ report: 'extend', minutes: 'an hour' }, 'minutes'],
    [{ report: 'extend', minutes: '-5' }, 'minutes'],
    [{ report: 'police', reference: 'x'.repeat(101) }, 'reference'],
    [{ report: 'stand_down' }, 'why'],
    [{ report: 'stand_down', why: 'x'.repeat(101) }, 'why'],
    [{ report: 'stand_down', reason: 'at another field' }, 'why'],
    [{ report: 'unclear' }, 'report'],
    [{}, 'report'],
  ])('not %j', (typed, field) => {
    expect(readReport(typed)).toMatchObject({ errors: [{ field }] });
  });
});
