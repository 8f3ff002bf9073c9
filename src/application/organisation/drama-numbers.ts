import type { NumberType } from 'libphonenumber-js/max';

/**
 * The numbers that Ofcom keeps for television and radio drama. They belong to nobody, so demonstrations and tests use
 * them; libphonenumber calls some of them invalid.
 * Source: Ofcom, "Telephone numbers for use in TV and radio drama programmes".
 */
export function dramaNumberType(e164: string): NumberType {
  return RANGES.find(({ numbers }) => numbers.test(e164))?.type;
}

/** A thousand numbers each: the last three digits are free. */
const RANGES: readonly { readonly type: NumberType; readonly numbers: RegExp }[] = [
  // Leeds, Sheffield, Nottingham, Leicester, Bristol, Reading; Birmingham; Edinburgh; Glasgow; Liverpool; Manchester
  { type: 'FIXED_LINE', numbers: /^\+44(?:11[345678]|121|131|141|151|161)4960\d{3}$/ },
  // Tyneside, Durham and Sunderland
  { type: 'FIXED_LINE', numbers: /^\+441914980\d{3}$/ },
  // London
  { type: 'FIXED_LINE', numbers: /^\+442079460\d{3}$/ },
  // Northern Ireland: the first range published, and the one published since
  { type: 'FIXED_LINE', numbers: /^\+44289(?:0180|6496)\d{3}$/ },
  // Cardiff
  { type: 'FIXED_LINE', numbers: /^\+442920180\d{3}$/ },
  // no place at all
  { type: 'FIXED_LINE', numbers: /^\+441632960\d{3}$/ },
  { type: 'MOBILE', numbers: /^\+447700900\d{3}$/ },
  { type: 'TOLL_FREE', numbers: /^\+448081570\d{3}$/ },
  { type: 'PREMIUM_RATE', numbers: /^\+449098790\d{3}$/ },
  { type: 'UAN', numbers: /^\+443069990\d{3}$/ },
];
