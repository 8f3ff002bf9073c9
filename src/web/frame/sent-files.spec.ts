import { describe, expect, it } from '@jest/globals';
import { fieldsOf, fileIn } from './sent-files.js';

const BOUNDARY = '----x';
const part = (name: string, value: string, file = ''): string =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${file && `; filename="${file}"`}\r\n${file && 'Content-Type: text/csv\r\n'}\r\n${value}\r\n`;
const read = (body: string) => fieldsOf(`multipart/form-data; boundary=${BOUNDARY}`, Buffer.from(body, 'latin1'));

describe('A form with a file', () => {
  it('has its fields as text, and its file to the byte', async () => {
    const fields = await read(`${part('_csrf', 'a')}${part('file', 'Zo\xeb\r\n"x"', 'a.csv')}--${BOUNDARY}--\r\n`);
    expect(fields['_csrf']).toBe('a');
    expect(fileIn(fields, 'file')).toEqual(Buffer.from('Zo\xeb\r\n"x"', 'latin1'));
    expect([fileIn(fields, '_csrf'), fileIn(null, 'file'), fileIn({ file: 'x' }, 'file')]).toEqual([null, null, null]);
  });

  it.each(['', 'rubbish', part('file', 'x', 'a.csv'), `--${BOUNDARY}`])(
    'that was cut short is refused',
    async (body) => {
      await expect(read(body)).rejects.toThrow('cut short');
    },
  );
});
