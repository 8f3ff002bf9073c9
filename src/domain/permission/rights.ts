import type { Role } from '../organisation/organisation.js';

/** How far a right reaches: what one has to do with oneself, or one's unit and all below it. */
export type Reach = 'own' | 'unit';

export interface RightSpec {
  /** As the documents and the refusals say it: "may ...". */
  readonly says: string;
  readonly reach: Readonly<Partial<Record<Role, Reach>>>;
}

/** Whoever answers for a unit, whatever they are called: a PDU head and a director stand where a senior manager does. */
const senior = { senior_manager: 'unit', head: 'unit', director: 'unit' } as const;
const managing = { manager: 'unit', ...senior } as const;
const onDuty = { contact: 'unit', ...managing } as const;

/**
 * Who may do what: the one table, for pages and API alike. "Own" is a visit one is on, an incident about it or that one
 * was alerted to, oneself. An auditor reads all and changes nothing. An administrator runs the office and sees nobody who is visited (P11).
 *
 * What an incident takes from whom (HVPF 8.3.6, 8.4.3; P9) is not here but in `incident/standing.ts`: that is a rule of the
 * escalation, the same by text and on a screen.
 */
export const RIGHTS = {
  see_visits: { says: 'see visits', reach: { practitioner: 'own', ...onDuty, auditor: 'unit' } },
  plan_visits: { says: 'plan, change and cancel visits', reach: { practitioner: 'own', ...onDuty } },
  see_person_visited: {
    says: 'see who is visited, and where',
    reach: { practitioner: 'own', ...onDuty, auditor: 'unit' },
  },
  see_incidents: { says: 'see incidents', reach: { practitioner: 'own', ...onDuty, auditor: 'unit' } },
  report: { says: 'report on incidents', reach: { practitioner: 'own', ...onDuty } },
  see_call_sheet: { says: 'open the police call sheet', reach: { practitioner: 'own', ...onDuty } },
  follow_up: { says: 'see to what follows an incident, and close it', reach: { ...managing } },
  see_figures: { says: 'see figures and readiness', reach: { ...managing, administrator: 'unit', auditor: 'unit' } },
  export_incidents: { says: 'export incidents', reach: { ...managing, auditor: 'unit' } },
  see_messages: { says: 'see the message log', reach: { ...managing, auditor: 'unit' } },
  see_office: {
    says: 'see people, units and the rota',
    reach: { practitioner: 'own', ...onDuty, administrator: 'unit', auditor: 'unit' },
  },
  change_rota: { says: 'change the rota and absences', reach: { ...managing, administrator: 'unit' } },
  change_office: { says: 'change people and units', reach: { administrator: 'unit' } },
  see_policy: {
    says: 'see the policy in force',
    reach: { practitioner: 'unit', ...onDuty, administrator: 'unit', auditor: 'unit' },
  },
  run_drills: { says: 'run drills', reach: { ...managing, administrator: 'unit' } },
  see_drills: { says: 'see drills', reach: { ...onDuty, administrator: 'unit', auditor: 'unit' } },
  see_wall: { says: 'show the wall screen', reach: { ...onDuty, administrator: 'unit', auditor: 'unit' } },
  raise_device: { says: 'report that a device was set off', reach: {} },
  manage_accounts: { says: 'invite people, end their sessions and calendar feeds', reach: { administrator: 'unit' } },
  manage_tokens: { says: 'give and revoke API tokens', reach: { administrator: 'unit' } },
} as const satisfies Readonly<Record<string, RightSpec>>;

export type Right = keyof typeof RIGHTS;

export const isRight = (text: string): text is Right => Object.hasOwn(RIGHTS, text);

/** How far this right reaches for whoever has these roles: the furthest of them. */
export function reachOf(right: Right, roles: readonly Role[]): Reach | null {
  const { reach }: RightSpec = RIGHTS[right];
  const reaches = roles.map((role) => reach[role]);
  if (reaches.includes('unit')) return 'unit';
  return reaches.includes('own') ? 'own' : null;
}
