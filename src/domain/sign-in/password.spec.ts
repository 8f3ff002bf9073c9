import { describe, expect, it } from '@jest/globals';
import { passwordFault } from './password.js';

const priya = { id: 'priya.shah', name: 'Priya Shah' };

describe('a password', () => {
  it.each([
    'kettle orbit mustard',
    'xq7!vv2#kpLm',
    'twelve chars',
    'ŵythnos o haul ym Mhen-y-bont',
    'Priya likes long walks by the river in May',
    'ten thousand ducks',
  ])('is taken without rules of what must be mixed in: %s', (password) => {
    expect(passwordFault(password, priya)).toBeNull();
  });

  it.each([
    ['elevenchars', /12 characters or more/],
    ['', /12 characters or more/],
    ['🦆🦆🦆', /12 characters or more/],
    ['x'.repeat(129), /128 characters or fewer/],
    ['aaaaaaaaaaaaaa', /different letters/],
    ['abababababababab', /different letters/],
    ['passwordpassword', /first that anybody would try/],
    ['Password2026!', /first that anybody would try/],
    ['2026-Liverpool', /first that anybody would try/],
    ['correct horse battery staple', /first that anybody would try/],
    ['abcdefghijkl', /first that anybody would try/],
    ['qwertyuiopas', /first that anybody would try/],
    ['098765432109', /first that anybody would try/],
    ['PriyaShah2026', /name/],
    ['priya.shah-01', /name/],
    ['Allswell-2026', /name/],
  ])('%s is refused, and it is said why', (password, says) => {
    expect(passwordFault(password, priya)).toMatch(says);
  });
});
