/**
 * Text as a font can print it: a character that it has no sign for stands as its number, "[U+1F600]", rather than as an empty
 * box that could be any. What is printed here is evidence; the attached file has each character as it is.
 */
export const printable = (text: string, has: (codePoint: number) => boolean): string =>
  [...text]
    .map((character) => {
      const codePoint = character.codePointAt(0) ?? 0;
      if (character === '\n' || (codePoint >= 0x20 && codePoint !== 0x7f && has(codePoint))) return character;
      return `[U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}]`;
    })
    .join('');
