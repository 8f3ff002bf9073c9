import { describe, expect, it } from '@jest/globals';
import { textOfFile } from './spreadsheet-file.js';

const textOf = (bytes: Buffer): string | null => {
  const read = textOfFile(bytes);
  return 'text' in read ? read.text : null;
};

describe('A file that was chosen', () => {
  it('is read as UTF-8, with its mark or without', () => {
    expect(textOf(Buffer.from('name\nZoë'))).toBe('name\nZoë');
    expect(textOf(Buffer.from('\uFEFFname\nZoë'))).toBe('name\nZoë');
  });

  it('is read as UTF-16, which is what Excel calls Unicode text', () => {
    expect(textOf(Buffer.from('\uFEFFname\tZoë', 'utf16le'))).toBe('name\tZoë');
    expect(textOf(Buffer.from('\uFEFFname\tZoë', 'utf16le').swap16())).toBe('name\tZoë');
  });

  it('is otherwise read as Windows writes, and said so', () => {
    expect(textOfFile(Buffer.from('Zo\xeb', 'latin1'))).toEqual({
      text: 'Zoë',
      notice: expect.stringContaining('Look at names'),
    });
  });

  it.each([
    ['', 'empty'],
    ['PK\x03\x04', 'workbook'],
    ['\xd0\xcf\x11\xe0', 'workbook'],
    ['a\x00b', 'no text'],
  ])('%j is refused with what to do: %s', (written, why) => {
    expect(textOfFile(Buffer.from(written, 'latin1'))).toEqual({ fault: expect.stringContaining(why) });
  });
});
