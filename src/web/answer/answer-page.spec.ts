import { describe, expect, it } from '@jest/globals';
import { MINUTE } from '../../domain/time/instant.js';
import type { Incident } from '../../domain/incident/incident.js';
import { anIncident, anOffice, aVisit, TWO_OCLOCK, ZONE } from '../examples.js';
import { answerPageOf } from './answer-page.js';

const AT = TWO_OCLOCK;

function page(given: Partial<Incident>, what: 'answer' | 'news' | 'nothing' = 'answer', mayCall = true) {
  const incident = anIncident(given);
  return answerPageOf(
    {
      at: AT,
      zone: ZONE,
      directory: anOffice(),
      link: { incidentId: incident.id, person: 'wei', kind: incident.kind, step: incident.step },
      view: {
        incident,
        visit: aVisit({ incidents: [incident] }),
        details: { purpose: 'First visit', personVisited: null },
      },
      offers: {
        standing: 'contact',
        awaited: { what, until: AT + 3 * MINUTE },
        takeOn: true,
        noAnswer: null,
        safe: 'ends',
        longer: true,
        code: true,
        police: 'may',
        handOver: [],
        mayCall,
      },
      callSheet: null,
    },
    'token',
  );
}

describe('The page behind a responder’s link', () => {
  it('names one person, with their number', () => {
    expect(page({})).toMatchObject({
      headline: 'Priya is overdue',
      name: 'Priya',
      others: null,
      about: 'Priya',
      task: 'Ring Priya now. Then say here what you found by 14:03.',
      phones: [{ name: 'Priya', number: { text: '07700 900101', href: 'tel:+447700900101' } }],
    });
  });

  it('8.4.1: names two, each with their own number', () => {
    expect(page({ subjects: ['priya', 'callum'] })).toMatchObject({
      headline: 'Priya and Callum are overdue',
      name: 'Priya and Callum',
      either: 'Priya or Callum',
      others: 'the other',
      about: 'Priya Callum',
      task: 'Ring Priya and Callum now. Then say here what you found by 14:03.',
      phones: [{ name: 'Priya' }, { name: 'Callum', number: { href: 'tel:+447700900102' } }],
    });
    expect(page({ subjects: ['priya', 'callum', 'wei'] })).toMatchObject({
      headline: 'Priya, Callum and Wei are overdue',
      others: 'the others',
    });
    expect(page({ subjects: ['priya', 'callum'] }, 'news').task).toContain(
      'When Priya and Callum are safe, say so here',
    );
  });

  it('says of which of two no number is held', () => {
    expect(page({ subjects: ['priya', 'nobody'] }).phones).toMatchObject([
      { name: 'Priya' },
      { name: 'Somebody', number: null },
    ]);
    expect(page({ subjects: ['nobody'] }).phones).toEqual([]);
  });

  it('8.3.5: after an alert code has neither of them called', () => {
    const shown = page({ kind: 'alert_code', subjects: ['priya', 'callum'] }, 'nothing', false);
    expect(shown).toMatchObject({ headline: 'Priya and Callum used the alert code', phones: [] });
    expect(shown.task).toContain('Do not call or text Priya or Callum.');
  });

  it.each([
    ['sos', ['priya'], 'Priya called for help'],
    ['device', ['priya'], 'Priya’s device was set off'],
    ['device', ['priya', 'callum'], 'The device of Priya and Callum was set off'],
  ] as const)('%s of %p', (kind, subjects, headline) =>
    expect(page({ kind, subjects: [...subjects] }).headline).toBe(headline),
  );
});
