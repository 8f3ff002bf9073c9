import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import type { NewEntry } from '../../../domain/decision.js';
import { chainOn, emptyHead, visitChain } from '../../../domain/record/chain.js';
import { anIncident, anOffice, aVisit, TWO_OCLOCK, ZONE } from '../../examples.js';
import { recordDocumentOf, type RecordMade } from './record-document.js';

const incident = anIncident({ alerted: [{ person: 'wei', standing: 'contact' }] });
const visit = aVisit({ incidents: [incident] });
const line = (given: Partial<NewEntry> = {}): NewEntry => ({
  at: TWO_OCLOCK,
  kind: 'asked',
  clause: 'HVPF 8.4.2',
  by: 'allswell',
  text: 'Wei Chen was asked.',
  incidentId: incident.id,
  data: { times: 1, person: 'wei' },
  ...given,
});
const { entries, head } = chainOn(emptyHead(visitChain(visit.id)), [
  line(),
  line({ by: 'wei', clause: null, data: {} }),
]);
const visited = {
  reference: 'X123456',
  name: 'Example Name',
  address: { lines: ['1 Example Street'], postcode: 'ZZ1 1ZZ' },
  riskOfSeriousHarm: 'very_high' as const,
};
const record = (given: Partial<RecordMade> = {}) =>
  recordDocumentOf({
    view: { incident, visit, details: { purpose: '', personVisited: visited } },
    entries,
    head,
    messages: [],
    madeBy: 'grace',
    at: TWO_OCLOCK,
    zone: ZONE,
    directory: anOffice(),
    names: true,
    ...given,
  });

describe('The record of an incident as a document', () => {
  it('says who made it and when, with how far the clock was ahead', () => {
    expect(record().made).toContainEqual({
      name: 'Made',
      lines: ['Tue 2 Jun 2026 14:00:00 UTC+1, by Grace Okafor (grace)'],
    });
  });

  it('gives each entry with its number, its clause and all that its hash covers', () => {
    const [first, second] = record().entries;
    expect(first).toMatchObject({
      heading: '1. Tue 2 Jun 2026 14:00:00 UTC+1 Asked, by Allswell, HVPF 8.4.2',
      text: 'Wei Chen was asked.',
    });
    expect(first?.facts).toContainEqual(['Previous hash', 'none: the first entry']);
    expect(second?.facts).toEqual(
      expect.arrayContaining([
        ['By', 'wei'],
        ['Clause', 'none'],
        ['Previous hash', entries[0]?.hash],
        ['Hash', head.hash],
      ]),
    );
  });

  it('carries a file whose lines hash to what is printed', () => {
    const lines = record().chainFile.trimEnd().split('\n');
    expect(lines.map((one) => createHash('sha256').update(one).digest('hex'))).toEqual(entries.map(({ hash }) => hash));
  });

  it('names who is visited to whoever may see it, and otherwise says that it is left out', () => {
    expect(JSON.stringify(record().sections)).toContain('Example Name, our reference X123456');
    const without = JSON.stringify(record({ names: false }));
    expect(without).toContain('may not see who is visited');
    expect(without).not.toMatch(/Example Name|Example Street|X123456/);
  });

  it('says that the whole chain was checked, or where it breaks', () => {
    expect(record().verdict).toMatchObject({ holds: true, text: expect.stringContaining(`Its hash is ${head.hash}`) });
    expect(record({ entries: entries.slice(0, 1) }).verdict).toMatchObject({
      holds: false,
      text: expect.stringContaining('entries 2 to 2 are missing'),
    });
  });

  it('of an exercise says so', () => {
    const drill = { ...visit, drill: true as const };
    const { subtitle, made } = record({
      view: { incident, visit: drill, details: { purpose: '', personVisited: null } },
    });
    expect(subtitle).toBe('EXERCISE. Overdue, Priya Shah');
    expect(JSON.stringify(made)).toContain('the police were not rung');
  });
});
