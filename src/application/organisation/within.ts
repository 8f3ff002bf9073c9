/** Whether the path of a finding is of this item, or of something in it: "people[12].mobile" of "people[12]". */
export const isWithin = (path: string, item: string): boolean =>
  item !== '' && (path === item || path.startsWith(`${item}.`) || path.startsWith(`${item}[`));

/** The path as seen from the item: "mobile". What is not of it stays as it is. */
export const seenFrom = (item: string, path: string): string =>
  isWithin(path, item) ? path.slice(item.length).replace(/^\./, '') : path;
