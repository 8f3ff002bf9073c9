import { describe, expect, it } from '@jest/globals';
import { SECOND } from '../../domain/time/instant.js';
import { anEntry, anOffice, TWO_OCLOCK } from '../examples.js';
import { timelineOf } from './timeline.js';

describe('The story of an incident', () => {
  it('is told from the newest, each line with its time, its clause and who said it', () => {
    const told = anEntry({
      kind: 'police_told',
      by: 'grace',
      text: 'Grace Okafor told the police.',
      at: TWO_OCLOCK + SECOND,
      clause: null,
    });
    expect(timelineOf([anEntry({}), told], anOffice())).toEqual([
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
    const begun = anEntry({ kind: 'step_started', text: 'Step police started.', data: { step: 'police' } });
    expect(timelineOf([begun], anOffice())[0]!.text).toBe('A manager rings the police');
    expect(timelineOf([begun], anOffice(), true)[0]!.text).toBe('Police step: nobody rings them');
  });

  it('keeps the id of somebody who has left the office', () => {
    expect(timelineOf([anEntry({ by: 'gone' })], anOffice())[0]!.by).toBe('gone');
    expect(timelineOf([anEntry({ by: 'api' })], anOffice())[0]!.by).toBe('another program');
  });
});
