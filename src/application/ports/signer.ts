/** The same unguessable letters for the same parts, which only this installation can make. */
export type Sign = (...parts: readonly string[]) => string;

export const SIGN = Symbol('Sign');
