import { describe, expect, it } from '@jest/globals';
import { DAY } from '../../domain/time/instant.js';
import { directoryOf } from '../../domain/organisation/directory-of.js';
import type { Access } from '../../domain/permission/access.js';
import { ALL_ACCESS } from '../../domain/permission/access.js';
import { startOfLocalDay } from '../../domain/time/local.js';
import { anAttendee, anOffice, aVisit, TWO_OCLOCK, ZONE } from '../examples.js';
import { paperDay } from './paper.js';

const directory = anOffice();
const visited = {
  reference: 'X123456',
  name: 'Example Name',
  address: { lines: ['1 Example Street', 'Exampleton'], postcode: 'ZZ1 1ZZ' },
  riskOfSeriousHarm: 'low' as const,
};
const sheet = (
  visit = aVisit(),
  access: Access = ALL_ACCESS,
  start = startOfLocalDay(TWO_OCLOCK, ZONE),
  office = directory,
) =>
  paperDay(
    [{ visit, details: { purpose: 'First visit', personVisited: visited } }],
    { start, at: TWO_OCLOCK, zone: ZONE, directory: office, person: 'grace' },
    access,
  );

describe('A day of the paper diary', () => {
  it('names the contact of that date before those of every week', () => {
    const { organisation } = directory;
    const today = { unit: 'north', contacts: ['callum'], date: '2026-06-02', from: '12:00', to: '16:00' };
    const contactOf = (rota: typeof organisation.rota) =>
      sheet(undefined, undefined, undefined, directoryOf({ ...organisation, rota }, ZONE)).rows[0]?.contact?.name;
    expect(contactOf([...organisation.rota, today])).toBe('Callum Reid');
    expect(contactOf([...organisation.rota, { ...today, date: '2026-06-03' }])).toBe('Wei Chen');
    expect(contactOf(organisation.rota.map((shift) => ({ ...shift, except: ['2026-06-02'] })))).toBeUndefined();
  });

  it('says who, where, and whom to ring', () => {
    expect(sheet()).toEqual({
      title: 'Tue 2 Jun',
      rows: [
        {
          reference: 'V7K2',
          from: '14:00',
          to: '14:45',
          kind: 'Alone',
          status: '',
          staff: [{ name: 'Priya Shah', mobile: '07700\u00a0900101', car: '' }],
          contact: { name: 'Wei Chen', mobile: '07700\u00a0900104' },
          managers: [{ name: 'Grace Okafor', mobile: '07700\u00a0900105' }],
          where: ['Example Name (X123456)', '1 Example Street, Exampleton, ZZ1\u00a01ZZ'],
          shows: true,
          arrived: '',
          expected: '',
          left: '',
        },
      ],
    });
  });

  it('shows who is visited to nobody who may not see it (P11)', () => {
    const nobody: Access = { ...ALL_ACCESS, may: (right) => right !== 'see_person_visited' };
    const [row] = sheet(aVisit(), nobody).rows;
    expect(row).toMatchObject({ where: [], shows: false });
    expect(JSON.stringify(row)).not.toMatch(/Example|X123456/);
  });

  it('goes on from what was said while the system was up', () => {
    const inside = anAttendee({ status: 'arrived', arrivedAt: TWO_OCLOCK + 5 * 60_000 });
    const [row] = sheet(
      aVisit({ status: 'in_progress', attendees: [inside], expectedEnd: TWO_OCLOCK + 50 * 60_000 }),
    ).rows;
    expect(row).toMatchObject({ status: 'In progress', arrived: '14:05', expected: '14:50', left: '' });
  });

  it('has no line for a visit that is cancelled, or of another day', () => {
    expect(sheet(aVisit({ status: 'cancelled' })).rows).toEqual([]);
    expect(sheet(aVisit(), ALL_ACCESS, startOfLocalDay(TWO_OCLOCK, ZONE) + DAY).rows).toEqual([]);
  });
});
