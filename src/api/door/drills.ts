import { word } from '../../application/organisation/fields.js';

/** Drills are in no list and no count unless they are asked for. */
export const drills = word(['without', 'only', 'with'], new Map()).optional().meta({
  description: 'Whether drills are among them: without, unless it is said',
  example: 'without',
  default: 'without',
});

/** What a reader is asked for. */
export const drillsOf = (asked: 'without' | 'only' | 'with' | undefined): 'without' | 'only' | undefined =>
  asked === 'with' ? undefined : (asked ?? 'without');
