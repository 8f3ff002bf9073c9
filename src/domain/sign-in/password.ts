/** What is wrong with a new password, in words for whoever chose it; null where nothing is. */
export function passwordFault(password: string, person: { readonly id: string; readonly name: string }): string | null {
  const { length } = [...password];
  if (length < SHORTEST) return `Use ${SHORTEST} characters or more: three words that do not belong together will do`;
  if (length > LONGEST) return `Use ${LONGEST} characters or fewer`;
  const plain = bare(password);
  if (new Set(plain).size < 5) return 'Use more than four different letters or digits: this one is easily guessed';
  if (COMMON.some((common) => plain === bare(common) || repeats(plain, bare(common)))) return COMMONEST;
  const own = [SERVICE, person.id, ...person.name.split(/\s+/)].map(bare).filter((word) => word.length >= 4);
  const rest = own.reduce((text, word) => text.replaceAll(word, ''), plain);
  // A name within a long sentence is nobody's business; a name and a year is a guess.
  if (rest !== plain && rest.length < ENOUGH_BESIDE_A_NAME)
    return 'Do not use your name or the name of this service: they are the first that anybody would try';
  if (isRun(plain)) return COMMONEST;
  return null;
}

/**
 * Length counts, and nothing has to be mixed in (NIST SP 800-63B-4, 3.1.1.2; NCSC, "Password policy: updating your approach").
 * Twelve, since most have a second factor besides.
 */
export const SHORTEST = 12;
/** Far above what the least of them asks for; hashing more is only work for whoever wants to make work. */
export const LONGEST = 128;

const SERVICE = 'allswell';
const ENOUGH_BESIDE_A_NAME = 10;
const COMMONEST = 'Choose another one: this is among the first that anybody would try';

/** Of the commonest, those that reach the length, or do so when written twice or with digits behind. */
const COMMON = [
  'password',
  'passw0rd',
  'letmein',
  'welcome',
  'iloveyou',
  'sunshine',
  'princess',
  'football',
  'liverpool',
  'arsenal',
  'chelsea',
  'manchester',
  'monkey',
  'dragon',
  'superman',
  'charlie',
  'qwerty',
  'qwertyuiop',
  'asdfghjkl',
  'abc123',
  'admin',
  'administrator',
  'changeme',
  'probation',
  'homevisit',
  'trustno1',
  'whatever',
  'computer',
  'michael',
  'jennifer',
  'correcthorsebatterystaple',
];

const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

/** "passwordpassword", "password2026", "2026password!": the word, and nothing besides but itself and digits. */
const repeats = (plain: string, common: string): boolean =>
  plain.includes(common) && /^\d{0,8}$/.test(plain.replaceAll(common, ''));

/** "abcdefghijkl", "123456789012", "qwertyuiopas": rows of the alphabet, the digits or the keyboard. */
function isRun(plain: string): boolean {
  const rows = ['abcdefghijklmnopqrstuvwxyz', '12345678901234567890', 'qwertyuiopasdfghjklzxcvbnm'];
  return rows.some((row) => row.includes(plain) || [...row].reverse().join('').includes(plain));
}
