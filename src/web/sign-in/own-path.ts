/** A page of ours and nowhere else; one that begins or ends a session is not gone back to. */
export function ownPath(path: unknown): string {
  if (typeof path !== 'string' || path.length > 500 || !/^\/(?![/\\])[\w/?&=%.~+-]*$/.test(path)) return '/';
  return /^\/(sign-in|sign-out|signed-out|invitation)(?![\w-])/.test(path) ? '/' : path;
}
