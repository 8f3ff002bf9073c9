import { describe, expect, it } from '@jest/globals';
import { lookAtVisitsCsv } from '../../application/visit-file/visits-csv.js';
import { anOffice, ZONE } from '../examples.js';
import { importPageOf } from './import-page.js';

const HEADER = 'attendees,kind,purpose,plannedStart,plannedEnd,reference,name,address1,postcode,riskOfSeriousHarm';
const RIGHT = 'priya,alone,first visit,2026-12-01 14:00,2026-12-01 14:45,X1,Example Name,1 Example Street,ZZ1 1ZZ,low';
const page = (text: string, previews: Parameters<typeof importPageOf>[1] = [{ faults: [], warnings: [] }]) =>
  importPageOf(lookAtVisitsCsv(text, ZONE), previews, anOffice(), ZONE);
const cell = (text: string, head: string, previews?: Parameters<typeof importPageOf>[1]) =>
  page(text, previews).rows[0]?.cells.find((one) => one.head === head);

describe('A spreadsheet on the page', () => {
  it('shows each line as it was understood', () => {
    const [row] = page(`${HEADER}\n${RIGHT}`).rows;
    expect(row?.right).toBe(true);
    expect(row?.cells.map(({ lines }) => lines.join(', '))).toEqual([
      'Priya Shah',
      'Alone',
      'Tue 1 Dec 14:00',
      'Tue 1 Dec 14:45',
      'first visit',
      'X1, Example Name',
      '1 Example Street, ZZ1 1ZZ',
      'Low',
    ]);
  });

  it('takes what Excel saves elsewhere: a mark, semicolons, quoted lines within a cell', () => {
    const semicolons = `\uFEFF${HEADER}\r\n${RIGHT.replace('first visit', '"first\r\nvisit; long"')}`.replace(
      /,/g,
      ';',
    );
    expect(cell(semicolons, 'Purpose')?.lines.join('')).toMatch(/first\s+visit; long/);
    const { rows } = page(`${semicolons}\r\n;;;\r\n${RIGHT.replace(/,/g, ';').replace('alone', 'by bus')}`);
    expect(rows.map(({ line, right }) => [line, right])).toEqual([
      [2, true],
      [5, false],
    ]);
  });

  it('shows a fault in its cell, with what was written and how to mend it, and at the head of the page', () => {
    const wrong = `${HEADER}\n${RIGHT.replace('2026-12-01 14:45', 'quarter to three').replace('low', 'lo')}`;
    expect(cell(wrong, 'Ends')).toEqual({
      head: 'Ends',
      lines: ['quarter to three'],
      faults: [expect.stringMatching(/is not a date and time.*\. /)],
    });
    expect(cell(wrong, 'Risk')?.faults).toEqual([expect.stringContaining('Use one of low, medium')]);
    expect(page(wrong).faults.map(({ href }) => href)).toEqual(['#line-2', '#line-2']);
  });

  it('shows what the diary refuses in the cell that it means, and its warnings beside', () => {
    const refused = [
      { faults: [{ field: 'attendees[0]', message: '"priya" is nobody', mend: 'use an id' }], warnings: [] },
    ];
    expect(cell(`${HEADER}\n${RIGHT}`, 'Who goes', refused)).toEqual({
      head: 'Who goes',
      lines: ['priya'],
      faults: ['"priya" is nobody. Use an id'],
    });
    const warned = page(`${HEADER}\n${RIGHT}`, [{ faults: [], warnings: ['Look.'] }]);
    expect(warned).toMatchObject({ warned: 1, faults: [] });
  });

  it.each([
    ['attendes,kind,purpose,plannedEnd\nx,alone,y,z', /Did you mean attendees/],
    [HEADER, /has no visits/],
    [`${HEADER}\n"${RIGHT}`, /cannot be read as CSV/],
    [`${HEADER}\nZo\uFFFD`, /UTF-8/],
    [Array.from({ length: 502 }, (_, index) => (index === 0 ? HEADER : RIGHT)).join('\n'), /500 at the most/],
    ['', /missing|no visits/],
  ])('says what is wrong with the file as a whole: %.20s', (text, why) => {
    const read = page(text);
    expect(read.rows).toEqual([]);
    expect(read.fileFaults.join(' ')).toMatch(why);
  });
});
