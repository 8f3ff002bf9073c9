import type { Instant } from '../time/instant.js';

/** Something that would be missing if an alarm were raised, or that keeps one from being raised. */
export interface Finding {
  readonly kind: FindingKind;
  /** In plain words: "Wei Chen has no mobile number". Names staff, and nobody who is visited (P11). */
  readonly says: string;
  readonly unit: string | null;
  readonly person: string | null;
  readonly visit: string | null;
  /** From when to when, where it is about a time. */
  readonly from: Instant | null;
  readonly to: Instant | null;
}

/** Where somebody mends it. */
export type Place = 'service' | 'rota' | 'people' | 'units' | 'drills';

interface KindOfFinding {
  readonly title: string;
  readonly why: string;
  readonly clause: string | null;
  readonly place: Place;
}

/** What is looked for, the gravest first: what keeps every alarm from working, then one person's, then what nobody has tried. */
export const FINDINGS = {
  monitoring: {
    title: 'The service does not do its work',
    why: 'Until it is mended, alarms and texts of every unit may be late. Ring those who are out by hand.',
    clause: null,
    place: 'service',
  },
  not_looked_at: {
    title: 'Not every visit was looked at',
    why: 'There are more visits in the next week than are looked at in one go: those that end first were. Look at one unit at a time.',
    clause: null,
    place: 'units',
  },
  visit_tonight: {
    title: 'Visits without cover, until 08:00 tomorrow',
    why: 'If the practitioner does not come out, there is no nominated contact to be told: the alarm begins with their manager, minutes later.',
    clause: 'HVPF 8.1.6',
    place: 'rota',
  },
  no_rota: {
    title: 'Units without a rota',
    why: 'Nobody is nominated contact of these practitioners at any time.',
    clause: 'HVPF 8.1.6',
    place: 'rota',
  },
  shift: {
    title: 'Uncovered shifts in the next 7 days',
    why: 'A visit in this time would have no nominated contact who can be asked.',
    clause: 'HVPF 8.1.6',
    place: 'rota',
  },
  number: {
    title: 'People without a valid number',
    why: 'Their texts are not known for theirs, and nothing reaches them: a practitioner cannot confirm a visit, a contact or manager is passed over.',
    clause: 'HVPF 8.1.5',
    place: 'people',
  },
  opted_out: {
    title: 'Phones that have opted out',
    why: 'The provider delivers nothing to a phone that texted STOP, END or the like, until it texts START to the same number.',
    clause: 'HVPF 8.1.5',
    place: 'people',
  },
  unreachable: {
    title: 'Phones that could not be reached',
    why: 'The last text to them did not arrive. If the next is an alarm, it may not arrive either.',
    clause: 'HVPF 8.1.5',
    place: 'people',
  },
  visit_later: {
    title: 'Later visits without cover, in the next 7 days',
    why: 'There is still time to put somebody on the rota, or to move the visit.',
    clause: 'HVPF 8.1.6',
    place: 'rota',
  },
  line_manager: {
    title: 'Practitioners without a line manager',
    why: 'The manager takes over when the contact cannot reach them; without one the alarm goes to whoever stands in.',
    clause: 'HVPF 8.4.3',
    place: 'people',
  },
  senior: {
    title: 'Nobody senior on site',
    why: 'In the line manager’s absence the senior person on site is the first to stand in.',
    clause: 'HVPF 8.4.3',
    place: 'units',
  },
  police: {
    title: 'No police contact',
    why: 'The call sheet cannot say which control room to ring: whoever rings the police loses minutes in looking for it.',
    clause: 'HVPF 8.4.3',
    place: 'units',
  },
  not_drilled: {
    title: 'Contacts not drilled for 90 days',
    why: 'Whoever has never been asked for practice learns it in a real alarm.',
    clause: 'HVPF 8.1.7',
    place: 'drills',
  },
} as const satisfies Readonly<Record<string, KindOfFinding>>;

export type FindingKind = keyof typeof FINDINGS;
export const FINDING_KINDS = Object.keys(FINDINGS) as readonly FindingKind[];

/** The findings of one kind, with what they have in common. */
export interface FindingGroup extends KindOfFinding {
  readonly kind: FindingKind;
  readonly findings: readonly Finding[];
}

/** By kind, the gravest first; kinds of which there is nothing are left out. */
export const groupsOf = (findings: readonly Finding[]): FindingGroup[] =>
  FINDING_KINDS.map((kind) => ({
    kind,
    ...FINDINGS[kind],
    findings: findings.filter((finding) => finding.kind === kind),
  })).filter((group) => group.findings.length > 0);
