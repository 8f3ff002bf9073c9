/**
 * How an incident came to its end, as the record tells it. Of an overdue visit it is the cause of the alarm:
 * they had left and had not said so, they were staying longer, or they were in trouble.
 */
export type Outcome = (typeof OUTCOMES)[number];
export const OUTCOMES = ['left', 'stayed', 'not_made', 'found_safe', 'police'] as const;
