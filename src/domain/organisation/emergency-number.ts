/**
 * Whether the text is a number that Allswell never dials or texts: 999 and 112, the emergency numbers, or
 * 101, the police's other number; however it is written, and with the code of whatever country before it.
 */
export function isEmergencyNumber(text: string): boolean {
  const plain = digitsAsAscii(text.normalize('NFKC')).replace(EXTENSION, '');
  const international = INTERNATIONAL.test(plain);
  const digits = plain.replace(/\D/g, '');
  return WITHIN_THE_UK.test(digits) || (international && ABROAD.test(digits));
}

/** The number itself, or with the UK's code: 999, 44999, 0044999, 440999. */
const WITHIN_THE_UK = /^0*(?:44)?0*(?:999|112|101)$/;

/** No ordinary number of any country has as few as six digits with its code, so 353 112 can only be Ireland's 112. */
const ABROAD = /^(?:00)?[1-9]\d{0,2}0?(?:999|112|101)$/;

/** Begins with + or 00, whatever brackets or words ("tel:") stand before. */
const INTERNATIONAL = /^[^\d+]*(?:\+|00)/;

/** What follows the number: "999;phone-context=+44", "999 ext 2", "999#", "999@example". */
const EXTENSION = /(?<=\d)\s*(?:[;,#*@?]|e?xt?n?\.?\s*\d).*$/is;

/** The digits of every script as 0 to 9: phones and libraries read ٩٩٩ as 999. */
function digitsAsAscii(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    // Unicode keeps each script's ten digits together and in order, so the distance from the first is the value.
    let first = digit.codePointAt(0)!;
    const own = first;
    while (IS_DIGIT.test(String.fromCodePoint(first - 1))) first -= 1;
    return String((own - first) % 10);
  });
}

const IS_DIGIT = /^\p{Nd}$/u;
