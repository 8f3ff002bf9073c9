import { describe, expect, it } from '@jest/globals';
import { ALL_ACCESS } from '../../../domain/permission/access.js';
import type { Finding } from '../../../domain/readiness/finding.js';
import { readinessPage } from './readiness-page.js';

const cutOff = (says: string, person: string | null): Finding => ({
  kind: 'opted_out',
  says,
  unit: null,
  person,
  visit: null,
  from: null,
  to: null,
});

describe('The page of readiness', () => {
  it('leads to the page of somebody of one’s own, and to none of somebody from elsewhere', () => {
    const findings = [cutOff('Wei’s phone has opted out.', 'wei'), cutOff('Olga’s phone has opted out.', null)];
    const page = readinessPage(findings, { at: 0, zone: 'Europe/London', access: ALL_ACCESS });
    expect(page.groups.flatMap((group) => group.findings.map(({ links }) => links.map(({ href }) => href)))).toEqual([
      ['/office/messages?person=wei', '/office/people/wei'],
      [],
    ]);
  });
});
