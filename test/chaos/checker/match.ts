/**
 * Who belongs to whom, each to at most one: whoever has found somebody keeps somebody, but gives way to another of those that
 * are as good, so that as many as possible find one (augmenting paths).
 */
export class Match<A, B> {
  private readonly bOf = new Map<A, B>();
  private readonly aOf = new Map<B, A>();

  constructor(
    private readonly as: readonly A[],
    private readonly bs: readonly B[],
    private readonly fits: (a: A, b: B) => boolean,
    /** As it should be: whoever gives way, or explains, keeps to it as long as anybody can. */
    private readonly isGood: (a: A, b: B) => boolean,
  ) {}

  of(a: A): B | undefined {
    return this.bOf.get(a);
  }

  by(b: B): A | undefined {
    return this.aOf.get(b);
  }

  /** Finds one of those that suit it, the first where there are several. */
  find(a: A, suits: (b: B) => boolean): void {
    if (!this.bOf.has(a)) this.seek(a, suits, new Set());
  }

  /** Finds one for it, if need be at the cost of another that needs none. */
  explain(b: B, needsOne: (other: B) => boolean, asked = new Set<A>()): boolean {
    if (this.aOf.has(b)) return true;
    const good = this.as.filter((a) => this.isGood(a, b));
    for (const a of [...good, ...this.as.filter((one) => !good.includes(one))]) {
      if (asked.has(a) || !this.fits(a, b)) continue;
      asked.add(a);
      const other = this.bOf.get(a);
      if (other !== undefined) {
        this.aOf.delete(other);
        if (needsOne(other) && !this.explain(other, needsOne, asked)) {
          this.aOf.set(other, a);
          continue;
        }
      }
      this.pair(a, b);
      return true;
    }
    return false;
  }

  private seek(a: A, suits: (b: B) => boolean, asked: Set<B>): boolean {
    for (const b of this.bs) {
      if (asked.has(b) || !suits(b) || !this.fits(a, b)) continue;
      asked.add(b);
      const other = this.aOf.get(b);
      if (other !== undefined && !this.seek(other, (b2) => this.isGood(other, b2), asked)) continue;
      this.pair(a, b);
      return true;
    }
    return false;
  }

  private pair(a: A, b: B): void {
    this.bOf.set(a, b);
    this.aOf.set(b, a);
  }
}
