/** Who looks at a page: whoever has signed in, or in the demonstration whoever they say they are. */
export interface Visitor {
  readonly person: string;
  readonly name: string;
}
