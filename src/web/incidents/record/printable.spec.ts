import { expect, it } from '@jest/globals';
import { printable } from './printable.js';

const LATIN = (codePoint: number): boolean => codePoint < 0x250;

it.each([
  ['Ægir Łukasz', 'Ægir Łukasz'],
  ['two\nlines', 'two\nlines'],
  ['李', '[U+674E]'],
  ['\u{1F9BA}', '[U+1F9BA]'],
  ['a\u0007b\u007f', 'a[U+0007]b[U+007F]'],
])('%j is printed as %j', (text, printed) => {
  expect(printable(text, LATIN)).toBe(printed);
});
