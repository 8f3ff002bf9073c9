/** A zone in which it is noon just now: a test that shows times of a day must not meet midnight on its way. */
export const NOON_ZONE = ((): string => {
  const ahead = 12 - new Date().getUTCHours();
  // In these names the sign is the other way round: Etc/GMT-3 is three hours ahead.
  return ahead === 0 ? 'Etc/GMT' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
})();
