export const sessionsEnded = (count: number): string =>
  count === 1 ? 'One session was ended.' : `${count} sessions were ended.`;
