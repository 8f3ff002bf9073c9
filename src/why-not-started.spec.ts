import { describe, expect, it } from '@jest/globals';
import { whyNotStarted } from './why-not-started.js';

const fault = (code: string, more: object = {}): Error =>
  Object.assign(new Error('what the driver says'), { code, ...more });

describe('What stops a start is said in one line, with its mend', () => {
  it.each([
    ['53300', 'raise its max_connections'],
    ['57P03', 'start Allswell again when it is up'],
    ['28P01', 'user or password'],
    ['3D000', 'create it first'],
    ['ECONNREFUSED', 'does not answer'],
  ])('%s: %s', (code, says) => {
    const why = whyNotStarted(fault(code));
    expect(why).toContain(says);
    expect(why).not.toContain('\n');
  });

  it('what only we can mend comes with its whole trace', () => {
    expect(whyNotStarted(new Error('Unheard of'))).toContain('why-not-started.spec');
  });
});
