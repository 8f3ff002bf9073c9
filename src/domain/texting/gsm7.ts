/**
 * One text is one segment: 160 characters of the GSM 7-bit alphabet (3GPP TS 23.038). One character outside it turns
 * the whole text into UCS-2, of which a segment holds 70.
 */
export const SEGMENT = 160;

const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** These take an escape and count as two. */
const EXTENDED = new Set('^{}\\[~]|€');

const PLAIN: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '`': "'",
  '´': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '…': '...',
  '\u00a0': ' ',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ı: 'i',
  œ: 'oe',
  Œ: 'OE',
  ð: 'd',
  Ð: 'D',
  þ: 'th',
  Þ: 'Th',
};

/** Most texts: nothing in them that would change, or count as two. */
const ALREADY = /^[A-Za-z0-9 .,:;'"()/+?!&-]*$/;

/** The text in GSM-7: "Siân" becomes "Sian"; what has no plain form becomes "?". */
export function toGsm7(text: string): string {
  if (ALREADY.test(text)) return text;
  let out = '';
  for (const character of text.normalize('NFC')) {
    if (BASIC.has(character) || EXTENDED.has(character)) out += character;
    else if (PLAIN[character] !== undefined) out += PLAIN[character];
    else {
      const bare = character.normalize('NFD').replace(/\p{M}/gu, '');
      out += [...bare].every((part) => BASIC.has(part)) ? bare : '?';
    }
  }
  return out;
}

/** Length in septets of a text that is already GSM-7. */
export function gsm7Length(text: string): number {
  if (ALREADY.test(text)) return text.length;
  let length = 0;
  for (const character of text) length += EXTENDED.has(character) ? 2 : 1;
  return length;
}

/** At most `septets` of it; a cut text ends in "..". */
export function cut(text: string, septets: number): string {
  const plain = toGsm7(text).replace(/\s+/g, ' ').trim();
  if (gsm7Length(plain) <= septets) return plain;
  let out = '';
  for (const character of plain) {
    if (gsm7Length(out + character) > septets - 2) break;
    out += character;
  }
  return `${out}..`;
}

/**
 * One segment made of parts, the most important first. A part that no longer fits is left out whole, so that a long
 * name or a long link never costs the words that matter.
 */
export function oneSegment(...parts: readonly (string | null | undefined | false)[]): string {
  let out = '';
  for (const part of parts) {
    if (!part) continue;
    const plain = toGsm7(part);
    // The first part is the message: cut, it still says something.
    const next = out === '' ? cut(plain, SEGMENT) : `${out} ${plain}`;
    if (gsm7Length(next) <= SEGMENT) out = next;
  }
  return out;
}
