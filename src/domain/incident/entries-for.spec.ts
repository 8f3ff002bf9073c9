import { describe, expect, it } from '@jest/globals';
import type { EntryKind } from '../decision.js';
import { overdue } from '../simulation/stages.js';
import type { Story } from '../simulation/story.js';
import { COVERT } from '../simulation/words.js';
import type { Instant } from '../time/instant.js';
import { entriesFor } from './entries-for.js';

/** 14:55 overdue, 14:56 extended by the contact: it has ended. 15:10: the covert phrase. */
const covertAfterwards = (): Story => {
  const day = overdue().at('14:56').replies('carol', 'EXTEND 60').asToldElsewhere();
  return day.at('15:10').texts('priya', COVERT).asToldElsewhere();
};
const look = (kind: EntryKind, by: string, at: Instant, incidentId: string | null = null) => ({
  kind,
  by,
  at,
  incidentId,
  text: `${by} looked`,
});
const said = (day: Story, person: string, more: readonly ReturnType<typeof look>[] = []) => {
  const [earlier] = day.visit.incidents;
  const entries = [...day.entries, ...more].filter(
    ({ incidentId }) => incidentId === null || incidentId === earlier!.id,
  );
  return entriesFor(person, day.visit, earlier!, entries).map(({ text }) => text);
};

describe('the story of an earlier incident of a visit on which an alert code runs (P8)', () => {
  it('8.3.5: tells nobody on the visit what came after its end', () => {
    const day = covertAfterwards();
    expect(day.visit.incidents.map(({ kind, status }) => [kind, status])).toEqual([
      ['overdue', 'stood_down'],
      ['alert_code', 'open'],
    ]);
    const { openedAt } = day.incident;
    const after = [look('person_viewed', 'lena', openedAt + 1), look('text_received', 'allswell', openedAt)];
    expect(said(day, 'lena', after)).toEqual(expect.arrayContaining(['lena looked', 'allswell looked']));
    expect(said(day, 'priya', after).join(' ')).not.toContain('looked');
    expect(said(day, 'priya').join(' ')).toContain('confirmed arrival');
  });

  it('nor who else looked, at whatever time; that they looked themselves they know', () => {
    const day = overdue();
    const [earlier] = day.visit.incidents;
    const at = earlier!.openedAt + 1;
    const looks = [look('person_viewed', 'lena', at), look('call_sheet_viewed', 'lena', at, earlier!.id)];
    expect(said(day, 'priya', looks)).not.toContain('lena looked');
    expect(said(day, 'priya', [look('person_viewed', 'priya', at)])).toContain('priya looked');
    expect(said(day, 'carol', looks).filter((text) => text === 'lena looked')).toHaveLength(2);
  });

  it('nor, in a later one, what was said while the alert code ran', () => {
    const day = covertAfterwards();
    const [earlier, covert] = day.visit.incidents;
    const later = {
      ...earlier!,
      id: 'later',
      openedAt: covert!.openedAt + 100,
      closedAt: null,
      status: 'open',
    } as const;
    const visit = { ...day.visit, incidents: [earlier!, { ...covert!, closedAt: covert!.openedAt + 50 }, later] };
    const own = [0, 25, 50, 51].map((after) => look('text_received', String(after), covert!.openedAt + after));
    const by = (person: string) => entriesFor(person, visit, later, own).map((entry) => entry.by);
    expect(by('lena')).toEqual(['0', '25', '50', '51']);
    expect(by('priya')).toEqual(['51']);
  });
});
