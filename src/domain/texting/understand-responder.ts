import { incidentReferenceIn } from './incident-reference.js';
import { asksForMoreTime, MORE_TIME } from './more-time.js';
import { plainText, type PlainText, type Word } from './normalise.js';
import {
  clauses,
  doubted,
  phraseAt,
  phrases,
  phrasesIn,
  says,
  saysOnly,
  together,
  without,
  type Match,
} from './phrases.js';
import { policeReferenceIn } from './police-reference.js';
import { isReaction } from './reactions.js';
import { GREETINGS, SMALL_TALK } from './small-talk.js';
import { readTimes } from './span.js';
import type { ResponderText, ResponderWord } from './spoken.js';
import { twilioKeeps } from './twilio-words.js';

/**
 * What a responder's text means: the contact or manager who was asked to find out.
 *
 * "Safe" ends the escalation and "police told" stops us asking, so both are read closed: one unknown word, and the
 * question is asked again. "No answer" and "code" move the escalation on, and are read open.
 */
export function understandResponder(body: string): ResponderText {
  switch (twilioKeeps(body)) {
    case 'stop':
    case 'end':
      return { reference: null, word: { verb: 'opt_out' } };
    case 'start':
      return { reference: null, word: { verb: 'opt_in' } };
  }
  if (isReaction(body)) return { reference: null, word: { verb: 'unclear' } };
  const text = plainText(body);
  const all = readTimes(text.words);
  const at = incidentReferenceIn(all, NEXT_TO_A_REFERENCE);
  const words = at === null ? all : withoutReference(all, at);
  return { reference: at === null ? null : all[at]!.text, word: meaningOf(text, words) };
}

/** Words that people run into the reference without a space. */
const NEXT_TO_A_REFERENCE = new Set(
  'ack ok safe no answer extend police code ref reference incident alert it fine voicemail told'.split(' '),
);

function withoutReference(words: readonly Word[], at: number): Word[] {
  const labelled = ['ref', 'reference', 'incident'].includes(words[at - 1]?.text ?? '') ? 1 : 0;
  const rest = [...words.slice(0, at - labelled), ...words.slice(at + 1)];
  return rest.map((word, nth) => (nth === at - labelled && nth > 0 ? { ...word, pause: true } : word));
}

function meaningOf(text: PlainText, words: readonly Word[]): ResponderWord {
  const code = alertCode(text, words);
  if (code !== null) return code;
  const police = policeTold(text, words);
  if (police !== null) return police;
  // A question, or something else about the police, must not be taken for word of the practitioner.
  const rest = without(words, POLICE_TO_COME);
  if (words.some((word) => word.text === '?') || says(rest, POLICE)) return { verb: 'unclear' };
  // "No answer, extend 30" has not been agreed with the person who is missing (8.4.2). It needs a question.
  const heard = [moreTime(rest), noAnswer(rest)].filter((word) => word !== null);
  if (heard.length > 0) return heard.length === 1 ? heard[0]! : { verb: 'unclear' };
  return safe(words) ?? acknowledged(words) ?? { verb: 'unclear' };
}

// --- the alert code (8.3.5, 8.3.6) -----------------------------------------------------------------------------------

const CODE = phrases(
  '[give/given/gave/use/used/using/say/said] [the/an/our] [team] [alert/safe] code/codeword [word]',
  'duress [code/word]',
);
const NO_CODE_IF_BEFORE = new Set(
  'no not never without if did what which whats wrong post zip dress door gate key entry access area dial bar qr pin'.split(
    ' ',
  ),
);
const NO_CODE_IF_AFTER = phrases(
  '?',
  'not/never',
  'is/was not',
  'for/to/of [the] door/gate/entry/key/conduct/building/flat',
);
const BEFORE_A_NAME = phrases('from/by/for/is/was/given/used/said/heard/now/just/alert/please/and');
const GAVE = new Set('gave given use used using said'.split(' '));
const HELPING_VERBS = new Set(['has', 'have', 'just', 's']);
const NOT_A_GIVER = new Set('she he they i we it who that but and then also'.split(' '));

function alertCode(text: PlainText, words: readonly Word[]): ResponderWord | null {
  const said = phrasesIn(words, CODE).find(
    ({ from, to }) => !doubted(words, from, NO_CODE_IF_BEFORE) && phraseAt(words, to, NO_CODE_IF_AFTER) === 0,
  );
  return said ? { verb: 'code', who: whoGaveIt(text, words, said) } : null;
}

