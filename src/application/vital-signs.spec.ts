import { describe, expect, it } from '@jest/globals';
import { isKeepingUp, type Readings } from './ports/pulse.js';
import { clocksOff, isDown, reasons, vitalSigns } from './vital-signs.js';

const WELL: Readings = {
  latestDeadline: 10,
  oldestAlert: 15,
  oldestText: 15,
  listAge: 0,
  sweeperAge: 15,
  provider: { takesMessages: false, triedInVain: 2, refusesSettings: false },
  processes: [{ id: '01234567', role: 'all', silentFor: 1, clockAhead: 0 }],
};

const down = (readings: Readings | null): string[] =>
  Object.entries(vitalSigns(readings))
    .filter(([, { status }]) => status === 'DOWN')
    .map(([name]) => name);

describe('The service (P12)', () => {
  it('is UP at the very edge of what it allows itself', () => {
    expect(down(WELL)).toEqual([]);
    expect(isDown(vitalSigns(WELL))).toBe(false);
    expect(isKeepingUp(WELL)).toBe(true);
  });

  it.each([
    ['deadlines', { latestDeadline: 10.1 }],
    ['alerts', { oldestAlert: 15.1 }],
    ['texts', { oldestText: 15.1 }],
    ['sweeper', { sweeperAge: 15.1 }],
  ])('is DOWN for its %s, and no heartbeat is sent', (name, change) => {
    expect(down({ ...WELL, ...change })).toEqual([name]);
    expect(isKeepingUp({ ...WELL, ...change })).toBe(false);
  });

  it.each([
    ['was tried three times in a minute and took nothing', { triedInVain: 3 }, ['provider']],
    ['took something all the same', { triedInVain: 30, takesMessages: true }, []],
    ['refuses our settings', { refusesSettings: true }, ['provider']],
  ])('where the provider %s', (_what, change, expected) => {
    expect(down({ ...WELL, provider: { ...WELL.provider, ...change } })).toEqual(expected);
  });

  it.each([
    ['read five minutes ago', 300, false],
    ['not read for longer', 300.1, true],
  ])('is UP with a list of texts that was %s at the provider; that is told', (_what, listAge, warns) => {
    const signs = vitalSigns({ ...WELL, listAge });
    expect(isDown(signs)).toBe(false);
    expect('warning' in (signs['texts']?.details ?? {})).toBe(warns);
  });

  it.each([
    ['nobody', []],
    ['only doors', [{ id: '01234567', role: 'web', silentFor: 0, clockAhead: 0 }]],
    [
      'a worker that has been silent for 16 seconds',
      [{ id: '01234567', role: 'worker', silentFor: 16, clockAhead: 0 }],
    ],
  ])('is DOWN where there is %s', (_what, processes) => {
    expect(down({ ...WELL, processes })).toEqual(['workers']);
  });

  it('is DOWN altogether while the database is away', () => {
    expect(down(null)).toEqual(Object.keys(vitalSigns(WELL)));
  });

  it('says why, and the mend, of everything that is DOWN', () => {
    const signs = vitalSigns(null);
    for (const { details } of Object.values(signs))
      expect(details).toMatchObject({ why: expect.any(String), mend: expect.any(String) });
    expect(reasons(signs)).toContain('db: Postgres does not answer.');
  });
});

it('A clock more than two seconds off is another process’s fault, whichever way it is off', () => {
  const process = (id: string, clockAhead: number) => ({ id, role: 'all', silentFor: 0, clockAhead });
  expect(
    clocksOff([process('self', 9), process('ahead', 2.1), process('behind', -2.1), process('right', 2)], 'self').map(
      ({ id }) => id,
    ),
  ).toEqual(['ahead', 'behind']);
});
