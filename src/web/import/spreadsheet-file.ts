/** What a file that was chosen says, whatever it was saved as. */
export type FileText = { readonly text: string; readonly notice: string | null } | { readonly fault: string };

const NOT_TEXT = 'Save it in your spreadsheet as "CSV UTF-8" and choose that file: ';

/**
 * Excel saves CSV in the alphabet of the country that it is set to, unless "CSV UTF-8" is chosen. Of one that is not UTF-8
 * the letters are taken for Windows' Western European ones, and whoever sent it is told to look at them before anything is planned.
 */
export function textOfFile(bytes: Buffer): FileText {
  if (bytes.length === 0) return { fault: 'The file is empty: choose another' };
  if (bytes.subarray(0, 2).toString('latin1') === 'PK' || bytes.readUInt8(0) === 0xd0)
    return { fault: `${NOT_TEXT}this one is a workbook` };
  const marked = bytes.subarray(0, 2).toString('hex');
  if (marked === 'fffe') return { text: new TextDecoder('utf-16le').decode(bytes), notice: null };
  if (marked === 'feff') return { text: new TextDecoder('utf-16be').decode(bytes), notice: null };
  if (bytes.includes(0)) return { fault: `${NOT_TEXT}this one is no text` };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), notice: null };
  } catch {
    return {
      text: new TextDecoder('windows-1252').decode(bytes),
      notice:
        'The file is not in UTF-8, and was read as Windows text. Look at names and addresses with accents before you plan: if they are wrong, save the file as "CSV UTF-8".',
    };
  }
}