/** What follows, a visit reference or a name; or, where nothing does, the name before "gave the code". */
function whoGaveIt(text: PlainText, words: readonly Word[], { from, to }: Match): string | null {
  let start = to;
  for (let taken = phraseAt(words, start, BEFORE_A_NAME); taken > 0; taken = phraseAt(words, start, BEFORE_A_NAME))
    start += taken;
  const following = clauses(words.slice(start))[0] ?? [];
  const after = following.filter((word) => phraseAt([word], 0, SMALL_TALK) === 0);
  const isName = after.length > 0 && after.length <= 3 && !following.some((word) => word.text === '?');
  if (isName) return text.body.slice(after[0]!.from, after.at(-1)!.to);
  if (!GAVE.has(words[from]!.text)) return null;
  const giver = (clauses(words.slice(0, from)).at(-1) ?? []).filter((word) => !HELPING_VERBS.has(word.text));
  if (giver.length === 0 || giver.length > 2 || giver.some((word) => NOT_A_GIVER.has(word.text))) return null;
  return text.body.slice(giver[0]!.from, giver.at(-1)!.to).replace(/'s$/, '');
}

// --- the police (8.4.3) ----------------------------------------------------------------------------------------------

/** It has been done. "Calling the police now" has not, and is only an acknowledgement. */
const POLICE_TOLD = phrases(
  'police [have/has] [now] [been] told/informed/called/aware/notified/contacted/rung/phoned/updated',
  'police are/is [now] aware/attending/informed/involved',
  'police [are] on [the/their] way',
  'told/informed/called/rang/rung/phoned/notified/contacted/updated [the] police',
  'spoke/spoken/reported to [the] police',
  'reported [it] to [the] police',
  'been on to [the] police',
  'passed [it] to [the] police',
  'told/called/rang/phoned/dialled 999',
  '999 called/told/informed',
);
const POLICE = phrases('police', 'cad');
/** It is about to be done. */
const POLICE_TO_COME = phrases(
  '[i] [am] calling/ringing/phoning/contacting [the] police [now]',
  '[i] will call/ring/phone/contact [the] police [now]',
  '[i] [am] going to call/ring/phone [the] police [now]',
);
const BEFORE_POLICE_TOLD = phrases(
  'i/we/have/now/just/already/ok/and/so/hi/done/yes',
  'no answer/reply/response [again/twice]',
  'still no answer/reply/response',
  'tried twice',
  'no',
  'voicemail [twice]',
);
const NOT_TOLD_IF_BEFORE = new Set(['no', 'not', 'never']);
const NOT_TOLD = new Set('? not no never by if unless should hold engaged busy away coming'.split(' '));
/** "Police ..." by itself, without a reference, may go on in any way. */
const NOT_EVEN_NAMED = new Set(
  'will would shall could can going calling ringing phoning trying try need needs to be when before waiting wait yet soon about in unable want'.split(
    ' ',
  ),
);
const NO_REFERENCE_YET = phrases('to follow', 'no {number}', 'no ref/reference/number/log [yet/given]');

function policeTold(text: PlainText, words: readonly Word[]): ResponderWord | null {
  const [told] = phrasesIn(words, POLICE_TOLD);
  const [named] = phrasesIn(words, POLICE);
  const said = told ?? named;
  if (said === undefined) return null;
  const before = words.slice(0, said.from);
  if (
    before.length > 0 &&
    saysOnly(before, BEFORE_POLICE_TOLD, GREETINGS) === null &&
    saysOnly(before, GREETINGS, GREETINGS) === null
  ) {
    return null;
  }
  const isCad = told === undefined && words[said.from]!.text === 'cad';
  const after = words.slice(isCad ? said.from : said.to);
  const reference = policeReferenceIn(text, after);
  const goesOn = without(after, NO_REFERENCE_YET);
  if (goesOn.some((word) => NOT_TOLD.has(word.text)) || doubted(words, said.from, NOT_TOLD_IF_BEFORE)) return null;
  if (told === undefined && reference === null && goesOn.some((word) => NOT_EVEN_NAMED.has(word.text))) return null;
  const nothingMore = after.length === 0 || saysOnly(after, AFTER_POLICE, GREETINGS) !== null;
  if (told === undefined && reference === null && !nothingMore) return null;
  return { verb: 'police', policeReference: reference };
}
const AFTER_POLICE = together(GREETINGS, phrases('done', 'told', 'informed', 'attending', 'en route', 'sent'));

// --- more time (8.4.2) -----------------------------------------------------------------------------------------------

const EXTENDED = together(
  MORE_TIME,
  phrases(
    'extended/extends/extension',
    'needs/wants [about/until] {amount}',
    'needs/wants [until] [about] {clock}',
    'needs/wants until [about] {time}',
    'needs/wants more',
  ),
);
/** "Give her another 20" is the responder's wish, not what the practitioner has said. */
const NOT_EXTENDED_IF_BEFORE = new Set(
  'not no never without if unless may might how does did do can could should try trying in after let'.split(' '),
);
const GIVING_TIME = phrases('give/giving/wait/waiting/allow/allowing', 'hang on', 'try/call/ring again/back');

function moreTime(words: readonly Word[]): ResponderWord | null {
  const asked = asksForMoreTime(words, NOT_EXTENDED_IF_BEFORE, EXTENDED);
  return asked && !says(words, GIVING_TIME) && !isHearsay(words) ? { verb: 'extend', by: asked.by } : null;
}

/**
 * Word of the practitioner from anyone else is no word of the practitioner: "spoke to him, she's fine" may be what
 * the person behind the door wishes to be believed. Nor is a name enough: "spoke to Dave" does not say who Dave is.
 */
const isHearsay = (words: readonly Word[]): boolean => {
  const mentions = (...anyOf: string[]): boolean => words.some((word) => anyOf.includes(word.text));
  const twoPeople = mentions('she', 'her') && mentions('he', 'him', 'his');
  return twoPeople || says(words, SPOKE_TO_A_NAME) || words.some((word) => SOMEBODY_ELSE.has(word.text));
};
const SPOKE_TO_A_NAME = phrases('spoke/spoken/talked to/with {name}');
const SOMEBODY_ELSE = new Set(
  (
    'neighbour neighbours neighbor husband wife partner boyfriend girlfriend mum mother dad father parents son daughter ' +
    'brother sister carer mr mrs ms miss police office colleague manager receptionist reception security landlord tenant ' +
    'staff control someone somebody'
  ).split(' '),
);

// --- no answer (8.4.2, 8.4.3) ----------------------------------------------------------------------------------------

const NO = phrases(
  'no/nope/nothing/none/engaged',
  'no no/luck/ans',
  'engaged tone',
  'tried [calling/ringing] [her/him/them] twice',
);
const NO_ANSWER = phrases(
  '[still] no answer/reply/response/contact/pick-up/joy/luck',
  '[still] no pick up',
  'voicemail',
  'voice mail',
  'answerphone',
  'answer phone/machine',
  'answering machine',
  '[is/are] [still] not answering/responding/replying/answered/reached/responded',
  '[is] not picking up',
  'not picked up',
  'did/does/will not answer/respond/reply/pick [up]',
  'has not answered/responded/replied',
  'can/could not reach/contact [her/him/them]',
  'can/could not get [a] hold/through/answer/reply/response [of/to/from] [her/him/them]',
  'unable to reach/contact [her/him/them]',
  'unable to get hold [of] [her/him/them]',
  'rang/rings/ringing out',
  'just rings/ringing',
  'phone [is] [switched/turned] off',
  'phone dead',
  'switched off',
  'line [is] busy/engaged/dead',
  'went/straight [straight] to voicemail/answerphone',
  'nobody/noone answered/answering/answers',
  'no one answered/answering/answers',
);
const NOT_UNANSWERED_IF_BEFORE = new Set(['if', 'when', 'unless', 'case']);
const NOT_YET_TWICE = new Set(['will', 'try', 'trying', 'going']);
const TWICE = phrases(
  'no no',
  'twice',
  '2/two/3/three/both times',
  'x 2/3',
  '2/3 x',
  'second attempt/time/call failed',
  '2/two/3/three/both [more] attempts/calls/tries',
  'on both',
);
const BESIDE_NO = together(
  GREETINGS,
  TWICE,
  NO_ANSWER,
  phrases(
    'tried/called/rang/calling/trying/ringing',
    'again',
    'still',
    'x',
    '2',
    'i',
    'i have',
    'have',
    'her/him/them',
    'yet',
    'yes',
  ),
);
/** Somebody was reached after all: which of the two is it? */
const REACHED = phrases(
  'spoke/spoken/safe/fine/reached/answered/ok',
  'got hold/through',
  'rang/called/texted/messaged [me] back',
  'she/he called/rang/texted',
);

function noAnswer(words: readonly Word[]): ResponderWord | null {
  const said = phrasesIn(words, NO_ANSWER);
  const no = saysOnly(words, NO, BESIDE_NO);
  if (no === null && said.length === 0) return null;
  if (said.some(({ from }) => doubted(words, from, NOT_UNANSWERED_IF_BEFORE))) return { verb: 'unclear' };
  if (says(without(words, together(NO_ANSWER, OK_FIRST)), REACHED)) return { verb: 'unclear' };
  const twice = phrasesIn(words, TWICE).some(({ from }) => !doubted(words, from, NOT_YET_TWICE));
  const times = twice || repeated(words, said) || (no !== null && no.length > 1) ? 2 : 1;
  return { verb: 'no_answer', times };
}
const OK_FIRST = phrases('ok no/not/still', 'ok voicemail');

/** "No answer, no answer" is two calls; "no answer, voicemail" describes one. */
function repeated(words: readonly Word[], said: readonly Match[]): boolean {
  const spoken = said.map(({ from, to }) =>
    words
      .slice(from, to)
      .map((word) => word.text)
      .join(' '),
  );
  return new Set(spoken).size < spoken.length;
}

// --- safe ------------------------------------------------------------------------------------------------------------

const SAFE = phrases(
  'safe [and] [well/sound]',
  'all safe',
  'she/he/they/both is/are [all/now/both/absolutely/completely/perfectly] safe/fine/ok/well/good/alright [and] [well/safe/sound]',
  'she/he/they/both safe/fine/ok/alright',
  'is safe/fine/ok/alright [and] [well/safe/sound]',
  'says/said [that] she/he is [now] safe/fine/ok/well/alright',
  '{name} is/s safe/fine/ok/alright/well',
);
/** Enough once somebody has been spoken to; too little by itself, where it may be about anything. */
const WELL = phrases('all/everything [is] ok/good/fine/well/safe/alright', 'ok', 'fine', 'no problems/issues/concerns');
const CONTACT = phrases(
  'spoke/spoken/talked/chatted to/with her/him/them/both',
  'reached/answered [her/him/them]',
  'got hold of her/him/them',
  'got through [to] [her/him/them]',
  'she/he/they answered [the/her/his] [phone]',
  'she/he answered and',
);
const BESIDE_SAFE = together(
  GREETINGS,
  CONTACT,
  WELL,
  phrases(
    'i [have]',
    'we [have]',
    'have/has/had',
    'yes',
    'she/he/they has/have [now/just/already] left',
    'she/he/they is/are out',
    'she/he is home',
    'is home',
    '[{name}] has [now/just/already] left',
    'left at {time}',
    'left [about] {amount} ago',
    'on her/his/their/the way home/back',
    'in [the/her/his/their] car',
    'confirmed [that]',
    'left the property/address/visit',
    'out [and]',
    '[she/he] [just] forgot [to] [text]',
    'forgot to text [left]',
    '[her/his] phone/battery [had] died',
    'out of battery',
    '[her/his] visit [is/has] finished/over/done/ended',
    'called/rang/phoned [her/him/them]',
    'says/said',
    'by phone',
  ),
);
/** A word with a capital letter is taken for a name, unless it hedges, or is a thing or somebody else. */
const NO_NAME = new Set(
  (
    'hopefully probably possibly presumably supposedly apparently allegedly likely unlikely surely certainly maybe perhaps ' +
    'hardly barely nearly seemingly assume assuming presume think hope suppose guess nobody everyone everybody someone anyone ' +
    'no not none never nor neither who what if whether unless until where when how why all everything both it that this there ' +
    'here nothing house area car dog phone mobile battery visit address signal line weather door place parking time name number'
  ).split(' '),
);

function safe(words: readonly Word[]): ResponderWord | null {
  const shouted = words.every((word) => word.capital || /^\P{L}/u.test(word.text));
  const isName = (word: Word): boolean =>
    word.capital && !shouted && !NO_NAME.has(word.text) && !SOMEBODY_ELSE.has(word.text);
  const named = words.map((word) => (isName(word) ? word : { ...word, capital: false }));
  const said = saysOnly(named, SAFE, BESIDE_SAFE) ?? (says(named, CONTACT) ? saysOnly(named, WELL, BESIDE_SAFE) : null);
  return said && !isHearsay(words) ? { verb: 'safe' } : null;
}

// --- on it -----------------------------------------------------------------------------------------------------------

const ACK = phrases(
  'ack',
  'ack d',
  'acked',
  'acknowledged/acknowledge/received/understood/noted/roger/yes/yep/yeah/ok/copy/copied',
  'on it/to/this [it/this] [now]',
  'got it/this',
  'i have got it/this',
  '[i] will call/ring/phone/try/do/check/text/chase [her/him/them/now] [now]',
  '[i] [am] calling/ringing/phoning/trying/checking/chasing/dealing [her/him/them/with] [it/this/now] [now]',
  'looking into it/this',
  '[i] will give her/him/them a ring/call/bell/buzz [now]',
  'taking it/this',
  'leave it/this with me',
);
const ON_IT = together(ACK, POLICE_TO_COME);
const BESIDE_ACK = together(
  GREETINGS,
  phrases('i am', 'i will', 'i have', 'right away', 'straight away', 'asap', 'please', 'will do', 'again', 'that'),
);

function acknowledged(words: readonly Word[]): ResponderWord | null {
  return saysOnly(words, ON_IT, BESIDE_ACK) !== null ? { verb: 'ack' } : null;
}
