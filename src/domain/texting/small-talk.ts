import { phrases, together } from './phrases.js';

/** Manners: words that change nothing about the words beside them. */
export const GREETINGS = phrases(
  'hi/hello/hey/hiya/morning/afternoon/evening [there/all/team]',
  'good morning/afternoon/evening [all/team]',
  'thanks [again/all/very/so] [much]',
  'thank you [very/so] [much]',
  'many thanks',
  'kind/best regards',
  'regards',
  'bye [for] [now]',
  'x',
  'xx',
  'ok',
  'now',
  'just',
  'and',
  'so',
  'sorry',
  '[i] forgot to text',
  '[just] [a] [quick] update',
  'fyi',
);

/** All is well. It never means by itself that anyone has left. */
export const ALL_WELL = phrases(
  'safe [and] [sound/well]',
  'safely',
  'all/everything [is/was] ok/good/fine/well/safe',
  'all/everything went ok/fine/well',
  '[visit] went ok/fine/well',
  'no problems/issues/concerns/worries',
  'i am ok/good/fine/well/safe',
  'we are [both/all] ok/good/fine/well/safe',
);

export const SMALL_TALK = together(GREETINGS, ALL_WELL);
