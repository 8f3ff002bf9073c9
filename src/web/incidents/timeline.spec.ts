import { describe, expect, it } from '@jest/globals';
import type { ChainedEntry } from '../../domain/record/chain.js';
import { SECOND } from '../../domain/time/instant.js';
import { anOffice, TWO_OCLOCK } from '../examples.js';
import { timelineOf } from './timeline.js';

const entry = (given: Partial<ChainedEntry>): ChainedEntry => ({
  at: TWO_OCLOCK,
  kind: 'asked',
  clause: 'HVPF 8.4.2',
  by: 'allswell',
  text: 'Wei Chen was asked.',
  incidentId: null,
  data: {},
  chain: 'visit:1',
  seq: 1,
  previousHash: '',
  hash: '',
  ...given,
});

describe('The story of an incident', () => {
  it('is told from the newest, each line with its time, its clause and who said it', () => {
    const told = entry({
      kind: 'police_told',
      by: 'grace',
      text: 'Grace Okafor told the police.',
      at: TWO_OCLOCK + SECOND,
      clause: null,
    });
    expect(timelineOf([entry({}), told], anOffice())).toEqual([
      {
        label: 'Police told',
        by: 'Grace Okafor',
        at: '2026-06-02T13:00:01.000Z',
        clause: null,
        text: 'Grace Okafor told the police.',
        weight: 'grave',
      },
      {
        label: 'Asked',
        by: 'Allswell',
        at: '2026-06-02T13:00:00.000Z',
        clause: 'HVPF 8.4.2',
        text: 'Wei Chen was asked.',
        weight: 'plain',
      },
    ]);
  });

  it('names a step as the page does, and in a drill says that nobody rings the police', () => {
    const begun = entry({ kind: 'step_started', text: 'Step police started.', data: { step: 'police' } });
    expect(timelineOf([begun], anOffice())[0]!.text).toBe('A manager rings the police');
    expect(timelineOf([begun], anOffice(), true)[0]!.text).toBe('Police step: nobody rings them');
  });

  it('keeps the id of somebody who has left the office', () => {
    expect(timelineOf([entry({ by: 'gone' })], anOffice())[0]!.by).toBe('gone');
    expect(timelineOf([entry({ by: 'api' })], anOffice())[0]!.by).toBe('another program');
  });
});
