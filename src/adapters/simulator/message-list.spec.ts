import { describe, expect, it } from '@jest/globals';
import { listRequestOf } from './message-list.js';

const at = (iso: string) => new Date(iso);

describe('what a list is asked for', () => {
  it.each<[string, Record<string, string>, object]>([
    ['nothing', {}, { to: null, from: null, sentFrom: null, sentBefore: null, pageSize: 50, page: 0, after: null }],
    ['by number', { To: '+44 7700 900101', From: 'Allswell' }, { to: '+447700900101', from: 'Allswell' }],
    [
      'one day',
      { DateSent: '2026-12-01' },
      { sentFrom: at('2026-12-01T00:00:00Z'), sentBefore: at('2026-12-02T00:00:00Z') },
    ],
    [
      'the day of a moment',
      { DateSent: '2026-12-01T14:00:00Z' },
      { sentFrom: at('2026-12-01T00:00:00Z'), sentBefore: at('2026-12-02T00:00:00Z') },
    ],
    ['on or before a day', { 'DateSent<': '2026-12-01' }, { sentFrom: null, sentBefore: at('2026-12-02T00:00:00Z') }],
    ['on or before a second', { 'DateSent<': '2026-12-01T14:00:00Z' }, { sentBefore: at('2026-12-01T14:00:01Z') }],
    [
      'on or after a moment',
      { 'DateSent>': '2026-12-01T14:00:00Z' },
      { sentFrom: at('2026-12-01T14:00:00Z'), sentBefore: null },
    ],
    ['a page too large', { PageSize: '5000' }, { pageSize: 1_000 }],
    ['a page of less than one', { PageSize: '-3' }, { pageSize: 1 }],
    ['nonsense', { PageSize: 'x', Page: '-1' }, { pageSize: 50, page: 0 }],
    ['the page after a text', { Page: '2', PageToken: 'PASM1' }, { page: 2, after: 'SM1' }],
  ])('%s', (_name, query, expected) => expect(listRequestOf(query)).toMatchObject(expected));

  it('is refused with a date that is none', () => {
    expect(() => listRequestOf({ DateSent: 'yesterday' })).toThrow(expect.objectContaining({ code: 20001 }));
  });
});
