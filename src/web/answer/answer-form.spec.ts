import { describe, expect, it } from '@jest/globals';
import { iso, MINUTE } from '../../domain/time/instant.js';
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

  const pressOf = (typed: Record<string, string>) => tapIn({ press: PRESS, saw: 'sos', ...typed }, 'i wei')?.press;

  it.each([
    ['police', 'operator'],
    ['police', 'reference'],
    ['police', 'told'],
    ['safe', 'reason'],
    ['stand_down', 'why'],
    ['extend', 'minutes'],
    ['hand_over', 'to'],
  ])('"%s" is another once its %s is put right, and the same when it comes again as it was', (report, field) => {
    const said = pressOf({ report, [field]: 'CAD 1234' });
    expect(pressOf({ report, [field]: 'CAD 1234' })).toBe(said);
    for (const other of [{ [field]: 'CAD 1235' }, {}]) expect(pressOf({ report, ...other })).not.toBe(said);
  });

  it.each(['ack', 'no_answer', 'code', 'constructor'])(
    '"%s" is a mere press, whatever else is sent with it',
    (report) => expect(pressOf({ report, reference: 'CAD 1234', seen: '7' })).toBe(pressOf({ report })),
  );

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
  it('is the later of the two where the clocks were put back meanwhile, and not one that is still to come', () => {
    const at = (now: string) => {
      const read = readAnswer({ report: 'police', told: '01:30' }, Date.parse(now), ZONE);
      return 'report' in read && read.report.kind === 'police' && iso(read.report.toldAt ?? 0);
    };
    expect(at('2026-10-25T02:10:00Z')).toBe('2026-10-25T01:30:00.000Z');
    expect(at('2026-10-25T01:10:00Z')).toBe('2026-10-25T00:30:00.000Z');
  });
  it.each(['14:30', '25:00', 'just now', '07:00', '"><script>'])('is asked again for %p', (time) =>
    expect(told(time)).toMatchObject({ errors: [{ field: 'told' }] }),
  );
});
