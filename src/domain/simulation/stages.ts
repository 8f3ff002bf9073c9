import { story, type Setting, type Story } from './story.js';
import { COVERT } from './words.js';

/** Where many stories begin. What was sent on the way there is told in the stories of that way. */

/** 14:00: Priya is inside, out by 14:45. */
export const inside = (setting: Setting = {}): Story =>
  story(setting).at('14:00').texts('priya', 'ARRIVED 45').asToldElsewhere();

/** 14:55: overdue, and the contact has just been asked. */
export const overdue = (setting: Setting = {}): Story => inside(setting).skipTo('14:55').asToldElsewhere();

/** 14:56: the contact could not reach her, and the line manager has just been asked. */
export const withManager = (setting: Setting = {}): Story =>
  overdue(setting).at('14:56').replies('carol', 'NO').asToldElsewhere();

/** 14:58: the line manager called twice in vain, and is ringing the police. */
export const atPolice = (setting: Setting = {}): Story =>
  withManager(setting).at('14:58').replies('lena', 'NO NO').asToldElsewhere();

/** 14:59: the line manager has told the police, and the leaders have been told. */
export const policeTold = (setting: Setting = {}): Story =>
  atPolice(setting).at('14:59').replies('lena', 'POLICE 0042').asToldElsewhere();

/** 14:20: Priya has texted the covert phrase from inside, and her manager has just been asked. */
export const alertCode = (setting: Setting = {}): Story =>
  inside(setting).at('14:20').texts('priya', COVERT).asToldElsewhere();

/** 14:20: Priya has texted SOS from inside. */
export const sos = (setting: Setting = {}): Story =>
  inside(setting).at('14:20').texts('priya', 'SOS').asToldElsewhere();
