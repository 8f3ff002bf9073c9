import { digestOf } from '../tokens.js';

/** What a form carries of the item it was filled from: after any change, whoever made it, another. */
export const versionOf = (item: object): string => digestOf('version', JSON.stringify(item)).slice(0, 16);
