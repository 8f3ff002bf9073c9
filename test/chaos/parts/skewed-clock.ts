/**
 * A wrong clock, for `node --import`: everything in the process that asks what time it is hears it so many milliseconds
 * off. How long things take it still knows, as with a real clock that is set wrong.
 */
const PRELOAD = `
const skew = Number(process.env.CHAOS_CLOCK_SKEW);
const RealDate = Date;
const now = () => RealDate.now() + skew;
globalThis.Date = new Proxy(RealDate, {
  construct: (target, given, self) => Reflect.construct(target, given.length === 0 ? [now()] : given, self === globalThis.Date ? target : self),
  apply: () => new RealDate(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
`;

/** What to give to node, and in its environment, for a clock that is `skew` milliseconds ahead. */
export const skewedClock = (skew: number): { flags: string[]; environment: Record<string, string> } =>
  skew === 0
    ? { flags: [], environment: {} }
    : {
        flags: ['--import', `data:text/javascript,${encodeURIComponent(PRELOAD)}`],
        environment: { CHAOS_CLOCK_SKEW: String(skew) },
      };
