import { describe, expect, it } from '@jest/globals';
import { MINUTE } from '../../domain/time/instant.js';
import { TWO_OCLOCK, ZONE } from '../examples.js';
import { readAnswer, tapIn } from './answer-form.js';

const PRESS = 'abcdefgh_-345678';

describe('A press of a button', () => {
  it('is told from another by the page, the button, the incident and the person', () => {
    expect(tapIn({ press: PRESS, saw: 'sos', report: 'ack' }, 'i wei')).toEqual({
      door: 'phone page',
      press: `i wei ack ${PRESS}`,
      saw: 'sos',
    });
  });

  it('says whom the page named, where it is one that says so', () => {
    const page = { press: PRESS, saw: 'overdue', report: 'safe' };
    expect(tapIn({ ...page, about: 'Priya Siân' }, 'i wei')).toMatchObject({ about: ['Priya', 'Siân'] });
    expect(tapIn({ ...page, about: '' }, 'i wei')).not.toHaveProperty('about');
  });

  it.each([
    {},
    { press: PRESS },
    { press: 'short', saw: 'sos' },
    { press: `${PRESS}'`, saw: 'sos' },
    { press: PRESS, saw: 'x' },
  ])('is none without the marks of our page: %p', (typed) =>
    expect(tapIn(typed as Record<string, string>, 'i wei')).toBeNull(),
  );
});

describe('When the police were told', () => {
  const told = (time: string) => readAnswer({ report: 'police', reference: '7', told: time }, TWO_OCLOCK, ZONE);
  it('is the last time that a clock there showed this', () => {
    expect(told('13:50')).toMatchObject({ report: { toldAt: TWO_OCLOCK - 10 * MINUTE } });
    expect(told('1350')).toMatchObject({ report: { toldAt: TWO_OCLOCK - 10 * MINUTE } });
    expect(told('')).toEqual({ report: { kind: 'police', policeReference: '7', operator: null } });
  });
  it.each(['14:30', '25:00', 'just now', '07:00', '"><script>'])('is asked again for %p', (time) =>
    expect(told(time)).toMatchObject({ errors: [{ field: 'told' }] }),
  );
});
