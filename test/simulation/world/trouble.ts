/** The database, or the way to it, failed; nobody's row is at fault. */
export class Trouble extends Error {}
