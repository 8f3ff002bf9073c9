/** Whoever looks at personal data: a person's id; or "api", a machine that acts for nobody. */
export interface Viewer {
  readonly by: string;
  /** Where a machine shows it to them, or is itself who looks: the token that it has. */
  readonly token?: TokenShown;
}

export interface TokenShown {
  readonly id: string;
  /** What it is for, in the words of whoever gave it. */
  readonly name: string;
}

/** @param name of the person, where it is one */
export const lookerName = ({ by, token }: Viewer, name: string | undefined): string =>
  name ?? (token ? 'A program' : by);

/** Follows on what was looked at: through which door, where it was not a page. */
export const through = ({ token }: Viewer): string => (token ? ` through the API (token "${token.name}")` : '');

/** The same for machines, in an entry's data. */
export const tokenOf = ({ token }: Viewer): { readonly token?: string } => (token ? { token: token.id } : {});
