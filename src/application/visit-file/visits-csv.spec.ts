import { describe, expect, it } from '@jest/globals';
import { Refusal, type RefusalFault } from '../../application/refusal.js';
import { iso } from '../../domain/time/instant.js';
import { CSV_EXAMPLE, readVisitsCsv } from './visits-csv.js';

const LONDON = 'Europe/London';
const HEADER = 'attendees,kind,purpose,plannedStart,plannedEnd';

function faultsOf(csv: string): readonly RefusalFault[] {
  try {
    readVisitsCsv(csv, LONDON);
  } catch (error) {
    if (error instanceof Refusal) return error.faults;
    throw error;
  }
  return [];
}

describe('a spreadsheet of visits', () => {
  it('is read as the example has it', () => {
    const rows = readVisitsCsv(CSV_EXAMPLE, LONDON);
    expect(rows.map(({ line, visit }) => [line, visit.kind, visit.attendees.length])).toEqual([
      [2, 'alone', 1],
      [3, 'in_pairs', 2],
      [4, 'home_safe', 1],
    ]);
  });

  it.each([
    ['2026-07-01 14:00', '2026-07-01T13:00:00.000Z'],
    ['01/07/2026 14:00', '2026-07-01T13:00:00.000Z'],
    ['1/7/2026 14:00', '2026-07-01T13:00:00.000Z'],
    ['2026-12-01T14:00', '2026-12-01T14:00:00.000Z'],
    ['2026-07-01T14:00:00Z', '2026-07-01T14:00:00.000Z'],
    ['2026-07-01T14:00+02:00', '2026-07-01T12:00:00.000Z'],
    ['01/07/2026 14:00+02:00', '2026-07-01T12:00:00.000Z'],
    ['01/07/2026 14:00:30', '2026-07-01T13:00:30.000Z'],
  ])('has its times in the zone of the service, or with their offset: %s', (written, moment) => {
    const [row] = readVisitsCsv(`${HEADER}\npriya-shah,home safe,end of day,,${written}\n`, LONDON);
    expect(iso(row?.visit.plannedEnd ?? 0)).toBe(moment);
  });

  it.each([
    ['01-Dec-26 14:00', '2026-12-01T14:00:00.000Z'],
    ['01/07/2026 2:00 PM', '2026-07-01T13:00:00.000Z'],
    ['1 July 2026 14.00', '2026-07-01T13:00:00.000Z'],
  ])('has its times as a spreadsheet shows them: %s', (written, moment) => {
    const [row] = readVisitsCsv(`${HEADER}\npriya-shah,home safe,end of day,,${written}\n`, LONDON);
    expect(iso(row?.visit.plannedEnd ?? 0)).toBe(moment);
  });

  it.each([
    ['28/03/2027 01:30', 'is left out: the clocks go forward that night', 'an hour later is 02:30'],
    ['2027-03-28 01:30', 'is left out: the clocks go forward that night', 'an hour later is 02:30'],
    ['46357.583333', 'is not a date and time', 'Format the column as date and time'],
    ['tomorrow 3pm', 'is not a date and time', 'Write it as 2026-12-01 14:00'],
  ])('has no moment that is none, and says how to mend it: %s', (written, message, mend) => {
    expect(faultsOf(`${HEADER}\npriya-shah,home safe,end of day,,${written}\n`)).toEqual([
      expect.objectContaining({
        field: 'plannedEnd',
        message: expect.stringContaining(message),
        mend: expect.stringContaining(mend),
      }),
    ]);
  });

  const separatedBy = (sign: string): string =>
    [
      HEADER.split(',').join(sign),
      ['"priya-shah, callum-reid"', 'home safe', 'end of day', '', '2026-07-01 14:00'].join(sign),
    ].join('\r\n');

  it.each([
    ['sep=;\r\n', ';', 3],
    ['\uFEFFsep=;\r\n', ';', 3],
    ['SEP=\t\r\n', '\t', 3],
    ['sep=,\n', ',', 3],
    ['sep=|\n', ';', 3],
    ['\r\n\n', '\t', 4],
    ['', ';', 2],
    ['', '\t', 2],
  ])('may begin with %j, and then have %j between its cells, and a comma between those who go', (begin, sign, line) => {
    const [row] = readVisitsCsv(begin + separatedBy(sign), LONDON);
    expect(row).toMatchObject({
      line,
      visit: { attendees: ['priya-shah', 'callum-reid'], plannedEnd: Date.parse('2026-07-01T13:00:00Z') },
    });
  });

  it('says of a column that it does not know in which line it is', () => {
    expect(faultsOf(`sep=;\n${HEADER.replaceAll(',', ';')};colour\n`)).toMatchObject([{ field: 'colour', line: 2 }]);
  });

  it('may call its columns what people call them, and each of them once', () => {
    const cells = 'priya-shah,alone,first,2026-12-01 14:00,2026-12-01 14:45,X1,Example Name,1 Street,ZZ1 1ZZ,low';
    const [row] = readVisitsCsv(`Who goes,Type,Purpose,Start,End,CRN,Name,Address,Post code,RoSH\n${cells}`, LONDON);
    expect(row?.visit).toMatchObject({ kind: 'alone', personVisited: { reference: 'X1', riskOfSeriousHarm: 'low' } });
    expect(faultsOf(`start,planned start,end,who,how,purpose\n${cells}`)).toEqual([
      expect.objectContaining({ field: 'plannedStart', message: 'is there twice' }),
    ]);
  });

  it('says where a time is none', () => {
    expect(faultsOf(`${HEADER}\n\npriya-shah,home safe,end of day,,13/13/2026 10:00\n`)).toEqual([
      expect.objectContaining({
        field: 'plannedEnd',
        line: 3,
        message: expect.stringContaining('is not a date and time'),
      }),
    ]);
  });

  it('has no more rows than an alarm may wait behind', () => {
    const rows = Array.from({ length: 501 }, () => 'priya-shah,home safe,end of day,,2026-07-01 14:00');
    expect(faultsOf([HEADER, ...rows].join('\n'))).toEqual([expect.objectContaining({ message: 'has 501 visits' })]);
  });
});
