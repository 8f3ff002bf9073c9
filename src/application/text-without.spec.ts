import { describe, expect, it } from '@jest/globals';
import { textWithout } from './text-without.js';

const visited = {
  reference: 'X123456',
  name: "Mary-Ann O'Neil (Annie)",
  address: { lines: ['2', '14/2 Example [Street]', 'Exampleton'], postcode: 'ZZ1 1ZZ' },
  riskOfSeriousHarm: 'low' as const,
};
const HIDDEN = '[shown to those who are signed in]';

describe('What is quoted on a call sheet for whoever is not signed in', () => {
  it.each([
    ['HELP at 14/2 example [street] now', `HELP at ${HIDDEN} now`],
    ["mary-ann o'neil (annie) has a knife", `${HIDDEN} has a knife`],
    ['zz11zz, X123456', `${HIDDEN}, ${HIDDEN}`],
    ['call 2 of 2 in Exampletons', 'call 2 of 2 in Exampletons'],
  ])('"%s" reads "%s"', (text, shown) => expect(textWithout(visited)(text)).toBe(shown));

  it('is left as it is where the diary names nobody', () => expect(textWithout(null)('at ZZ1 1ZZ')).toBe('at ZZ1 1ZZ'));
});
