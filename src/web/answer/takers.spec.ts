import { describe, expect, it } from '@jest/globals';
import { anOffice } from '../examples.js';
import { takersFor } from './takers.js';

describe('Those to whom it may be handed over from a phone', () => {
  const directory = anOffice();
  const ids = directory.organisation.people.map(({ id }) => id).slice(0, 2);
  const [person] = directory.organisation.people;

  it('are named by first name, initial and role, and neither name nor id is in what the form sends', () => {
    const [taker] = takersFor('token', ids, directory);
    const [first = '', last = ''] = person?.name.split(' ') ?? [];
    expect(taker?.text).toMatch(new RegExp(`^${first} ${last.charAt(0)}\\., [a-z ]+$`));
    expect(taker?.value).toMatch(/^[\w-]{16}$/);
    expect(taker?.id).toBe(person?.id);
  });

  it('are other values on another page', () => {
    const values = (token: string) => takersFor(token, ids, directory).map(({ value }) => value);
    expect(values('one')).toEqual(values('one'));
    expect(values('one')).not.toEqual(values('other'));
  });

  it('are named whole where two would be called the same', () => {
    const twins = { person: (id: string) => ({ ...person!, id, name: `Wei ${id}` }) } as unknown as typeof directory;
    expect(takersFor('token', ['Chen', 'Cho'], twins).map(({ text }) => text.split(',')[0])).toEqual([
      'Wei Chen',
      'Wei Cho',
    ]);
  });
});
