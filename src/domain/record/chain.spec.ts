import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { NewEntry } from '../decision.js';
import { chainOn, emptyHead, firstFault, hashOf, visitChain, type ChainedEntry } from './chain.js';

const entry = (text: string, data: NewEntry['data'] = {}): NewEntry => ({
  at: Date.UTC(2026, 11, 1, 14),
  kind: 'asked',
  clause: 'HVPF 8.4.2',
  by: 'allswell',
  text,
  incidentId: 'incident-1',
  data,
});

const CHAIN = visitChain('visit-1');
const three = () =>
  chainOn(emptyHead(CHAIN), [entry('one'), entry('two', { person: 'carol', times: 2 }), entry('three')]);

describe('the record is chained (P10)', () => {
  it('each entry has its place, from 1, and follows the one before it', () => {
    const { entries, head } = three();
    expect(entries.map(({ seq, chain }) => [chain, seq])).toEqual([
      ['visit:visit-1', 1],
      ['visit:visit-1', 2],
      ['visit:visit-1', 3],
    ]);
    expect(entries.map(({ previousHash }) => previousHash)).toEqual(['', entries[0]!.hash, entries[1]!.hash]);
    expect(head).toEqual({ chain: CHAIN, seq: 3, hash: entries[2]!.hash });
    expect(entries[0]!.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('the hash is the same wherever and whenever it is worked out', () => {
    expect(three().entries[1]!.hash).toBe(
      hashOf({
        ...entry('two', { times: 2, person: 'carol' }),
        chain: CHAIN,
        seq: 2,
        previousHash: three().entries[0]!.hash,
      }),
    );
    // Worked out with another language's JSON and SHA-256.
    expect(three().entries[0]!.hash).toBe('48bea17368d0f78dee5c09ca52dee6b964aa9f3d9e4bc3ef2f6ce9005ba1a416');
  });

  it('the hash does not depend on the order in which an entry’s data were written down', () => {
    const place = { chain: CHAIN, seq: 1, previousHash: '' };
    const hashes = [
      { a: 1, b: 2, c: 3 },
      { c: 3, b: 2, a: 1 },
      { b: 2, c: 3, a: 1 },
      { b: 2, a: 1, c: 3 },
    ].map((data) => hashOf({ ...entry('one', data), ...place }));
    expect(new Set(hashes).size).toBe(1);
  });

  it('an empty chain begins at nought with no hash, under its own name', () => {
    expect(emptyHead(CHAIN)).toEqual({ chain: 'visit:visit-1', seq: 0, hash: '' });
    expect(chainOn(emptyHead(CHAIN), [])).toEqual({ entries: [], head: emptyHead(CHAIN) });
  });

  it('written in one go or one by one, the chain is the same', () => {
    const first = chainOn(emptyHead(CHAIN), [entry('one')]);
    const rest = chainOn(first.head, [entry('two', { person: 'carol', times: 2 }), entry('three')]);
    expect([...first.entries, ...rest.entries]).toEqual(three().entries);
    expect(rest.head).toEqual(three().head);
  });

  it('a whole chain holds, and an empty one', () => {
    const { entries, head } = three();
    expect(firstFault(entries, head)).toBeNull();
    expect(firstFault([], emptyHead(CHAIN))).toBeNull();
  });

  const fields: [string, Partial<ChainedEntry>][] = [
    ['at', { at: 0 }],
    ['kind', { kind: 'told' }],
    ['clause', { clause: null }],
    ['by', { by: 'carol' }],
    ['text', { text: 'other' }],
    ['incident', { incidentId: null }],
    ['data', { data: { person: 'colin', times: 2 } }],
    ['chain', { chain: 'visit:other' }],
  ];
  it.each(fields)('a changed %s shows, at its entry', (_, change) => {
    const { entries, head } = three();
    entries[1] = { ...entries[1]!, ...change };
    expect(firstFault(entries, head)).toEqual({ seq: 2, what: 'entry 2 was changed after it was written' });
  });

  it('a change whose hash was made to fit shows at the next', () => {
    const { entries, head } = three();
    const forged = { ...entries[1]!, text: 'forged' };
    entries[1] = { ...forged, hash: hashOf(forged) };
    expect(firstFault(entries, head)).toEqual({ seq: 3, what: 'entry 3 does not follow the one before it' });
  });

  it('an entry taken out shows, wherever it was', () => {
    const { entries, head } = three();
    expect(firstFault(entries.slice(1), head)).toEqual({ seq: 1, what: 'entry 1 is missing' });
    expect(firstFault([entries[0]!, entries[2]!], head)).toEqual({ seq: 2, what: 'entry 2 is missing' });
    expect(firstFault(entries.slice(0, 1), head)).toEqual({ seq: 2, what: 'entries 2 to 3 are missing' });
    expect(firstFault([], head)).toEqual({ seq: 1, what: 'entries 1 to 3 are missing' });
  });

  it('a head that was put back shows', () => {
    const { entries, head } = three();
    expect(firstFault(entries, { ...head, seq: 2, hash: entries[1]!.hash })).toEqual({
      seq: 3,
      what: 'the head of the chain does not match its last entry',
    });
    expect(firstFault(entries, { ...head, seq: 2 })).toEqual({
      seq: 3,
      what: 'the head of the chain does not match its last entry',
    });
    expect(firstFault(entries, { ...head, hash: 'x' })).toEqual({
      seq: 3,
      what: 'the head of the chain does not match its last entry',
    });
  });

  it('two neighbours exchanged show', () => {
    const { entries, head } = three();
    expect(firstFault([entries[1]!, entries[0]!, entries[2]!], head)).toEqual({ seq: 1, what: 'entry 1 is missing' });
  });

  it('whatever single character of whatever entry is changed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 6 }),
        fc.nat(),
        fc.string({ minLength: 1 }),
        (texts, which, other) => {
          const { entries, head } = chainOn(
            emptyHead(CHAIN),
            texts.map((text) => entry(text)),
          );
          const index = which % entries.length;
          fc.pre(entries[index]!.text !== other);
          entries[index] = { ...entries[index]!, text: other };
          expect(firstFault(entries, head)).toMatchObject({ seq: index + 1 });
        },
      ),
    );
  });
});
