/**
 * An answer of the API as tests look into it: every field that any of them asks for, as if it were there. What an answer
 * really has is held against the API's own description (contract.ts), and then against what the test expects.
 */
export interface Said {
  id: string;
  reference: string;
  status: string;
  kind: string;
  step: string;
  answer: string;
  incident: Said;
  incidentId: string;
  visitId: string;
  attendees: List<{ person: string; status: string; name: string }>;
  personVisited: { riskOfSeriousHarm: string };
  plannedStart: string;
  plannedEnd: string;
  expectedEnd: string;
  warnings: string[];
  entries: List<SaidEntry>;
  errors: List<{ field: string; message: string; mend: string; line: number | null }>;
  detail: string;
  items: List<Said>;
  total: number;
  series: string | null;
  saw: string;
  followUps: List<Record<string, string | number | boolean | null>>;
  changed: boolean;
  people: Said[];
  absences: object[];
  car: { registration: string };
  police: { force: string };
  alertPhrases: string[];
  planned: number;
  visits: List<{ line: number; id: string; reference: string; warnings: string[] }>;
  timeline: { text: string }[];
  chain: string;
  text: string;
  by: string;
  seq: number;
  name: string;
  body: string;
  from: string;
  to: string;
}

/** Tests look at the first of a list without asking whether there is one: without it they fail all the same. */
export type List<T> = [T, ...T[]];

export interface SaidEntry {
  seq: number;
  at: string;
  kind: string;
  clause: string | null;
  by: string;
  text: string;
  incidentId: string | null;
  data: Record<string, string | number | boolean | null>;
  previousHash: string;
  hash: string;
}
