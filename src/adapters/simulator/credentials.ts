/**
 * The account of the phone simulator. Fixed, public and worth nothing outside it: they open no Twilio account, and the
 * simulator is mounted only where Twilio's settings are absent. Zeros, so that no secret scanner takes them for real.
 */
export const SIMULATOR_ACCOUNT_SID = `AC${'0'.repeat(32)}`;
export const SIMULATOR_AUTH_TOKEN = '0'.repeat(32);

/** The service's own number: one of those that Ofcom keeps for drama, so nobody has it. */
export const SIMULATOR_NUMBER = '+447700900000';

/** A phone that answers every text with the same text: what CANARY_NUMBER needs. */
export const ECHO_NUMBER = '+447700900999';
