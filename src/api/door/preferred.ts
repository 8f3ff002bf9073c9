/** The one of `types` that the caller likes best (RFC 9110, 12.5.1); the first where it does not say. */
export function preferred(accept: string | undefined, types: readonly string[]): string {
  const ranges = (accept ?? '*/*').split(',').map((part) => {
    const [range = '', ...parameters] = part.split(';').map((one) => one.trim().toLowerCase());
    const quality = parameters.find((one) => one.startsWith('q='));
    return { range, quality: quality === undefined ? 1 : Number(quality.slice(2)) || 0 };
  });
  const liking = (type: string): number =>
    ranges.find(({ range }) => range === type)?.quality ??
    ranges.find(({ range }) => range === `${type.split('/')[0]}/*`)?.quality ??
    ranges.find(({ range }) => range === '*/*')?.quality ??
    0;
  return types.reduce((best, type) => (liking(type) > liking(best) ? type : best));
}
