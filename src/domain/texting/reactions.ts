/**
 * A telephone that cannot show a reaction sends it as a text that quotes ours: 'Liked “... LEFT when you are out”',
 * '👍 to “...”'. The words in it are ours, and a tap on a heart answers nothing (P5).
 */
const REACTION =
  /^\s*(?:liked|loved|disliked|emphasi[sz]ed|laughed at|questioned|removed an? [a-z ]{1,20} from|reacted \S{1,12} to|\S{1,12} to)\s+["“„«]/iu;

export const isReaction = (body: string): boolean => REACTION.test(body);
