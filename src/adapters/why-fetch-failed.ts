/** What went wrong on the way to an address outside. Node's own words are "fetch failed"; what failed is in the cause. */
export function whyFetchFailed(error: unknown): string {
  const { cause } = partsOf(error);
  const { message, code } = partsOf(cause);
  // Several addresses tried at once fail as one error without words of its own.
  const why = message || code;
  return why ? `${partsOf(error).message ?? 'failed'}: ${why}` : (partsOf(error).message ?? String(error));
}

/** By its parts: an error of Node's own is of another `Error` than ours where a test runs in a context of its own. */
const partsOf = (error: unknown): { readonly message?: string; readonly code?: string; readonly cause?: unknown } =>
  typeof error === 'object' && error !== null ? error : {};
