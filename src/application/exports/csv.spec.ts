import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { csv, csvInParts } from './csv.js';

async function* batches<T>(...all: T[]): AsyncIterable<T> {
  for (const one of all) yield await Promise.resolve(one);
}

const whole = async (parts: AsyncIterable<string>): Promise<string> => {
  let text = '';
  for await (const part of parts) text += part;
  return text;
};

describe('CSV for spreadsheets', () => {
  it.each(['=1+1', '+447700900101', '-1+1', '@SUM(A1)', '\t=1', '\r=1'])(
    'no cell begins like a formula: %j',
    (text) => {
      const [row] = parse<Record<string, string>>(csv(['said'], [{ said: text }]), { columns: true, bom: true });
      expect(row?.['said']).toBe(`'${text}`);
    },
  );

  it('keeps quotes, commas and new lines in their cell', () => {
    const said = 'a "b", c\r\nd';
    expect(parse(csv(['said'], [{ said }]), { columns: true, bom: true })).toEqual([{ said }]);
  });

  it('in parts is what it is whole', async () => {
    const rows = [{ said: '=1' }, { said: 'b,c' }, { said: 'd' }];
    const parts = csvInParts(['said'], batches(rows.slice(0, 2), rows.slice(2)));
    expect(await whole(parts)).toBe(csv(['said'], rows));
    expect(await whole(csvInParts(['said'], batches()))).toBe(csv(['said'], []));
  });
});
